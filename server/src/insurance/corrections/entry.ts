import { addMonths, Day, isDay, Month, monthOf } from "@wsi/shared/values";
import type { Tx } from "../../db.ts";
import { refused, type Refused } from "../effect.ts";
import { entryMonths } from "../employer/enrol.ts";
import { declare } from "../employer/wages-table.ts";
import { linesTold } from "./recompute.ts";
import { coverLess, coverMore, nothingMoved, spellsOf } from "./spell.ts";
import { correctionKey, type Ask, type Corrected } from "./wrong.ts";

/** The first day of work was wrong: months are missing, or were assessed that nobody worked. */
export async function correctEntry(tx: Tx, ask: Ask<"entry">, employerId: string): Promise<Corrected | Refused> {
  const { act, wrong, figures } = ask;
  const { personId, today } = act;
  const { entryDate } = act.change;
  const was = String(wrong.input["entryDate"]);
  if (!isDay(entryDate)) return refused("入职日期不对", "请按「2026-01-31」这样填写");
  if (entryDate === was) return refused("和现在登记的入职日期一样，没有变化", "请核对要更正的日期");
  if (entryDate > today) return refused("入职日期还没有到", "请在入职当天起 30 天内办（社会保险法第五十八条）");
  const { opened_on } = await tx
    .selectFrom("employers")
    .select("opened_on")
    .where("id", "=", employerId)
    .executeTakeFirstOrThrow();
  if (entryDate < opened_on) return refused("入职日期早于单位开户的日期", `单位 ${Day.print(opened_on)}开户`);
  const from = await startedOn(tx, ask, was);
  const to = monthOf(entryDate);
  const spells = await spellsOf(tx, personId, employerId, (row) => row.started_on === from);
  const [first] = spells;
  if (!first) return refused("这次参保的记录后来又变动过，不能再改", "请带劳动合同到社保大厅核定");
  if (spells.some((row) => row.stopped_on !== null && row.stopped_on < to))
    return refused("入职日期晚于停保的月份", "根本没有入职的，请带劳动合同到社保大厅核定");
  if (to < from && entryMonths(figures, { entryDate, today }).tooOld)
    return refused(
      "要补的月份已超过 3 个月，不能在这里补",
      "请持劳动合同办「劳动合同补缴」，有仲裁、判决的办「法律文书补缴」",
    );
  const moved =
    to === from
      ? nothingMoved
      : to < from
        ? await coverMore(tx, ask, employerId, spells, { from: to, to: addMonths(from, -1) })
        : await coverLess(
            tx,
            ask,
            employerId,
            spells.map((row) => row.scheme),
            { from, to: addMonths(to, -1) },
          );
  if ("outcome" in moved) return moved;
  if (to !== from) {
    await tx
      .updateTable("enrolments")
      .set({ started_on: to })
      .where(
        "id",
        "in",
        spells.map((row) => row.id),
      )
      .execute();
    if (to < from) await wageSince(tx, ask, employerId, to);
  }
  return {
    was: { entryDate: was, from },
    now: { entryDate, from: to },
    text: `入职日期由 ${Day.print(was)}更正为 ${Day.print(entryDate)}，从 ${Month.print(to)}起参保${linesTold(moved)}`,
    ...moved,
  };
}

/** The month that the entry counted from: not always that of its day, when it lay too far back. */
async function startedOn(tx: Tx, { act, wrong }: Ask<"entry">, was: string): Promise<string> {
  if (typeof wrong.input["from"] === "string") return wrong.input["from"];
  const told = await tx
    .selectFrom("ledger_events")
    .select("detail")
    .where("effect_key", "=", act.of)
    .where("kind", "=", "enrolled")
    .executeTakeFirst();
  return (told?.detail as { from?: string } | undefined)?.from ?? monthOf(was);
}

/** What was declared for the entry holds from the new first month, too. */
async function wageSince(tx: Tx, { act }: Ask<"entry">, employerId: string, from: string): Promise<void> {
  const first = await tx
    .selectFrom("wages")
    .select("wage")
    .where("person_id", "=", act.personId)
    .where("employer_id", "=", employerId)
    .where("from_month", ">=", from)
    .orderBy("from_month")
    .orderBy("id", "desc")
    .executeTakeFirst();
  if (first)
    await declare(tx, { employerId, fromMonth: from, kind: "correction", key: correctionKey(act.number) }, [
      { personId: act.personId, wage: first.wage },
    ]);
}
