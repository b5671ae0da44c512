import { slowSeconds, type BoardTalk, type TalkFilter } from "@wsi/shared/contract";
import { sql } from "kysely";
import type { Tx } from "../../db.ts";
import type { DeskPeople } from "../people.ts";

const abandoned = sql<boolean>`(c.state = 'closed' and c.closed_because not in ('agent', 'wechat-service') and c.first_answered_at is null)`;
const firstResponse = sql<number | null>`extract(epoch from c.first_answered_at - c.opened_at)`;

const which: Record<TalkFilter, ReturnType<typeof sql>> = {
  all: sql`true`,
  waiting: sql`c.state = 'waiting'`,
  open: sql`c.state <> 'closed'`,
  abandoned,
  slow: sql`${firstResponse} > ${slowSeconds} and not c.ticket`,
  offered: sql`c.offered_at is not null`,
  low: sql`r.level <= 2`,
};

interface Row extends Omit<BoardTalk, "name" | "openedAt" | "closedAt"> {
  identity: string;
  person_id: string | null;
  opened_at: Date;
  closed_at: Date | null;
  total: number;
}

/** The talks behind a figure of the board, counted as it counts, the newest first. `from` included, `to` not. */
export async function boardTalks(
  tx: Tx,
  asked: { from: Date; to: Date; which: TalkFilter; agent?: string | undefined },
  people: DeskPeople,
  limit: number,
): Promise<{ talks: BoardTalk[]; total: number }> {
  const { rows } = await sql<Row>`
    select c.id, c.identity, c.person_id, c.state, s.name as agent, c.opened_at, c.closed_at, c.urgent, ${abandoned} as abandoned,
      round(${firstResponse})::integer as "firstResponseSeconds",
      (case when c.closed_because = 'agent' then round(extract(epoch from c.closed_at - c.assigned_at)) end)::integer
        as "handlingSeconds",
      r.level as rating, (count(*) over ())::integer as total
    from conversations c
    left join desk_ratings r on r.conversation_id = c.id
    left join staff s on s.id = c.agent_id
    where c.opened_at >= ${asked.from} and c.opened_at < ${asked.to} and ${which[asked.which]}
      and (${asked.agent ?? null}::uuid is null or c.agent_id = ${asked.agent ?? null}::uuid)
    order by c.opened_at desc, c.id
    limit ${limit}`.execute(tx);
  const names = await people.citizens(tx, rows);
  return {
    total: rows[0]?.total ?? 0,
    talks: rows.map((row, at) => ({
      id: row.id,
      name: names[at] ?? "",
      state: row.state,
      agent: row.agent,
      openedAt: row.opened_at.toISOString(),
      closedAt: row.closed_at?.toISOString() ?? null,
      abandoned: row.abandoned,
      firstResponseSeconds: row.firstResponseSeconds,
      handlingSeconds: row.handlingSeconds,
      rating: row.rating,
      urgent: row.urgent,
    })),
  };
}
