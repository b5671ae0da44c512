import type { ShiftView } from "@wsi/shared/contract";
import { clockTime } from "../beijing.ts";

export const weekdayName = ["一", "二", "三", "四", "五", "六", "日"] as const;
/** 0 Monday … 6 Sunday. */
export const weekdayOf = (day: string): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;

/** 11月28日 周六. */
export const shiftDay = (day: string): string =>
  `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日 周${weekdayName[weekdayOf(day)] ?? ""}`;

type Attended = Pick<ShiftView, "state" | "late" | "early" | "cameAt" | "leftAt">;

export function shiftState({ state, late, early, cameAt }: Attended): string {
  if (state === "absent") return "没有到岗";
  if (state === "coming") return cameAt === null ? "还没开始" : `${clockTime(cameAt)} 已到岗`;
  if (state === "running" && cameAt === null) return late > 0 ? `还没到岗，已晚 ${late} 分钟` : "等待到岗";
  const words = [late > 0 ? `迟到 ${late} 分钟` : "", early > 0 ? `早退 ${early} 分钟` : ""].filter(Boolean);
  if (words.length > 0) return words.join("，");
  return state === "running" ? "在岗" : "正常";
}

export const shiftTone = ({ state, late, early, cameAt }: Attended): "bad" | "warn" | "good" | "calm" => {
  if (state === "absent") return "bad";
  if (late > 0 || early > 0) return "warn";
  return cameAt !== null ? "good" : "calm";
};
