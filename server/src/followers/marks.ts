import { markedByHand, type FollowerMark } from "@wsi/shared/contract";
import type { Tx } from "../db.ts";
import type { CoreInsurance } from "../ports/core-insurance.ts";
import { refuse, type Refusal } from "../refusal.ts";
import { retag } from "./audience.ts";

const absent = () => refuse("not-found", "没有这位关注者，请刷新列表");

/** Marks a follower as an employer's clerk 单位经办人, or takes the mark away. Answers the openid. */
export async function markFollower(
  tx: Tx,
  core: CoreInsurance,
  given: { number: number; marked: boolean; reason: string },
  staffId: string,
  now: Date,
): Promise<string | Refusal> {
  const follower = await tx
    .selectFrom("followers")
    .select(["openid", "person_id", "unfollowed_at"])
    .where("number", "=", given.number)
    .forUpdate()
    .executeTakeFirst();
  if (!follower) return absent();
  if (follower.unfollowed_at !== null) return refuse("conflict", "对方已经取消关注，不能再标记");
  const { openid } = follower;
  const held = await tx
    .selectFrom("audience_tags")
    .select("source")
    .where("openid", "=", openid)
    .where("code", "=", markedByHand)
    .where("wanted", "=", true)
    .executeTakeFirst();
  const fromLedger = held?.source === "ledger";
  if (given.marked) {
    if (held) return refuse("conflict", fromLedger ? "社保系统里已经登记为单位经办人，不用再标" : "已经标过了");
    await tx
      .insertInto("audience_tags")
      .values({ openid, code: markedByHand, source: "hand" })
      .onConflict((same) =>
        same.columns(["openid", "code"]).doUpdateSet({ source: "hand", wanted: true, not_before: null }),
      )
      .execute();
  } else {
    if (fromLedger)
      return refuse("conflict", "这是社保系统里登记的单位经办人，请先在单位的参保登记里变更，标签当晚会跟着改");
    if (!held) return refuse("conflict", "没有标记，不用取消");
    // From now on it is the ledger's word again, which may be that they are one.
    await tx
      .updateTable("audience_tags")
      .set({ source: "ledger" })
      .where("openid", "=", openid)
      .where("code", "=", markedByHand)
      .execute();
    await retag(tx, core, [follower]);
  }
  await tx
    .insertInto("follower_marks")
    .values({
      openid,
      code: markedByHand,
      marked: given.marked,
      reason: given.reason,
      staff_id: staffId,
      at: now,
    })
    .execute();
  return openid;
}

/** Who marked this follower and why, newest first. */
export async function marksOf(tx: Tx, number: number): Promise<FollowerMark[] | Refusal> {
  const follower = await tx.selectFrom("followers").select("openid").where("number", "=", number).executeTakeFirst();
  if (!follower) return absent();
  const rows = await tx
    .selectFrom("follower_marks as m")
    .leftJoin("staff as s", "s.id", "m.staff_id")
    .select(["m.at", "m.marked", "m.reason", "s.name"])
    .where("m.openid", "=", follower.openid)
    .orderBy("m.id", "desc")
    .limit(50)
    .execute();
  return rows.map((row) => ({ at: row.at.toISOString(), by: row.name, marked: row.marked, reason: row.reason }));
}
