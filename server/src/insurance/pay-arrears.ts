import { Day, Money, Month } from "@wsi/shared/values";
import type { Tx } from "../db.ts";
import type { Effect, PayArrears } from "../ports/core-insurance.ts";
import { lockPeople, once, refused, type Refused } from "./effect.ts";
import { makeOrder, readOpenLines, type OpenRow } from "./orders.ts";

function barrier(months: readonly string[], open: readonly OpenRow[]): Refused | undefined {
  if (months.length === 0) return refused("没有选要缴的月份", "请至少选一个有欠费的月份");
  const none = months.find((month) => !open.some((line) => line.month === month));
  if (none !== undefined)
    return refused(
      `${Month.print(none)}没有待缴的费用：可能已经到账、已经注销，或由单位负责缴纳`,
      "请先看「查欠费」，只选列出来的月份；中断没有核定的月份请看「中断补缴」",
    );
  const ordered = open.find((line) => months.includes(line.month) && line.order_number !== null);
  if (ordered)
    return refused(
      `${Month.print(ordered.month)}已经开过缴费单 ${ordered.order_number}，还没有到账`,
      "请用那张缴费单到税务渠道缴；刚缴过的，2 到 5 个工作日后到账",
    );
  return undefined;
}

/** 欠费补缴: the chosen months become one order for the tax channel. It never collects; `settle` hears when the money came. */
export function payArrears(tx: Tx, act: PayArrears): Promise<Effect> {
  const { payer, key, today } = act;
  const months = [...new Set(act.months)].toSorted();
  const who = "personId" in payer ? { personId: payer.personId } : { employerId: payer.employerId };
  return once(tx, { kind: "pay-arrears", key, today, ...who, input: { months, payer } }, async () => {
    // Whose lines they are is known only now; once they are held, what came meanwhile is not ordered a second time.
    const seen = await readOpenLines(tx, payer, today);
    await lockPeople(tx, [...new Set(seen.map((line) => line.person_id))]);
    const open = await readOpenLines(tx, payer, today);
    const barred = barrier(months, open);
    if (barred) return barred;
    const lines = open.filter((line) => months.includes(line.month));
    const { number, total, lateFees, validUntil } = await makeOrder(tx, who, lines, today);
    const fee =
      lateFees === 0
        ? ""
        : `，其中滞纳金 ${Money.print(lateFees)}（每天万分之五，社会保险法第八十六条），算到今天，过了今天请重新开单`;
    return {
      text: `已开缴费单 ${number}：${months.map(Month.print).join("、")}，共 ${Money.print(total)}${fee}。请在 ${Day.print(validUntil)}前到税务渠道缴。`,
      due: total,
      made: { order: number },
      events: [{ kind: "ordered", detail: { order: number, months, total, lateFees, lines: lines.length } }],
    };
  });
}
