import { inBeijing } from "@wsi/shared/case";
import type { BookingDay, WindowCard, WindowDays } from "@wsi/shared/contract";
import { addDays } from "@wsi/shared/values";
import type { Tx } from "../db.ts";
import { isRefusal, type Refusal } from "../refusal.ts";
import { closedOn, timesOn } from "./times.ts";
import { findWindow, hallOf, holdWindow, noWindow, openWindows, planOf, type Window } from "./windows.ts";

/** What is free. A time that has begun is not offered any more. */

type Taken = ReadonlyMap<string, number>;
const slotKey = (windowId: string, day: string, from: string) => `${windowId} ${day} ${from}`;

async function takenAt(tx: Tx, windowIds: readonly string[], from: string): Promise<Taken> {
  if (windowIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom("appointment_slots")
    .selectAll()
    .where("window_id", "in", [...windowIds])
    .where("day", ">=", from)
    .execute();
  return new Map(rows.map((row) => [slotKey(row.window_id, row.day, row.from_time), row.taken]));
}

function dayOf(window: Window, taken: Taken, day: string, now: { day: string; time: string }): BookingDay {
  const plan = planOf(window);
  const slots = timesOn(plan, day)
    .filter((time) => day > now.day || time.from > now.time)
    .map((time) => ({
      ...time,
      left: Math.max(0, window.capacity - (taken.get(slotKey(window.id, day, time.from)) ?? 0)),
    }));
  return { day, closed: slots.length > 0 ? null : (closedOn(plan, day) ?? "今天的时段已过"), slots };
}

/** Today and the days ahead that are open for booking. */
function daysAhead(window: Window, taken: Taken, now: { day: string; time: string }): BookingDay[] {
  return Array.from({ length: window.ahead_days + 1 }, (_, ahead) =>
    dayOf(window, taken, addDays(now.day, ahead), now),
  );
}

const card = (window: Window): Omit<WindowCard, "next"> => ({
  id: window.id,
  hall: hallOf(window.hall),
  name: window.name,
  about: window.about,
});

export async function windowsFor(tx: Tx, item: string | undefined, now: Date): Promise<WindowCard[]> {
  const windows = await openWindows(tx, { item });
  const at = inBeijing(now);
  const taken = await takenAt(
    tx,
    windows.map((one) => one.id),
    at.day,
  );
  return windows.map((window) => {
    for (const { day, slots } of daysAhead(window, taken, at)) {
      const free = slots.find((slot) => slot.left > 0);
      if (free) return { ...card(window), next: { day, from: free.from } };
    }
    return { ...card(window), next: null };
  });
}

export async function daysOf(tx: Tx, windowId: string, now: Date): Promise<WindowDays | Refusal> {
  const window = await findWindow(tx, windowId);
  if (!window) return noWindow();
  const at = inBeijing(now);
  return { window: card(window), days: daysAhead(window, await takenAt(tx, [windowId], at.day), at) };
}

/** A free time as the desk offers it, with the page on which it is booked by one tap; undefined when it is not free. */
export async function offeredTime(
  tx: Tx,
  where: { window: string; day: string; from: string },
  now: Date,
): Promise<{ title: string; place: string; day: string; time: string; open: string } | undefined> {
  const seen = await daysOf(tx, where.window, now);
  if (isRefusal(seen)) return undefined;
  const slot = seen.days.find((one) => one.day === where.day)?.slots.find((one) => one.from === where.from);
  if (!slot || slot.left === 0) return undefined;
  const { window, day, from } = where;
  return {
    title: `窗口预约：${seen.window.name}`,
    place: seen.window.hall.name,
    day,
    time: from,
    open: `appointments/book/index?window=${window}&day=${day}&from=${from}`,
  };
}

/** How many places the whole day has. */
export const placesOn = (window: Window, day: string): number => timesOn(planOf(window), day).length * window.capacity;

/** One time of a window, held as it stands; null when there is no such time, or it has begun, or lies too far ahead. */
export async function slotAt(
  tx: Tx,
  where: { window: string; day: string; from: string },
  now: Date,
): Promise<{ window: Window; from: string; to: string } | Refusal | null> {
  const window = await holdWindow(tx, where.window);
  if (!window) return noWindow();
  const at = inBeijing(now);
  if (where.day < at.day || where.day > addDays(at.day, window.ahead_days)) return null;
  const time = dayOf(window, new Map(), where.day, at).slots.find((slot) => slot.from === where.from);
  return time ? { window, from: time.from, to: time.to } : null;
}
