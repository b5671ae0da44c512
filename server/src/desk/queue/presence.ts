import type { Presence } from "@wsi/shared/contract";
import { sql } from "kysely";
import type { Tx } from "../../db.ts";
import { ringQueue } from "../feed.ts";

/** A console says every few seconds that it is there; after this long without a sign its agent is gone. */
export const OFFLINE_MS = 90_000;

/** A sign so fresh is not noted again. */
const FRESH_MS = 10_000;

export const ago = (now: Date, ms: number) => new Date(now.getTime() - ms);

/** Ready: new talks are given to them. Busy and away: they keep what they have. */
export async function setPresence(
  tx: Tx,
  staffId: string,
  state: Exclude<Presence, "offline">,
  now: Date,
): Promise<void> {
  const row = { state, seen_at: now };
  await tx
    .insertInto("desk_agents")
    .values({ staff_id: staffId, ...row, last_given_at: null })
    .onConflict((same) => same.column("staff_id").doUpdateSet(row))
    .execute();
  if (state === "ready") await ringQueue(tx);
}

export async function setReady(tx: Tx, staffId: string, ready: boolean, now: Date): Promise<{ ready: boolean }> {
  await setPresence(tx, staffId, ready ? "ready" : "away", now);
  return { ready };
}

/** A sign of life of an agent's console. Who never said ready is away: they may take talks, none is given to them. */
export async function seen(tx: Tx, staffId: string, now: Date): Promise<void> {
  const known = await tx.selectFrom("desk_agents").select("seen_at").where("staff_id", "=", staffId).executeTakeFirst();
  // Said a moment ago: not worth waiting for whoever is just giving this agent a talk.
  if (known && known.seen_at > ago(now, FRESH_MS) && known.seen_at <= now) return;
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

/** How many talks at once. Somebody never seen stays away: nothing is given to them before they come. */
export async function setCap(tx: Tx, staffId: string, cap: number): Promise<void> {
  await tx
    .insertInto("desk_agents")
    .values({ staff_id: staffId, state: "away", cap, seen_at: new Date(0), last_given_at: null })
    .onConflict((same) => same.column("staff_id").doUpdateSet({ cap }))
    .execute();
}

/** Gone for good, as when an account is disabled: the next sweep gives their talks to others without waiting for silence. */
export async function signOff(tx: Tx, staffId: string): Promise<void> {
  await tx
    .updateTable("desk_agents")
    .set({ state: "away", seen_at: new Date(0) })
    .where("staff_id", "=", staffId)
    .execute();
  await ringQueue(tx);
}

export async function isOnline(tx: Tx, staffId: string, now: Date): Promise<boolean> {
  const row = await tx.selectFrom("desk_agents").select("seen_at").where("staff_id", "=", staffId).executeTakeFirst();
  return row !== undefined && row.seen_at > ago(now, OFFLINE_MS);
}

/** The `staff` row at hand may sit at the desk. */
export const mayServe = sql<boolean>`(staff.disabled_at is null and staff.roles && array['agent', 'supervisor'])`;

/** Everybody of the desk whose console is open, ready or not. */
export async function onlineStaff(tx: Tx, now: Date): Promise<string[]> {
  const rows = await tx
    .selectFrom("desk_agents")
    .innerJoin("staff", "staff.id", "desk_agents.staff_id")
    .select("staff.id")
    .where("seen_at", ">", ago(now, OFFLINE_MS))
    .where(mayServe)
    .execute();
  return rows.map((row) => row.id);
}

export interface Ready {
  staffId: string;
  name: string;
  load: number;
  /** How many more talks they can take; none, or less, when they are full. */
  free: number;
}

/** Agents who are ready and there, the emptiest and longest idle first. What is on hold is no load. */
export async function readyAgents(tx: Tx, now: Date): Promise<Ready[]> {
  const { rows } = await sql<Ready>`
    select a.staff_id as "staffId", staff.name, count(c.id)::integer as load, (a.cap - count(c.id))::integer as free
    from desk_agents a
    join staff on staff.id = a.staff_id
    left join conversations c on c.agent_id = a.staff_id and c.state = 'assigned'
    where a.state = 'ready' and a.seen_at > ${ago(now, OFFLINE_MS)} and ${mayServe}
    group by a.staff_id, staff.name
    order by count(c.id), a.last_given_at nulls first, a.staff_id`.execute(tx);
  return rows;
}
