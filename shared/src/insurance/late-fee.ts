import { monthOf } from "../values/index.ts";
import { valueAt, type Figures } from "./figures.ts";

/**
 * 滞纳金 in fen, for `due` fen that are `days` whole days late: a share a day from the day the contribution was due
 * (《社会保险法》第八十六条), by the rate in force on `today`. Throws on negative or broken numbers.
 */
export function lateFee(figures: Figures, due: number, days: number, today: string): number {
  if (!Number.isSafeInteger(due) || !Number.isSafeInteger(days) || due < 0 || days < 0)
    throw new RangeError("a late fee needs whole fen and whole days");
  return Math.round((due * valueAt(figures, "late-fee", monthOf(today)).daily * days) / 10_000);
}
