import { Month, Money } from "@wsi/shared/values";
import type { Scheme } from "@wsi/shared/contract";
import { baseLimits, percent, ratesAt, undeclaredPercent, type Figures } from "@wsi/shared/insurance";
import type { Tx } from "../db.ts";
import type { CoreInsurance, Payment } from "../ports/core-insurance.ts";
import { currentFigures, figuresOfThen, type FiguresOfThen } from "../figures/index.ts";
import { payments } from "./payments.ts";

interface ExplainedLine {
  scheme: Scheme;
  /** How the amounts came about, one sentence a step. */
  steps: string[];
}

const statusWords: Record<Payment["status"], string> = {
  arrived: "已到账",
  assessed: "已核定，待到税务渠道缴费",
  arrears: "已核定，没有按时缴，是欠费",
  cancelled: "已注销，不再要求缴",
  "back-paid": "补缴到账，已补上",
};

function baseStep(figures: Figures, payment: Payment): string {
  const limits = baseLimits(figures, payment.month);
  const borrowed = limits.estimate === undefined ? "" : `（${limits.estimate}）`;
  const base = `缴费基数 ${Money.print(payment.base)}${borrowed}`;
  if (payment.through === "flexible") return base;
  if (payment.basis === "difference") return `${base}：更正后的基数，这一笔只是差额`;
  if (payment.basis === "raised") return `${base}：单位这个月没有按规定申报，沿用上月`;
  if (payment.basis === "lowest") return `${base}：单位没有申报过工资，暂按下限`;
  if (payment.wage !== undefined) {
    const side = payment.wage < payment.base ? "不到下限，按下限" : "超过上限，按上限";
    return `${base}：申报工资 ${Money.print(payment.wage)} ${side} ${Money.print(payment.base)} 计`;
  }
  if (payment.base === limits.lower) return `${base}：工资不到下限的，按下限 ${Money.print(limits.lower)} 计`;
  if (payment.base === limits.upper) return `${base}：工资超过上限的，按上限 ${Money.print(limits.upper)} 计`;
  return `${base}：按申报工资`;
}

function amountSteps(figures: Figures, payment: Payment): string[] {
  const rates = ratesAt(figures, payment.month);
  if (payment.basis === "raised")
    return [
      `单位 按上月的 ${undeclaredPercent}% = ${Money.print(payment.unit)}`,
      `本人 按上月的 ${undeclaredPercent}% = ${Money.print(payment.person)}（社会保险法第六十二条）`,
    ];
  if (payment.basis === "difference")
    return [`单位 补差 ${Money.print(payment.unit)}`, `本人 补差 ${Money.print(payment.person)}`];
  const major = payment.scheme === "medical" ? ` + 大额医疗 ${Money.print(rates.majorMedical)}` : "";
  if (payment.through === "flexible") {
    const rate = payment.scheme === "medical" ? rates.flexibleMedical : rates.flexiblePension;
    return [`本人全额 ${percent(rate)}${major} = ${Money.print(payment.person)}`];
  }
  const { unit, person } = rates.employer[payment.scheme];
  return [
    `单位 ${percent(unit)} = ${Money.print(payment.unit)}`,
    person === 0 ? "本人不缴" : `本人 ${percent(person)}${major} = ${Money.print(payment.person)}`,
  ];
}

/** By the figures that the line was computed with; a line of before they were kept by today's, and it says so. */
const lineSteps = (today: Figures, payment: Payment, then: FiguresOfThen | undefined): string[] => [
  baseStep(then?.figures ?? today, payment),
  ...amountSteps(then?.figures ?? today, payment),
  then === undefined
    ? "核定时还没有记录政策参数的版本，这里按现在的参数说明"
    : `按政策参数第 ${then.figures.version} 版计算（${then.madeOn} 启用）`,
];

/** Any month line by line: base and why, rates, amounts, where it stands. Empty when the ledger holds nothing for it; `read` may show less than all. */
export async function explainMonth(
  tx: Tx,
  personId: string,
  month: string,
  read: CoreInsurance["payments"] = payments,
): Promise<ExplainedLine[]> {
  const today = await currentFigures(tx);
  const lines = await read(tx, personId, { from: month, to: month });
  const versions = lines.flatMap((line) => (line.figures === null ? [] : [line.figures]));
  const then = await figuresOfThen(tx, versions);
  return lines.map((payment) => ({
    scheme: payment.scheme,
    steps: [
      ...lineSteps(today, payment, payment.figures === null ? undefined : then.get(payment.figures)),
      ...(payment.note === undefined ? [] : [payment.note]),
      ...(payment.lateFee === undefined
        ? []
        : [`滞纳金 ${Money.print(payment.lateFee)}：从应缴次日起每天万分之五（社会保险法第八十六条）`]),
      `${Month.print(month)}：${statusWords[payment.status]}${payment.arrivedOn ? `（${payment.arrivedOn}）` : ""}`,
    ],
  }));
}
