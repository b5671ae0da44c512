import { monthOf, parsed, unreadable, type Parsed } from "../values/index.ts";
import { unemploymentBenefits } from "./figures.ts";

/** Districts where the lower minimum wage holds: 蔡甸, 江夏, 黄陂, 新洲. */
const outerDistricts: ReadonlySet<string> = new Set(["420114", "420115", "420116", "420117"]);

/**
 * How long unemployment benefit is paid at most, in months, after so many whole months of contributions; 0 below a year.
 * 《社会保险法》第四十六条. How a province steps inside these spans is its own rule and not known here.
 */
export function longestUnemployment(monthsPaid: number): number {
  if (monthsPaid < 12) return 0;
  if (monthsPaid < 60) return 12;
  return monthsPaid < 120 ? 18 : 24;
}

/**
 * Steps inside these spans as reported for Hubei [W], unverified: three months for each of the first four years, one more for each
 * year after. Never above what the law allows.
 */
const steps = {
  perYear: 3,
  firstYears: 4,
  perLaterYear: 1,
  source: "湖北省失业保险金领取期限（转载，未经核实）",
} as const;

/** Months that are granted for so many months of contributions, and where the steps come from. */
export function grantedUnemployment(monthsPaid: number): { months: number; source: string } {
  const years = Math.floor(monthsPaid / 12);
  const first = Math.min(years, steps.firstYears);
  const stepped = first * steps.perYear + (years - first) * steps.perLaterYear;
  return { months: Math.min(stepped, longestUnemployment(monthsPaid)), source: steps.source };
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

/**
 * What somebody may draw in Wuhan on `today` ('YYYY-MM-DD') in a district (code), after so many months of contributions: 90 % of the
 * minimum wage. Unreadable, with the reason, below a year of contributions.
 */
export function unemploymentBenefit(district: string, monthsPaid: number, today: string): Parsed<UnemploymentBenefit> {
  const months = longestUnemployment(monthsPaid);
  if (months === 0) return unreadable("失业保险要累计交满一年才能领失业金");
  const standing = unemploymentBenefits.findLast((one) => one.from <= monthOf(today)) ?? unemploymentBenefits[0];
  return parsed({
    monthly: outerDistricts.has(district) ? standing.outer : standing.centre,
    months,
    basis: standing.source,
    verified: standing.verified,
  });
}
