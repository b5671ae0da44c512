import { sql } from "kysely";
import type { Tx } from "../../db.ts";
import { ago, OFFLINE_MS } from "./presence.ts";
import type { Roster } from "../roster.ts";

/** The place in the queue, as honestly as we know it. */
export interface Place {
  ahead: number;
  /** Null when nobody can honestly say. */
  estimateMinutes: number | null;
  groupId: string | null;
  /** Nobody should be asked to wait so long in front of a phone: better to leave a message. */
  full: boolean;
}

/** Fewer finished talks than these say nothing about how long one takes. */
const ENOUGH_TALKS = 3;
/** From here on the desk is full. */
const FULL_MINUTES = 45;
/** Where no wait can be told: so many for each talk that can be served at once. */
const FULL_QUEUES = 4;

interface Pace {
  /** How many more talks can be taken at this moment, and at once by all who are ready. */
  free: number;
  desks: number;
  talks: number;
  minutes: number | null;
}

/** How fast this group (null: the desk) serves: who of it is ready, with how much room, and its last twenty talks of today. */
async function paceOf(tx: Tx, groupId: string | null, staffIds: readonly string[] | null, now: Date): Promise<Pace> {
  const { rows } = await sql<Pace>`
    select ready.free, ready.desks, recent.talks, recent.minutes
    from (
      select coalesce(sum(greatest(0, cap - load)), 0)::integer as free, coalesce(sum(cap), 0)::integer as desks
      from (
        select a.cap, (select count(*) from conversations c where c.agent_id = a.staff_id and c.state = 'assigned') as load
        from desk_agents a
        where a.state = 'ready' and a.seen_at > ${ago(now, OFFLINE_MS)}
          and (${staffIds === null}::boolean or a.staff_id = any(${staffIds ?? []}::uuid[]))
      ) agents
    ) ready, (
      select count(*)::integer as talks, avg(minutes)::float8 as minutes
      from (
        select extract(epoch from closed_at - assigned_at) / 60 as minutes from conversations
        where state = 'closed' and closed_because = 'agent' and closed_at > ${ago(now, 24 * 3_600_000)} and assigned_at is not null
          and (${groupId}::text is null or group_id = ${groupId}::text)
        order by closed_at desc limit 20
      ) last
    ) recent`.execute(tx);
  return rows[0] ?? { free: 0, desks: 0, talks: 0, minutes: null };
}

/** Those before a waiting talk, among who waits for the same group. */
async function findAhead(tx: Tx, conversationId: string): Promise<Pick<Place, "ahead" | "groupId"> | undefined> {
  const { rows } = await sql<Pick<Place, "ahead" | "groupId">>`
    select own.group_id as "groupId", (
      select count(*)::integer from conversations c
      where c.state = 'waiting' and (own.group_id is null or c.group_id = own.group_id or c.group_id is null)
        and ((c.urgent is null), c.waiting_since, c.id) < ((own.urgent is null), own.waiting_since, own.id)) as ahead
    from conversations own where own.id = ${conversationId} and own.state = 'waiting'`.execute(tx);
  return rows[0];
}

/** Null for a talk that does not wait. */
export async function place(tx: Tx, roster: Roster, conversationId: string, now: Date): Promise<Place | null> {
  const stand = await findAhead(tx, conversationId);
  if (!stand) return null;
  const { ahead, groupId } = stand;
  const listed = groupId === null ? [] : (await roster.members(tx)).filter((one) => one.groupId === groupId);
  const staffIds = listed.length === 0 ? null : listed.map((one) => one.staffId);
  const pace = await paceOf(tx, groupId, staffIds, now);
  if (ahead < pace.free) return { ...stand, estimateMinutes: 1, full: false };
  if (pace.desks === 0) return { ...stand, estimateMinutes: null, full: false };
  if (pace.minutes === null || pace.talks < ENOUGH_TALKS)
    return { ...stand, estimateMinutes: null, full: ahead >= pace.desks * FULL_QUEUES };
  const estimateMinutes = Math.max(1, Math.ceil(((ahead - pace.free + 1) * pace.minutes) / pace.desks));
  return { ...stand, estimateMinutes, full: estimateMinutes >= FULL_MINUTES };
}

/** Keeps what a waiting citizen was told, so that the sweep knows when it is no longer true. */
export const notePlaceTold = (tx: Tx, conversationId: string, told: Place, now: Date) =>
  tx
    .updateTable("conversations")
    .set({ told_ahead: told.ahead, told_minutes: told.estimateMinutes, told_at: now })
    .where("id", "=", conversationId)
    .execute();
