import { field } from "@wsi/shared/field";
import { figureAt } from "@wsi/shared/insurance";
import { monthOf } from "@wsi/shared/values";
import type { Self } from "./self.ts";
import { count, type Setting } from "./tool.ts";

/** Questions that several calculators ask. */

/** The tiers of the table in force. */
export const tierOptions = ({ figures, today }: Setting): Record<string, string> =>
  Object.fromEntries(
    Object.keys(figureAt(figures, "flexible-tiers", monthOf(today)).value).map((tier) => [tier, `${tier}%`]),
  );
export const knownTier = (self: Self): string | undefined => (self.tier === null ? undefined : String(self.tier));

export const bornQuestion = {
  asked: field.month({ label: "哪年哪月出生", from: "1940-01", to: { monthsFromNow: -192 } }),
  known: (self: Self) => monthOf(self.birthDate),
} as const;

export const groupQuestion = {
  asked: field.choice({
    label: "男还是女",
    help: "女同志在单位的，看岗位；自己交社保的选「灵活就业」。",
    options: {
      male: "男",
      female: "女，管理或技术岗",
      "female-50": "女，工人岗",
      "female-flexible": "女，灵活就业",
    },
  }),
  known: (self: Self) => (self.sex === "male" ? "male" : self.tier === null ? undefined : "female-flexible"),
} as const;
/** Flexible employment goes by the age of staff. */
export const groupOf = (chosen: "male" | "female" | "female-50" | "female-flexible") =>
  chosen === "female-flexible" ? "female" : chosen;

/** Years and months apart, so that nobody counts to 167. */
export const paidYears = (label: string, of: (self: Self) => number) =>
  ({
    asked: count({ label, unit: "年", min: 0, max: 50 }),
    known: (self: Self) => Math.floor(of(self) / 12),
  }) as const;
export const paidMonthsMore = (of: (self: Self) => number) =>
  ({
    asked: count({ label: "再加几个月", unit: "个月", min: 0, max: 11 }),
    known: (self: Self) => of(self) % 12,
    start: 0,
  }) as const;

export const industryOptions: Record<string, string> = {
  1: "一类：办公、软件、金融",
  2: "二类：批发零售、餐饮、住宿",
  3: "三类：食品、服装、文教",
  4: "四类：公交、仓储、医药",
  5: "五类：房屋建筑、化工",
  6: "六类：土木工程、有色冶炼",
  7: "七类：铁矿、有色矿",
  8: "八类：煤矿、其他采矿",
};
