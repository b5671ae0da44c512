import { Month, monthOf, parsed } from "../../values/index.ts";
import type { Figures } from "../figures.ts";
import { retirementOf, type RetirementGroup } from "../retirement.ts";
import { workedOf, type Calculation } from "./worked.ts";

export interface RetirementAge {
  group: RetirementGroup;
  /** 'YYYY-MM'. */
  born: string;
  /** 'YYYY-MM-DD'. */
  today: string;
}

export const ageWords = ({ years, months }: { years: number; months: number }): string =>
  `${years} 岁${months > 0 ? `零 ${months} 个月` : ""}`;
const yearsWords = (months: number): string =>
  `${Math.floor(months / 12)} 年${months % 12 > 0 ? `零 ${months % 12} 个月` : ""}`;

/** When the statutory age is reached, step by step. */
export function retirementAge(figures: Figures, { group, born, today }: RetirementAge): Calculation {
  const found = retirementOf(figures, group, `${born}-01`);
  const { month, age, postponed, earliest, latest, monthsNeeded, postponement } = found;
  const former = Month.print(`${Number(born.slice(0, 4)) + postponement.years}${born.slice(4)}`);
  const thisMonth = monthOf(today);
  return parsed(
    workedOf(figures, [thisMonth], ["retirement", "pension-months"], {
      results: [
        { label: "法定退休时间", text: Month.print(month), why: ageWords(age) },
        { label: "最早可以", text: Month.print(earliest), why: "自愿、缴费年限够，提前不超过 3 年，不早于原来的年龄" },
        { label: "最晚可以", text: Month.print(latest), why: "和单位商量好，推迟不超过 3 年" },
        { label: "至少累计缴费", text: yearsWords(monthsNeeded) },
      ],
      groups: [
        {
          title: "怎么算的",
          lines: [
            {
              label: "原来的退休时间",
              text: former,
              why: `${Month.print(born)}出生，原来满 ${postponement.years} 岁退`,
            },
            {
              label: "延迟",
              text: `${postponed} 个月`,
              why:
                postponed === 0
                  ? `${Month.print(postponement.from)}以前到龄的不延迟`
                  : `从 ${Month.print(postponement.from)}起每 ${postponement.every} 个月延 1 个月，最多 ${postponement.most} 个月`,
            },
            {
              label: "最低缴费年限",
              text: yearsWords(monthsNeeded),
              why: "2029 年以前退休要 15 年；2030 年起每年加半年，2039 年加到 20 年",
            },
          ],
        },
      ],
      notes: [
        ...(month <= thisMonth ? ["已经到了法定退休时间，还没办的请尽快问单位或社保经办机构。"] : []),
        "特殊工种、因病提前退休另有规定；出生年月以档案认定为准。",
      ],
    }),
  );
}
