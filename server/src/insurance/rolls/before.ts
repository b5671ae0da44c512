import { addMonths, monthOf } from "@wsi/shared/values";
import { sql } from "kysely";
import type { Tx } from "../../db.ts";
import type { Before } from "../../ports/core-insurance.ts";

const monthsBefore = 3;

/** What the ledger knows of many people before an employer's roll: whether they paid lately, and the wage it declared for them last. */
export async function beforeRoll(
  tx: Tx,
  { employerId, today, idNumbers }: { employerId: string; today: string; idNumbers: readonly string[] },
): Promise<Map<string, Before>> {
  const month = monthOf(today);
  const { rows } = await sql<Before & { id_number: string }>`
    select p.id_number,
      exists (select from payments y where y.person_id = p.id and y.month >= ${addMonths(month, -monthsBefore)} and y.month < ${month}
        and y.status in ('arrived', 'back-paid')) as paid,
      (select w.wage from wages w where w.person_id = p.id and w.employer_id = ${employerId}::uuid and w.from_month <= ${month}
        order by w.from_month desc, w.id desc limit 1) as wage
    from people p where p.id_number = any(${idNumbers}::text[])`.execute(tx);
  return new Map(rows.map(({ id_number, paid, wage }) => [id_number, { paid, wage }]));
}
