import { addDays, Money, Month, monthOf, monthsApart } from "@wsi/shared/values";
import { flexibleMonth, isTier, windowOn } from "@wsi/shared/insurance";
import type { Tx } from "../db.ts";
import type { BackPay, Effect } from "../ports/core-insurance.ts";
import { assess, once, refused, type Refused } from "./effect.ts";
import { isEmployed, readStanding, type Standing } from "./facts.ts";
import { runsOf } from "./timeline.ts";

/** Nobody owes a gap: what is not paid by then lapses. */
const daysToPay = 30;

function barrier(months: readonly string[], act: BackPay, standing: Standing): Refused | undefined {
  const { timeline, figures } = standing;
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) return refused("没有选要补缴的月份", "请选中断的第一个月和最后一个月");
  if (standing.retired) return refused("您已经领取养老金，不能再补缴", "对待遇有疑问，请打 12333 或到社保大厅咨询");
  const start = timeline.months[0];
  if (start === undefined) return refused("没有查到您的参保记录", "第一次参保请先办理参保登记");
  if (!isEmployed(standing) && !standing.rows.some((row) => row.scheme === "pension" && row.stopped_on === null))
    return refused("您现在没有参保，要先恢复参保才能补缴", "请先办理灵活就业人员续保登记，再来补缴");
  if (!isTier(figures, act.tier)) return refused("没有这个缴费档次", "请从列表里选一个养老缴费档次");
  if (first < start)
    return refused(
      `${Month.print(first)}早于您第一次参保的 ${Month.print(start)}，不能往前补`,
      "请只选第一次参保以后的中断月份",
    );
  const outside = months.find((month) => !timeline.gaps.includes(month));
  if (outside !== undefined)
    return refused(
      `${Month.print(outside)}不是中断的月份：已有缴费记录，或由单位负责缴纳`,
      "请先看「查缴费」，只选中断的月份；单位漏缴的由单位补缴",
    );

  const waived = months.find((month) => standing.timeline.waived.includes(month));
  if (waived !== undefined)
    return refused(
      `${Month.print(waived)}的欠费已经申请注销，注销后不能再补缴`,
      "请只选没有注销过的中断月份；对注销有异议的，请打 12333",
    );
  const policy = windowOn(figures, act.today);
  if (!policy) return refused("现在没有允许补缴中断月份的政策", "请打 12333 咨询；断缴不影响以前的年限");
  for (const run of runsOf(timeline.gaps).filter((run) => run.some((month) => months.includes(month)))) {
    if (run.length > policy.longestRun)
      return refused(
        `从 ${Month.print(run[0] ?? first)}起中断了 ${run.length} 个月，超过现行窗口允许的 ${policy.longestRun} 个月（${policy.source}）`,
        "这段时间一般不能往前补，以前的年限不受影响；有仲裁、判决等材料的，请打 12333 咨询",
      );
    if (monthsApart(run.at(-1) ?? last, monthOf(act.today)) > policy.lookBack)
      return refused(
        `中断已经过去 ${policy.lookBack} 个月以上，过了现行窗口的期限（${policy.source}）`,
        "以前的年限不受影响；有仲裁、判决等材料的，请打 12333 咨询",
      );
  }
  return undefined;
}

/**
 * 中断补缴, pension only (a medical gap cannot be bought back). Each month by the figures of its own policy year; flexible persons
 * owe no late fee for months nobody had to pay. The lines are assessed; they become `back-paid` when the tax office's money arrives.
 */
export function backPay(tx: Tx, act: BackPay): Promise<Effect> {
  const { personId, key, today, tier } = act;
  const months = [...new Set(act.months)].toSorted();
  return once(tx, { kind: "back-pay", key, personId, today, input: { months, tier } }, async () => {
    const standing = await readStanding(tx, personId, today);
    const { figures } = standing;
    const barred = barrier(months, act, standing);
    if (barred) return barred;
    const due = months.map((month) => ({ month, ...flexibleMonth(figures, month, ["pension"], tier) }));
    const lines = due.flatMap(({ month, lines }) =>
      lines.map(({ scheme, base, person }) => ({ month, scheme, base, person })),
    );
    const dueOn = addDays(today, daysToPay);
    await assess(
      tx,
      { personId, today, figures },
      lines.map((line) => ({ ...line, dueOn })),
    );
    const total = lines.reduce((sum, line) => sum + line.person, 0);
    const estimate = due.find((one) => one.estimate !== undefined)?.estimate;
    return {
      text: `已核定补缴 ${months.map(Month.print).join("、")}共 ${months.length} 个月养老保险，应缴 ${Money.print(total)}，请在 ${daysToPay} 天内到税务渠道缴清；过期没有缴的，这次核定作废。`,
      due: total,
      ...(estimate === undefined ? {} : { estimate }),
      events: lines.map((line) => ({ kind: "assessed-back", detail: { ...line, figures: figures.version } })),
    };
  });
}
