import { beijingDay, overrunReason, overrunWords } from "@wsi/shared/case";
import { inTransaction, type Db, type Tx } from "../db.ts";
import { isRefusal, refuse, type Refusal } from "../refusal.ts";
import { note } from "./history.ts";
import type { RollRow } from "./load.ts";
import { lockWaiting, tellClerk } from "./review.ts";

const batch = 200;

/** Each minute: who waits past the promised day hears it from us, once a confirmation. Answers how many. */
export async function sweepReviews(db: Db, now: Date): Promise<number> {
  const today = beijingDay(now);
  const late = await db
    .selectFrom("rolls")
    .select("id")
    .where("state", "=", "reviewing")
    .where("alarmed_at", "is", null)
    .where("review_due", "<", today)
    .orderBy("review_due")
    .limit(batch)
    .execute();
  for (const { id } of late) await inTransaction(db, (tx) => ownUp(tx, id, today, now));
  return late.length;
}

async function ownUp(tx: Tx, id: string, today: string, now: Date): Promise<void> {
  const roll = await tx.selectFrom("rolls").selectAll().where("id", "=", id).forNoKeyUpdate().executeTakeFirst();
  if (roll?.state !== "reviewing" || roll.alarmed_at || roll.review_due === null || roll.review_due >= today) return;
  const text = overrunWords("审完", roll.review_due, null);
  await tx.updateTable("rolls").set({ alarmed_at: now }).where("id", "=", id).execute();
  await note(tx, id, { step: "overdue", note: text }, now);
  await tellClerk(
    tx,
    roll,
    "overdue",
    "超过了承诺的时间",
    `${text}。名册还在等审核，什么都没有办，您也可以收回。`,
    now,
  );
}

/** A reviewer says why it takes longer, in its history and to the clerk. Only of a roll that is late. */
export async function explainOverdue(
  tx: Tx,
  staffId: string,
  given: { id: string; confirmedAt: string; text: string },
  now: Date,
): Promise<RollRow | Refusal> {
  const roll = await lockWaiting(tx, given);
  if (isRefusal(roll)) return roll;
  if (roll.review_due === null || roll.review_due >= beijingDay(now))
    return refuse("conflict", "这份名册还没有超过承诺时限，不用说明原因");
  await note(tx, roll.id, { step: "explained", staffId, note: given.text }, now);
  await tellClerk(tx, roll, `explained:${now.toISOString()}`, "还在审核", `${overrunReason(given.text)}。`, now);
  return roll;
}
