import { hoursOn, type HourPlan } from "@wsi/shared/case";

/** The times of a day at a window, cut out of its hours. Pure: days and times are Beijing's, 'YYYY-MM-DD' and 'HH:MM'. */

export interface TimesPlan extends HourPlan {
  slotMinutes: number;
}
export interface Time {
  from: string;
  to: string;
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const two = (value: number): string => String(value).padStart(2, "0");
const print = (minutes: number): string => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;

/** Whole times only: what is left of a span at its end is nobody's. */
export function timesOn(plan: TimesPlan, day: string): Time[] {
  const times: Time[] = [];
  for (const span of hoursOn(plan, day).spans)
    for (let at = minutesOf(span.from); at + plan.slotMinutes <= minutesOf(span.to); at += plan.slotMinutes)
      times.push({ from: print(at), to: print(at + plan.slotMinutes) });
  return times;
}

/** Why a window has no times on a day, in words for citizens; null when it has. */
export function closedOn(plan: TimesPlan, day: string): string | null {
  const { spans, kind, why } = hoursOn(plan, day);
  if (spans.length > 0) return null;
  if (why !== null) return why;
  return kind === "holiday" ? "法定节假日" : kind === "sat" || kind === "sun" ? "周末" : "不开放";
}
