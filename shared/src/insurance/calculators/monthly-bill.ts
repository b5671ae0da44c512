import { Money, parsed } from "../../values/index.ts";
import { baseLimits, employerMonth, ratesAt } from "../amounts.ts";
import type { Figures } from "../figures.ts";
import { percent } from "../quote.ts";
import { schemeNames } from "../scheme.ts";
import { workedOf, type Calculation, type WorkedLine } from "./worked.ts";

export interface MonthlyBill {
  /** 'YYYY-MM'. */
  month: string;
  /** Fen. */
  wage: number;
  /** 1 to 8. */
  industryClass: number;
}

function clampLine(wage: number, lower: number, upper: number): WorkedLine {
  const base = Math.min(Math.max(wage, lower), upper);
  const limits = `下限 ${Money.print(lower)}，上限 ${Money.print(upper)}`;
  if (wage < lower) return { label: "缴费基数", fen: base, why: `工资低于下限，按下限计（${limits}）` };
  if (wage > upper) return { label: "缴费基数", fen: base, why: `工资高于上限，按上限计（${limits}）` };
  return { label: "缴费基数", fen: base, why: `按申报工资计（${limits}）` };
}

/** What a month costs at an employer: all five schemes, who pays what, the clamp shown. */
export function monthlyBill(figures: Figures, { month, wage, industryClass }: MonthlyBill): Calculation {
  const lines = employerMonth(figures, month, wage, industryClass);
  const rates = ratesAt(figures, month, industryClass);
  const { lower, upper } = baseLimits(figures, month);
  const base = Money.print(lines[0]?.base ?? 0);
  const unit = lines.reduce((sum, line) => sum + line.unit, 0);
  const person = lines.reduce((sum, line) => sum + line.person, 0);
  const major = ` + 大额医疗 ${Money.print(rates.majorMedical)}`;
  return parsed(
    workedOf(figures, [month], ["base-limits", "employer-rates", "work-injury-classes", "major-medical"], {
      results: [
        { label: "个人每月扣", fen: person },
        { label: "单位每月缴", fen: unit },
        { label: "合计", fen: person + unit },
        { label: "扣完社保剩", fen: wage - person, why: "没有减个人所得税和公积金" },
      ],
      groups: [
        { title: "基数", lines: [clampLine(wage, lower, upper)] },
        {
          title: "个人缴",
          lines: lines
            .filter((line) => line.person > 0)
            .map((line) => ({
              label: schemeNames[line.scheme],
              fen: line.person,
              why: `${base} × ${percent(rates.employer[line.scheme].person)}${line.scheme === "medical" ? major : ""}`,
            })),
        },
        {
          title: "单位缴",
          lines: lines.map((line) => ({
            label: schemeNames[line.scheme],
            fen: line.unit,
            why: `${base} × ${percent(rates.employer[line.scheme].unit)}`,
          })),
        },
      ],
      notes: ["生育保险和职工医保合并征收，这里分开列是为了看得清楚。", "工伤保险只由单位缴，费率还会按单位情况浮动。"],
    }),
  );
}
