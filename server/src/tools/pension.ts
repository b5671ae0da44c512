import { field } from "@wsi/shared/field";
import { findFigure, pensionBaseOf, pensionPlan } from "@wsi/shared/insurance";
import { monthOf } from "@wsi/shared/values";
import { bornQuestion, groupOf, groupQuestion, paidMonthsMore, paidYears } from "./questions.ts";
import { count, defineTool } from "./tool.ts";

const hundredths = (percent: string | number): number => Math.round(Number(percent) * 100);

export const pension = defineTool({
  code: "pension",
  name: "养老金大约多少",
  seal: "养",
  about: "退休后每月约领多少，怎么算出来的",
  items: ["flexible-employment-renewal", "tier-change", "payment-record"],
  questions({ figures, today }) {
    const { base } = pensionBaseOf(figures, monthOf(today));
    const rate = findFigure(figures, "account-interest", monthOf(today))?.value.rate ?? 250;
    return {
      born: bornQuestion,
      group: groupQuestion,
      years: paidYears("养老保险累计交了几年", (self) => self.pensionMonths),
      months: paidMonthsMore((self) => self.pensionMonths),
      balance: {
        asked: field.money({
          label: "个人账户现在有多少",
          help: "不知道就空着，按已缴的时间估。",
          min: 0,
          max: 1_000_000_000,
          optional: true,
        }),
      },
      index: {
        asked: count({
          label: "以前平均按百分之几缴的",
          help: "灵活就业就是档次；在单位的，工资和社会平均工资一样是 100%。",
          unit: "%",
          min: 40,
          max: 300,
        }),
        assumption: true as const,
        known: (self) => self.tier ?? 100,
        start: 100,
      },
      future: {
        asked: field.choice({
          label: "以后继续交吗",
          options: {
            0: "不再交",
            60: "按 60%",
            80: "按 80%",
            100: "按 100%",
            150: "按 150%",
            200: "按 200%",
            300: "按 300%",
          },
        }),
        assumption: true as const,
        start: "60",
      },
      base: {
        asked: field.money({
          label: "退休那年的计发基数",
          help: "每年公布，往年都在涨；这里先按现在的。",
          min: 100_000,
          max: 10_000_000,
        }),
        assumption: true as const,
        start: base,
      },
      interest: {
        asked: field.choice({
          label: "账户利率",
          options: Object.fromEntries(
            [...new Set([100, 200, 300, 400, 600, rate])]
              .toSorted((a, b) => a - b)
              .map((one) => [(one / 100).toFixed(2), `${(one / 100).toFixed(2)}%`]),
          ),
        }),
        assumption: true as const,
        start: (rate / 100).toFixed(2),
      },
    };
  },
  work: ({ born, group, years, months, balance, index, future, base, interest }, { figures, today }) =>
    pensionPlan(figures, {
      group: groupOf(group),
      born,
      monthsPaid: years * 12 + months,
      index,
      balance,
      futureIndex: Number(future),
      base,
      interest: hundredths(interest),
      today,
    }),
});
