import { Money, monthOf, parsed, Region, unreadable } from "../../values/index.ts";
import { valueAt, tableOf, type Figures } from "../figures.ts";
import { grantedUnemployment, unemploymentBenefit } from "../unemployment.ts";
import { workedOf, type Calculation } from "./worked.ts";

export interface UnemploymentClaim {
  /** District code. */
  district: string;
  monthsPaid: number;
  /** 'YYYY-MM-DD'. */
  today: string;
}

const span = (months: number): string =>
  months < 12 ? `${months} 个月` : `${Math.floor(months / 12)} 年${months % 12 > 0 ? `${months % 12} 个月` : ""}`;

/** How many months of unemployment benefit, and how much. Below a year of contributions: why not, and what then. */
export function unemploymentClaim(figures: Figures, { district, monthsPaid, today }: UnemploymentClaim): Calculation {
  const found = unemploymentBenefit(figures, district, monthsPaid, today);
  if (!found.ok)
    return unreadable(
      `${found.message}，现在是 ${monthsPaid} 个月，还领不到。已交的不会作废，以后接着交、累计满一年就行`,
    );
  const { monthly, months: most } = found.value;
  const { months } = grantedUnemployment(figures, monthsPaid, today);
  const month = monthOf(today);
  const stairs = valueAt(figures, "unemployment-steps", month);
  const steps = tableOf(valueAt(figures, "unemployment-months", month));
  return parsed(
    workedOf(
      figures,
      [month],
      ["unemployment-standard", "unemployment-districts", "unemployment-steps", "unemployment-months"],
      {
        results: [
          { label: "每月领", fen: monthly },
          { label: "约领", text: `${months} 个月`, why: `法律规定最长 ${most} 个月` },
          { label: "领满一共", fen: monthly * months },
        ],
        groups: [
          {
            title: "怎么算的",
            lines: [
              { label: `${Region.print(district)}的标准`, fen: monthly, why: "按最低工资标准的 90%，各区分两类" },
              {
                label: "累计缴费",
                text: span(monthsPaid),
                why: steps.map(([from, most]) => `满 ${span(from)}最长 ${most} 个月`).join("；"),
              },
              {
                label: "按年限的阶梯",
                text: `${months} 个月`,
                why: `前 ${stairs.firstYears} 年每满一年 ${stairs.perYear} 个月，以后每满一年 ${stairs.perLaterYear} 个月，不超过最长期限`,
              },
              { label: "合计", fen: monthly * months, why: `${Money.print(monthly)} × ${months} 个月` },
            ],
          },
        ],
        notes: [
          "还要符合条件：不是自己要走的（合同到期、被辞退等），并且办了失业登记。",
          "以前领过的，没领完的月数可以合并，最长 24 个月。",
          "领取期间的职工医保由失业保险基金缴，自己不用交。",
        ],
      },
    ),
  );
}
