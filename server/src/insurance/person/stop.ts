import { addMonths, Money, Month, monthOf } from "@wsi/shared/values";
import { schemeNames, type FlexibleScheme } from "@wsi/shared/insurance";
import type { Tx } from "../../db.ts";
import type { Effect, StopFlexible } from "../../ports/core-insurance.ts";
import { once, refused, type Refused } from "../effect.ts";
import { readEnrolments, type EnrolmentRow } from "../enrolments.ts";
import { readOpenLines, type OpenRow } from "../orders.ts";

const isFlexible = (row: EnrolmentRow): row is EnrolmentRow & { scheme: FlexibleScheme } => row.through === "flexible";

/** A change of tier that has not begun: the spell before it ends the month before. */
const followsOn = (row: EnrolmentRow, own: readonly EnrolmentRow[]): EnrolmentRow | undefined =>
  own.find((one) => one.scheme === row.scheme && one.stopped_on === addMonths(row.started_on, -1));

async function barrier(
  tx: Tx,
  act: StopFlexible,
  all: readonly EnrolmentRow[],
  stopping: readonly EnrolmentRow[],
  open: readonly OpenRow[],
): Promise<Refused | undefined> {
  const thisMonth = monthOf(act.today);
  const own = all.filter(isFlexible);
  if (own.length === 0)
    return refused("您没有以灵活就业身份参保", "由单位参保的，离职时由单位办停保；没有参过保的不用办");
  const stopped = act.schemes.find((scheme) => !stopping.some((row) => row.scheme === scheme));
  if (stopping.length === 0 || stopped !== undefined)
    return refused(
      `您的${stopped === undefined ? "灵活就业社保" : schemeNames[stopped]}已经暂停了，不用再办`,
      "要恢复缴费，请办理「灵活就业续保」",
    );
  if (act.from !== thisMonth && act.from !== addMonths(thisMonth, 1))
    return refused(
      `只能从本月或下月起暂停，不能从 ${Month.print(act.from)} 起`,
      "请把起始月改成本月或下月；以前月份的欠费请看「欠费注销」",
    );
  const late = stopping.find((row) => row.started_on >= act.from && !followsOn(row, own));
  if (late)
    return refused(
      `您的${schemeNames[late.scheme]}从 ${Month.print(late.started_on)}才开始，还没有缴过一个月`,
      `请改为从 ${Month.print(addMonths(late.started_on, 1))}起暂停`,
    );
  const ordered = open.find((line) => line.month >= act.from && line.order_number !== null);
  if (ordered)
    return refused(
      `${Month.print(ordered.month)}已经开了缴费单 ${ordered.order_number}`,
      `请改为从 ${Month.print(addMonths(thisMonth, 1))}起暂停，或等缴费单过期再办`,
    );
  const paid = await tx
    .selectFrom("payments")
    .select("month")
    .where("person_id", "=", act.personId)
    .where("employer_id", "is", null)
    .where("month", ">=", act.from)
    .where(
      "scheme",
      "in",
      stopping.map((row) => row.scheme),
    )
    .where("status", "in", ["arrived", "back-paid"])
    .executeTakeFirst();
  if (paid)
    return refused(
      `${Month.print(paid.month)}的费用已经到账，不能从这个月起暂停`,
      `请改为从 ${Month.print(addMonths(paid.month, 1))}起暂停`,
    );
  return undefined;
}

/** 灵活就业暂停缴费. What is assessed and unpaid from that month on is cancelled; arrears before it stay. */
export function stopFlexible(tx: Tx, act: StopFlexible): Promise<Effect> {
  const { personId, key, today, from } = act;
  const schemes = [...new Set(act.schemes)].toSorted();
  return once(tx, { kind: "stop-flexible", key, personId, today, input: { schemes, from } }, async () => {
    const all = await readEnrolments(tx, personId);
    const stopping = all
      .filter((row) => row.stopped_on === null)
      .filter(isFlexible)
      .filter((row) => schemes.length === 0 || schemes.includes(row.scheme));
    const open = await readOpenLines(tx, { personId }, today);
    const barred = await barrier(tx, act, all, stopping, open);
    if (barred) return barred;
    const last = addMonths(from, -1);
    const names = stopping.map((row) => row.scheme);
    // A spell that has not begun never will: the one before it is what was stopped.
    const ahead = stopping.filter((row) => row.started_on >= from);
    const ending = stopping.map((row) => (ahead.includes(row) ? (followsOn(row, all.filter(isFlexible)) ?? row) : row));
    for (const { id } of ahead) await tx.deleteFrom("enrolments").where("id", "=", id).execute();
    await tx
      .updateTable("enrolments")
      .set({ stopped_on: last, stop_reason: "本人申请暂停缴费" })
      .where(
        "id",
        "in",
        ending.map((row) => row.id),
      )
      .execute();
    const dropped = open.filter((line) => line.month >= from && names.some((name) => name === line.scheme));
    if (dropped.length > 0)
      await tx
        .updateTable("payments")
        .set({ status: "cancelled", cancelled_because: "stopped" })
        .where("person_id", "=", personId)
        .where("employer_id", "is", null)
        .where("month", ">=", from)
        .where("scheme", "in", names)
        .where("status", "in", ["assessed", "arrears"])
        .execute();
    const saved = dropped.reduce((sum, line) => sum + line.person, 0);
    const owed = open.filter((line) => line.month < from && line.status === "arrears");
    const rest = owed.reduce((sum, line) => sum + line.person, 0);
    return {
      text: `从 ${Month.print(from)}起暂停${names.map((name) => schemeNames[name]).join("、")}缴费${saved > 0 ? `，已核定未缴的 ${Money.print(saved)} 一并注销` : ""}。以前的年限不受影响，随时可以续保。${rest > 0 ? `以前还有欠费 ${Money.print(rest)}，请另办补缴或注销。` : ""}${names.includes("medical") ? "医保断缴超过 3 个月，再参保要重新等待 6 个月。" : ""}`,
      due: 0,
      events: [
        { kind: "stopped", detail: { schemes: names, last } },
        ...dropped.map(({ month, scheme, number, person }) => ({
          kind: "cancelled",
          detail: { month, scheme, number, person, because: "stopped" },
        })),
      ],
    };
  });
}
