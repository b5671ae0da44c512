import { figureAt, standIn, stepOf, valueAt, type Figures } from "./figures.ts";
import { schemes as allSchemes, type FlexibleScheme, type Scheme } from "./scheme.ts";

export interface AmountLine<S extends Scheme = Scheme> {
  scheme: S;
  /** Fen. */
  base: number;
  unit: number;
  person: number;
}

export const share = (base: number, tenThousandths: number): number => Math.round((base * tenThousandths) / 10_000);

/** A tier that some published table has. */
export const isTier = (figures: Figures, tier: number): boolean =>
  Object.hasOwn(figures.rows["flexible-tiers"].at(-1)?.value ?? {}, tier);

/** Lower and upper limit of the contribution base in a month; `estimate` as everywhere. */
export function baseLimits(figures: Figures, month: string) {
  const row = figureAt(figures, "base-limits", month);
  return { ...row.value, estimate: standIn("base-limits", row, month) };
}

/** Industry of the lowest risk, which offices and shops belong to. */
export const LOWEST_INDUSTRY_CLASS = 1;

/** The rates of a month, parts of ten thousand; 大额医疗 in fen. Industry classes are 1 to 8. Throws on a class that is not there. */
export function ratesAt(figures: Figures, month: string, industryClass: number = LOWEST_INDUSTRY_CLASS) {
  const employer = valueAt(figures, "employer-rates", month);
  const injury = stepOf(valueAt(figures, "work-injury-classes", month), industryClass);
  if (injury === undefined) throw new RangeError(`no industry class ${industryClass}`);
  return {
    flexiblePension: valueAt(figures, "flexible-pension", month).rate,
    flexibleMedical: valueAt(figures, "flexible-medical", month).rate,
    majorMedical: valueAt(figures, "major-medical", month).monthly,
    employer: {
      pension: { unit: employer.pensionUnit, person: employer.pensionPerson },
      medical: { unit: employer.medicalUnit, person: employer.medicalPerson },
      unemployment: { unit: employer.unemploymentUnit, person: employer.unemploymentPerson },
      "work-injury": { unit: injury, person: 0 },
      maternity: { unit: employer.maternityUnit, person: 0 },
    } satisfies Record<Scheme, { unit: number; person: number }>,
  };
}

/**
 * One month of flexible employment, fen. Pension by the published table of the tier (20 %), medical on the lower limit of the base.
 * `estimate` is set when that year's figures are not published here. Throws on a tier that no table has.
 */
export function flexibleMonth(
  figures: Figures,
  month: string,
  schemes: readonly FlexibleScheme[],
  tier: number | undefined,
): { lines: AmountLine<FlexibleScheme>[]; estimate?: string } {
  const table = figureAt(figures, "flexible-tiers", month);
  const limits = figureAt(figures, "base-limits", month);
  const rates = ratesAt(figures, month);
  const lines = schemes.map((scheme): AmountLine<FlexibleScheme> => {
    if (scheme === "medical") {
      const base = limits.value.lower;
      return { scheme, base, unit: 0, person: share(base, rates.flexibleMedical) + rates.majorMedical };
    }
    const base = table.value[String(tier)];
    if (base === undefined) throw new RangeError(`no tier ${tier}`);
    return { scheme, base, unit: 0, person: share(base, rates.flexiblePension) };
  });
  const estimate = schemes.includes("pension")
    ? standIn("flexible-tiers", table, month)
    : standIn("base-limits", limits, month);
  return { lines, ...(estimate === undefined ? {} : { estimate }) };
}

/** One month at an employer, fen: the wage clamped to 60-300 %, all five schemes. */
export function employerMonth(figures: Figures, month: string, wage: number, industryClass?: number): AmountLine[] {
  const { lower, upper } = baseLimits(figures, month);
  const base = Math.min(Math.max(wage, lower), upper);
  const rates = ratesAt(figures, month, industryClass);
  return allSchemes.map((scheme) => {
    const rate = rates.employer[scheme];
    return {
      scheme,
      base,
      unit: share(base, rate.unit),
      person: share(base, rate.person) + (scheme === "medical" ? rates.majorMedical : 0),
    };
  });
}
