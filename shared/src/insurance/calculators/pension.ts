import { Money, Month, monthOf, monthsApart, parsed, unreadable } from "../../values/index.ts";
import { share } from "../amounts.ts";
import { stepOf, valueAt, type Figures } from "../figures.ts";
import { percent } from "../quote.ts";
import { retirementOf, type RetirementGroup } from "../retirement.ts";
import { ageWords } from "./retirement-age.ts";
import { workedOf, type Calculation } from "./worked.ts";

export interface PensionPlan {
  group: RetirementGroup;
  /** 'YYYY-MM'. */
  born: string;
  /** Months of contributions so far. */
  monthsPaid: number;
  /** Mean of base ÷ average wage so far, percent. */
  index: number;
  /** In the account now, fen; absent: estimated from what was paid. */
  balance?: number | undefined;
  /** The index from now on, percent; 0: no more contributions. */
  futureIndex: number;
  /** Fen a month 计发基数, as assumed for the year of retirement. */
  base: number;
  /** Parts of ten thousand a year, as assumed. */
  interest: number;
  /** 'YYYY-MM-DD'. */
  today: string;
}

/** The account at retirement: what is there bears interest, what is paid in a year does not in that year. Fen, month by whole year. */
export function accountAfter(balance: number, months: number, monthly: number, interest: number): number {
  let left = months;
  let sum = balance;
  while (left > 0) {
    const span = Math.min(12, left);
    sum += Math.round((sum * interest * span) / 120_000) + monthly * span;
    left -= span;
  }
  return sum;
}

/** Fen a month: base × (1 + mean index) ÷ 2 × years × 1 %, over spans that each have their index. */
export const basicPension = (base: number, spans: readonly { months: number; index: number }[]): number =>
  Math.round((base * spans.reduce((sum, { months, index }) => sum + months * (100 + index), 0)) / 240_000);

const years = (months: number): string =>
  `${Math.floor(months / 12)} 年${months % 12 > 0 ? `${months % 12} 个月` : ""}`;

/** 基础养老金 + 个人账户养老金, an estimate by today's rules and by assumptions that the person may change. */
export function pensionPlan(figures: Figures, plan: PensionPlan): Calculation {
  const { group, born, monthsPaid, index, futureIndex, base, interest, today } = plan;
  const thisMonth = monthOf(today);
  const { month, age, monthsNeeded } = retirementOf(figures, group, `${born}-01`);
  const until = Math.max(0, monthsApart(thisMonth, month));
  const coming = futureIndex > 0 ? until : 0;
  const total = monthsPaid + coming;
  if (total === 0) return unreadable("没有缴费就没有养老金：请填已经交了多久，或者选以后继续交");
  if (monthsPaid > monthsApart(born, thisMonth) - 12 * 16)
    return unreadable("累计缴费的时间比 16 岁以来还长，请检查出生年月和缴费时间");
  const { account } = valueAt(figures, "flexible-pension", thisMonth);
  const monthlyAt = (percentOf: number) => share(Math.round((base * percentOf) / 100), account);
  const balance = plan.balance ?? monthlyAt(index) * monthsPaid;
  const monthly = monthlyAt(futureIndex);
  const saved = accountAfter(balance, until, coming > 0 ? monthly : 0, interest);
  const divisor = stepOf(valueAt(figures, "account-months", thisMonth), age.years);
  if (divisor === undefined) return unreadable("没有这个年龄的计发月数，请检查出生年月");
  const basic = basicPension(base, [
    { months: monthsPaid, index },
    { months: coming, index: futureIndex },
  ]);
  const fromAccount = Math.round(saved / divisor);
  const mean = Math.round((monthsPaid * index + coming * futureIndex) / total);
  const short = monthsNeeded - total;
  return parsed(
    workedOf(
      figures,
      [thisMonth],
      ["pension-base", "account-months", "account-interest", "retirement", "pension-months"],
      {
        results: [
          { label: "退休后每月约领", fen: basic + fromAccount, why: "估算，不是最后的核定" },
          { label: "退休时间", text: Month.print(month), why: ageWords(age) },
          {
            label: "到那时累计缴费",
            text: years(total),
            why:
              short > 0
                ? `还差 ${years(short)}，不够按月领（要 ${years(monthsNeeded)}）`
                : `够了（要 ${years(monthsNeeded)}）`,
          },
        ],
        groups: [
          {
            title: "怎么算的",
            lines: [
              {
                label: "基础养老金",
                fen: basic,
                why: `计发基数 ${Money.print(base)} ×（1 + 平均指数 ${(mean / 100).toFixed(2)}）÷ 2 × ${years(total)} × 1%`,
              },
              {
                label: "个人账户养老金",
                fen: fromAccount,
                why: `账户 ${Money.print(saved)} ÷ 计发月数 ${divisor}（${age.years} 岁）`,
              },
              {
                label: "退休时账户",
                fen: saved,
                why: `现在 ${Money.print(balance)}${plan.balance === undefined ? "（没填，按已缴时间和指数估）" : ""}，按年利率 ${percent(interest)}${coming > 0 ? `，以后每月记入 ${Money.print(monthly)}，交 ${years(coming)}` : "，以后不再记入"}`,
              },
            ],
          },
        ],
        notes: [
          "全部按今天的标准算：以后计发基数、利率和工资都会变，实际以退休时核定为准。",
          "没有算过渡性养老金（1996 年以前参加工作的另有）和以后每年的调整。",
          ...(age.months > 0 ? [`退休年龄不是整岁的，计发月数按 ${age.years} 岁的表查。`] : []),
        ],
      },
    ),
  );
}
