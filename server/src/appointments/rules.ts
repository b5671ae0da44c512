import { addDays } from "@wsi/shared/values";
import { sql } from "kysely";
import type { Tx } from "../db.ts";

/**
 * The office's own rules of booking: no law or notice has them. They keep places from being held by who does not come, and never keep
 * anybody from the counter: whoever comes without an appointment draws a number there as ever.
 */

/** How many times somebody may hold at once, so that a family's three errands fit and a tout's thirty do not. */
export const MOST_OPEN = 3;
/** Missed so often in `MISSED_DAYS` days: no booking online for `SUSPENDED_DAYS` days from the last of them. */
const MISSED_TIMES = 3;
const MISSED_DAYS = 90;
const SUSPENDED_DAYS = 30;
/** A time may be moved so often; then cancelled and booked again, behind those who wait for it. */
export const MOST_MOVES = 3;
/** The last day without booking online; null when one may book. What the hall excused does not count. */
export async function suspendedUntil(tx: Tx, personId: string, today: string): Promise<string | null> {
  const missed = await tx
    .selectFrom("appointments")
    .select("day")
    .where("person_id", "=", personId)
    .where("state", "=", "missed")
    .where("day", ">=", addDays(today, -MISSED_DAYS))
    .orderBy("day", "desc")
    .limit(MISSED_TIMES)
    .execute();
  const [latest] = missed;
  if (!latest || missed.length < MISSED_TIMES) return null;
  const until = addDays(latest.day, SUSPENDED_DAYS);
  return until >= today ? until : null;
}

/** One person's bookings pass one after the other: two phones at once do not hold one time too many. */
export const inTurn = (tx: Tx, personId: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`appointments of ${personId}`}, 0))`.execute(tx);
