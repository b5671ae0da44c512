import { Money, Month } from "../values/index.ts";
import { flexibleMedicalRate, flexibleMonth, type AmountLine } from "./amounts.ts";
import { rates } from "./figures.ts";
import { schemeNames, type FlexibleScheme } from "./scheme.ts";

/** What something would cost, each line with its arithmetic, so that people need not believe us. Fen. */
export interface Quote {
  lines: { label: string; fen: number; why: string }[];
  total: number;
  /** Set when a year's figures are not published: whose were used, in words. */
  estimate?: string;
}

const percent = (tenThousandths: number): string => `${tenThousandths / 100}%`;

function arithmetic(month: string, { scheme, base }: AmountLine<FlexibleScheme>): string {
  if (scheme === "pension") return `基数 ${Money.print(base)} × ${percent(rates.flexiblePension)}`;
  return `基数 ${Money.print(base)} × ${percent(flexibleMedicalRate(month))} + 大额医疗 ${Money.print(rates.majorMedical)}`;
}

const quoteOf = (lines: Quote["lines"], estimate: string | undefined): Quote => ({
  lines,
  total: lines.reduce((sum, line) => sum + line.fen, 0),
  ...(estimate === undefined ? {} : { estimate }),
});

/** One month of flexible employment. Throws on a tier that no table has. */
export function quoteFlexibleMonth(month: string, schemes: readonly FlexibleScheme[], tier: number | undefined): Quote {
  const { lines, estimate } = flexibleMonth(month, schemes, tier);
  return quoteOf(
    lines.map((line) => ({
      label: `${schemeNames[line.scheme]}，每月`,
      fen: line.person,
      why: arithmetic(month, line),
    })),
    estimate,
  );
}

/** The pension of months that were missed, each by the figures of its own policy year. */
export function quoteBackPay(months: readonly string[], tier: number): Quote {
  const each = months.map((month) => ({ month, ...flexibleMonth(month, ["pension"], tier) }));
  return quoteOf(
    each.flatMap(({ month, lines }) =>
      lines.map((line) => ({ label: Month.print(month), fen: line.person, why: arithmetic(month, line) })),
    ),
    each.find((one) => one.estimate !== undefined)?.estimate,
  );
}
