import { monthOf } from "../values/index.ts";
import { covers, type Figure, type Figures } from "./figures.ts";

/** Months: the longest gap in a row, how long ago it may have ended, and how far back an employer may enrol somebody late. */
export interface BackPayWindow {
  longestRun: number;
  lookBack: number;
  employer: number;
  source: string;
  verified: boolean;
}

/** How far back an interruption may be paid, on a day. Undefined: no window is open, and nothing stands in for one. */
export function windowOn(figures: Figures, today: string): BackPayWindow | undefined {
  const month = monthOf(today);
  const row = figures.rows["back-pay-window"].findLast((one: Figure) => covers(one, month));
  return row && { ...row.value, source: row.source, verified: row.verified };
}
