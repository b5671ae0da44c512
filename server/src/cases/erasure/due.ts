import { sql } from "kysely";
import type { Db, Tx } from "../../db.ts";

/**
 * Cases whose term is over and which nothing keeps: no hold 暂缓清除, no correction that waits for its answer, no spot check 抽查 that
 * waits for somebody, no open ticket 工单 of the desk.
 */
const due = (today: string) => sql`
  from cases c
  where c.erased_at is null and c.erase_on <= ${today}::date
    and not exists (select from case_holds h where h.case_id = c.id and h.lifted_at is null)
    and not exists (select from case_corrections r where r.case_id = c.id and r.decided_at is null)
    and not exists (select from case_checks k where k.case_id = c.id and k.done_at is null)
    and not exists (select from desk_tickets t where t.case_id = c.id and t.settled_at is null)`;

export interface Place {
  eraseOn: string;
  id: string;
}

export const nextDueQuery = (today: string, after: Place | null, most: number) => sql<Place>`
  select c.erase_on as "eraseOn", c.id ${due(today)}
    ${after === null ? sql`` : sql`and (c.erase_on, c.id) > (${after.eraseOn}::date, ${after.id}::uuid)`}
  order by c.erase_on, c.id limit ${most}`;

/** The next few after a place, oldest first: what could not be erased this time does not stand in the way of the others. */
export async function nextDue(db: Db, today: string, after: Place | null, most: number): Promise<Place[]> {
  const { rows } = await nextDueQuery(today, after, most).execute(db);
  return rows;
}

export async function isDue(tx: Tx, id: string, today: string): Promise<boolean> {
  const { rows } = await sql`select ${due(today)} and c.id = ${id}`.execute(tx);
  return rows.length > 0;
}

/** How many wait: what a night has not reached yet. */
export async function countDue(db: Db, today: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n ${due(today)}`.execute(db);
  return rows[0]?.n ?? 0;
}
