import { field } from "@wsi/shared/field";
import { compareTiers } from "@wsi/shared/insurance";
import { monthOf } from "@wsi/shared/values";
import { knownTier, tierOptions } from "./questions.ts";
import { defineTool } from "./tool.ts";

export const flexibleTiers = defineTool({
  code: "flexible-tiers",
  name: "灵活就业各档对比",
  seal: "档",
  about: "每一档每月、每年交多少，能多领多少",
  items: ["flexible-employment-renewal", "tier-change"],
  questions: (at) => ({
    tier: {
      asked: field.choice({ label: "想细看哪一档", options: tierOptions(at) }),
      known: knownTier,
      start: "60",
    },
    medical: { asked: field.yesNo({ label: "医保一起交吗" }), start: true },
    age: {
      asked: field.choice({ label: "大约几岁退休", options: { 55: "55 岁", 58: "58 岁", 60: "60 岁", 63: "63 岁" } }),
      assumption: true as const,
      known: (self) => (self.sex === "male" ? "63" : "58"),
      start: "60",
    },
  }),
  work: ({ tier, medical, age }, { figures, today }) =>
    compareTiers(figures, { month: monthOf(today), tier: Number(tier), medical, age: Number(age) }),
});
