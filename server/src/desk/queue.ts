import { sql } from "kysely";
import type { Tx } from "../db.ts";
import { addNote, pointFollower, remark, staffName } from "./conversation.ts";
import { announce, type Happening } from "./feed.ts";

/** A console says every few seconds that it is there; after this long without a sign its agent is gone. */
export const OFFLINE_MS = 90_000;
/** A citizen left without an answer for so long is given to somebody else. */
export const SILENT_MS = 10 * 60_000;
/** Fewer finished talks than these say nothing about how long one takes. */
const ENOUGH_TALKS = 3;

const ago = (now: Date, ms: number) => new Date(now.getTime() - ms);

/** Ready: new talks are given to them. Away: they keep what they have. */
export async function setReady(tx: Tx, staffId: string, ready: boolean, now: Date): Promise<{ ready: boolean }> {
  const row = { state: ready ? ("ready" as const) : ("away" as const), seen_at: now };
  await tx
    .insertInto("desk_agents")
    .values({ staff_id: staffId, ...row, last_given_at: null })
    .onConflict((same) => same.column("staff_id").doUpdateSet(row))
    .execute();
  return { ready };
}

/** A sign of life of an agent's console. Who never said ready is away: they may take talks, none is given to them. */
export async function seen(tx: Tx, staffId: string, now: Date): Promise<void> {
  await tx
    .insertInto("desk_agents")
    .values({ staff_id: staffId, state: "away", seen_at: now, last_given_at: null })
    .onConflict((same) => same.column("staff_id").doUpdateSet({ seen_at: now }))
    .execute();
}

export async function isReady(tx: Tx, staffId: string): Promise<boolean> {
  const row = await tx.selectFrom("desk_agents").select("state").where("staff_id", "=", staffId).executeTakeFirst();
  return row?.state === "ready";
}

interface Idle {
  staffId: string;
  name: string;
  /** How many more talks they can take. */
  free: number;
}

/** Agents who are ready and there, with room, the emptiest and longest idle first. */
async function idleAgents(tx: Tx, now: Date): Promise<Idle[]> {
  const { rows } = await sql<Idle>`
    select a.staff_id as "staffId", s.name, (a.cap - count(c.id))::integer as free
    from desk_agents a
    join staff s on s.id = a.staff_id
    left join conversations c on c.agent_id = a.staff_id and c.state = 'assigned'
    where a.state = 'ready' and a.seen_at > ${ago(now, OFFLINE_MS)}
    group by a.staff_id, s.name
    having count(c.id) < a.cap
    order by count(c.id), a.last_given_at nulls first, a.staff_id`.execute(tx);
  return rows;
}

export interface Place {
  ahead: number;
  /** Null when nobody can honestly say. */
  estimateMinutes: number | null;
}

/** The place in the queue; null for a talk that does not wait. The estimate comes from the last twenty talks of today's agents. */
export async function place(tx: Tx, conversationId: string, now: Date): Promise<Place | null> {
  const own = await tx
    .selectFrom("conversations")
    .select(["waiting_since", "id", "urgent"])
    .where("id", "=", conversationId)
    .where("state", "=", "waiting")
    .executeTakeFirst();
  if (!own) return null;
  const { ahead } = await tx
    .selectFrom("conversations")
    .select((row) => row.fn.countAll<number>().as("ahead"))
    .where("state", "=", "waiting")
    .where(
      sql<boolean>`((urgent is null), waiting_since, id) < (${own.urgent === null}::boolean, ${own.waiting_since}::timestamptz, ${own.id}::text)`,
    )
    .executeTakeFirstOrThrow();
  const free = (await idleAgents(tx, now)).reduce((sum, agent) => sum + agent.free, 0);
  if (ahead < free) return { ahead, estimateMinutes: 1 };
  const { rows } = await sql<{ talks: number; minutes: number | null; desks: number }>`
    select count(*)::integer as talks, avg(minutes)::float8 as minutes,
      (select coalesce(sum(cap), 0)::integer from desk_agents where state = 'ready' and seen_at > ${ago(now, OFFLINE_MS)}) as desks
    from (
      select extract(epoch from closed_at - assigned_at) / 60 as minutes from conversations
      where state = 'closed' and closed_because = 'agent' and closed_at > ${ago(now, 24 * 3_600_000)} and assigned_at is not null
      order by closed_at desc limit 20
    ) recent`.execute(tx);
  const recent = rows[0];
  if (!recent || recent.minutes === null || recent.talks < ENOUGH_TALKS || recent.desks === 0)
    return { ahead, estimateMinutes: null };
  return { ahead, estimateMinutes: Math.max(1, Math.ceil(((ahead - free + 1) * recent.minutes) / recent.desks)) };
}

