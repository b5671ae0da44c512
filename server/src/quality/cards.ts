import { beijingDay } from "@wsi/shared/case";
import type { QualityCard } from "@wsi/shared/contract";
import { sql } from "kysely";
import type { Tx } from "../db.ts";
import type { DeskPeople } from "../desk/index.ts";

/** A check as a row of a list, as one member of staff may see it. */

/** `me`: whose drafts are not a colleague's. */
export const cardRows = (tx: Tx, me: string) =>
  tx
    .selectFrom("quality_checks as c")
    .innerJoin("staff as agent", "agent.id", "c.agent_id")
    .leftJoin("quality_scores as f", (on) => on.onRef("f.check_id", "=", "c.id").on("f.place", "=", "first"))
    .leftJoin("staff as scorer", "scorer.id", "f.scorer_id")
    .leftJoin("quality_scores as s", (on) => on.onRef("s.check_id", "=", "c.id").on("s.place", "=", "second"))
    .leftJoin("quality_scores as p", (on) => on.onRef("p.check_id", "=", "c.id").on("p.place", "=", "appeal"))
    .leftJoin("quality_appeals as a", "a.check_id", "c.id")
    .leftJoin("quality_appeal_decisions as d", "d.check_id", "c.id")
    .leftJoin("quality_seen as seen", "seen.check_id", "c.id")
    .selectAll("c")
    .select(["agent.name as agent", "scorer.name as scorer"])
    .select(["f.scorer_id", "f.at as scored_at", "f.appeal_by", "s.id as second", "a.decide_by", "d.outcome"])
    .select([
      sql<number | null>`coalesce(p.total, f.total)`.as("total"),
      sql<boolean>`coalesce(p.critical, f.critical, false)`.as("critical"),
      sql<boolean>`coalesce(seen.at >= greatest(f.at, d.decided_at), false)`.as("seen"),
      sql<{ name: string; at: string } | null>`(select json_build_object('name', w.name, 'at', q.at)
        from quality_drafts q join staff w on w.id = q.staff_id
        where q.check_id = c.id and q.staff_id <> ${me}::uuid order by q.at desc limit 1)`.as("begun"),
    ]);
export type CardRow = Awaited<ReturnType<ReturnType<typeof cardRows>["execute"]>>[number];

/** The second half of a calibration is still to come. An appeal ends the waiting: whoever decides it has seen the first. */
export const wantsSecond = (row: CardRow): boolean =>
  row.twice && row.scorer_id !== null && row.second === null && row.decide_by === null;

/** Whether somebody is one of those who may still score it: for them the first score is not to be seen. */
export const isToScore = (row: CardRow, me: string): boolean =>
  !row.involved.includes(me) && (row.scorer_id === null || (wantsSecond(row) && row.scorer_id !== me));

function stateOf(row: CardRow, blind: boolean, today: string): QualityCard["state"] {
  if (row.scorer_id === null || blind) return "waiting";
  if (row.decide_by !== null) return row.outcome === null ? "appealed" : "settled";
  return row.appeal_by !== null && today <= row.appeal_by ? "scored" : "settled";
}

/** `own`: for the agent whose talk it was; else for a supervisor. */
export async function printCards(
  tx: Tx,
  people: DeskPeople,
  rows: readonly CardRow[],
  viewer: { me: string; own: boolean },
  now: Date,
): Promise<QualityCard[]> {
  const groups = rows.some((row) => row.group_id !== null) ? await people.groupNames(tx) : new Map<string, string>();
  const today = beijingDay(now);
  return rows.map((row) => {
    const blind = !viewer.own && isToScore(row, viewer.me);
    return {
      id: row.id,
      conversationId: row.conversation_id,
      agent: { id: row.agent_id, name: row.agent },
      group: row.group_id === null ? null : (groups.get(row.group_id) ?? "已撤销的组"),
      closedOn: row.closed_on,
      drawn: row.drawn,
      because: row.because,
      twice: row.twice,
      state: stateOf(row, blind, today),
      total: blind ? null : row.total,
      critical: !blind && row.critical,
      scorer: blind ? null : row.scorer,
      scoredAt: blind ? null : (row.scored_at?.toISOString() ?? null),
      seen: row.seen,
      appealBy: row.appeal_by,
      decideBy: row.outcome === null ? row.decide_by : null,
      begun: row.begun && { name: row.begun.name, at: new Date(row.begun.at).toISOString() },
    };
  });
}
