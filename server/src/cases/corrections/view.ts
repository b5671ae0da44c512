import { beijingDay } from "@wsi/shared/case";
import type { CorrectionView, OpenCorrection } from "@wsi/shared/contract";
import type { Selectable } from "kysely";
import type { Tx } from "../../db.ts";
import type { Case } from "../load.ts";
import type { CaseParts } from "../parts.ts";
import type { CaseTables } from "../tables.ts";
import { staffNames } from "../work/view.ts";
import { rehearseCorrection } from "./change.ts";
import { openCorrection } from "./decide.ts";

const correctionView = (row: Selectable<CaseTables["case_corrections"]>): CorrectionView => ({
  number: row.number,
  at: row.asked_at.toISOString(),
  field: row.field,
  label: row.label,
  was: row.was,
  shouldBe: row.should_be,
  why: row.why,
  state: row.outcome ?? "asked",
  ledger: row.value !== null || row.receipt !== null,
  decided:
    row.decided_at === null
      ? null
      : { at: row.decided_at.toISOString(), because: row.because ?? "", instead: row.instead, receipt: row.receipt },
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

/** What a reviewer needs to decide an open one that changes the ledger. */
export async function openCorrectionFor(
  parts: CaseParts,
  tx: Tx,
  kase: Case,
  staffId: string,
  now: Date,
): Promise<OpenCorrection | null> {
  if (!kase.correctsLedger) return null;
  const row = await openCorrection(tx, kase.id);
  if (!row) return null;
  const would = await rehearseCorrection(parts, tx, kase, row, { id: staffId, today: beijingDay(now) });
  const names = await staffNames(tx, [row.proposed_by]);
  return {
    would:
      would.outcome === "done"
        ? { outcome: "done", text: would.text, due: would.due }
        : { outcome: "refused", because: would.because, instead: would.instead },
    proposal:
      row.proposed_by === null || row.proposed_at === null
        ? null
        : {
            by: names.get(row.proposed_by) ?? "同事",
            mine: row.proposed_by === staffId,
            at: row.proposed_at.toISOString(),
            because: row.proposal ?? "",
          },
  };
}
