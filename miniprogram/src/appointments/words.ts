import type { AppointmentState } from "@wsi/shared/contract";
import { dayText, type Tone } from "../ui/index.ts";

export const stateTag: Record<AppointmentState, [Tone, string]> = {
  booked: ["busy", "已约好"],
  arrived: ["good", "已到场"],
  served: ["good", "已办完"],
  cancelled: ["plain", "已取消"],
  "called-off": ["warn", "大厅停办"],
  missed: ["bad", "没有来"],
};

const names = ["日", "一", "二", "三", "四", "五", "六"] as const;
/** 周三 */
export const weekdayText = (day: string): string => `周${names[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? ""}`;

/** 3月4日 */
export const dateText = (day: string): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;

/** 3月4日 周三 */
export const shortDay = (day: string): string => `${dateText(day)} ${weekdayText(day)}`;

/** 2026年3月4日 周三 09:30–10:00 */
export const whenText = (one: { day: string; from: string; to: string }): string =>
  `${dayText(one.day)} ${weekdayText(one.day)} ${one.from}–${one.to}`;
