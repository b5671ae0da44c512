import { addMonths, monthOf } from "../values/index.ts";
import { figureAt, valueAt, type Figures } from "./figures.ts";

/** Last day on which a month may be paid in time. Sources contradict each other (19th, 20th, 25th): to be confirmed by the bureau. */
export function cutOffOf(figures: Figures, month: string, through: "employer" | "flexible"): string {
  const { debit, flexible } = valueAt(figures, "cut-off-days", month);
  return `${month}-${String(through === "employer" ? debit : flexible).padStart(2, "0")}`;
}

/** 401 is 1 April. */
const dayIn = (year: number, monthDay: number): string =>
  `${year}-${String(Math.floor(monthDay / 100)).padStart(2, "0")}-${String(monthDay % 100).padStart(2, "0")}`;

/** 年度工资申报: days, both included, on which the wages for a policy year may be declared, and the month from which they count. */
export function declarationWindow(
  figures: Figures,
  year: number,
): {
  opens: string;
  closes: string;
  takesEffect: string;
  source: string;
} {
  const { value, source } = figureAt(figures, "declaration-window", `${year}-07`);
  return { opens: dayIn(year, value.first), closes: dayIn(year, value.last), takesEffect: `${year}-07`, source };
}

/** First month that an entry on that day may be assessed back to; older ones need papers. */
export const earliestEntry = (figures: Figures, today: string): string =>
  addMonths(monthOf(today), -valueAt(figures, "back-pay-window", monthOf(today)).employer);
