import { addWorkingDays, beijingDay } from "@wsi/shared/case";
import type { Tx } from "../db.ts";
import type { CoreInsurance } from "../ports/core-insurance.ts";
import { isRefusal, refuse, type Refusal } from "../refusal.ts";
import { note } from "./history.ts";
import { findRoll, type RollRow } from "./load.ts";
import { reviewDays } from "./review-rule.ts";

const asItStands: Partial<Record<RollRow["state"], string>> = {
  checking: "名册还在核对，请等核对完再确认",
  dropped: "这份名册已经作废，请重新上传",
  expired: "这份名册放得太久，已经删除，请重新上传",
};

/**
 * The clerk says yes to the whole roll and signs. It is applied beside this request, or, when the same act for one person would be looked
 * at, waits for a reviewer; said twice, it happens once.
 */
export async function confirmRoll(
  core: CoreInsurance,
  tx: Tx,
  actorId: string,
  given: { id: string; signature: string },
  now: Date,
): Promise<RollRow | Refusal> {
  const today = beijingDay(now);
  const roll = await findRoll(tx, actorId, given.id, today, "change");
  if (isRefusal(roll)) return roll;
  if (roll.state === "reviewing" || roll.state === "applying" || roll.state === "applied") return roll;
  if (roll.state !== "checked") return refuse("conflict", asItStands[roll.state] ?? "这份名册现在不能确认");
  if (roll.bad > 0)
    return refuse("refused", `还有 ${roll.bad} 行有问题，整份名册都不能办`, {
      instead: "请改好或删去有问题的行；没问题的行不用动",
    });
  if (roll.total === 0) return refuse("refused", "名册里已经没有人了", { instead: "请重新上传" });
  const person = await core.getPerson(tx, actorId);
  if (given.signature.trim() !== person.name)
    return refuse("bad-input", "签名要写您本人的姓名，和身份证上一致", {
      problems: [{ field: "signature", message: "请写您本人的姓名" }],
    });
  await tx.deleteFrom("roll_progress").where("roll_id", "=", roll.id).execute();
  const days = await reviewDays(core, tx, roll, today);
  await note(tx, roll.id, { step: "confirmed", actorId }, now);
  return tx
    .updateTable("rolls")
    .set({
      state: days === null ? "applying" : "reviewing",
      review_due: days === null ? null : addWorkingDays(today, days),
      alarmed_at: null,
      confirmed_by: actorId,
      confirmed_on: today,
      confirmed_at: now,
      note: null,
      returned_because: null,
      updated_at: now,
    })
    .where("id", "=", roll.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Before anybody has decided, the clerk may have it back: nothing has happened. */
export async function takeBackRoll(tx: Tx, actorId: string, id: string, now: Date): Promise<RollRow | Refusal> {
  const roll = await findRoll(tx, actorId, id, beijingDay(now), "change");
  if (isRefusal(roll) || roll.state === "checked") return roll;
  if (roll.state !== "reviewing")
    return refuse("conflict", "这份名册不在等审核，不能收回", {
      instead: "请刷新看最新情况；已经办好的，要改的人请一个人一个人办",
    });
  await note(tx, roll.id, { step: "taken-back", actorId }, now);
  return tx
    .updateTable("rolls")
    .set({ state: "checked", review_due: null, updated_at: now })
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Given up before anything was applied: its rows are erased at once. */
export async function dropRoll(tx: Tx, actorId: string, id: string, now: Date): Promise<RollRow | Refusal> {
  const roll = await findRoll(tx, actorId, id, beijingDay(now), "change");
  if (isRefusal(roll)) return roll;
  if (roll.state === "dropped") return roll;
  if (roll.state === "reviewing")
    return refuse("conflict", "这份名册在等审核，不能作废", { instead: "请先收回，再作废" });
  if (roll.state !== "checking" && roll.state !== "checked")
    return refuse("conflict", "这份名册已经确认，不能再作废", {
      instead: "办错了的，请按人办停保或当月欠款注销，或打 12333",
    });
  await tx.deleteFrom("roll_rows").where("roll_id", "=", roll.id).execute();
  return tx
    .updateTable("rolls")
    .set({ state: "dropped", rows_erased_at: now, updated_at: now })
    .where("id", "=", roll.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}
