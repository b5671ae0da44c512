import { Money, Month } from "../values/index.ts";
import { baseLimits, flexibleMonth, ratesAt } from "./amounts.ts";
import { figureAt, type Figures } from "./figures.ts";
import { policyYearOf } from "./policy-year.ts";
import { schemes, type Scheme } from "./scheme.ts";

/** 社会保险法 62: what was not declared is due at 110 % of last month's. Percent. */
export const undeclaredPercent = 110;

/** Everything a month is assessed by, for who assesses everybody at once. Fen and parts of ten thousand. */
export interface MonthFigures {
  lower: number;
  upper: number;
  employer: { scheme: Scheme; unit: number; person: number; plus: number }[];
  /** What flexible employment pays: pension by tier, medical for everybody the same. */
  pension: { tier: number; base: number; person: number }[];
  medical: { base: number; person: number };
}

export function monthFigures(figures: Figures, month: string): MonthFigures {
  const { lower, upper } = baseLimits(figures, month);
  const rates = ratesAt(figures, month);
  const tiers = Object.keys(figureAt(figures, "flexible-tiers", month).value).map(Number);
  const [medical] = flexibleMonth(figures, month, ["medical"], undefined).lines;
  return {
    lower,
    upper,
    employer: schemes.map((scheme) => ({
      scheme,
      ...rates.employer[scheme],
      plus: scheme === "medical" ? rates.majorMedical : 0,
    })),
    pension: tiers.flatMap((tier) =>
      flexibleMonth(figures, month, ["pension"], tier).lines.map(({ base, person }) => ({ tier, base, person })),
    ),
    medical: { base: medical?.base ?? lower, person: medical?.person ?? 0 },
  };
}

export interface Clamped {
  base: number;
  clamp?: "lower" | "upper";
  /** Why the base is what it is, one sentence. */
  why: string;
}

/** The base a declared wage makes in a month: 60-300 % of the published average. */
export function clampBase(figures: Figures, month: string, wage: number): Clamped {
  const limits = baseLimits(figures, month);
  const of = limits.estimate ?? `${policyYearOf(month)} 年度`;
  if (wage < limits.lower)
    return {
      base: limits.lower,
      clamp: "lower",
      why: `申报工资 ${Money.print(wage)} 低于下限，按下限 ${Money.print(limits.lower)} 计（${of}）`,
    };
  if (wage > limits.upper)
    return {
      base: limits.upper,
      clamp: "upper",
      why: `申报工资 ${Money.print(wage)} 高于上限，按上限 ${Money.print(limits.upper)} 计（${of}）`,
    };
  return { base: wage, why: `${Month.print(month)}按申报工资 ${Money.print(wage)} 计` };
}

/** Set when a month is assessed by another year's limits, in words. */
export const estimateOf = (figures: Figures, month: string): string | undefined => baseLimits(figures, month).estimate;

/** Wages nobody has: a slip of a digit is caught before it becomes a base. Fen a month. */
const absurdWage = 100_000_000;

/** What is wrong with a declared wage, or nothing. */
export function wageProblem(wage: number): { because: string; instead: string } | undefined {
  if (!Number.isSafeInteger(wage) || wage <= 0)
    return { because: "工资要大于 0 元，最多两位小数", instead: "请按月工资填写，例如 6500 或 6500.50" };
  if (wage >= absurdWage)
    return {
      because: `月工资 ${Money.print(wage)} 不合常理，请核对是否多写了位数或填成了年薪`,
      instead: "请填写月平均工资；确实这么高的，按缴费基数上限计，可填 100 万元以内的数",
    };
  return undefined;
}
