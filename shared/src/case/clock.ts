import { addDays } from "../values/index.ts";
import { beijingDay } from "./beijing.ts";
import { addWorkingDays, isWorkingDay, workingDaysBetween } from "./calendar.ts";
import { dueDay, type Happened } from "./deadline.ts";

/** red: broken; amber: breaks today, or the last third runs; green: time enough; paused: the person's turn; none: not begun. */
export type ClockTone = "red" | "amber" | "green" | "paused" | "none";

export interface CaseClock {
  /** Working days. */
  limit: number;
  due: string | null;
  tone: ClockTone;
  /** Working days left after today; negative: late by so many. Null while it does not run. */
  left: number | null;
}

/** One limit of a case, promised or statutory, as it stands on `today`. */
export function clockOf(history: readonly Happened[], limit: number, today: string): CaseClock {
  const due = dueDay(history, limit);
  if (due === null) return { limit, due, tone: "none", left: null };
  if (due === "waiting") return { limit, due: null, tone: "paused", left: null };
  return { limit, due, ...standing(due, limit, today) };
}

export function standing(due: string, limit: number, today: string): { tone: ClockTone; left: number } {
  // A day that is past is late even when no working day lies between.
  if (due < today) return { tone: "red", left: -Math.max(1, workingDaysBetween(due, today)) };
  const left = workingDaysBetween(today, due);
  return { tone: left <= Math.floor(limit / 3) ? "amber" : "green", left };
}

/**
 * The day by which a case in somebody's queue should be done: the promised day, or, before acceptance, the one it would have
 * had if it had been accepted the day it came in. Work lists are sorted by it.
 */
export function targetDay(history: readonly Happened[], limit: number): string | null {
  const due = dueDay(history, limit);
  if (due !== null && due !== "waiting") return due;
  const submitted = history.find((one) => one.action === "submit");
  return submitted ? addWorkingDays(beijingDay(submitted.at), limit) : null;
}

/** The last day that lies at least `count` working days before `today`: who came then has waited so long. */
export function workingDaysAgo(today: string, count: number): string {
  let at = today;
  for (let left = count; left > 0; at = addDays(at, -1)) if (isWorkingDay(at)) left--;
  return at;
}
