/** Instants and days as people in Wuhan read them, whatever the computer's own time zone is. Time is an argument. */
import { beijingDay, beijingTime } from "@wsi/shared/case";
import { addDays, daysBetween } from "@wsi/shared/values";

/** 'HH:MM' in Beijing; and the whole instant, for hovering: 2026-11-23 14:20. */
export { beijingMoment as exactTime, beijingTime as clockTime } from "@wsi/shared/case";

/** 11月5日; with the year when it is another one. */
export function dayWords(day: string, now: Date): string {
  const [year, month, date] = day.split("-");
  const short = `${Number(month)}月${Number(date)}日`;
  return year === beijingDay(now).slice(0, 4) ? short : `${year}年${short}`;
}

/** 14:20, 昨天 14:20, 明天 14:20, 11月5日 14:20. */
export function timeWords(at: string, now: Date): string {
  const day = beijingDay(at);
  const today = beijingDay(now);
  if (day === today) return beijingTime(at);
  if (day === addDays(today, -1)) return `昨天 ${beijingTime(at)}`;
  if (day === addDays(today, 1)) return `明天 ${beijingTime(at)}`;
  return `${dayWords(day, now)} ${beijingTime(at)}`;
}

/** How long somebody has waited: 1 分钟内, 12 分钟, 1 小时 5 分, 2 天. */
export function waitWords(since: string, now: Date): string {
  const minutes = Math.max(0, Math.floor((now.getTime() - Date.parse(since)) / 60_000));
  if (minutes < 1) return "1 分钟内";
  if (minutes < 60) return `${minutes} 分钟`;
  const hours = Math.floor(minutes / 60);
  if (hours >= 24) return `${Math.floor(hours / 24)} 天`;
  return minutes % 60 === 0 ? `${hours} 小时` : `${hours} 小时 ${minutes % 60} 分`;
}

/** How urgent a wait is: the second minute is normal, after five somebody should look, after fifteen it is late. */
export function waitTone(since: string, now: Date): "calm" | "soon" | "late" {
  const minutes = (now.getTime() - Date.parse(since)) / 60_000;
  return minutes >= 15 ? "late" : minutes >= 5 ? "soon" : "calm";
}

export interface DueWords {
  text: string;
  tone: "late" | "today" | "soon" | "calm" | "none";
}

/** The promised day in words: 今天到期, 已超 2 天, 还有 3 天 · 11月26日. `due` as the contract gives it; days are calendar days. */
export function dueWords(due: string | "waiting" | null, now: Date): DueWords {
  if (due === null) return { text: "受理后起算", tone: "none" };
  if (due === "waiting") return { text: "等待本人，暂停计时", tone: "none" };
  const left = daysBetween(beijingDay(now), due);
  const day = dayWords(due, now);
  if (left < 0) return { text: `已超 ${-left} 天`, tone: "late" };
  if (left === 0) return { text: "今天到期", tone: "today" };
  if (left === 1) return { text: `明天到期 · ${day}`, tone: "soon" };
  return { text: `还有 ${left} 天 · ${day}`, tone: left <= 2 ? "soon" : "calm" };
}

const weekdays = ["日", "一", "二", "三", "四", "五", "六"];
/** 今天, 昨天, else 11月23日 星期一: the line between two days. */
export function dayLine(at: string, now: Date): string {
  const day = beijingDay(at);
  const today = beijingDay(now);
  const weekday = `星期${weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? ""}`;
  const words = `${dayWords(day, now)} ${weekday}`;
  if (day === today) return `今天 · ${words}`;
  return day === addDays(today, -1) ? `昨天 · ${words}` : words;
}
