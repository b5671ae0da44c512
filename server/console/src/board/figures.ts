/** The board's hours put together by hour of the day and by day. Means weigh by how many talks were measured. */
import { beijingDay } from "@wsi/shared/case";
import type { BoardHour } from "@wsi/shared/contract";
import { addDays } from "@wsi/shared/values";

export interface Slot extends Omit<BoardHour, "hour" | "firstResponseP90Seconds"> {
  /** '09:00' or '2026-11-28'. */
  at: string;
}
const empty = (at: string): Slot => ({
  at,
  opened: 0,
  answered: 0,
  abandoned: 0,
  firstResponseSeconds: null,
  waitSeconds: null,
  handlingSeconds: null,
  rated: 0,
  satisfaction: null,
  offered: 0,
  offeredLeft: 0,
});

const mean = (a: number | null, weighsA: number, b: number | null, weighsB: number): number | null => {
  if (a === null) return b;
  if (b === null) return a;
  return weighsA + weighsB === 0 ? a : (a * weighsA + b * weighsB) / (weighsA + weighsB);
};
const together = (a: Slot, b: BoardHour): Slot => ({
  at: a.at,
  opened: a.opened + b.opened,
  answered: a.answered + b.answered,
  abandoned: a.abandoned + b.abandoned,
  firstResponseSeconds: mean(a.firstResponseSeconds, a.answered, b.firstResponseSeconds, b.answered),
  waitSeconds: mean(a.waitSeconds, a.answered, b.waitSeconds, b.answered),
  handlingSeconds: mean(a.handlingSeconds, a.answered, b.handlingSeconds, b.answered),
  rated: a.rated + b.rated,
  satisfaction: mean(a.satisfaction, a.rated, b.satisfaction, b.rated),
  offered: a.offered + b.offered,
  offeredLeft: a.offeredLeft + b.offeredLeft,
});

function gather(hours: readonly BoardHour[], slots: readonly string[], slotOf: (hour: string) => string): Slot[] {
  const found = new Map(slots.map((at) => [at, empty(at)]));
  for (const hour of hours) {
    const slot = found.get(slotOf(hour.hour));
    if (slot) found.set(slot.at, together(slot, hour));
  }
  return [...found.values()];
}

const clockHour = (hour: string) => (new Date(hour).getUTCHours() + 8) % 24;
const two = (n: number) => `${String(n).padStart(2, "0")}:00`;

/** Eight to six, and further when something happened then. */
export function byHour(hours: readonly BoardHour[]): Slot[] {
  const seen = hours.map((one) => clockHour(one.hour));
  const first = Math.min(8, ...seen);
  const last = Math.max(17, ...seen);
  const slots = Array.from({ length: last - first + 1 }, (_, at) => two(first + at));
  return gather(hours, slots, (hour) => two(clockHour(hour)));
}

export function byDay(hours: readonly BoardHour[], from: string, to: string): Slot[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return gather(hours, days, beijingDay);
}

/** 40 秒, 3 分 20 秒, 1 小时 5 分; — where nothing was measured. */
export function lasting(seconds: number | null): string {
  if (seconds === null) return "—";
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} 秒`;
  if (whole < 3_600)
    return whole % 60 === 0 || whole >= 600
      ? `${Math.round(whole / 60)} 分`
      : `${Math.floor(whole / 60)} 分 ${whole % 60} 秒`;
  return `${Math.floor(whole / 3_600)} 小时 ${Math.round((whole % 3_600) / 60)} 分`;
}

/** 96%; — of nothing. */
export const share = (part: number, of: number): string => (of === 0 ? "—" : `${Math.round((part / of) * 100)}%`);
