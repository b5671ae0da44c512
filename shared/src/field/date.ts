import { addDays, Day, unreadable } from "../values/index.ts";
import type { DayBound } from "./field.ts";
import { fromText } from "./from-text.ts";
import type { KindOf } from "./kind.ts";

export const dayBound = (bound: DayBound, today: string): string =>
  bound === "today" ? today : typeof bound === "string" ? bound : addDays(today, bound.daysFromToday);

const text = fromText(Day);
export const date: KindOf<"date"> = {
  ...text,
  parse(raw, field, today) {
    const read = text.parse(raw);
    if (!read.ok) return read;
    if (field.from !== undefined && read.value < dayBound(field.from, today))
      return unreadable(`「${field.label}」不能早于 ${Day.print(dayBound(field.from, today))}`);
    if (field.to !== undefined && read.value > dayBound(field.to, today))
      return unreadable(`「${field.label}」不能晚于 ${Day.print(dayBound(field.to, today))}`);
    return read;
  },
  sample: (field, seed, today) =>
    field.from !== undefined
      ? dayBound(field.from, today)
      : field.to !== undefined
        ? dayBound(field.to, today)
        : Day.sample(seed),
};
