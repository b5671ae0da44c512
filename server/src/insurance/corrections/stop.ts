import { earliestEntry, isStopReason, stopConsequence, stopReasons, type Scheme } from "@wsi/shared/insurance";
import { addMonths, Day, isDay, Month, monthOf } from "@wsi/shared/values";
import type { Tx } from "../../db.ts";
import { refused, type Refused } from "../effect.ts";
import type { EnrolmentRow } from "../enrolments.ts";
import { linesTold } from "./recompute.ts";
import { coverLess, coverMore, nothingMoved, spellsOf } from "./spell.ts";
import type { Ask, Corrected } from "./wrong.ts";

/** The last day of work or the reason of a stop was wrong: it decides months, money and unemployment benefit. */
export async function correctStop(tx: Tx, ask: Ask<"stop">, employerId: string): Promise<Corrected | Refused> {
  const { act, wrong, figures } = ask;
  const { personId, today, change } = act;
  const was = { leavingDate: String(wrong.input["leavingDate"]), reason: String(wrong.input["reason"]) };
  const { leavingDate = was.leavingDate, reason = was.reason } = change;
  if (!isStopReason(reason) || !isStopReason(was.reason)) return refused("没有这个减员原因", "请从列表里选真实的原因");
  if (!isDay(leavingDate)) return refused("离职日期不对", "请按「2026-01-31」这样填写");
  if (leavingDate === was.leavingDate && reason === was.reason)
    return refused("和现在登记的一样，没有变化", "请核对要更正的内容");
  const [last, next] = [monthOf(was.leavingDate), monthOf(leavingDate)];
  if (next > monthOf(today)) return refused("离职日期还没有到", "请到离职当月再办");
  const stopped = await schemesStopped(tx, act.of);
  const spells = await spellsOf(
    tx,
    personId,
    employerId,
    (row) => row.stopped_on === last && row.stop_code === was.reason && stopped.includes(row.scheme),
  );
  if (spells.length === 0) return refused("这次停保的记录后来又变动过，不能再改", "请带离职证明到社保大厅核定");
  const barred = reason === was.reason ? undefined : await drawnOn(tx, personId, last, reason);
  if (barred) return barred;
  const moved = await move(tx, ask, employerId, spells, { last, next, earliest: earliestEntry(figures, today) });
  if ("outcome" in moved) return moved;
  await tx
    .updateTable("enrolments")
    .set({ stopped_on: next, stop_reason: stopReasons[reason].label, stop_code: reason })
    .where(
      "id",
      "in",
      spells.map((row) => row.id),
    )
    .execute();
  const said = [
    leavingDate === was.leavingDate
      ? undefined
      : `离职日期由 ${Day.print(was.leavingDate)}更正为 ${Day.print(leavingDate)}，缴到 ${Month.print(next)}`,
    reason === was.reason
      ? undefined
      : `减员原因由「${stopReasons[was.reason].label}」更正为「${stopReasons[reason].label}」，${stopConsequence(reason)}`,
  ].filter((one) => one !== undefined);
  return { was, now: { leavingDate, reason }, text: `${said.join("；")}${linesTold(moved)}`, ...moved };
}

async function schemesStopped(tx: Tx, of: string): Promise<Scheme[]> {
  const told = await tx
    .selectFrom("ledger_events")
    .select("detail")
    .where("effect_key", "=", of)
    .where("kind", "=", "stopped")
    .executeTakeFirstOrThrow();
  return (told.detail as { schemes: Scheme[] }).schemes;
}

/** A benefit granted on the word of the old reason is not taken away by a machine. */
async function drawnOn(
  tx: Tx,
  personId: string,
  last: string,
  reason: keyof typeof stopReasons,
): Promise<Refused | undefined> {
  if (stopReasons[reason].benefit === "may-claim") return undefined;
  const granted = await tx
    .selectFrom("benefits")
    .select("id")
    .where("person_id", "=", personId)
    .where("kind", "=", "unemployment")
    .where("reversed_by", "is", null)
    .where("started_on", ">=", last)
    .executeTakeFirst();
  return granted
    ? refused(
        "已经按原来登记的原因发了失业金，机器不能直接改",
        "请带离职证明到社保大厅，由工作人员先核定失业金，再更正原因",
      )
    : undefined;
}

function move(
  tx: Tx,
  ask: Ask<"stop">,
  employerId: string,
  spells: readonly EnrolmentRow[],
  { last, next, earliest }: { last: string; next: string; earliest: string },
): Promise<typeof nothingMoved | Refused> | typeof nothingMoved | Refused {
  if (next === last) return nothingMoved;
  if (next > last) {
    const from = addMonths(last, 1);
    return from < earliest
      ? refused(
          "要补的月份已超过 3 个月，不能在这里补",
          "请持劳动合同办「劳动合同补缴」，有仲裁、判决的办「法律文书补缴」",
        )
      : coverMore(tx, ask, employerId, spells, { from, to: next });
  }
  const late = spells.find((row) => row.started_on > next);
  if (late) return refused(`离职日期早于参保的 ${Month.print(late.started_on)}`, "请核对离职日期");
  const schemes = spells.map((row) => row.scheme);
  return coverLess(tx, ask, employerId, schemes, { from: addMonths(next, 1), to: last });
}
