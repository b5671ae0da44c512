import { addMonths, monthOf, monthsApart } from "../values/index.ts";

/** Men, women whose age was 55 (staff, flexible employment), and women whose age was 50 (workers). */
export type RetirementGroup = "male" | "female" | "female-50";

interface Postponement {
  /** The former age. */
  years: number;
  /** One month later for every so many months that the former date lies after December 2024. */
  every: number;
  /** Months at most. */
  most: number;
}

/** 全国人民代表大会常务委员会关于实施渐进式延迟法定退休年龄的决定 (2024-09-13), in force since 2025-01-01. */
const postponements: Readonly<Record<RetirementGroup, Postponement>> = {
  male: { years: 60, every: 4, most: 36 },
  female: { years: 55, every: 4, most: 36 },
  "female-50": { years: 50, every: 2, most: 60 },
};

export interface Retirement {
  /** 'YYYY-MM' in which the statutory age 法定退休年龄 is reached. */
  month: string;
  age: { years: number; months: number };
  /** Months later than by the former rule. */
  postponed: number;
  /** The earliest month of 弹性提前退休: at most three years before, never below the former age. */
  earliest: string;
  /** Months of contributions that are needed for a pension in that month 最低缴费年限: 15 years, from 2030 half a year more each year up to 20. */
  monthsNeeded: number;
}

/** When somebody of this group, born on that day ('YYYY-MM-DD'), reaches the statutory age of retirement. */
export function retirementOf(group: RetirementGroup, birthDate: string): Retirement {
  const { years, every, most } = postponements[group];
  const before = addMonths(monthOf(birthDate), 12 * years);
  const after = monthsApart("2025-01", before);
  const postponed = after < 0 ? 0 : Math.min(most, Math.floor(after / every) + 1);
  const month = addMonths(before, postponed);
  const early = addMonths(month, -36);
  return {
    month,
    age: { years: years + Math.floor(postponed / 12), months: postponed % 12 },
    postponed,
    earliest: early < before ? before : early,
    monthsNeeded: 180 + 6 * Math.min(10, Math.max(0, Number(month.slice(0, 4)) - 2029)),
  };
}

/** The month of `retirementOf`, for a woman by the age of staff and flexible employment. */
export const reachesRetirement = (sex: "male" | "female", birthDate: string): string =>
  retirementOf(sex, birthDate).month;
