import type { Scheme } from "@wsi/shared/insurance";
import { Month, monthOf, monthsBetween } from "@wsi/shared/values";
import { sql } from "kysely";
import type { Tx } from "../../db.ts";
import { assess, refused, type Refused } from "../effect.ts";
import { missingLines } from "../employer/enrol.ts";
import { readEnrolments, type EnrolmentRow } from "../enrolments.ts";
import { dueOf, ordered, overpaid } from "./recompute.ts";
import { isPaid, orderOf, reverse, standingLines, type Ask, type Corrected } from "./wrong.ts";

type Moves = Pick<Corrected, "reversed" | "entered" | "due">;
export const nothingMoved: Moves = { reversed: [], entered: [], due: 0 };
type Asked = Pick<Ask<"entry" | "stop">, "act" | "figures">;

/** This employer's spells that the act began or ended, one a scheme. */
export async function spellsOf(
  tx: Tx,
  personId: string,
  employerId: string,
  fits: (row: EnrolmentRow) => boolean,
): Promise<EnrolmentRow[]> {
  const rows = (await readEnrolments(tx, personId)).filter((row) => row.employer_id === employerId && fits(row));
  return [...new Map(rows.toReversed().map((row) => [row.scheme, row])).values()];
}

/**
 * A spell comes to cover more months: nobody else may have covered them, and no benefit may have been drawn in them. What the ledger
 * holds nothing for is assessed by the wage in force, with late fee.
 */
export async function coverMore(
  tx: Tx,
  { act, figures }: Asked,
  employerId: string,
  spells: readonly EnrolmentRow[],
  range: { from: string; to: string },
): Promise<Moves | Refused> {
  const { personId, today } = act;
  const schemes = spells.map((row) => row.scheme);
  const others = (await readEnrolments(tx, personId)).filter(
    (row) => !spells.some((own) => own.id === row.id) && schemes.includes(row.scheme),
  );
  const clash = others.find(
    (row) =>
      (row.scheme !== "work-injury" || row.employer_id === employerId) &&
      row.started_on <= range.to &&
      (row.stopped_on === null || row.stopped_on >= range.from),
  );
  if (clash)
    return refused(
      `${Month.print(range.from)}到 ${Month.print(range.to)}之间已有别的参保记录，一个月只能有一份`,
      "请先更正那一份，或带劳动合同、离职证明到社保大厅核定",
    );
  const drawn = await tx
    .selectFrom("benefits")
    .select("started_on")
    .where("person_id", "=", personId)
    .where("reversed_by", "is", null)
    .where("started_on", "<=", range.to)
    .where((q) => q.or([q("ended_on", "is", null), q("ended_on", ">=", range.from)]))
    .executeTakeFirst();
  if (drawn)
    return refused(
      "要更正的月份里发过失业金或养老金，机器不能重算",
      "请到社保大厅，由工作人员核定要不要退回待遇后再更正",
    );
  const thisMonth = monthOf(today);
  const months = monthsBetween(range.from, range.to < thisMonth ? range.to : thisMonth);
  const wages = await wagesOf(tx, personId, employerId, months);
  const bare = months.find((month) => !wages.has(month));
  if (bare !== undefined)
    return refused(`${Month.print(bare)}没有申报过工资，不能核定`, "请带劳动合同和工资表到社保大厅");
  const before = await tx
    .selectFrom("payments")
    .select(["month", "scheme", "employer_id"])
    .where("person_id", "=", personId)
    .where("month", ">=", range.from)
    .where("month", "<=", range.to)
    .where("status", "<>", "cancelled")
    .execute();
  const lines = months.flatMap((month) => {
    const wage = wages.get(month) ?? 0;
    const entry = { employerId, schemes, wage, entryDate: `${month}-01`, today };
    return missingLines(figures, entry, schemes, [month], before);
  });
  const entered = await assess(tx, { personId, employerId, today, figures }, lines);
  return { reversed: [], entered, due: dueOf(lines) };
}

/** The wage in force in each month, of this employer; a month before the first that was declared has the first one's. */
async function wagesOf(
  tx: Tx,
  personId: string,
  employerId: string,
  months: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await sql<{ month: string; wage: number }>`
    select m as month, w.wage from unnest(${[...months]}::text[]) as m
    cross join lateral (
      (select wage, 0 as later from wages where person_id = ${personId} and employer_id = ${employerId} and from_month <= m
        order by from_month desc, id desc limit 1)
      union all
      (select wage, 1 from wages where person_id = ${personId} and employer_id = ${employerId} and from_month > m
        order by from_month, id desc limit 1)
      order by later limit 1) w`.execute(tx);
  return new Map(rows.map((row) => [row.month, row.wage]));
}

/** A spell comes to cover fewer months: what waits for money in them is reversed; what is paid is the tax office's to give back. */
export async function coverLess(
  tx: Tx,
  { act }: Asked,
  employerId: string,
  schemes: readonly Scheme[],
  range: { from: string; to?: string | undefined },
): Promise<Moves | Refused> {
  const lines = (await standingLines(tx, { personId: act.personId, employerId, ...range })).filter((line) =>
    schemes.includes(line.scheme),
  );
  const paid = lines.filter(isPaid);
  if (paid.length > 0) return overpaid([...new Set(paid.map((line) => line.month))]);
  const order = await orderOf(tx, act, lines);
  if (order !== undefined) return ordered(order);
  return { reversed: await reverse(tx, lines), entered: [], due: 0 };
}
