import { monthOf, parsed, unreadable, type Parsed } from "../values/index.ts";
import { figureAt, stepOf, valueAt, type Figures } from "./figures.ts";

/**
 * How long unemployment benefit is paid at most, in months, after so many whole months of contributions; 0 below a year.
 * 《社会保险法》第四十六条; a province's own steps inside these spans are `grantedUnemployment`.
 */
export const longestUnemployment = (figures: Figures, monthsPaid: number, today: string): number =>
  stepOf(valueAt(figures, "unemployment-months", monthOf(today)), monthsPaid) ?? 0;

/** Months that are granted for so many months of contributions, and where the steps come from; never above what the law allows. */
export function grantedUnemployment(
  figures: Figures,
  monthsPaid: number,
  today: string,
): { months: number; source: string } {
  const { value, source } = figureAt(figures, "unemployment-steps", monthOf(today));
  const years = Math.floor(monthsPaid / 12);
  const first = Math.min(years, value.firstYears);
  const stepped = first * value.perYear + (years - first) * value.perLaterYear;
  return { months: Math.min(stepped, longestUnemployment(figures, monthsPaid, today)), source };
}

export interface UnemploymentBenefit {
  /** Fen a month. */
  monthly: number;
  /** Months at most. */
  months: number;
  /** Where the monthly amount comes from, and since when it holds. */
  basis: string;
  verified: boolean;
}

const OUTER = 2;

/** Fen a month in Wuhan on `today` in a district (code): 90 % of the minimum wage there. */
export function unemploymentMonthly(figures: Figures, district: string, today: string): number {
  const month = monthOf(today);
  const { outer, centre } = valueAt(figures, "unemployment-standard", month);
  return valueAt(figures, "unemployment-districts", month)[district] === OUTER ? outer : centre;
}

/**
 * What somebody may draw in Wuhan on `today` ('YYYY-MM-DD') in a district (code), after so many months of contributions.
 * Unreadable, with the reason, below a year of contributions.
 */
export function unemploymentBenefit(
  figures: Figures,
  district: string,
  monthsPaid: number,
  today: string,
): Parsed<UnemploymentBenefit> {
  const months = longestUnemployment(figures, monthsPaid, today);
  if (months === 0) return unreadable("失业保险要累计交满一年才能领失业金");
  const { source, verified } = figureAt(figures, "unemployment-standard", monthOf(today));
  return parsed({ monthly: unemploymentMonthly(figures, district, today), months, basis: source, verified });
}