interface Stuck {
  id: string;
  agent_id: string;
  gone: boolean;
}

/** Takes talks back from agents who are gone or silent; they keep their place, so they are first. */
async function takeBack(tx: Tx, now: Date): Promise<Happening[]> {
  const { rows } = await sql<Stuck>`
    select c.id, c.agent_id, (a.staff_id is null or a.seen_at <= ${ago(now, OFFLINE_MS)}) as gone
    from conversations c
    left join desk_agents a on a.staff_id = c.agent_id
    where c.state = 'assigned'
      and (a.staff_id is null or a.seen_at <= ${ago(now, OFFLINE_MS)} or c.unanswered_since <= ${ago(now, SILENT_MS)})
    order by c.id
    for update of c skip locked`.execute(tx);
  const happenings: Happening[] = [];
  for (const { id, agent_id, gone } of rows) {
    const name = await staffName(tx, agent_id);
    const why = gone ? `${name}的工作台已离线` : `${name}超过 ${SILENT_MS / 60_000} 分钟没有回复`;
    await tx
      .updateTable("conversations")
      .set((row) => ({
        state: "waiting",
        agent_id: null,
        unanswered_since: row.fn.coalesce("unanswered_since", sql<Date>`${now}`),
      }))
      .where("id", "=", id)
      .execute();
    // Otherwise the same silent agent would be given it back at once.
    await tx.updateTable("desk_agents").set({ state: "away" }).where("staff_id", "=", agent_id).execute();
    await addNote(tx, id, null, `${why}，会话已放回队列最前面。`, now);
    happenings.push({ conversationId: id, messageId: await remark(tx, id, `${why}，重新排队`, now) });
  }
  return happenings;
}

async function giveOut(tx: Tx, now: Date): Promise<Happening[]> {
  const agents = await idleAgents(tx, now);
  const room = agents.reduce((sum, agent) => sum + agent.free, 0);
  if (room === 0) return [];
  const waiting = await tx
    .selectFrom("conversations")
    .select(["id", "openid"])
    .where("state", "=", "waiting")
    .orderBy(sql`(urgent is null)`)
    .orderBy("waiting_since")
    .orderBy("id")
    .limit(room)
    .forUpdate()
    .skipLocked()
    .execute();
  const happenings: Happening[] = [];
  for (const talk of waiting) {
    const agent = agents.shift();
    if (!agent) break;
    await tx
      .updateTable("conversations")
      .set({ state: "assigned", agent_id: agent.staffId, assigned_at: now, unanswered_since: now })
      .where("id", "=", talk.id)
      .execute();
    await tx.updateTable("desk_agents").set({ last_given_at: now }).where("staff_id", "=", agent.staffId).execute();
    await pointFollower(tx, talk.openid, talk.id);
    happenings.push({ conversationId: talk.id, messageId: await remark(tx, talk.id, `自动分配给${agent.name}`, now) });
    if (agent.free > 1) agents.push({ ...agent, free: agent.free - 1 });
  }
  return happenings;
}

/**
 * Every few seconds, whatever events were lost: takes back what nobody looks after, then gives the urgent and then the oldest waiting talks to
 * agents with room, in turn. One at a time in the whole house; answers how many talks it moved.
 */
export async function sweep(tx: Tx, now: Date): Promise<number> {
  const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(7204, 1) as mine`.execute(tx);
  if (rows[0]?.mine !== true) return 0;
  const happenings = [...(await takeBack(tx, now)), ...(await giveOut(tx, now))];
  await announce(tx, happenings, now);
  return happenings.length;
}
