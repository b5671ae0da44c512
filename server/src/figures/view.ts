import type { FigurePreview, FigureProposalView, FiguresView } from "@wsi/shared/contract";
import {
  checkFigure,
  effectsOf,
  figureKindNames,
  missingFigures,
  withFigure,
  type FigureEffect,
  type FigureKind,
  type Figures,
} from "@wsi/shared/insurance";
import { monthOf } from "@wsi/shared/values";
import type { Tx } from "../db.ts";
import { rowOf, selectProposals, type FigureChange, type Proposal } from "./proposals.ts";
import { readFigures } from "./store.ts";

const MOST_SHOWN = 50;

export interface Looker {
  staffId: string;
  /** Has the right to decide on others' proposals. */
  decides: boolean;
}

async function namesOf(tx: Tx, ids: readonly (string | null)[]): Promise<(id: string) => string> {
  const known = [...new Set(ids.filter((id) => id !== null))];
  const rows =
    known.length === 0 ? [] : await tx.selectFrom("staff").select(["id", "name"]).where("id", "in", known).execute();
  const names = new Map(rows.map((row) => [row.id, row.name]));
  return (id) => names.get(id) ?? "已离职人员";
}

function effectOf(figures: Figures, { kind, from, row }: FigureChange): FigureEffect[] {
  const after = { version: figures.version + 1, rows: withFigure(figures, kind, { from, row }) };
  // A kind whose last row is taken away has nothing left to reckon with.
  if (after.rows[kind].length === 0) return [];
  return effectsOf(figures, after, from);
}

async function present(
  tx: Tx,
  figures: Figures,
  proposals: readonly Proposal[],
  looker: Looker,
): Promise<FigureProposalView[]> {
  const names = await namesOf(
    tx,
    proposals.flatMap((one) => [one.proposed_by, one.decided_by]),
  );
  return proposals.map((one) => ({
    id: one.id,
    kind: one.kind,
    from: one.from_month,
    row: one.row,
    before: one.before,
    note: one.note,
    proposedBy: names(one.proposed_by),
    proposedAt: one.proposed_at.toISOString(),
    state: one.outcome ?? "open",
    decidedBy: one.decided_by === null ? null : names(one.decided_by),
    decidedAt: one.decided_at?.toISOString() ?? null,
    reason: one.reason,
    version: one.version,
    mayDecide: one.outcome === null && looker.decides && one.proposed_by !== looker.staffId,
    mayWithdraw: one.outcome === null && one.proposed_by === looker.staffId,
    effects: one.outcome === null ? effectOf(figures, { kind: one.kind, from: one.from_month, row: one.row }) : [],
  }));
}

export async function viewFigures(tx: Tx, looker: Looker, today: string): Promise<FiguresView> {
  const figures = await readFigures(tx);
  const open = await selectProposals(tx).where("d.outcome", "is", null).orderBy("p.proposed_at", "desc").execute();
  return {
    version: figures.version,
    kinds: figureKindNames.map((kind) => ({
      kind,
      rows: [...figures.rows[kind]],
      open: open.filter((one) => one.kind === kind).length,
    })),
    missing: missingFigures(figures, monthOf(today)),
    open: await present(tx, figures, open, looker),
  };
}

export async function figureHistory(tx: Tx, kind: FigureKind, looker: Looker): Promise<FigureProposalView[]> {
  const decided = await selectProposals(tx)
    .where("p.kind", "=", kind)
    .where("d.outcome", "is not", null)
    .orderBy("d.decided_at", "desc")
    .limit(MOST_SHOWN)
    .execute();
  return present(tx, await readFigures(tx), decided, looker);
}

/** What a change would do, before it is proposed. */
export async function previewFigure(tx: Tx, change: FigureChange): Promise<FigurePreview> {
  const figures = await readFigures(tx);
  const problems = change.row === null ? [] : checkFigure(figures, change.kind, change.row);
  return {
    problems,
    before: rowOf(figures, change.kind, change.from),
    effects: problems.length > 0 ? [] : effectOf(figures, change),
  };
}

/** How many yearly figures the present month lacks. */
export async function countMissing(tx: Tx, today: string): Promise<number> {
  return missingFigures(await readFigures(tx), monthOf(today)).filter((one) => one.now).length;
}
