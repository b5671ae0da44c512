import { parsed, unreadable, type Parsed } from "./parsed.ts";

/** True for a real day written 'YYYY-MM-DD'. */
export function isDay(text: string): boolean {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!found) return false;
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])];
  if (year < 1880 || year > 2200) return false;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
}
/** The same day so many years later; 29 February becomes the 28th where there is none. */
export function addYears(day: string, years: number): string {
  const year = String(Number(day.slice(0, 4)) + years).padStart(4, "0");
  const same = `${year}${day.slice(4)}`;
  return isDay(same) ? same : `${year}-02-28`;
}
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);

/** Whole years of life on a day. */
export const ageOn = (birthDate: string, day: string): number =>
  Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4)) - (day.slice(5) < birthDate.slice(5) ? 1 : 0);

/** A day in Beijing, 'YYYY-MM-DD'. */
export const Day = {
  parse(raw: string): Parsed<string> {
    const text = raw
      .normalize("NFKC")
      .trim()
      .replace(/\s*[年月/.-]\s*/g, "-")
      .replace(/\s*日$/, "");
    const [year, month, day, more] = text.split("-");
    const iso = `${year}-${(month ?? "").padStart(2, "0")}-${(day ?? "").padStart(2, "0")}`;
    return more === undefined && isDay(iso) ? parsed(iso) : unreadable("日期不对，请按「2026-01-31」这样填写");
  },
  print(day: string): string {
    const [year, month, date] = day.split("-");
    return `${year}年${Number(month)}月${Number(date)}日`;
  },
  mask: (day: string): string => Day.print(day),
  sample: (seed: number): string => addDays("2026-01-01", seed % 300),
};
