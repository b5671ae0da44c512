import { addMonths, monthOf } from "../values/index.ts";

interface CutOffs {
  /** First month they hold for. */
  from: string;
  /** Day of the month by which its contributions must have come. */
  employer: number;
  flexible: number;
  source: string;
  verified: boolean;
}
/** Sources contradict each other (19th, 20th, 25th): kept as data, to be confirmed by the bureau. */
const cutOffs: readonly [CutOffs, ...CutOffs[]] = [
  { from: "1900-01", employer: 25, flexible: 20, source: "缴费截止日，未经核实，以公布为准", verified: false },
];

const standing = (month: string): CutOffs => cutOffs.findLast((one) => one.from <= month) ?? cutOffs[0];

/** Last day on which a month may be paid in time. */
export const cutOffOf = (month: string, through: "employer" | "flexible"): string =>
  `${month}-${String(standing(month)[through]).padStart(2, "0")}`;

interface DeclarationWindow {
  /** First policy year it holds for. */
  year: number;
  /** 'MM-DD', both included, in the calendar year in which the policy year begins. */
  opens: string;
  closes: string;
  source: string;
  verified: boolean;
}
/** 年度工资申报. One detailed source says April to June [W]; another, January to March, contradicts it. */
const declarationWindows: readonly [DeclarationWindow, ...DeclarationWindow[]] = [
  { year: 1900, opens: "04-01", closes: "06-30", source: "年度工资申报时间（转载，未经核实）", verified: false },
];

/** Days, both included, on which the wages for a policy year may be declared, and the month from which they count. */
export function declarationWindow(year: number): {
  opens: string;
  closes: string;
  takesEffect: string;
  source: string;
} {
  const window = declarationWindows.findLast((one) => one.year <= year) ?? declarationWindows[0];
  return {
    opens: `${year}-${window.opens}`,
    closes: `${year}-${window.closes}`,
    takesEffect: `${year}-07`,
    source: window.source,
  };
}

/** An entry this many months back is assessed by the machine; older ones need papers (武汉 2025, 转载). */
const entryLookBack = 3;

/** First month that an entry on that day may be assessed back to. */
export const earliestEntry = (today: string): string => addMonths(monthOf(today), -entryLookBack);
