import { sql } from "kysely";
import type { Tx } from "../../db.ts";
import { announce } from "../feed.ts";
import type { Roster } from "../roster.ts";
import { expireOffers } from "../serving/offers.ts";
import { closeQueue } from "./closing-time.ts";
import { giveOut } from "./giving.ts";
import { refreshPlaces } from "./refresh.ts";
import { askWhoWaits, letGo } from "./time-out.ts";
import { endHolds, endListening, takeBack } from "./taking-back.ts";

/**
 * Every few seconds, whatever events were lost: takes back what nobody looks after, then gives the urgent and then the oldest waiting talks to
 * agents with room, in turn, and tells those who wait longer than they were told, than they should, or past the hours. One at a time in the whole house;
 * answers how many talks it moved.
 */
export async function sweep(tx: Tx, roster: Roster, now: Date): Promise<number> {
  const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(7204, 1) as mine`.execute(tx);
  if (rows[0]?.mine !== true) return 0;
  const moved = [
    ...(await expireOffers(tx, now)),
    ...(await endHolds(tx, now)),
    ...(await endListening(tx, now)),
    ...(await takeBack(tx, now)),
    ...(await giveOut(tx, roster, now)),
  ];
  const told = [
    ...(await closeQueue(tx, roster, now)),
    ...(await askWhoWaits(tx, roster, now)),
    ...(await refreshPlaces(tx, roster, now)),
    ...(await letGo(tx, now)),
  ];
  await announce(tx, [...moved, ...told], now);
  return new Set(moved.map((one) => one.conversationId)).size;
}
