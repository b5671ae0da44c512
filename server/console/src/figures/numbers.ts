/** The numbers of policy figures as people write them, and back to how they are kept. */
import type { FigureUnit } from "@wsi/shared/insurance";
import { Money, regions } from "@wsi/shared/values";

const words: Record<FigureUnit, string> = {
  fen: "元",
  "ten-thousandths": "%",
  "hundred-thousandths": "‰",
  months: "个月",
  years: "岁",
  percent: "%",
  day: "日",
  "month-day": "",
  "hundred-million": "亿元",
  year: "年",
  district: "",
  class: "类",
  count: "",
};
export const unitWord = (unit: FigureUnit): string => words[unit];

const isScaled = (unit: FigureUnit): boolean => unit === "ten-thousandths" || unit === "hundred-thousandths";

/** As it stands in a field, without its word. */
export function typedNumber(number: number, unit: FigureUnit): string {
  if (unit === "fen") return (number / 100).toFixed(2).replace(/\.00$/, "");
  if (isScaled(unit)) return String(number / 100);
  if (unit === "month-day") return `${Math.floor(number / 100)}-${number % 100}`;
  return String(number);
}

/** As it is read. */
export function shownNumber(number: number, unit: FigureUnit): string {
  if (unit === "fen") return Money.print(number);
  if (unit === "month-day") return `${Math.floor(number / 100)}月${number % 100}日`;
  if (unit === "district")
    return Object.entries(regions).find(([code]) => code === String(number))?.[1] ?? String(number);
  return `${typedNumber(number, unit)}${unit === "ten-thousandths" || unit === "percent" ? "" : " "}${unitWord(unit)}`;
}

/** What was typed as it is kept; undefined when it is no such number. */
export function readNumber(text: string, unit: FigureUnit): number | undefined {
  const plain = text.normalize("NFKC").replace(/[\s,]/g, "");
  if (unit === "month-day") {
    const [, month, day] = /^(\d{1,2})[-月/.](\d{1,2})日?$/.exec(plain) ?? [];
    return month && day ? Number(month) * 100 + Number(day) : undefined;
  }
  const [, whole, part = ""] = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(plain) ?? [];
  if (whole === undefined) return undefined;
  if (unit === "fen" || isScaled(unit)) return Number(whole) * 100 + Number(part.padEnd(2, "0"));
  return part === "" ? Number(whole) : undefined;
}
