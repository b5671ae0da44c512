import { sql } from "kysely";
import type { Tx } from "../../db.ts";
import type { InsuranceTables } from "../tables.ts";

/** Fen a month that an employer declared for each whom it insures and that holds in a month; who is not in it was never declared. */
export async function wagesInForce(
  tx: Tx,
  employerId: string,
  month: string,
  among?: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await sql<{ person_id: string; wage: number }>`
    select e.person_id, w.wage
    from (select distinct person_id from enrolments where employer_id = ${employerId} and stopped_on is null
      and (${among === undefined} or person_id = any(${among ?? []}::uuid[]))) e
    cross join lateral (select wage from wages w where w.person_id = e.person_id and w.employer_id = ${employerId}
      and w.from_month <= ${month} order by from_month desc, id desc limit 1) w`.execute(tx);
  return new Map(rows.map((row) => [row.person_id, row.wage]));
}

/** Many in one statement; a roster may have twenty thousand rows. */
export async function declare(
  tx: Tx,
  given: { employerId: string; fromMonth: string; kind: InsuranceTables["wages"]["kind"]; key: string },
  rows: readonly { personId: string; wage: number }[],
): Promise<void> {
  await sql`insert into wages (employer_id, person_id, from_month, wage, kind, effect_key)
    select ${given.employerId}::uuid, p, ${given.fromMonth}, w, ${given.kind}, ${given.key}
    from unnest(${rows.map((row) => row.personId)}::uuid[], ${rows.map((row) => row.wage)}::bigint[]) as one (p, w)`.execute(
    tx,
  );
}
