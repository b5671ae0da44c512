import { Money, Month, monthOf } from "@wsi/shared/values";
import type { Tx } from "../../db.ts";
import type { CancelArrears, Effect } from "../../ports/core-insurance.ts";
import { once, refused, type Refused } from "../effect.ts";
import { readOpenLines, type OpenRow } from "../orders.ts";

async function barrier(tx: Tx, act: CancelArrears, open: readonly OpenRow[]): Promise<Refused | undefined> {
  if (act.months.length === 0) return refused("没有选要注销的月份", "请至少选一个欠费的月份");
  const now = act.months.find((month) => month >= monthOf(act.today));
  if (now !== undefined)
    return refused(
      `${Month.print(now)}还没有过，不是历史欠费`,
      "不想再缴的，请办理「灵活就业暂停缴费」，本月没缴的会一并注销",
    );
  for (const month of act.months.toSorted()) {
    const own = open.filter((line) => line.month === month);
    const ordered = own.find((line) => line.order_number !== null);
    if (ordered)
      return refused(
        `${Month.print(month)}已经开了缴费单 ${ordered.order_number}`,
        "不想缴的，等缴费单过期再来注销；已经缴了的，到账后就不欠了",
      );
    if (own.length > 0) continue;
    const standing = await tx
      .selectFrom("payments")
      .select(["employer_id", "status"])
      .where("person_id", "=", act.personId)
      .where("month", "=", month)
      .execute();
    if (standing.some((line) => line.employer_id !== null && (line.status === "arrears" || line.status === "assessed")))
      return refused(
        `${Month.print(month)}由单位负责缴纳，本人不能注销（社会保险法第八十六条：由征收机构责令单位补足）`,
        "单位不缴的，可以打 12333 或 12366 反映",
      );
    if (standing.some((line) => line.status === "arrived" || line.status === "back-paid"))
      return refused(`${Month.print(month)}已经到账，没有欠费`, "已经缴的不能注销；要退费请到社保大厅咨询");
    return refused(`${Month.print(month)}没有欠费可以注销`, "请先看「查欠费」，只选列出来的月份");
  }
  return undefined;
}

/** 欠费注销 (退账): months of flexible employment are given up, for good. Only what is owed by oneself and not ordered. */
export function cancelArrears(tx: Tx, act: CancelArrears): Promise<Effect> {
  const { personId, key, today } = act;
  const months = [...new Set(act.months)].toSorted();
  return once(tx, { kind: "cancel-arrears", key, personId, today, input: { months } }, async () => {
    const open = await readOpenLines(tx, { personId }, today);
    const barred = await barrier(tx, act, open);
    if (barred) return barred;
    const lines = open.filter((line) => months.includes(line.month));
    await tx
      .updateTable("payments")
      .set({ status: "cancelled", cancelled_because: "waived" })
      .where("person_id", "=", personId)
      .where("employer_id", "is", null)
      .where("month", "in", months)
      .where("status", "in", ["assessed", "arrears"])
      .execute();
    const total = lines.reduce((sum, line) => sum + line.person, 0);
    const lost = new Set(lines.filter((line) => line.scheme === "pension").map((line) => line.month)).size;
    return {
      text: `已注销 ${months.map(Month.print).join("、")}的欠费共 ${Money.print(total)}，不用再缴。养老保险少算 ${lost} 个月缴费年限，以后不能再补。`,
      due: 0,
      events: lines.map(({ month, scheme, number, person }) => ({
        kind: "waived",
        detail: { month, scheme, number, person },
      })),
    };
  });
}
