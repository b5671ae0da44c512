import { beijingDay, overrunReason, overrunWords } from "@wsi/shared/case";
import type { Db, Tx } from "../../db.ts";
import { isRefusal, refuse, type Refusal } from "../../refusal.ts";
import { machine, move, type By } from "../act.ts";
import { alreadyDone, lockCase } from "../load.ts";
import { tellLate } from "../messages.ts";
import type { CaseParts } from "../parts.ts";
import { absent, notNow } from "../access.ts";
import { hold } from "./claim.ts";
import { followWork } from "./follow.ts";
import { writeWork } from "./log.ts";

const batch = 200;

/** Each minute: claims without a sign of life go back to the list; broken promises are owned up to, once. Answers how many of each. */
export async function sweepWork(parts: CaseParts, db: Db, now: Date): Promise<{ lapsed: number; late: number }> {
  await reckon(db);
  const lapsed = await db.transaction().execute((tx) => lapse(tx, now));
  const today = beijingDay(now);
  const late = await db
    .selectFrom("case_work")
    .select("case_id")
    .where("state", "<>", "returned")
    .where("alarmed_at", "is", null)
    .where("promised", "<", today)
    .limit(batch)
    .execute();
  for (const { case_id } of late) await db.transaction().execute((tx) => ownUp(parts, tx, case_id, today, now));
  return { lapsed, late: late.length };
}

async function lapse(tx: Tx, now: Date): Promise<number> {
  const gone = await tx
    .selectFrom("case_work")
    .select(["case_id", "claimed_by", "item_code"])
    .where("claimed_by", "is not", null)
    .where("claimed_until", "<=", now)
    .limit(batch)
    .forUpdate()
    .skipLocked()
    .execute();
  for (const row of gone) {
    await tx
      .updateTable("case_work")
      .set({ claimed_by: null, claimed_at: null, claimed_until: null })
      .where("case_id", "=", row.case_id)
      .execute();
    await writeWork(
      tx,
      { id: row.case_id, definition: { code: row.item_code } },
      { at: now, what: "lapse", by: null, ...(row.claimed_by ? { whom: row.claimed_by } : {}) },
    );
  }
  return gone.length;
}

/** What was open before the list was kept has no days yet: the calendar is not the database's. */
async function reckon(db: Db): Promise<void> {
  const rows = await db
    .selectFrom("case_work")
    .select("case_id")
    .where("state", "=", "accepted")
    .where("promised", "is", null)
    .limit(batch)
    .execute();
  for (const { case_id } of rows)
    await db.transaction().execute(async (tx) => {
      const kase = await lockCase(tx, case_id);
      if (kase) await followWork(tx, kase);
    });
}

/** 超期说明 (优化营商环境条例 36): the person hears it from us, not by counting days. */
async function ownUp(parts: CaseParts, tx: Tx, id: string, today: string, now: Date): Promise<void> {
  const kase = await lockCase(tx, id);
  const row = await tx.selectFrom("case_work").selectAll().where("case_id", "=", id).executeTakeFirst();
  if (!kase || !row || row.alarmed_at || row.promised === null || row.promised >= today) return;
  if (kase.state !== "accepted") return;
  const text = overrunWords("办结", row.promised, row.statutory);
  await move(tx, kase, "explain", machine, now, text, { late: true });
  await tx.updateTable("case_work").set({ alarmed_at: now }).where("case_id", "=", id).execute();
  await tellLate(parts, tx, kase, text, now);
}

/** A reviewer says why it takes longer, in the person's timeline. Only of a case that is late. */
export async function explain(
  tx: Tx,
  by: By,
  given: { id: string; key: string; text: string },
  now: Date,
): Promise<Refusal | undefined> {
  if (await alreadyDone(tx, given.id, given.key)) return undefined;
  const kase = await lockCase(tx, given.id);
  if (!kase || kase.state === "draft") return absent();
  const row = await tx.selectFrom("case_work").select("promised").where("case_id", "=", given.id).executeTakeFirst();
  if (kase.state !== "accepted" || !row?.promised) return notNow(kase);
  if (row.promised >= beijingDay(now)) return refuse("conflict", "这件还没有超过承诺时限，不用说明原因");
  const held = await hold(tx, kase.id, by.id, now);
  if (isRefusal(held)) return held;
  await move(tx, kase, "explain", by, now, overrunReason(given.text), { key: given.key, late: true });
  await writeWork(tx, kase, { at: now, what: "explain", by: by.id, note: given.text });
  return undefined;
}
