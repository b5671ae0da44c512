/** The grey lines of time in a chat, worded as WeChat words them, by Beijing's calendar. */
const FIVE_MINUTES = 300_000;
const DAY = 86_400_000;
const BEIJING = 8 * 3_600_000;
const weekdays = ["星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"];

/** Milliseconds since 1970 in; whole days since then on Beijing's calendar out. */
const dayOf = (at: number): number => Math.floor((at + BEIJING) / DAY);

/** `09:05`. */
export const clockOf = (at: number): string => new Date(at + BEIJING).toISOString().slice(11, 16);

/** `09:05` today, `昨天 09:05`, `星期三 09:05` within a week, then the date, with its year when it is not this one. */
export function timeLine(at: number, now: number): string {
  const ago = dayOf(now) - dayOf(at);
  if (ago <= 0) return clockOf(at);
  if (ago === 1) return `昨天 ${clockOf(at)}`;
  const then = new Date(at + BEIJING);
  if (ago < 7) return `${weekdays[then.getUTCDay()] ?? ""} ${clockOf(at)}`;
  const date = `${then.getUTCMonth() + 1}月${then.getUTCDate()}日 ${clockOf(at)}`;
  const thisYear = new Date(now + BEIJING).getUTCFullYear();
  return then.getUTCFullYear() === thisYear ? date : `${then.getUTCFullYear()}年${date}`;
}

/** A line of time stands above the first message, and above one that comes five minutes after the last. */
export const needsTime = (at: number, before: number | undefined): boolean =>
  before === undefined || at - before > FIVE_MINUTES;
