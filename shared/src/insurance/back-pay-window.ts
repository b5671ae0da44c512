import { monthOf } from "../values/index.ts";

interface BackPayWindow {
  /** First and last month in which one may apply. */
  from: string;
  to?: string;
  /** A gap longer than this many months in a row is out. */
  longestRun: number;
  /** A gap that ended more than this many months ago is out. */
  lookBack: number;
  source: string;
  /** True once the bureau has confirmed the figures. */
  verified: boolean;
}

/**
 * How far back an interruption may be paid. In general not at all for flexible employment (人社部, 2025-12); Wuhan is reported to allow a
 * gap of up to three months after leaving a unit [W]. The look-back of a year is our reading of "recent": both wait for the bureau.
 */
const windows: readonly BackPayWindow[] = [
  {
    from: "2022-01",
    longestRun: 3,
    lookBack: 12,
    source: "武汉中断补缴窗口，未经核实，以社保经办机构答复为准",
    verified: false,
  },
];

export const windowOn = (today: string): BackPayWindow | undefined =>
  windows.find(({ from, to }) => from <= monthOf(today) && (to === undefined || monthOf(today) <= to));
