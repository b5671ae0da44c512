import { Money, Month, monthOf } from "@wsi/shared/values";
import { clampBase, employerMonth, estimateOf, schemeNames, wageProblem } from "@wsi/shared/insurance";
import type { Tx } from "../../db.ts";
import type { CancelMonth, Effect } from "../../ports/core-insurance.ts";
import { currentFigures } from "../../figures/index.ts";
import { assess, once, refused, type Refused } from "../effect.ts";
import { insures } from "../info.ts";
import { readOpenLines, type OpenRow } from "../orders.ts";
import { declare } from "./wages-table.ts";

async function barrier(
  tx: Tx,
  act: CancelMonth,
  open: readonly OpenRow[],
  active: boolean,
): Promise<Refused | undefined> {
  const thisMonth = monthOf(act.today);
  if (act.month !== thisMonth)
    return refused(
      `只能注销本月（${Month.print(thisMonth)}）的欠款，不能注销 ${Month.print(act.month)}`,
      act.month < thisMonth
        ? "以前月份的欠费要补缴，并按日加收滞纳金；有争议的请打 12366"
        : "那个月还没有核定，不用注销",
    );
  if (act.reason === "other" && (act.note ?? "").trim() === "")
    return refused("没有写明注销原因", "请写一句为什么要注销");
  if (act.reason === "left" && active)
    return refused("这个人还没有停保，注销后下月仍会核定", "请先办「暂停缴费」，再来注销本月欠款（先停后退）");
  if (act.reason === "wrong-wage") {
    if (!active) return refused("这个人已经停保，不能重新核定", "请改选原因「已经离职」");
    const wrong =
      act.reassessWage === undefined
        ? { because: "没有填正确的工资", instead: "请填写正确的月工资，本月会按它重新核定" }
        : wageProblem(act.reassessWage);
    if (wrong) return refused(wrong.because, wrong.instead);
  }
  const ordered = open.find((line) => line.order_number !== null);
  if (ordered)
    return refused(
      `本月的费用已经开了缴费单 ${ordered.order_number}`,
      "请等缴费单过期再注销；已经缴了的，到账后申请退费（退收）",
    );
  if (open.length > 0) return undefined;
  const lines = await tx
    .selectFrom("payments")
    .select("status")
    .where("person_id", "=", act.personId)
    .where("employer_id", "=", act.employerId)
    .where("month", "=", act.month)
    .execute();
  if (lines.some((line) => line.status === "arrived" || line.status === "back-paid"))
    return refused("本月的费用已经到账，没有欠款可以注销", "多缴了的，请先停保再申请退费（退收）");
  if (lines.some((line) => line.status === "cancelled")) return refused("本月的欠款已经注销过了", "不用再办");
  return refused("本月没有为这个人核定过费用", "请核对身份证号和月份；还没有核定的不用注销");
}

/** 职工当月欠款注销 (退账): what is assessed and unpaid this month is cancelled, and assessed anew where the wage was wrong. */
export function cancelMonth(tx: Tx, act: CancelMonth): Promise<Effect> {
  const { personId, employerId, key, today, month, reason, note, reassessWage } = act;
  const schemes = [...new Set(act.schemes)].toSorted();
  const input = { schemes, month, reason, note, reassessWage };
  return once(tx, { kind: "cancel-month", key, personId, employerId, today, input }, async () => {
    const waiting = await readOpenLines(tx, { employerId, personIds: [personId] }, today);
    const open = waiting.filter(
      (line) => line.month === month && (schemes.length === 0 || schemes.includes(line.scheme)),
    );
    const barred = await barrier(tx, act, open, await insures(tx, employerId, personId));
    if (barred) return barred;
    const cancelled = open.map((line) => line.scheme);
    await tx
      .updateTable("payments")
      .set({ status: "cancelled", cancelled_because: "withdrawn" })
      .where("person_id", "=", personId)
      .where("employer_id", "=", employerId)
      .where("month", "=", month)
      .where("scheme", "in", cancelled)
      .where("status", "in", ["assessed", "arrears"])
      .execute();
    const gone = open.reduce((sum, line) => sum + line.unit + line.person, 0);
    const events = open.map(({ scheme, number, unit, person }) => ({
      kind: "cancelled",
      detail: { month, scheme, number, unit, person, because: reason, note },
    }));
    const what = `已注销 ${Month.print(month)}${cancelled.map((scheme) => schemeNames[scheme]).join("、")}未缴的 ${Money.print(gone)}`;
    if (reason !== "wrong-wage" || reassessWage === undefined) return { text: `${what}，不用再缴。`, due: 0, events };

    await declare(tx, { employerId, fromMonth: month, kind: "correction", key }, [{ personId, wage: reassessWage }]);
    const figures = await currentFigures(tx);
    const { base, why } = clampBase(figures, month, reassessWage);
    const lines = employerMonth(figures, month, reassessWage)
      .filter((line) => cancelled.includes(line.scheme))
      .map((line) => ({ ...line, month, wage: base === reassessWage ? undefined : reassessWage }));
    await assess(tx, act, lines);
    const due = lines.reduce((sum, line) => sum + line.unit + line.person, 0);
    const estimate = estimateOf(figures, month);
    return {
      text: `${what}，重新核定为 ${Money.print(due)}：${why}。`,
      due,
      lines: [{ label: `重新核定 ${Month.print(month)}`, fen: due, why }],
      ...(estimate === undefined ? {} : { estimate }),
      events: [...events, { kind: "assessed", detail: { lines, figures: figures.version } }],
    };
  });
}
