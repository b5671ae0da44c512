/**
 * The one calendar: working days with holidays and make-up days, and the hours of the desk. Days are 'YYYY-MM-DD' in Beijing, which
 * is UTC+8 all year.
 */
import { addDays } from "../values/index.ts";
import { holidayOn, holidays, workingHours } from "./holidays.ts";
import { inBeijing } from "./beijing.ts";

/** False for a year whose holidays are not published (here) yet: then only weekends and the holidays of the law count. */
export const calendarKnows = (day: string): boolean => Object.hasOwn(holidays, day.slice(0, 4));

export function isWorkingDay(day: string): boolean {
  const holiday = holidayOn(day);
  if (holiday !== null) return holiday === "worked";
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

/** The first working day after `day`. */
export function nextWorkingDay(day: string): string {
  let at = addDays(day, 1);
  while (!isWorkingDay(at)) at = addDays(at, 1);
  return at;
}

/** `count` working days after `day`; the day itself does not count (民法典 201). Zero answers the day. */
export function addWorkingDays(day: string, count: number): string {
  let at = day;
  for (let left = count; left > 0; left--) at = nextWorkingDay(at);
  return at;
}

/** Working days after `from` up to and including `to`; 0 when `to` is not later. */
export function workingDaysBetween(from: string, to: string): number {
  let count = 0;
  for (let at = addDays(from, 1); at <= to; at = addDays(at, 1)) if (isWorkingDay(at)) count++;
  return count;
}

/** Whether the desk is open at this instant. */
export function isOpen(at: Date): boolean {
  const { day, time } = inBeijing(at);
  return isWorkingDay(day) && workingHours.some((span) => span.from <= time && time < span.to);
}

/** When the desk opens next, after this instant: later today, or on the next working day. */
export function nextOpening(at: Date): { day: string; time: string } {
  const { day, time } = inBeijing(at);
  const later = isWorkingDay(day) ? workingHours.find((span) => span.from > time) : undefined;
  if (later) return { day, time: later.from };
  return { day: nextWorkingDay(day), time: workingHours[0]?.from ?? "09:00" };
}
