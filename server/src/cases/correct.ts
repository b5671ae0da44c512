import { randomUUID } from "node:crypto";
import { beijingDay, type CaseRole } from "@wsi/shared/case";
import type { CorrectionView } from "@wsi/shared/contract";
import { fieldsOf, isShown, printAnswers } from "@wsi/shared/item";
import { sql, type Selectable } from "kysely";
import type { Tx } from "../db.ts";
import { isRefusal, refuse, type Refusal } from "../refusal.ts";
import { lockForStaff, move } from "./act.ts";
import { findVisible, lockOwn } from "./access.ts";
import { alreadyDone, findCase, type Case } from "./load.ts";
import { tellCorrection, tellCorrectionAsked } from "./messages.ts";
import type { CaseParts } from "./parts.ts";
import type { CaseTables } from "./tables.ts";

type Correction = Selectable<CaseTables["case_corrections"]>;

/**
 * 更正 (S5): something in a case that is done is wrong. Who acted, or whom it is about, says what and what it should be; a reviewer
 * looks and says what was done, or why not. Nobody has to go to a counter for a mistake.
 */
export async function askCorrection(
  parts: CaseParts,
  tx: Tx,
  viewerId: string,
  given: { id: string; key: string; field: string; shouldBe: string; why: string },
  now: Date,
): Promise<Case | Refusal> {
  if (await alreadyDone(tx, given.id, given.key)) return findVisible(tx, given.id, viewerId, now);
  const kase = await lockOwn(tx, given.id, viewerId, "ask-correction", now);
  if (isRefusal(kase)) return kase;
  const asked = fieldsOf(kase.definition)[given.field];
  if (!asked || !isShown(asked, kase.answers, kase.facts))
    return refuse("bad-input", "这个办件里没有这一项，请重新选择哪里不对", {
      problems: [{ field: "field", message: "请重新选择" }],
    });
  const { rows } = await sql<{ n: string }>`select nextval('case_numbers') as n`.execute(tx);
  const number = `GZ${beijingDay(now).replaceAll("-", "")}${String(rows[0]?.n ?? 0).padStart(6, "0")}`;
  const was = printAnswers(kase.definition, kase.answers, kase.facts).find((one) => one.field === given.field);
  await tx
    .insertInto("case_corrections")
    .values({
      id: randomUUID(),
      number,
      case_id: kase.id,
      asked_by: viewerId,
      asked_at: now,
      field: given.field,
      label: asked.label,
      was: was?.masked ?? "",
      should_be: given.shouldBe,
      why: given.why,
      outcome: null,
      decided_by: null,
      decided_at: null,
      because: null,
      instead: null,
    })
    .execute();
  const what = `申请更正「${asked.label}」（${number}）`;
  const moved = await move(
    tx,
    kase,
    "ask-correction",
    { role: "applicant", id: viewerId },
    now,
    kase.capacity === "self" ? `您${what}` : what,
    { key: given.key, also: { correcting: true } },
  );
  await tellCorrectionAsked(parts, tx, moved, { number, label: asked.label }, now);
  return moved;
}

/** A reviewer's answer. What a correction changes in the ledger is done by its own act; here it is said what was done. */
export async function decideCorrection(
  parts: CaseParts,
  tx: Tx,
  staff: { id: string; role: CaseRole },
  given: { id: string; key: string; outcome: "corrected" | "refused"; because: string; instead?: string | undefined },
  now: Date,
): Promise<Case | Refusal> {
  if (await alreadyDone(tx, given.id, given.key)) {
    const same = await findCase(tx, given.id);
    if (same) return same;
  }
  const action = given.outcome === "corrected" ? "correct" : "refuse-correction";
  const kase = await lockForStaff(tx, given.id, action, staff, now);
  if (isRefusal(kase)) return kase;
  if (given.outcome === "refused" && !given.instead) return refuse("bad-input", "请写明对方可以怎么办");
  const row = await tx
    .updateTable("case_corrections")
    .set({
      outcome: given.outcome,
      decided_by: staff.id,
      decided_at: now,
      because: given.because,
      instead: given.instead ?? null,
    })
    .where("case_id", "=", kase.id)
    .where("decided_at", "is", null)
    .returningAll()
    .executeTakeFirstOrThrow();
  const text =
    given.outcome === "corrected"
      ? `已更正「${row.label}」（${row.number}）：${given.because}`
      : `不予更正「${row.label}」（${row.number}）：${given.because}`;
  const moved = await move(tx, kase, action, staff, now, text, { key: given.key, also: { correcting: false } });
  await tellCorrection(parts, tx, moved, row, now);
  return moved;
}

const correctionView = (row: Correction): CorrectionView => ({
  number: row.number,
  at: row.asked_at.toISOString(),
  field: row.field,
  label: row.label,
  was: row.was,
  shouldBe: row.should_be,
  why: row.why,
  state: row.outcome ?? "asked",
  decided:
    row.decided_at === null
      ? null
      : { at: row.decided_at.toISOString(), because: row.because ?? "", instead: row.instead },
});

export async function correctionsOf(tx: Tx, caseId: string): Promise<CorrectionView[]> {
  const rows = await tx
    .selectFrom("case_corrections")
    .selectAll()
    .where("case_id", "=", caseId)
    .orderBy("asked_at")
    .execute();
  return rows.map(correctionView);
}
