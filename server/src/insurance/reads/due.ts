import { addMonths, monthOf } from "@wsi/shared/values";
import { sql } from "kysely";
import type { Tx } from "../../db.ts";
import { currentFigures } from "../../figures/index.ts";
import type { Reminding } from "../../ports/core-insurance.ts";
import { payBy } from "../orders.ts";

/** What there may be to remind somebody of, for many at once: three statements however many they are. */
export async function reminding(tx: Tx, personIds: readonly string[], today: string): Promise<Map<string, Reminding>> {
  const figures = await currentFigures(tx);
  const found = new Map<string, Reminding>();
  const of = (personId: string): Reminding => {
    const one = found.get(personId) ?? { due: [], tier: null, benefitEnds: null };
    found.set(personId, one);
    return one;
  };
  const ids = sql`${[...personIds]}::uuid[]`;
  const open = await sql<{ person_id: string; month: string; due_on: string | null; fen: number }>`
    select person_id, month, due_on, sum(unit + person)::bigint as fen from payments
    where person_id = any(${ids}) and employer_id is null and status in ('assessed', 'arrears')
    group by person_id, month, due_on order by month`.execute(tx);
  for (const row of open.rows)
    of(row.person_id).due.push({
      month: row.month,
      fen: row.fen,
      payBy: payBy(figures, { ...row, employer_id: null, unit: 0, person: 0 }),
    });
  const tiers = await sql<{ person_id: string; tier: number }>`
    select person_id, tier from enrolments
    where person_id = any(${ids}) and scheme = 'pension' and through = 'flexible' and stopped_on is null and tier is not null`.execute(
    tx,
  );
  for (const row of tiers.rows) of(row.person_id).tier = row.tier;
  const benefits = await sql<{ person_id: string; started_on: string; months: number }>`
    select person_id, started_on, months from benefits
    where person_id = any(${ids}) and kind = 'unemployment' and ended_on is null and months is not null`.execute(tx);
  for (const row of benefits.rows) {
    const ends = addMonths(row.started_on, row.months - 1);
    if (ends >= monthOf(today)) of(row.person_id).benefitEnds = ends;
  }
  return found;
}
