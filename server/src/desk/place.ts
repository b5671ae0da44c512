import { sql } from "kysely";
import type { Tx } from "../db.ts";
import { ago, idleAgents, OFFLINE_MS } from "./presence.ts";
import type { Roster } from "./roster.ts";

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
  talks: number;
  minutes: number | null;
  desks: number;
}

/** How fast this group (null: the desk) serves: its last twenty talks of today, and how many can be served at once. */
async function paceOf(tx: Tx, groupId: string | null, staffIds: readonly string[] | null, now: Date): Promise<Pace> {
  const { rows } = await sql<Pace>`
    select count(*)::integer as talks, avg(minutes)::float8 as minutes,
      (select coalesce(sum(cap), 0)::integer from desk_agents
        where state = 'ready' and seen_at > ${ago(now, OFFLINE_MS)}
          and (${staffIds === null}::boolean or staff_id = any(${staffIds ?? []}::uuid[]))) as desks
    from (
      select extract(epoch from closed_at - assigned_at) / 60 as minutes from conversations
      where state = 'closed' and closed_because = 'agent' and closed_at > ${ago(now, 24 * 3_600_000)} and assigned_at is not null
        and (${groupId}::text is null or group_id = ${groupId}::text)
      order by closed_at desc limit 20
    ) recent`.execute(tx);
  return rows[0] ?? { talks: 0, minutes: null, desks: 0 };
}

/** Null for a talk that does not wait. Counted among those who wait for the same group. */
export async function place(tx: Tx, roster: Roster, conversationId: string, now: Date): Promise<Place | null> {
  const own = await tx
    .selectFrom("conversations")
    .select(["waiting_since", "id", "urgent", "group_id"])
    .where("id", "=", conversationId)
    .where("state", "=", "waiting")
    .executeTakeFirst();
  if (!own) return null;
  const { ahead } = await tx
    .selectFrom("conversations")
    .select((row) => row.fn.countAll<number>().as("ahead"))
    .where("state", "=", "waiting")
    .where((where) =>
      own.group_id === null
        ? where.val(true)
        : where.or([where("group_id", "=", own.group_id), where("group_id", "is", null)]),
    )
    .where(
      sql<boolean>`((urgent is null), waiting_since, id) < (${own.urgent === null}::boolean, ${own.waiting_since}::timestamptz, ${own.id}::text)`,
    )
    .executeTakeFirstOrThrow();
  const listed = own.group_id === null ? [] : (await roster.members(tx)).filter((one) => one.groupId === own.group_id);
  const staffIds = listed.length === 0 ? null : listed.map((one) => one.staffId);
  const idle = (await idleAgents(tx, now)).filter((one) => staffIds === null || staffIds.includes(one.staffId));
  const free = idle.reduce((sum, agent) => sum + agent.free, 0);
  const stand = { ahead, groupId: own.group_id };
  if (ahead < free) return { ...stand, estimateMinutes: 1, full: false };
  const pace = await paceOf(tx, own.group_id, staffIds, now);
  if (pace.desks === 0) return { ...stand, estimateMinutes: null, full: false };
  if (pace.minutes === null || pace.talks < ENOUGH_TALKS)
    return { ...stand, estimateMinutes: null, full: ahead >= pace.desks * FULL_QUEUES };
  const estimateMinutes = Math.max(1, Math.ceil(((ahead - free + 1) * pace.minutes) / pace.desks));
  return { ...stand, estimateMinutes, full: estimateMinutes >= FULL_MINUTES };
}

/** Keeps what a waiting citizen was told, so that the sweep knows when it is no longer true. */
export const notePlaceTold = (tx: Tx, conversationId: string, told: Place, now: Date) =>
  tx
    .updateTable("conversations")
    .set({ told_ahead: told.ahead, told_minutes: told.estimateMinutes, told_at: now })
    .where("id", "=", conversationId)
    .execute();
