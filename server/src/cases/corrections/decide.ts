import { beijingDay, type CaseRole } from "@wsi/shared/case";
import type { Selectable } from "kysely";
import type { Tx } from "../../db.ts";
import { isRefusal, refuse, type Refusal } from "../../refusal.ts";
import { lockForStaff, move } from "../act.ts";
import { alreadyDone, findCase, type Case } from "../load.ts";
import { tellCorrection } from "../messages.ts";
import type { CaseParts } from "../parts.ts";
import type { CaseTables } from "../tables.ts";
import { writeWork } from "../work/log.ts";
import { correctInLedger, rehearseCorrection } from "./change.ts";

type Row = Selectable<CaseTables["case_corrections"]>;
type By = { id: string; role: CaseRole };
interface Given {
  id: string;
  key: string;
  outcome: "proposed" | "sent-back" | "corrected" | "refused";
  because?: string | undefined;
  instead?: string | undefined;
}

const actionOf = {
  proposed: "propose-correction",
  "sent-back": "send-back-correction",
  corrected: "correct",
  refused: "refuse-correction",
} as const;

/**
 * The answer to a request. Words alone (an address on a receipt) are answered by one. What changes the ledger is proposed by one and
 * confirmed by another, and then the ledger's correction, the answer, the timeline and the notices are one transaction.
 */
export async function decideCorrection(
  parts: CaseParts,
  tx: Tx,
  staff: By,
  given: Given,
  now: Date,
): Promise<Case | Refusal> {
  const kase = await lockForStaff(tx, given.id, actionOf[given.outcome], staff, now);
  // Asked once the case is held: of two presses at once the second finds the first one's answer.
  if (await alreadyDone(tx, given.id, given.key)) {
    const same = await findCase(tx, given.id);
    if (same) return same;
  }
  if (isRefusal(kase)) return kase;
  const row = await openCorrection(tx, kase.id);
  if (!row) throw new Error("a case that is being corrected has an open request");
  const words = given.because ?? (given.outcome === "corrected" ? row.proposal : null);
  if (!words) return refuse("bad-input", "请写明是怎么核对的，或者为什么不改");
  switch (given.outcome) {
    case "proposed":
      return propose(parts, tx, kase, row, staff, { ...given, because: words }, now);
    case "sent-back":
      return sendBack(tx, kase, row, staff, { ...given, because: words }, now);
    case "refused":
      if (!given.instead) return refuse("bad-input", "请写明对方可以怎么办");
      if (row.value !== null) await writeWork(tx, kase, { at: now, what: "correct-refuse", by: staff.id, note: words });
      return settle(
        parts,
        tx,
        kase,
        row,
        staff,
        { key: given.key, outcome: "refused", because: words, instead: given.instead },
        now,
      );
    case "corrected":
      return correct(parts, tx, kase, row, staff, { key: given.key, because: words }, now);
  }
}

export const openCorrection = (tx: Tx, caseId: string): Promise<Row | undefined> =>
  tx
    .selectFrom("case_corrections")
    .selectAll()
    .where("case_id", "=", caseId)
    .where("decided_at", "is", null)
    .executeTakeFirst();

const refusedBy = ({ because, instead }: { because: string; instead: string }): Refusal =>
  refuse("refused", `账上现在不能这样更正：${because}`, { instead });

async function propose(
  parts: CaseParts,
  tx: Tx,
  kase: Case,
  row: Row,
  staff: By,
  given: { key: string; because: string },
  now: Date,
): Promise<Case | Refusal> {
  const would = await rehearseCorrection(parts, tx, kase, row, { id: staff.id, today: beijingDay(now) });
  if (would.outcome === "refused") return refusedBy(would);
  await tx
    .updateTable("case_corrections")
    .set({ proposed_by: staff.id, proposed_at: now, proposal: given.because })
    .where("id", "=", row.id)
    .execute();
  await writeWork(tx, kase, { at: now, what: "correct-propose", by: staff.id, note: given.because });
  return move(tx, kase, "propose-correction", staff, now, "更正初审完成，正在由另一位审核员复核", {
    key: given.key,
    also: { correctionBy: staff.id },
  });
}

async function sendBack(
  tx: Tx,
  kase: Case,
  row: Row,
  staff: By,
  given: { key: string; because: string },
  now: Date,
): Promise<Case> {
  await tx
    .updateTable("case_corrections")
    .set({ proposed_by: null, proposed_at: null, proposal: null })
    .where("id", "=", row.id)
    .execute();
  await writeWork(tx, kase, {
    at: now,
    what: "correct-send-back",
    by: staff.id,
    note: given.because,
    ...(row.proposed_by === null || row.proposed_by === staff.id ? {} : { whom: row.proposed_by }),
  });
  return move(tx, kase, "send-back-correction", staff, now, "更正需要再核对，继续审核", {
    key: given.key,
    also: { correctionBy: null },
  });
}

async function correct(
  parts: CaseParts,
  tx: Tx,
  kase: Case,
  row: Row,
  staff: By,
  given: { key: string; because: string },
  now: Date,
): Promise<Case | Refusal> {
  const said = { key: given.key, outcome: "corrected" as const, because: given.because };
  if (row.value === null) return settle(parts, tx, kase, row, staff, said, now);
  if (row.proposed_by === null) throw new Error("the ledger is corrected by two");
  const effect = await correctInLedger(parts, tx, kase, row, {
    proposedBy: row.proposed_by,
    confirmedBy: staff.id,
    today: beijingDay(now),
  });
  if (effect.outcome === "refused") return refusedBy(effect);
  await writeWork(tx, kase, { at: now, what: "correct-confirm", by: staff.id, whom: row.proposed_by });
  const estimate = effect.estimate === undefined ? "" : `${effect.estimate}。`;
  return settle(
    parts,
    tx,
    kase,
    row,
    staff,
    { ...said, because: `${given.because}。${effect.text}${estimate}`.replace(/。+$/, ""), receipt: effect.receipt },
    now,
  );
}

/** Answered: the request, the timeline and the notices. What it should be is not needed a second time. */
async function settle(
  parts: CaseParts,
  tx: Tx,
  kase: Case,
  { id }: Row,
  staff: By,
  said: { key: string; outcome: "corrected" | "refused"; because: string; instead?: string; receipt?: string },
  now: Date,
): Promise<Case> {
  const row = await tx
    .updateTable("case_corrections")
    .set({
      outcome: said.outcome,
      decided_by: staff.id,
      decided_at: now,
      because: said.because,
      instead: said.instead ?? null,
      receipt: said.receipt ?? null,
      value: null,
    })
    .where("id", "=", id)
    .where("decided_at", "is", null)
    .returningAll()
    .executeTakeFirstOrThrow();
  const done = said.outcome === "corrected" ? "已更正" : "不予更正";
  const action = said.outcome === "corrected" ? "correct" : "refuse-correction";
  const moved = await move(tx, kase, action, staff, now, `${done}「${row.label}」（${row.number}）：${said.because}`, {
    key: said.key,
    also: { correcting: false, correctsLedger: false, correctionBy: null },
  });
  await tellCorrection(parts, tx, moved, row, now);
  return moved;
}
