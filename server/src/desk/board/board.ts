import type { BoardAgent, BoardHour, DeskBoard, DeskOverview, Presence } from "@wsi/shared/contract";
import { beijingDay } from "@wsi/shared/case";
import { sql } from "kysely";
import type { Tx } from "../../db.ts";
import { ago, OFFLINE_MS } from "../queue/presence.ts";
import type { Roster } from "../roster.ts";

/** How the desk stands: who is there, what waits, and what a span of days was like. Talks count in the hour they were opened. */

interface AgentRow {
  id: string;
  name: string;
  supervisor: boolean;
  state: "ready" | "busy" | "away";
  here: boolean;
  load: number;
  held: number;
  cap: number;
}

const agentRows = async (tx: Tx, now: Date): Promise<AgentRow[]> =>
  (
    await sql<AgentRow>`
      select s.id, s.name, 'supervisor' = any(s.roles) as supervisor, coalesce(a.state, 'away') as state,
        coalesce(a.seen_at > ${ago(now, OFFLINE_MS)}, false) as here, coalesce(a.cap, 5) as cap,
        count(c.id) filter (where c.state = 'assigned')::integer as load,
        count(c.id) filter (where c.state = 'held')::integer as held
      from staff s
      left join desk_agents a on a.staff_id = s.id
      left join conversations c on c.agent_id = s.id and c.state in ('assigned', 'held')
      where s.roles && array['agent', 'supervisor'] and s.disabled_at is null
      group by s.id, a.staff_id
      order by s.name`.execute(tx)
  ).rows;

const presenceOf = (row: AgentRow): Presence => (row.here ? row.state : "offline");

/** What talks left to do, and how much of it is late. */
async function openAfter(tx: Tx, now: Date): Promise<DeskOverview["after"]> {
  const today = beijingDay(now);
  const { rows } = await sql<DeskOverview["after"]>`
    select t.n as tickets, t.late as "lateTickets", f.n as "followUps", f.late as "lateFollowUps"
    from (select count(*)::integer as n, count(*) filter (where due_on < ${today})::integer as late
        from desk_tickets where settled_at is null) t,
      (select count(*)::integer as n,
          count(*) filter (where settle_by < ${today} or (called_at is null and call_by < ${today}))::integer as late
        from desk_follow_ups where settled_at is null) f`.execute(tx);
  return rows[0] ?? { tickets: 0, lateTickets: 0, followUps: 0, lateFollowUps: 0 };
}

/** For the rail and for handing over: colleagues and groups as they stand. */
export async function overview(tx: Tx, roster: Roster, staffId: string, now: Date): Promise<DeskOverview> {
  const rows = await agentRows(tx, now);
  const groups = await roster.groups(tx);
  const members = await roster.members(tx);
  const nameOf = new Map(groups.map((one) => [one.id, one.name]));
  const waiting = await tx
    .selectFrom("conversations")
    .select((row) => ["group_id", row.fn.countAll<number>().as("count")])
    .where("state", "=", "waiting")
    .groupBy("group_id")
    .execute();
  const tags = await sql<{ tag: string }>`
    select tag from (
      select unnest(tags) as tag from conversations where state = 'closed' and closed_at > ${ago(now, 30 * 24 * 3_600_000)}
      order by closed_at desc limit 5000
    ) used group by tag order by count(*) desc, tag limit 30`.execute(tx);
  const after = await openAfter(tx, now);
  const mine = rows.find((row) => row.id === staffId);
  const open = await roster.isOpen(tx, null, now);
  return {
    me: { presence: mine ? presenceOf(mine) : "away", cap: mine?.cap ?? 5 },
    colleagues: rows.map((row) => ({
      id: row.id,
      name: row.name,
      supervisor: row.supervisor,
      presence: presenceOf(row),
      load: row.load,
      cap: row.cap,
      groups: members.flatMap((one) => (one.staffId === row.id ? (nameOf.get(one.groupId) ?? []) : [])),
    })),
    groups: groups.map(({ id, name }) => {
      const listed = members.filter((one) => one.groupId === id).map((one) => one.staffId);
      const able = rows.filter((row) => listed.length === 0 || listed.includes(row.id));
      return {
        id,
        name,
        ready: able.filter((row) => presenceOf(row) === "ready").length,
        waiting: waiting.find((one) => one.group_id === id)?.count ?? 0,
      };
    }),
    tags: tags.rows.map((row) => row.tag),
    after,
    open,
    opens: open ? null : await roster.nextOpening(tx, null, now),
  };
}

