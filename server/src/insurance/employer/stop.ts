import { Day, isDay, Money, Month, monthOf } from "@wsi/shared/values";
import { isStopReason, schemeNames, stopConsequence, stopReasons } from "@wsi/shared/insurance";
import type { Tx } from "../../db.ts";
import type { Effect, StopEmployee } from "../../ports/core-insurance.ts";
import { once, refused, type Refused } from "../effect.ts";
import { readEnrolments, type EnrolmentRow } from "../enrolments.ts";

/** Why somebody cannot be stopped; the same words for one and for the row of a roll. */
export function stopBarrier(
  act: Omit<StopEmployee, "personId" | "key" | "employerId">,
  own: readonly EnrolmentRow[],
  stopping: readonly EnrolmentRow[],
): Refused | undefined {
  if (!isStopReason(act.reason)) return refused("没有选减员原因", "请从列表里选真实的原因：它决定本人能不能领失业金");
  if (!isDay(act.leavingDate)) return refused("离职日期不对", "请按「2026-01-31」这样填写");
  if (monthOf(act.leavingDate) > monthOf(act.today))
    return refused(
      `离职日期 ${Day.print(act.leavingDate)}在下个月以后，现在不能办`,
      "请到离职当月再办；最后一个月仍由单位缴费",
    );
  if (own.length === 0) return refused("这个人没有由本单位参过保", "请核对身份证号；在其他单位参保的由那家单位停保");
  const already = act.schemes.find((scheme) => !stopping.some((row) => row.scheme === scheme));
  if (stopping.length === 0 || already !== undefined)
    return refused(
      already === undefined ? "这个人在本单位已经停保，不能再停一次" : `${schemeNames[already]}已经停保或没有参加`,
      "停保月份或原因写错了的，请申请更正，不用再停",
    );
  const late = stopping.find((row) => row.started_on > monthOf(act.leavingDate));
  if (late)
    return refused(
      `离职日期早于参保的 ${Month.print(late.started_on)}`,
      "请核对离职日期；根本没有入职的，请先办「职工当月欠款注销」或打 12333",
    );
  return undefined;
}

/** What is told of a stop; `after`: lines of this employer after the last month. */
export function tellStop(
  { leavingDate, reason }: Pick<StopEmployee, "leavingDate" | "reason">,
  stopping: readonly Pick<EnrolmentRow, "scheme">[],
  after: readonly { status: string; unit: number; person: number }[],
): string {
  const sum = (paid: boolean) =>
    after
      .filter((line) => (line.status === "arrived" || line.status === "back-paid") === paid)
      .reduce((total, line) => total + line.unit + line.person, 0);
  const [paid, unpaid] = [sum(true), sum(false)];
  const names = stopping.map((row) => schemeNames[row.scheme]);
  const rest = [
    unpaid > 0 ? `离职以后的月份还有已核定未缴 ${Money.print(unpaid)}，本月的请办「职工当月欠款注销」` : undefined,
    paid > 0 ? `离职以后的月份多缴了 ${Money.print(paid)}，请申请退费（退收）` : undefined,
  ].filter((one) => one !== undefined);
  return `已停保：${names.join("、")}，缴到 ${Month.print(monthOf(leavingDate))}，原因「${stopReasons[reason].label}」。${stopConsequence(reason)}。${rest.length > 0 ? `${rest.join("；")}。` : ""}`;
}

/**
 * 暂停缴费 (减员). The month of the true last day is the last one covered; the reason decides about unemployment benefit. Lines after
 * that month stay as they are: cancelling or refunding them is an act of its own, after the stop.
 */
export function stopEmployee(tx: Tx, act: StopEmployee): Promise<Effect> {
  const { personId, employerId, key, today, leavingDate, reason } = act;
  const schemes = [...new Set(act.schemes)].toSorted();
  const input = { schemes, leavingDate, reason };
  return once(tx, { kind: "stop-employee", key, personId, employerId, today, input }, async () => {
    const own = (await readEnrolments(tx, personId)).filter((row) => row.employer_id === employerId);
    const stopping = own.filter(
      (row) => row.stopped_on === null && (schemes.length === 0 || schemes.includes(row.scheme)),
    );
    const barred = stopBarrier(act, own, stopping);
    if (barred) return barred;
    const last = monthOf(leavingDate);
    await tx
      .updateTable("enrolments")
      .set({ stopped_on: last, stop_reason: stopReasons[reason].label, stop_code: reason })
      .where(
        "id",
        "in",
        stopping.map((row) => row.id),
      )
      .execute();
    const after = await tx
      .selectFrom("payments")
      .select(["status", "unit", "person", "month"])
      .where("person_id", "=", personId)
      .where("employer_id", "=", employerId)
      .where("month", ">", last)
      .where("status", "<>", "cancelled")
      .execute();
    const text = tellStop(act, stopping, after);
    return {
      text,
      due: 0,
      events: [{ kind: "stopped", detail: { schemes: stopping.map((row) => row.scheme), last, leavingDate, reason } }],
    };
  });
}
