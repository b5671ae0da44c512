import { addMonths, monthOf, monthsApart } from "../values/index.ts";
import { figureAt, stepOf, valueAt, type Figures } from "./figures.ts";

/** Men, women whose age was 55 (staff, flexible employment), and women whose age was 50 (workers). */
export type RetirementGroup = "male" | "female" | "female-50";

interface Postponement {
  /** First month of the postponement: the former date is compared with it. */
  from: string;
  /** The former age. */
  years: number;
  /** One month later for every so many months that the former date lies after the one before `from`. */
  every: number;
  /** Months at most. */
  most: number;
}

export interface Retirement {
  /** 'YYYY-MM' in which the statutory age 法定退休年龄 is reached. */
  month: string;
  age: { years: number; months: number };
  /** Months later than by the former rule. */
  postponed: number;
  /** The earliest month of 弹性提前退休: at most three years before, never below the former age. */
  earliest: string;
  /** The latest of 弹性延迟退休: three years after, if the employer agrees. */
  latest: string;
  /** Months of contributions that are needed for a pension in that month 最低缴费年限. */
  monthsNeeded: number;
  postponement: Postponement;
}

const FLEXIBLE_MONTHS = 36;

function postponementOf(figures: Figures, group: RetirementGroup): Postponement {
  // One decision of 2024 rules every birth: a later one would come as a row of its own and replace it altogether.
  const { from, value } = figureAt(figures, "retirement", "9999-12");
  if (group === "male") return { from, years: value.maleYears, every: value.maleEvery, most: value.maleMost };
  if (group === "female") return { from, years: value.femaleYears, every: value.femaleEvery, most: value.femaleMost };
  return { from, years: value.workerYears, every: value.workerEvery, most: value.workerMost };
}

/** Months of contributions that a pension needs which begins in `month`. */
export const monthsNeededIn = (figures: Figures, month: string): number =>
  stepOf(valueAt(figures, "pension-months", month), Number(month.slice(0, 4))) ?? 0;

/** When somebody of this group, born on that day ('YYYY-MM-DD'), reaches the statutory age of retirement. */
export function retirementOf(figures: Figures, group: RetirementGroup, birthDate: string): Retirement {
  const postponement = postponementOf(figures, group);
  const { from, years, every, most } = postponement;
  const before = addMonths(monthOf(birthDate), 12 * years);
  const after = monthsApart(from, before);
  const postponed = after < 0 ? 0 : Math.min(most, Math.floor(after / every) + 1);
  const month = addMonths(before, postponed);
  const early = addMonths(month, -FLEXIBLE_MONTHS);
  return {
    month,
    age: { years: years + Math.floor(postponed / 12), months: postponed % 12 },
    postponed,
    earliest: early < before ? before : early,
    latest: addMonths(month, FLEXIBLE_MONTHS),
    monthsNeeded: monthsNeededIn(figures, month),
    postponement,
  };
}

/** The month of `retirementOf`, for a woman by the age of staff and flexible employment. */
export const reachesRetirement = (figures: Figures, sex: "male" | "female", birthDate: string): string =>
  retirementOf(figures, sex, birthDate).month;
