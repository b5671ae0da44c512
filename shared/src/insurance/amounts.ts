import type { FlexibleScheme, Scheme } from "./scheme.ts";
import { baseYears, rates, tierTables } from "./figures.ts";

export interface AmountLine<S extends Scheme = Scheme> {
  scheme: S;
  /** Fen. */
  base: number;
  unit: number;
  person: number;
}

/** The policy year runs from July: 2024-06 belongs to 2023. */
export const policyYearOf = (month: string): number => Number(month.slice(0, 4)) - (month.slice(5, 7) < "07" ? 1 : 0);

/** The newest published year up to `year`; before all of them, the first. */
function publishedFor<Y extends { year: number }>(years: readonly Y[], year: number): Y {
  const found = years.findLast((one) => one.year <= year) ?? years[0];
  if (!found) throw new Error("no policy figures at all");
  return found;
}

const share = (base: number, tenThousandths: number): number => Math.round((base * tenThousandths) / 10_000);

export const isTier = (tier: number): boolean =>
  Object.hasOwn(publishedFor(tierTables, Number.POSITIVE_INFINITY).bases, tier);

export const baseLimits = (month: string) => publishedFor(baseYears, policyYearOf(month));

/** Rate of flexible medical insurance in a month, parts of ten thousand. */
export const flexibleMedicalRate = (month: string): number =>
  rates.flexibleMedical.findLast((one) => one.from <= month)?.rate ?? rates.flexibleMedical[0].rate;

/**
 * One month of flexible employment, fen. Pension by the published table of the tier (20 %), medical on the lower limit of the base.
 * `estimate` is set when that year's figures are not published here. Throws on a tier that no table has.
 */
export function flexibleMonth(
  month: string,
  schemes: readonly FlexibleScheme[],
  tier: number | undefined,
): { lines: AmountLine<FlexibleScheme>[]; estimate?: string } {
  const year = policyYearOf(month);
  const table = publishedFor(tierTables, year);
  const limits = baseLimits(month);
  const lines = schemes.map((scheme): AmountLine<FlexibleScheme> => {
    if (scheme === "medical")
      return {
        scheme,
        base: limits.lower,
        unit: 0,
        person: share(limits.lower, flexibleMedicalRate(month)) + rates.majorMedical,
      };
    const base = table.bases[tier ?? Number.NaN];
    if (base === undefined) throw new RangeError(`no tier ${tier}`);
    return { scheme, base, unit: 0, person: share(base, rates.flexiblePension) };
  });
  const stand = schemes.includes("pension") ? table.year : limits.year;
  return {
    lines,
    ...(stand === year ? {} : { estimate: `${year} 年度标准尚未录入，按 ${stand} 年度标准估算，以公布为准` }),
  };
}

/** One month at an employer, fen: the wage clamped to 60-300 %, all five schemes. */
export function employerMonth(month: string, wage: number): AmountLine[] {
  const { lower, upper } = baseLimits(month);
  const base = Math.min(Math.max(wage, lower), upper);
  return (["pension", "medical", "unemployment", "work-injury", "maternity"] as const).map((scheme) => {
    const rate = rates.employer[scheme];
    return {
      scheme,
      base,
      unit: share(base, rate.unit),
      person: share(base, rate.person) + (scheme === "medical" ? rates.majorMedical : 0),
    };
  });
}
