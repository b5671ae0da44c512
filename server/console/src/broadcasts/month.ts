import { addDays } from "@wsi/shared/values";

/** 'YYYY-MM', some months on. */
export function monthAfter(month: string, months: number): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  const at = year * 12 + number - 1 + months;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`;
}

/** The weeks of a month from Monday to Sunday, filled up with days of its neighbours. */
export function daysOf(month: string): { day: string; inside: boolean }[] {
  const first = `${month}-01`;
  const weekday = (new Date(first).getUTCDay() + 6) % 7;
  const days: { day: string; inside: boolean }[] = [];
  for (let at = -weekday; ; at++) {
    const day = addDays(first, at);
    const inside = day.startsWith(month);
    if (!inside && at > 0 && days.length % 7 === 0) return days;
    days.push({ day, inside });
  }
}
