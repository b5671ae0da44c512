import { sql } from "kysely";
import type { Tx } from "../../db.ts";

/**
 * What talks say of a case that is erased: whose it was on its card, and the words of the tickets that opened it. Found by the people of
 * the case, whose talks have an index, because cards and tickets are never looked for by their case otherwise. Answers how many rows.
 */
export async function forgetCase(
  tx: Tx,
  { caseId, people }: { caseId: string; people: readonly string[] },
): Promise<number> {
  const talks = sql`select id from conversations where person_id = any(${[...new Set(people)]}::text[])`;
  const cards = await sql`
    update desk_messages set attached = attached || '{"whom": null}'::jsonb
    where kind = 'case-card' and conversation_id in (${talks}) and attached ->> 'case' = ${caseId}`.execute(tx);
  const tickets = await sql`
    update desk_tickets set title = '已按规定期限清除', note = '', transcript = '[]'::jsonb
    where conversation_id in (${talks}) and case_id = ${caseId}::uuid`.execute(tx);
  return Number(cards.numAffectedRows ?? 0n) + Number(tickets.numAffectedRows ?? 0n);
}
