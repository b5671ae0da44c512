import { Money, Month } from "../values/index.ts";
import { flexibleMonth, ratesAt, type AmountLine } from "./amounts.ts";
import type { Figures } from "./figures.ts";
import { schemeNames, type FlexibleScheme } from "./scheme.ts";

/** What something would cost, each line with its arithmetic, so that people need not believe us. Fen. */
export interface Quote {
  lines: { label: string; fen: number; why: string }[];
  total: number;
  /** Set when a year's figures are not published: whose were used, in words. */
  estimate?: string;
  /** The version of the policy figures that were used. */
  figures: number;
}

export const percent = (tenThousandths: number): string => `${tenThousandths / 100}%`;

function arithmetic(figures: Figures, month: string, { scheme, base }: AmountLine<FlexibleScheme>): string {
  const rates = ratesAt(figures, month);
  if (scheme === "pension") return `基数 ${Money.print(base)} × ${percent(rates.flexiblePension)}`;
  return `基数 ${Money.print(base)} × ${percent(rates.flexibleMedical)} + 大额医疗 ${Money.print(rates.majorMedical)}`;
}

const quoteOf = (figures: Figures, lines: Quote["lines"], estimate: string | undefined): Quote => ({
  lines,
  total: lines.reduce((sum, line) => sum + line.fen, 0),
  ...(estimate === undefined ? {} : { estimate }),
  figures: figures.version,
});

/** One month of flexible employment. Throws on a tier that no table has. */
export function quoteFlexibleMonth(
  figures: Figures,
  month: string,
  schemes: readonly FlexibleScheme[],
  tier: number | undefined,
): Quote {
  const { lines, estimate } = flexibleMonth(figures, month, schemes, tier);
  return quoteOf(
    figures,
    lines.map((line) => ({
      label: `${schemeNames[line.scheme]}，每月`,
      fen: line.person,
      why: arithmetic(figures, month, line),
    })),
    estimate,
  );
}

/** The pension of months that were missed, each by the figures of its own policy year. */
export function quoteBackPay(figures: Figures, months: readonly string[], tier: number): Quote {
  const each = months.map((month) => ({ month, ...flexibleMonth(figures, month, ["pension"], tier) }));
  return quoteOf(
    figures,
    each.flatMap(({ month, lines }) =>
      lines.map((line) => ({ label: Month.print(month), fen: line.person, why: arithmetic(figures, month, line) })),
    ),
    each.find((one) => one.estimate !== undefined)?.estimate,
  );
}
