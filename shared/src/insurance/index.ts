/**
 * The arithmetic of social insurance: dated policy figures with their sources (figures.ts), what a month costs (amounts.ts), what a
 * plan would cost line by line (quote.ts), how far back a gap may be paid (back-pay-window.ts), late fees, the age of retirement, and
 * what the unemployed may draw. Pure: amounts in fen, months
 * 'YYYY-MM'. A year that is not published is estimated by the nearest earlier one and says so.
 */
export {
  baseLimits,
  employerMonth,
  flexibleMedicalRate,
  flexibleMonth,
  isTier,
  policyYearOf,
  type AmountLine,
} from "./amounts.ts";
export { windowOn } from "./back-pay-window.ts";
export { rates } from "./figures.ts";
export { cutOffOf, declarationWindow, earliestEntry } from "./calendar.ts";
export { lateFee } from "./late-fee.ts";
export {
  clampBase,
  estimateOf,
  monthFigures,
  undeclaredPercent,
  wageProblem,
  type Clamped,
  type MonthFigures,
} from "./month-figures.ts";
export { projectFee, type ProjectFee } from "./project-fee.ts";
export { quoteBackPay, quoteFlexibleMonth, type Quote } from "./quote.ts";
export { reachesRetirement, retirementOf, type Retirement, type RetirementGroup } from "./retirement.ts";
export { schemeNames, type FlexibleScheme, type Scheme } from "./scheme.ts";
export {
  grantedUnemployment,
  longestUnemployment,
  unemploymentBenefit,
  type UnemploymentBenefit,
} from "./unemployment.ts";
export { isStopReason, stopConsequence, stopReasons, type StopReason } from "./stop-reasons.ts";
