import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { checkFigure, withFigure, type Figure, type FigureKind, type Figures } from "@wsi/shared/insurance";
import type { Selectable } from "kysely";
import type { Tx } from "../db.ts";
import { refuse, type Refusal } from "../refusal.ts";
import { addVersion, lockFigures, readFigures } from "./store.ts";
import type { FigureTables } from "./tables.ts";

export interface FigureChange {
  kind: FigureKind;
  from: string;
  /** Null takes the row away. */
  row: Figure | null;
}

type Decision = Selectable<FigureTables["figure_decisions"]>;
type Nullable<T> = { [K in keyof T]: T[K] | null };
export type Proposal = Selectable<FigureTables["figure_proposals"]> & Nullable<Omit<Decision, "proposal_id">>;

export const selectProposals = (tx: Tx) =>
  tx
    .selectFrom("figure_proposals as p")
    .leftJoin("figure_decisions as d", "d.proposal_id", "p.id")
    .selectAll("p")
    .select(["d.outcome", "d.decided_by", "d.decided_at", "d.reason", "d.version"]);

export const rowOf = (figures: Figures, kind: FigureKind, from: string): Figure | null =>
  figures.rows[kind].find((row) => row.from === from) ?? null;

/** Why a change cannot be made to the figures as they are. */
export function problemOf(figures: Figures, { kind, from, row }: FigureChange): Refusal | undefined {
  const before = rowOf(figures, kind, from);
  if (row === null) return before === null ? refuse("not-found", "没有这一行，可能已经删掉了，请刷新") : undefined;
  if (row.from !== from)
    return refuse("bad-input", "起始月对不上，请重新填写", { problems: [{ field: "from", message: "起始月对不上" }] });
  const problems = checkFigure(figures, kind, row);
  if (problems.length > 0) return refuse("bad-input", problems[0]?.message ?? "请检查填写的内容", { problems });
  return isDeepStrictEqual(before, row) ? refuse("conflict", "和现在的一样，没有要改的") : undefined;
}

export async function proposeFigure(
  tx: Tx,
  given: FigureChange & { note: string },
  by: string,
  at: Date,
): Promise<{ id: string } | Refusal> {
  await lockFigures(tx);
  const figures = await readFigures(tx);
  const problem = problemOf(figures, given);
  if (problem) return problem;
  const { kind, from, row, note } = given;
  const waiting = await selectProposals(tx)
    .where("p.kind", "=", kind)
    .where("p.from_month", "=", from)
    .where("d.outcome", "is", null)
    .executeTakeFirst();
  if (waiting) return refuse("conflict", "这一行已经有一个修改在等审核，请先处理那一个");
  const before = rowOf(figures, kind, from);
  const id = randomUUID();
  await tx
    .insertInto("figure_proposals")
    .values({
      id,
      kind,
      from_month: from,
      row: row === null ? null : JSON.stringify(row),
      before: before === null ? null : JSON.stringify(before),
      note,
      proposed_by: by,
      proposed_at: at,
    })
    .execute();
  return { id };
}

async function findOpen(tx: Tx, id: string): Promise<Proposal | Refusal> {
  await lockFigures(tx);
  const found = await selectProposals(tx).where("p.id", "=", id).executeTakeFirst();
  if (!found) return refuse("not-found", "没有这个修改，请刷新");
  return found.outcome === null ? found : refuse("conflict", "这个修改已经处理过了，请刷新");
}

const decide = (tx: Tx, row: Omit<Decision, "reason" | "version"> & Partial<Decision>) =>
  tx
    .insertInto("figure_decisions")
    .values({ reason: null, version: null, ...row })
    .execute();

/** Makes the next version. Judged anew, because other figures may have changed since; never by who proposed it. */
export async function approveFigure(tx: Tx, id: string, by: string, at: Date): Promise<{ version: number } | Refusal> {
  const found = await findOpen(tx, id);
  if (!("kind" in found)) return found;
  if (found.proposed_by === by) return refuse("not-allowed", "自己提的修改，请让另一位同事来审");
  const figures = await readFigures(tx);
  const change = { kind: found.kind, from: found.from_month, row: found.row };
  if (!isDeepStrictEqual(rowOf(figures, change.kind, change.from), found.before))
    return refuse("stale", "这一行在提交以后又变过了，请退回，让同事按现在的重新提");
  const problem = problemOf(figures, change);
  if (problem) return problem;
  const version = await addVersion(tx, figures, withFigure(figures, change.kind, change), at);
  await decide(tx, { proposal_id: id, outcome: "approved", decided_by: by, decided_at: at, version });
  return { version };
}

export async function rejectFigure(
  tx: Tx,
  given: { id: string; reason: string },
  by: string,
  at: Date,
): Promise<true | Refusal> {
  const found = await findOpen(tx, given.id);
  if (!("kind" in found)) return found;
  if (found.proposed_by === by) return refuse("not-allowed", "自己提的修改，可以撤回，不能自己审");
  await decide(tx, {
    proposal_id: given.id,
    outcome: "rejected",
    decided_by: by,
    decided_at: at,
    reason: given.reason,
  });
  return true;
}

export async function withdrawFigure(tx: Tx, id: string, by: string, at: Date): Promise<true | Refusal> {
  const found = await findOpen(tx, id);
  if (!("kind" in found)) return found;
  if (found.proposed_by !== by) return refuse("not-allowed", "只能撤回自己提的修改");
  await decide(tx, { proposal_id: id, outcome: "withdrawn", decided_by: by, decided_at: at });
  return true;
}
