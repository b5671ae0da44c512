import { beijingDay } from "@wsi/shared/case";
import { clockTime } from "../beijing.ts";

/** What `<input type="datetime-local">` speaks, read as Beijing time: '2026-11-24T15:00' ⇄ an ISO instant. */
export const localOf = (at: string): string => `${beijingDay(at)}T${clockTime(at)}`;

/** Undefined when nothing, or no moment, was chosen. */
export function instantOf(local: string): string | undefined {
  const at = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(local) ? Date.parse(`${local}:00+08:00`) : NaN;
  return Number.isNaN(at) ? undefined : new Date(at).toISOString().replace(".000Z", "Z");
}
