import { beijingDay } from "./beijing.ts";
import { addWorkingDays, workingDaysBetween } from "./calendar.ts";
import type { CaseAction } from "./lifecycle.ts";

export interface Happened {
  action: CaseAction;
  /** ISO instant. */
  at: string;
}

/**
 * The day by which a case is promised (or due by law): `limit` working days after it was accepted, not counting the time it
 * waited for the person between a one-off notice and the answer to it. Null before acceptance; 'waiting' while it waits.
 */
export function dueDay(history: readonly Happened[], limit: number): string | "waiting" | null {
  let started: string | null = null;
  let paused: string | null = null;
  let extra = 0;
  for (const one of history) {
    if (one.action === "accept") started ??= beijingDay(one.at);
    if (one.action === "return") {
      started ??= beijingDay(one.at);
      paused = beijingDay(one.at);
    }
    if (one.action === "resubmit" && paused !== null) {
      extra += workingDaysBetween(paused, beijingDay(one.at));
      paused = null;
    }
  }
  if (started === null) return null;
  if (paused !== null) return "waiting";
  return addWorkingDays(started, limit + extra);
}
