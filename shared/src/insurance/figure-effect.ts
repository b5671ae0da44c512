import { Money, Month } from "../values/index.ts";
import { employerMonth, flexibleMonth } from "./amounts.ts";
import { basicPension } from "./calculators/pension.ts";
import { pensionBaseOf, yearBrings } from "./calculators/flexible-tiers.ts";
import { stepOf, valueAt, type Figures } from "./figures.ts";
import { lateFee } from "./late-fee.ts";
import { projectFee } from "./project-fee.ts";
import { retirementOf } from "./retirement.ts";
import { unemploymentBenefit } from "./unemployment.ts";

/** Somebody invented, and what the figures mean to them in a month, in words. */
interface Example {
  who: string;
  told(figures: Figures, month: string): string;
}

const flexible = (tier: number): Example => ({
  who: `灵活就业，${tier}% 档，养老和医保`,
  told: (figures, month) =>
    `每月交 ${Money.print(flexibleMonth(figures, month, ["pension", "medical"], tier).lines.reduce((sum, line) => sum + line.person, 0))}`,
});
const employee = (yuan: number, industryClass: number): Example => ({
  who: `月薪 ${yuan} 元的职工，${industryClass} 类行业`,
  told(figures, month) {
    const lines = employerMonth(figures, month, yuan * 100, industryClass);
    const sum = (of: "unit" | "person") => Money.print(lines.reduce((total, line) => total + line[of], 0));
    return `个人扣 ${sum("person")}，单位缴 ${sum("unit")}`;
  },
});
const unemployed = (name: string, district: string, paid: number): Example => ({
  who: `失业人员，${name}，交满 ${paid / 12} 年`,
  told(figures, month) {
    const found = unemploymentBenefit(figures, district, paid, `${month}-15`);
    return found.ok ? `每月 ${Money.print(found.value.monthly)}，最长 ${found.value.months} 个月` : "不能领";
  },
});
const born = (group: "male" | "female" | "female-50", name: string, month: string): Example => ({
  who: `${Month.print(month)}出生的${name}`,
  told(figures) {
    const found = retirementOf(figures, group, `${month}-01`);
    return `${Month.print(found.month)}退休，要交满 ${found.monthsNeeded / 12} 年`;
  },
});
const examples: readonly Example[] = [
  flexible(60),
  flexible(100),
  flexible(300),
  employee(3_000, 1),
  employee(8_000, 1),
  employee(8_000, 6),
  employee(40_000, 1),
  unemployed("武昌区", "420106", 36),
  unemployed("黄陂区", "420116", 132),
  born("male", "男职工", "1975-03"),
  born("female-50", "女工人", "1980-08"),
  {
    who: "交满 20 年、一直按 60% 交的人",
    told: (figures, month) =>
      `基础养老金约 ${Money.print(basicPension(pensionBaseOf(figures, month).base, [{ months: 240, index: 60 }]))}`,
  },
  {
    who: "60% 档交一年，60 岁退休",
    told: (figures, month) => `每月约多领 ${Money.print(yearBrings(figures, month, 60, 60).total)}`,
  },
  {
    who: "63 岁退休，账户 10 万元",
    told: (figures, month) =>
      `账户养老金每月 ${Money.print(Math.round(10_000_000 / (stepOf(valueAt(figures, "account-months", month), 63) ?? 1)))}`,
  },
  {
    who: "单位欠 10,000 元，晚 30 天",
    told: (figures, month) => `滞纳金 ${Money.print(lateFee(figures, 1_000_000, 30, `${month}-15`))}`,
  },
  {
    who: "合同价 12 亿元的工程",
    told: (figures, month) => `工伤保险费 ${Money.print(projectFee(figures, 120_000_000_000, `${month}-15`).fee)}`,
  },
];

export interface FigureEffect {
  who: string;
  before: string;
  after: string;
}

const tell = ({ told }: Example, figures: Figures, month: string): string => {
  try {
    return told(figures, month);
  } catch (error) {
    // A tier or a class that a table no longer has: that is an effect, too.
    if (error instanceof RangeError) return "没有这一项";
    throw error;
  }
};

/** What a change means to invented people in its first month: only those for whom something changes. */
export const effectsOf = (before: Figures, after: Figures, month: string): FigureEffect[] =>
  examples
    .map((one) => ({ who: one.who, before: tell(one, before, month), after: tell(one, after, month) }))
    .filter((one) => one.before !== one.after);
