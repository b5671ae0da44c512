import { addMonths, Month, monthOf, unreadable } from "../values/index.ts";
import type { MonthBound } from "./field.ts";
import { fromText } from "./from-text.ts";
import type { KindOf } from "./kind.ts";

export const monthBound = (bound: MonthBound, today: string): string =>
  bound === "this-month"
    ? monthOf(today)
    : typeof bound === "string"
      ? bound
      : addMonths(monthOf(today), bound.monthsFromNow);

const text = fromText(Month);
export const month: KindOf<"month"> = {
  ...text,
  parse(raw, field, today) {
    const read = text.parse(raw);
    if (!read.ok) return read;
    if (field.from !== undefined && read.value < monthBound(field.from, today))
      return unreadable(`「${field.label}」不能早于 ${Month.print(monthBound(field.from, today))}`);
    if (field.to !== undefined && read.value > monthBound(field.to, today))
      return unreadable(`「${field.label}」不能晚于 ${Month.print(monthBound(field.to, today))}`);
    return read;
  },
  sample: (field, seed, today) =>
    field.from !== undefined
      ? monthBound(field.from, today)
      : field.to !== undefined
        ? monthBound(field.to, today)
        : Month.sample(seed),
};
