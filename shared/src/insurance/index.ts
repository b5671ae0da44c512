/**
 * The arithmetic of social insurance. The policy figures come in as the first argument: what kinds there are (figure-kinds.ts), how a
 * dated row is found (figures.ts), what must hold of one (figure-checks.ts) and what a change means to people (figure-effect.ts); the
 * server keeps them, one person enters and another approves. Then what a month costs (amounts.ts), what a plan would cost line by line
 * (quote.ts), how far back a gap may be paid (back-pay-window.ts), late fees, the age of retirement, and what the unemployed may draw;
 * calculators/ is all of it for people, explained line by line. Pure: amounts in fen, months 'YYYY-MM'. A year that is not published
 * is estimated by the nearest earlier one and says so.
 */
export { baseLimits, employerMonth, flexibleMonth, isTier, ratesAt, type AmountLine } from "./amounts.ts";
export { windowOn, type BackPayWindow } from "./back-pay-window.ts";
export {
  figureKindNames,
  figureKinds,
  type FigureKind,
  type FigureKindInfo,
  type FigurePart,
  type FigureUnit,
  type FigureValues,
} from "./figure-kinds.ts";
export * from "./calculators/index.ts";
export { checkFigure, missingFigures, withFigure, type FigureProblem, type MissingFigure } from "./figure-checks.ts";
export { effectsOf, type FigureEffect } from "./figure-effect.ts";
export { covers, figureAt, findFigure, standIn, type Figure, type Figures, type FigureTrust } from "./figures.ts";
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
export { policyYearOf } from "./policy-year.ts";
export { percent, quoteBackPay, quoteFlexibleMonth, type Quote } from "./quote.ts";
export { reachesRetirement, retirementOf, type Retirement, type RetirementGroup } from "./retirement.ts";
export { schemeNames, schemes, type FlexibleScheme, type Scheme } from "./scheme.ts";
export {
  grantedUnemployment,
  longestUnemployment,
  unemploymentBenefit,
  type UnemploymentBenefit,
} from "./unemployment.ts";
export { cancelReasons, educations, households, isCancelReason, type CancelReason } from "./form-lists.ts";
export { isStopReason, stopConsequence, stopReasons, type StopReason } from "./stop-reasons.ts";
