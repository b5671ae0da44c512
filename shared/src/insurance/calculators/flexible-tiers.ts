import { Money, parsed, unreadable } from "../../values/index.ts";
import { flexibleMonth, ratesAt, share } from "../amounts.ts";
import { figureAt, findFigure, stepOf, tableOf, valueAt, type Figures } from "../figures.ts";
import { percent } from "../quote.ts";
import { schemeNames } from "../scheme.ts";
import { workedOf, type Calculation } from "./worked.ts";

export interface FlexibleTiers {
  /** 'YYYY-MM'. */
  month: string;
  /** Percent: the one to look at closely. */
  tier: number;
  medical: boolean;
  /** Age of retirement, for what a year brings. */
  age: number;
}

/** The pension base of the year; while it is not published, the 100 % tier stands in for it. */
export function pensionBaseOf(figures: Figures, month: string): { base: number; standsIn: boolean } {
  const row = findFigure(figures, "pension-base", month);
  if (row) return { base: row.value.base, standsIn: false };
  return { base: figureAt(figures, "flexible-tiers", month).value["100"] ?? 0, standsIn: true };
}

/** What one year of contributions adds to the pension, fen a month: a hundredth of the mean of 100 % and the tier, and the account. */
export function yearBrings(figures: Figures, month: string, tier: number, age: number) {
  const { base } = pensionBaseOf(figures, month);
  const basic = Math.round((base * (100 + tier)) / 20_000);
  const { account } = valueAt(figures, "flexible-pension", month);
  const tierBase = valueAt(figures, "flexible-tiers", month)[String(tier)] ?? 0;
  const saved = share(tierBase, account) * 12;
  const divisor = stepOf(valueAt(figures, "account-months", month), age);
  if (divisor === undefined) throw new RangeError(`no divisor for the age of ${age}`);
  const fromAccount = Math.round(saved / divisor);
  return { base, basic, saved, divisor, fromAccount, total: basic + fromAccount };
}

/** All tiers side by side: monthly, yearly, and what a year of each brings. */
export function compareTiers(figures: Figures, { month, tier, medical, age }: FlexibleTiers): Calculation {
  const table = tableOf(valueAt(figures, "flexible-tiers", month));
  if (!table.some(([one]) => one === tier)) return unreadable("没有这个缴费档次，请从列表里选一个");
  const rates = ratesAt(figures, month);
  const schemes = medical ? (["pension", "medical"] as const) : (["pension"] as const);
  const costOf = (one: number) =>
    flexibleMonth(figures, month, schemes, one).lines.reduce((sum, line) => sum + line.person, 0);
  const chosen = flexibleMonth(figures, month, schemes, tier);
  const brings = yearBrings(figures, month, tier, age);
  const cost = costOf(tier);
  const { standsIn } = pensionBaseOf(figures, month);
  const pensionYear = share(valueAt(figures, "flexible-tiers", month)[String(tier)] ?? 0, rates.flexiblePension) * 12;
  const back = Math.ceil(pensionYear / (brings.total * 12));
  return parsed(
    workedOf(
      figures,
      [month],
      [
        "flexible-tiers",
        "flexible-pension",
        ...(medical ? (["base-limits", "flexible-medical", "major-medical"] as const) : []),
        "pension-base",
        "account-months",
      ],
      {
        results: [
          { label: "每月交", fen: cost },
          { label: "一年交", fen: cost * 12 },
          { label: "交满一年，退休后每月约多领", fen: brings.total, why: `养老部分约 ${back} 年领回` },
        ],
        groups: [
          {
            title: `${tier}% 档怎么算的`,
            lines: [
              ...chosen.lines.map((line) => ({
                label: `${schemeNames[line.scheme]}，每月`,
                fen: line.person,
                why:
                  line.scheme === "pension"
                    ? `基数 ${Money.print(line.base)} × ${percent(rates.flexiblePension)}`
                    : `基数 ${Money.print(line.base)} × ${percent(rates.flexibleMedical)} + 大额医疗 ${Money.print(rates.majorMedical)}`,
              })),
              {
                label: "一年增加的基础养老金",
                fen: brings.basic,
                why: `计发基数 ${Money.print(brings.base)} ×（1 + ${tier / 100}）÷ 2 × 1 年 × 1%`,
              },
              {
                label: "一年增加的账户养老金",
                fen: brings.fromAccount,
                why: `一年记入账户 ${Money.print(brings.saved)} ÷ ${brings.divisor} 个月（${age} 岁退休）`,
              },
            ],
          },
          {
            title: "各档对比",
            lines: table.map(([one, base]) => ({
              label: `${one}% 档，每月`,
              fen: costOf(one),
              why: `基数 ${Money.print(base)}；一年 ${Money.print(costOf(one) * 12)}；交满一年，退休后每月约多领 ${Money.print(yearBrings(figures, month, one, age).total)}`,
              ...(one === tier ? { on: true as const } : {}),
            })),
          },
        ],
        notes: [
          ...(standsIn ? ["今年的养老金计发基数还没有录入，按 100% 档的缴费基数估算，以公布为准。"] : []),
          "多领多少是按今天的标准估的，没有算利息、涨养老金和以后标准的变化。",
          ...(medical ? ["医保按缴费基数下限计，和养老选哪一档没有关系。"] : []),
        ],
      },
    ),
  );
}
