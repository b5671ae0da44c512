import { parsed, unreadable, type Parsed } from "./parsed.ts";

export const isMonth = (text: string): boolean => /^(19|20|21)\d{2}-(0[1-9]|1[0-2])$/.test(text);

const ordinal = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
const fromOrdinal = (at: number): string =>
  `${String(Math.floor(at / 12)).padStart(4, "0")}-${String((at % 12) + 1).padStart(2, "0")}`;

export const addMonths = (month: string, count: number): string => fromOrdinal(ordinal(month) + count);
/** Months from a to b, both included; empty when b is before a. */
export function monthsBetween(a: string, b: string): string[] {
  const [from, to] = [ordinal(a), ordinal(b)];
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => fromOrdinal(from + at));
}
/** How many months b is after a; negative when before. */
export const monthsApart = (a: string, b: string): number => ordinal(b) - ordinal(a);
export const monthOf = (day: string): string => day.slice(0, 7);

/** A month, 'YYYY-MM'. */
export const Month = {
  parse(raw: string): Parsed<string> {
    const text = raw
      .normalize("NFKC")
      .trim()
      .replace(/\s*[年/.-]\s*/g, "-")
      .replace(/\s*月$/, "");
    const [year, month, more] = text.split("-");
    const iso = `${year}-${(month ?? "").padStart(2, "0")}`;
    return more === undefined && isMonth(iso) ? parsed(iso) : unreadable("月份不对，请按「2026-01」这样填写");
  },
  print: (month: string): string => `${month.slice(0, 4)}年${Number(month.slice(5, 7))}月`,
  mask: (month: string): string => Month.print(month),
  sample: (seed: number): string => addMonths("2026-01", seed % 11),
};
