import type { CitizenDesk } from "@wsi/shared/contract";
import { sql } from "kysely";
import type { Tx } from "../../db.ts";
import { crewsOf, OWN_FIRST_MS } from "./giving.ts";
import { ago, readyAgents, type Ready } from "./presence.ts";
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
  talks: number;
  minutes: number | null;
}

/** How long the last twenty talks of this group (null: the desk) took: the one in the middle, for some were on hold for days. */
async function paceOf(tx: Tx, groupId: string | null, now: Date): Promise<Pace> {
  const { rows } = await sql<Pace>`
    select count(*)::integer as talks, percentile_cont(0.5) within group (order by minutes)::float8 as minutes
    from (
      select extract(epoch from closed_at - assigned_at) / 60 as minutes from conversations
      where state = 'closed' and closed_because = 'agent' and closed_at > ${ago(now, 24 * 3_600_000)} and assigned_at is not null
        and (${groupId}::text is null or group_id = ${groupId}::text)
      order by closed_at desc limit 20
    ) last`.execute(tx);
  return rows[0] ?? { talks: 0, minutes: null };
}

/** How many more talks can be taken at this moment, and at once by all who are ready. */
const roomOf = (agents: readonly Ready[]) => ({
  free: agents.reduce((sum, one) => sum + Math.max(0, one.free), 0),
  desks: agents.reduce((sum, one) => sum + Math.max(0, one.load + one.free), 0),
});

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

/** Who has this many before them, as the desk stands. */
async function standOf(tx: Tx, roster: Roster, line: Pick<Place, "ahead" | "groupId">, now: Date): Promise<Place> {
  const { ahead, groupId } = line;
  const ready = await readyAgents(tx, now);
  const crew = crewsOf(await roster.members(tx), ready).of(groupId);
  const own = roomOf(crew === null ? ready : ready.filter((one) => crew.has(one.staffId)));
  if (ahead < own.free) return { ...line, estimateMinutes: 1, full: false };
  // Others have room and help when its own have none for a while.
  if (ahead < roomOf(ready).free) return { ...line, estimateMinutes: Math.ceil(OWN_FIRST_MS / 60_000), full: false };
  if (own.desks === 0) return { ...line, estimateMinutes: null, full: false };
  const pace = await paceOf(tx, groupId, now);
  if (pace.minutes === null || pace.talks < ENOUGH_TALKS)
    return { ...line, estimateMinutes: null, full: ahead >= own.desks * FULL_QUEUES };
  const estimateMinutes = Math.max(1, Math.ceil(((ahead - own.free + 1) * pace.minutes) / own.desks));
  return { ...line, estimateMinutes, full: estimateMinutes >= FULL_MINUTES };
}

/** Null for a talk that does not wait. */
export async function place(tx: Tx, roster: Roster, conversationId: string, now: Date): Promise<Place | null> {
  const line = await findAhead(tx, conversationId);
  return line ? standOf(tx, roster, line, now) : null;
}

/** What awaits who comes now and has not said what about: behind everybody. `free`: an agent who is ready has room for them. */
export async function placeOfNext(tx: Tx, roster: Roster, now: Date): Promise<CitizenDesk["next"]> {
  const { ahead } = await tx
    .selectFrom("conversations")
    .select((row) => row.fn.countAll<number>().as("ahead"))
    .where("state", "=", "waiting")
    .executeTakeFirstOrThrow();
  const { free } = roomOf(await readyAgents(tx, now));
  const { estimateMinutes } = await standOf(tx, roster, { ahead, groupId: null }, now);
  return { free: ahead < free, ahead, minutes: estimateMinutes };
}

/** In words, without a full stop. */
export const printPlace = ({ ahead, estimateMinutes }: Pick<Place, "ahead" | "estimateMinutes">): string => {
  const where = ahead === 0 ? "您现在排在第一位" : `您前面还有 ${ahead} 位`;
  return estimateMinutes === null ? `${where}，请再等一等` : `${where}，大约还要 ${estimateMinutes} 分钟`;
};

/** Keeps what a waiting citizen was told, so that the sweep knows when it is no longer true. */
export const notePlaceTold = (tx: Tx, conversationId: string, told: Place, now: Date) =>
  tx
    .updateTable("conversations")
    .set({ told_ahead: told.ahead, told_minutes: told.estimateMinutes, told_at: now })
    .where("id", "=", conversationId)
    .execute();
