import { field } from "@wsi/shared/field";
import { monthlyBill as work } from "@wsi/shared/insurance";
import { monthOf } from "@wsi/shared/values";
import { industryOptions } from "./questions.ts";
import { defineTool } from "./tool.ts";

export const monthlyBill = defineTool({
  code: "monthly-bill",
  name: "单位社保每月缴多少",
  seal: "薪",
  about: "五险单位和个人各缴多少，扣完还剩多少",
  items: ["employee-enrolment", "wage-declaration"],
  questions: () => ({
    wage: {
      asked: field.money({
        label: "每月工资（税前）",
        help: "新人按第一个月工资，老员工按上年月平均工资。",
        min: 0,
        max: 100_000_000,
      }),
      known: (self) => self.wage ?? undefined,
    },
    industry: {
      asked: field.choice({ label: "单位属于哪类行业", help: "只影响单位缴的工伤保险。", options: industryOptions }),
      assumption: true as const,
      start: "1",
    },
  }),
  work: ({ wage, industry }, { figures, today }) =>
    work(figures, { month: monthOf(today), wage, industryClass: Number(industry) }),
});
