import type { RollDecision } from "@wsi/shared/contract";
import { beijingDay } from "@wsi/shared/case";
import { sql } from "kysely";
import { tell } from "../citizens/index.ts";
import type { Tx } from "../db.ts";
import { isRefusal, refuse, type Refusal } from "../refusal.ts";
import { note } from "./history.ts";
import { absentRoll, definitionOf, type RollRow } from "./load.ts";

/** Why the reviewer's page is no longer what stands: somebody was quicker. */
async function quicker(tx: Tx, roll: RollRow): Promise<Refusal> {
  const last = await tx
    .selectFrom("roll_history")
    .leftJoin("staff", "staff.id", "roll_history.staff_id")
    .select(["roll_history.step", "staff.name"])
    .where("roll_id", "=", roll.id)
    .where("step", "in", ["confirmed", "taken-back", "approved", "returned"])
    .orderBy("roll_history.id", "desc")
    .executeTakeFirst();
  const who = last?.name ?? "同事";
  if (last?.step === "approved") return refuse("conflict", `${who}已经通过了这份名册`);
  if (last?.step === "returned") return refuse("conflict", `${who}已经退回了这份名册`);
  if (last?.step === "taken-back") return refuse("conflict", "经办人刚刚收回了这份名册");
  return refuse("conflict", "经办人收回后又确认了一次，请重新看过再决定");
}

/** The roll as the reviewer has seen it, locked while it still waits. */
export async function lockWaiting(tx: Tx, given: { id: string; confirmedAt: string }): Promise<RollRow | Refusal> {
  const roll = await tx.selectFrom("rolls").selectAll().where("id", "=", given.id).forNoKeyUpdate().executeTakeFirst();
  if (!roll?.confirmed_at) return absentRoll();
  return roll.state === "reviewing" && roll.confirmed_at.toISOString() === given.confirmedAt ? roll : quicker(tx, roll);
}

/**
 * A reviewer's word on a roll that waits. It names the confirmation it is about, so that nobody approves what they have not seen; of two at
 * once one wins. Approved, it goes the way of any confirmed roll (apply.ts); given back, the clerk reads why, and the rows that were pointed
 * at are wrong until they are mended or taken out.
 */
export async function decideRoll(
  tx: Tx,
  staffId: string,
  given: { id: string; confirmedAt: string; decision: RollDecision },
  now: Date,
): Promise<RollRow | Refusal> {
  const roll = await lockWaiting(tx, given);
  if (isRefusal(roll)) return roll;
  const { decision } = given;
  const late = roll.review_due !== null && roll.review_due < beijingDay(now);
  if (decision.as === "approve") {
    await tx.updateTable("rolls").set({ state: "applying", updated_at: now }).where("id", "=", roll.id).execute();
    await note(tx, roll.id, { step: "approved", staffId, late }, now);
    await tellClerk(tx, roll, "decided", "审核通过了", "名册里的人正在办理，全部办好后再通知您。", now);
  } else {
    const bad = await pointAt(tx, roll, decision.rows, decision.because);
    if (isRefusal(bad)) return bad;
    await tx
      .updateTable("rolls")
      .set({ state: "checked", bad, review_due: null, returned_because: decision.because, updated_at: now })
      .where("id", "=", roll.id)
      .execute();
    await note(tx, roll.id, { step: "returned", staffId, note: decision.because, late }, now);
    const rows = bad > 0 ? `指出了 ${bad} 行，` : "";
    const text = `原因：${decision.because.replace(/[。.]+$/u, "")}。${rows}什么都没有办。请改好再确认；不用办的请作废。`;
    await tellClerk(tx, roll, "decided", "退回来了", text, now);
  }
  return tx.selectFrom("rolls").selectAll().where("id", "=", roll.id).executeTakeFirstOrThrow();
}

/** Answers how many rows are wrong now. */
async function pointAt(tx: Tx, roll: RollRow, rows: readonly number[], because: string): Promise<number | Refusal> {
  if (rows.length === 0) return 0;
  const problems = JSON.stringify({ [definitionOf(roll.code).unique]: `审核退回：${because}` });
  const put = await sql`update roll_rows set problems = ${problems}::jsonb
    where roll_id = ${roll.id} and at = any(${rows}::integer[])`.execute(tx);
  const found = Number(put.numAffectedRows ?? 0n);
  return found === new Set(rows).size ? found : refuse("bad-input", "指出的行里有的不在名册里，请刷新后重新选");
}

/** Tells who confirmed it; each `event` of a confirmation once. */
export const tellClerk = (tx: Tx, roll: RollRow, event: string, what: string, text: string, now: Date): Promise<void> =>
  tell(
    tx,
    {
      key: `roll:${roll.id}:${event}:${roll.confirmed_at?.toISOString() ?? ""}`,
      personId: roll.confirmed_by ?? roll.actor_id,
      title: `「${definitionOf(roll.code).name}」${what}`,
      text,
      open: `rolls/roll/index?id=${roll.id}`,
    },
    now,
  );
