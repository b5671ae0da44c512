import {
  addMonths,
  daysBetween,
  Money,
  Month,
  monthOf,
  monthsBetween,
  parsed,
  unreadable,
} from "../../values/index.ts";
import { employerMonth, flexibleMonth, ratesAt } from "../amounts.ts";
import { windowOn } from "../back-pay-window.ts";
import { valueAt, type Figures } from "../figures.ts";
import { lateFee } from "../late-fee.ts";
import { percent } from "../quote.ts";
import { workedOf, type Calculation, type WorkedLine } from "./worked.ts";

export type BackPayment = {
  /** 'YYYY-MM', both included. */
  from: string;
  to: string;
  /** 'YYYY-MM-DD': the day of paying. */
  today: string;
} & ({ who: "flexible"; tier: number } | { who: "employer"; wage: number });

const MOST_MONTHS = 120;
const sum = (lines: readonly { unit: number; person: number }[]): number =>
  lines.reduce((total, line) => total + line.unit + line.person, 0);

/** The day after the employer's debit of that month 扣款日: from then on a share is added for each day. */
function daysLate(figures: Figures, month: string, today: string): number {
  const { debit } = valueAt(figures, "cut-off-days", month);
  return Math.max(0, daysBetween(`${month}-${String(debit).padStart(2, "0")}`, today));
}

function employerLines(figures: Figures, months: readonly string[], wage: number, today: string): WorkedLine[] {
  const { daily } = valueAt(figures, "late-fee", monthOf(today));
  return months.map((month) => {
    const principal = sum(employerMonth(figures, month, wage));
    const days = daysLate(figures, month, today);
    const fee = lateFee(figures, principal, days, today);
    return {
      label: Month.print(month),
      fen: principal + fee,
      why: `五险本金 ${Money.print(principal)}，晚 ${days} 天 × 每天 ${percent(daily)} = 滞纳金 ${Money.print(fee)}`,
    };
  });
}

function flexibleLines(figures: Figures, months: readonly string[], tier: number): WorkedLine[] {
  return months.map((month) => {
    const [line] = flexibleMonth(figures, month, ["pension"], tier).lines;
    return {
      label: Month.print(month),
      fen: line?.person ?? 0,
      why: `基数 ${Money.print(line?.base ?? 0)} × ${percent(ratesAt(figures, month).flexiblePension)}`,
    };
  });
}

/** May it be paid at all, in words; the amounts are shown either way. */
function windowNotes(figures: Figures, given: BackPayment, months: readonly string[]): string[] {
  const window = windowOn(figures, given.today);
  if (!window) return ["现在没有录入补缴政策，能不能补请打 12333 问清楚。"];
  const doubt = window.verified ? "" : "，以公布为准";
  if (given.who === "employer") {
    const oldest = addMonths(monthOf(given.today), -window.employer);
    return given.from < oldest
      ? [`单位网上补办最多往前 ${window.employer} 个月${doubt}；更早的要凭劳动合同或仲裁、判决等材料到窗口补。`]
      : [];
  }
  const late = addMonths(given.to, window.lookBack) < monthOf(given.today);
  return months.length > window.longestRun || late
    ? [
        `灵活就业人员一般不能往前补：现在只补连续中断不超过 ${window.longestRun} 个月、过去不超过 ${window.lookBack} 个月的${doubt}。下面的金额只作参考，以前的年限不受影响。`,
      ]
    : [`能不能补要看中断的情况${doubt}，提交申请时会先核对。`];
}

/** What missed months cost: each by the figures of its own year; an employer's with the late fee up to the day of paying. */
export function backPayment(figures: Figures, given: BackPayment): Calculation {
  const { from, to, today } = given;
  const months = monthsBetween(from, to);
  if (months.length === 0) return unreadable("最后一个月不能早于第一个月，请改一改");
  if (to >= monthOf(today)) return unreadable("只能算以前的月份，本月和以后的还不用补，请改一改");
  if (months.length > MOST_MONTHS) return unreadable(`一次最多算 ${MOST_MONTHS} 个月，请分段算`);
  const lines =
    given.who === "employer"
      ? employerLines(figures, months, given.wage, today)
      : flexibleLines(figures, months, given.tier);
  const total = lines.reduce((all, line) => all + (line.fen ?? 0), 0);
  const principal =
    given.who === "employer"
      ? months.reduce((all, month) => all + sum(employerMonth(figures, month, given.wage)), 0)
      : total;
  return parsed(
    workedOf(
      figures,
      months,
      given.who === "employer"
        ? ["base-limits", "employer-rates", "work-injury-classes", "late-fee", "cut-off-days"]
        : ["flexible-tiers", "flexible-pension", "back-pay-window"],
      {
        results: [
          { label: `补 ${months.length} 个月一共`, fen: total },
          { label: "其中本金", fen: principal },
          {
            label: "其中滞纳金",
            fen: total - principal,
            why: given.who === "employer" ? "只由单位承担，不从工资里扣" : "灵活就业人员补缴没有滞纳金",
          },
        ],
        groups: [{ title: "每个月", lines }],
        notes: [
          ...windowNotes(figures, given, months),
          ...(given.who === "employer"
            ? ["滞纳金从每月扣款日的次日算起，算到今天。个人账户利息另计，实际以税务核定为准。"]
            : ["医保断了不能往前补。实际以税务渠道核定为准。"]),
        ],
      },
    ),
  );
}