/** The measures of some talks, alike for a span, an hour, and an agent. */
const measures = sql`
  count(*)::integer as opened,
  count(c.first_answered_at)::integer as answered,
  count(*) filter (where c.state = 'closed' and c.closed_because not in ('agent', 'wechat-service') and c.first_answered_at is null)::integer as abandoned,
  round(avg(extract(epoch from c.first_answered_at - c.opened_at)) filter (where not c.ticket))::integer as "firstResponseSeconds",
  round(percentile_cont(0.9) within group (order by extract(epoch from c.first_answered_at - c.opened_at)) filter (where not c.ticket))::integer
    as "firstResponseP90Seconds",
  round(avg(extract(epoch from c.first_assigned_at - c.opened_at)) filter (where not c.ticket))::integer as "waitSeconds",
  round(avg(extract(epoch from c.closed_at - c.assigned_at)) filter (where c.closed_because = 'agent'))::integer as "handlingSeconds",
  count(r.level)::integer as rated,
  round(avg(r.level), 2)::float8 as satisfaction,
  count(c.offered_at)::integer as offered,
  count(c.offered_at) filter (where c.stays = false)::integer as "offeredLeft"`;

type Measured = Omit<BoardHour, "hour">;

const inSpan = (from: Date, to: Date) => sql`c.opened_at >= ${from} and c.opened_at < ${to}`;
const measured = sql`from conversations c left join desk_ratings r on r.conversation_id = c.id`;

async function nowAt(tx: Tx, rows: readonly AgentRow[], now: Date): Promise<DeskBoard["now"]> {
  const { rows: counts } = await sql<{
    waiting: number;
    urgent: number;
    tickets: number;
    longest: number | null;
    assigned: number;
    held: number;
  }>`
    select count(*) filter (where state = 'waiting')::integer as waiting,
      count(*) filter (where state = 'waiting' and urgent is not null)::integer as urgent,
      count(*) filter (where state = 'waiting' and ticket)::integer as tickets,
      floor(max(extract(epoch from ${now}::timestamptz - waiting_since)) filter (where state = 'waiting'))::integer as longest,
      count(*) filter (where state = 'assigned')::integer as assigned, count(*) filter (where state = 'held')::integer as held
    from conversations where state <> 'closed'`.execute(tx);
  const { longest, ...count } = counts[0] ?? { waiting: 0, urgent: 0, tickets: 0, longest: null, assigned: 0, held: 0 };
  const ready = rows.filter((row) => presenceOf(row) === "ready");
  return {
    ...count,
    longestWaitSeconds: longest,
    ready: ready.length,
    online: rows.filter((row) => row.here).length,
    room: ready.reduce((sum, row) => sum + Math.max(0, row.cap - row.load), 0),
  };
}

/** `from` included, `to` not. */
export async function board(tx: Tx, span: { from: Date; to: Date }, now: Date): Promise<DeskBoard> {
  const { from, to } = span;
  const rows = await agentRows(tx, now);
  const whole = await sql<Measured>`select ${measures} ${measured} where ${inSpan(from, to)}`.execute(tx);
  const hours = await sql<Measured & { hour: Date }>`
    select date_trunc('hour', c.opened_at) as hour, ${measures} ${measured} where ${inSpan(from, to)}
    group by 1 order by 1`.execute(tx);
  const served = await sql<Measured & { id: string }>`
    select c.agent_id as id, ${measures} ${measured} where ${inSpan(from, to)} and c.agent_id is not null group by 1`.execute(
    tx,
  );
  const levels = await sql<{ level: number; count: number }>`
    select r.level, count(*)::integer as count ${measured} where ${inSpan(from, to)} and r.level is not null group by 1`.execute(
    tx,
  );
  const ofLevel = (level: number) => levels.rows.find((row) => row.level === level)?.count ?? 0;
  const total = whole.rows[0];
  if (!total) throw new Error("a count without a row");
  const empty = { answered: 0, firstResponseSeconds: null, handlingSeconds: null, rated: 0, satisfaction: null };
  return {
    at: now.toISOString(),
    now: await nowAt(tx, rows, now),
    span: {
      from: from.toISOString(),
      to: to.toISOString(),
      ...total,
      levels: [ofLevel(1), ofLevel(2), ofLevel(3), ofLevel(4), ofLevel(5)],
    },
    hours: hours.rows.map((row) => ({ ...row, hour: row.hour.toISOString() })),
    agents: rows.map((row): BoardAgent => {
      const { answered, firstResponseSeconds, handlingSeconds, rated, satisfaction } =
        served.rows.find((one) => one.id === row.id) ?? empty;
      const stand = { presence: presenceOf(row), load: row.load, held: row.held, cap: row.cap };
      return {
        id: row.id,
        name: row.name,
        ...stand,
        served: answered,
        firstResponseSeconds,
        handlingSeconds,
        rated,
        satisfaction,
      };
    }),
  };
}
