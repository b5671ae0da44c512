/** Working hours of a day as people type them: 09:00-12:00，13:00-17:00. Nothing, or 休息, is a day off. */
import type { HourSpan } from "@wsi/shared/case";

export const printSpans = (spans: readonly HourSpan[]): string =>
  spans.map((span) => `${span.from}-${span.to}`).join("，");

const full = (hour: string, minute: string) => `${hour.padStart(2, "0")}:${minute}`;

/** The spans in order, or why they cannot be read. */
export function readSpans(text: string): HourSpan[] | string {
  const typed = text.normalize("NFKC").trim();
  if (typed === "" || typed === "休息") return [];
  const spans: HourSpan[] = [];
  for (const part of typed.split(/[,、;\s]+(?![-~—到至])/).filter(Boolean)) {
    const [, fromHour, fromMinute, toHour, toMinute] =
      /^(\d{1,2}):(\d{2})\s*(?:-|~|—+|–|到|至)\s*(\d{1,2}):(\d{2})$/.exec(part) ?? [];
    if (!fromHour || !fromMinute || !toHour || !toMinute) return `「${part.slice(0, 14)}」要写成 09:00-12:00`;
    const span = { from: full(fromHour, fromMinute), to: full(toHour, toMinute) };
    if (span.from > "23:59" || span.to > "24:00" || fromMinute > "59" || toMinute > "59")
      return `「${part}」不是一天里的时间`;
    if (span.from >= span.to) return `「${part}」结束要晚于开始`;
    spans.push(span);
  }
  spans.sort((a, b) => (a.from < b.from ? -1 : 1));
  const overlap = spans.find((span, at) => at > 0 && (spans[at - 1]?.to ?? "") > span.from);
  if (overlap) return `${overlap.from} 开始的一段和前一段重叠`;
  return spans.length > 6 ? "一天最多 6 段" : spans;
}

/** 9:00 and ９：００ as 09:00; what is no time comes back as it was, for the server to refuse. */
export function readTime(text: string): string {
  const typed = text.normalize("NFKC").trim();
  const [, hour, minute] = /^(\d{1,2}):?(\d{2})$/.exec(typed) ?? [];
  return hour && minute ? full(hour, minute) : typed;
}
