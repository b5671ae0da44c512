import { equal, field } from "@wsi/shared/field";
import { backPayment as work } from "@wsi/shared/insurance";
import { unreadable } from "@wsi/shared/values";
import { knownTier, tierOptions } from "./questions.ts";
import { defineTool } from "./tool.ts";

export const backPayment = defineTool({
  code: "back-payment",
  name: "补缴和滞纳金",
  seal: "补",
  about: "漏缴、断缴的月份补上要多少钱",
  items: ["interruption-back-payment", "arrears-payment"],
  questions: (at) => ({
    who: {
      asked: field.choice({ label: "谁来补", options: { flexible: "自己交的（灵活就业）", employer: "单位漏缴的" } }),
      known: (self) => (self.tier !== null ? "flexible" : self.wage === null ? undefined : "employer"),
      start: "flexible",
    },
    from: { asked: field.month({ label: "从哪个月", from: "2011-07", to: { monthsFromNow: -1 } }) },
    to: { asked: field.month({ label: "到哪个月", from: "2011-07", to: { monthsFromNow: -1 } }) },
    tier: {
      asked: field.choice({ label: "按哪一档补", options: tierOptions(at), showWhen: equal("who", "flexible") }),
      known: knownTier,
      start: "60",
    },
    wage: {
      asked: field.money({ label: "那时的月工资", min: 0, max: 100_000_000, showWhen: equal("who", "employer") }),
      known: (self) => self.wage ?? undefined,
    },
  }),
  work({ who, from, to, tier, wage }, { figures, today }) {
    if (who === "employer" && wage !== undefined) return work(figures, { who, from, to, today, wage });
    if (who === "flexible" && tier !== undefined) return work(figures, { who, from, to, today, tier: Number(tier) });
    return unreadable("请把上面的问题都填好");
  },
});
