import type { Tx } from "../../db.ts";
import { allowanceOf, KEPT_FOR_ANSWERS } from "../talk/allowance.ts";
import type { Happening } from "../feed.ts";
import { notePlaceTold, place, printPlace, type Place } from "./place.ts";
import { ago } from "./presence.ts";
import type { Roster } from "../roster.ts";
import { sayByMachine } from "../talk/sending.ts";

/** Those who wait are told again when what they were told is no longer true: seldom, and never with the messages an answer needs. */

const EVERY_MS = 3 * 60_000;
const MOST_TIMES = 2;
const PER_SWEEP = 20;

/** Much: by half, and by five minutes or three places. */
function changedMuch(told: { told_ahead: number | null; told_minutes: number | null }, now: Place): boolean {
  if (told.told_minutes !== null && now.estimateMinutes !== null) {
    const moved = Math.abs(now.estimateMinutes - told.told_minutes);
    return moved >= 5 && moved * 2 >= told.told_minutes;
  }
  if (told.told_minutes === null && now.estimateMinutes !== null && now.estimateMinutes > 1) return true;
  const ahead = told.told_ahead ?? 0;
  return ahead - now.ahead >= 3 && now.ahead * 2 <= ahead;
}

export async function refreshPlaces(tx: Tx, roster: Roster, now: Date): Promise<Happening[]> {
  const waiting = await tx
    .selectFrom("conversations")
    .selectAll()
    .where("state", "=", "waiting")
    .where("channel", "=", "wechat")
    .where("ticket", "=", false)
    .where("told_at", "<=", ago(now, EVERY_MS))
    .where("told_times", "<", MOST_TIMES)
    .orderBy("told_at")
    .limit(PER_SWEEP)
    .forUpdate()
    .skipLocked()
    .execute();
  const happenings: Happening[] = [];
  for (const talk of waiting) {
    const stand = await place(tx, roster, talk.id, now);
    if (stand === null) continue;
    const told =
      changedMuch(talk, stand) &&
      // One more is kept for the question of time-out.ts, until it was asked.
      (await allowanceOf(tx, talk, now)).left > KEPT_FOR_ANSWERS + (talk.offered_at === null ? 1 : 0) &&
      (await roster.isOpen(tx, talk.group_id, now));
    // Looked at is as good as told: the next look is not before three more minutes.
    await notePlaceTold(
      tx,
      talk.id,
      told ? stand : { ...stand, ahead: talk.told_ahead ?? 0, estimateMinutes: talk.told_minutes },
      now,
    );
    if (!told) continue;
    const key = `place:${talk.id}:${talk.told_times + 1}`;
    const messageId = await sayByMachine(
      tx,
      talk,
      { key, reply: { kind: "text", text: `${printPlace(stand)}。` } },
      now,
    );
    await tx
      .updateTable("conversations")
      .set({ told_times: talk.told_times + 1 })
      .where("id", "=", talk.id)
      .execute();
    happenings.push({ conversationId: talk.id, messageId });
  }
  return happenings;
}
