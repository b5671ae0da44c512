import { inBeijing } from "@wsi/shared/case";
import type { Scheme } from "@wsi/shared/contract";

export const schemeName: Record<Scheme, string> = {
  pension: "养老保险",
  medical: "医疗保险",
  unemployment: "失业保险",
  "work-injury": "工伤保险",
  maternity: "生育保险",
};

/** Fen as 元 with two decimals: 123456 → 1,234.56. */
export function yuan(fen: number): string {
  const whole = Math.floor(Math.abs(fen) / 100);
  const cents = String(Math.abs(fen) % 100).padStart(2, "0");
  return `${fen < 0 ? "-" : ""}${String(whole).replace(/\B(?=(\d{3})+$)/g, ",")}.${cents}`;
}

/** '2026-11' → 2026年11月. */
export const monthText = (month: string): string => `${month.slice(0, 4)}年${Number(month.slice(5, 7))}月`;

/** '2026-11-23' → 2026年11月23日. */
export const dayText = (day: string): string => `${monthText(day)}${Number(day.slice(8, 10))}日`;

/** An ISO instant in Beijing time: 2026年11月23日 09:30. */
export function momentText(instant: string): string {
  const { day, time } = inBeijing(instant);
  return `${dayText(day)} ${time}`;
}

/** A reversed copy; `toReversed` is younger than many phones. */
export const backwards = <T>(items: readonly T[]): T[] => items.map((_, at) => items[items.length - 1 - at] as T);
