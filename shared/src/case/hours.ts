import { addDays } from "../values/index.ts";
import { beijingInstant, inBeijing } from "./beijing.ts";
import { holidayOn } from "./holidays.ts";
export { workingHours } from "./holidays.ts";

/** 'HH:MM' to 'HH:MM' in Beijing, `to` not included. */
export interface HourSpan {
  from: string;
  to: string;
}
export const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
/** What a day can be to a plan: a weekday, a public holiday, or a weekend day worked for one (调休). */
export const dayKinds = [...weekdays, "holiday", "makeup"] as const;
export type DayKind = (typeof dayKinds)[number];

/** Working hours: several spans in order for each kind of day, and days that are different. */
export interface HourPlan {
  days: Readonly<Record<DayKind, readonly HourSpan[]>>;
  special: readonly { day: string; spans: readonly HourSpan[]; why: string }[];
}

/** What the calendar says of a day. */
export function dayKind(day: string): DayKind {
  const holiday = holidayOn(day);
  if (holiday !== null) return holiday === "worked" ? "makeup" : "holiday";
  return weekdays[(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7] ?? "mon";
}

/** The spans of a day, and why they are not the usual ones (a special day's own reason). */
export function hoursOn(
  plan: HourPlan,
  day: string,
): { spans: readonly HourSpan[]; kind: DayKind; why: string | null } {
  const kind = dayKind(day);
  const special = plan.special.find((one) => one.day === day);
  return special ? { spans: special.spans, kind, why: special.why } : { spans: plan.days[kind], kind, why: null };
}

export function isOpenBy(plan: HourPlan, at: Date): boolean {
  const { day, time } = inBeijing(at);
  return hoursOn(plan, day).spans.some((span) => span.from <= time && time < span.to);
}

/** Minutes of working time between two instants, begun ones left out. */
export function workedMinutesBy(plan: HourPlan, from: Date, to: Date): number {
  let worked = 0;
  const last = inBeijing(to).day;
  for (let { day } = inBeijing(from); day <= last; day = addDays(day, 1))
    for (const span of hoursOn(plan, day).spans) {
      const begin = Math.max(from.getTime(), beijingInstant(day, span.from).getTime());
      const end = Math.min(to.getTime(), beijingInstant(day, span.to).getTime());
      worked += Math.max(0, end - begin);
    }
  return Math.floor(worked / 60_000);
}

/** The next opening after this instant; null when the plan does not open within a year. */
export function nextOpeningBy(plan: HourPlan, at: Date): { day: string; time: string } | null {
  const { day, time } = inBeijing(at);
  for (let ahead = 0; ahead <= 366; ahead++) {
    const then = addDays(day, ahead);
    const opening = hoursOn(plan, then).spans.find((span) => ahead > 0 || span.from > time);
    if (opening) return { day: then, time: opening.from };
  }
  return null;
}
