import { createHash } from "node:crypto";
import type { Tx } from "../../db.ts";
import { refuse, type Refusal } from "../../refusal.ts";
import { findCase } from "../load.ts";
import { absent } from "../access.ts";
import { writeWork } from "./log.ts";

/** Whether this case is among the `percent` of a hundred: by its id, so that nobody can choose and a repeated request draws the same. */
export const isDrawn = (caseId: string, percent: number): boolean =>
  createHash("sha256").update(`check ${caseId}`).digest().readUInt32BE(0) % 100 < percent;

/** 抽查: of what a machine decides, some are looked at afterwards. */
export async function drawCheck(tx: Tx, kase: { id: string }, percent: number, now: Date): Promise<void> {
  if (!isDrawn(kase.id, percent)) return;
  await tx.insertInto("case_checks").values({ case_id: kase.id, drawn_at: now }).execute();
}

export const findCheck = (tx: Tx, caseId: string) =>
  tx.selectFrom("case_checks").selectAll().where("case_id", "=", caseId).executeTakeFirst();

export async function closeCheck(
  tx: Tx,
  staffId: string,
  given: { id: string; fine: boolean; note?: string | undefined },
  now: Date,
): Promise<Refusal | undefined> {
  const kase = await findCase(tx, given.id);
  if (!kase || !(await findCheck(tx, given.id))) return absent();
  if (!given.fine && !given.note) return refuse("bad-input", "发现问题的，请写明是什么问题、怎么处理");
  const done = await tx
    .updateTable("case_checks")
    .set({ done_at: now, by_staff: staffId, fine: given.fine, note: given.note ?? null })
    .where("case_id", "=", given.id)
    .where("done_at", "is", null)
    .executeTakeFirst();
  if (done.numUpdatedRows === 0n) return refuse("conflict", "这件已经抽查过了");
  await writeWork(tx, kase, {
    at: now,
    what: "check",
    by: staffId,
    outcome: given.fine ? "fine" : "wrong",
    ...(given.note ? { note: given.note } : {}),
  });
  return undefined;
}
