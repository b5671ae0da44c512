import { Money, Month, monthOf } from "@wsi/shared/values";
import {
  clampBase,
  employerMonth,
  estimateOf,
  schemeNames,
  wageProblem,
  type Figures,
  type Quote,
} from "@wsi/shared/insurance";
import { sql } from "kysely";
import type { Tx } from "../../db.ts";
import type { CancelMonth, Effect } from "../../ports/core-insurance.ts";
import { currentFigures } from "../../figures/index.ts";
import { byPerson } from "../by-person.ts";
import { assess, once, refused, type AssessedLine, type LedgerEvent, type Refused } from "../effect.ts";
import { insuredAmong } from "../info.ts";
import { readOpenLines, type OpenRow } from "../orders.ts";
import { declare } from "./wages-table.ts";

/** What is asked of one person. */
export type Cancelling = Pick<CancelMonth, "month" | "reason" | "note" | "reassessWage">;
/** What the ledger holds of somebody's month at an employer. */
export interface MonthThere {
  open: OpenRow[];
  /** Insured there now. */
  active: boolean;
  statuses: string[];
}
/** `of`: the question whose answer is in the way. */
interface Barred {
  of: "person" | "month" | "reason" | "note" | "rightWage";
  refusal: Refused;
}
const barred = (of: Barred["of"], because: string, instead: string): Barred => ({
  of,
  refusal: refused(because, instead),
});

/** Of many people, in three statements. Everybody asked for is in it. */
export async function monthThere(
  tx: Tx,
  { employerId, month, today }: { employerId: string; month: string; today: string },
  ids: readonly string[],
): Promise<ReadonlyMap<string, MonthThere>> {
  const open = byPerson(await readOpenLines(tx, { employerId, personIds: ids, month }, today));
  const active = await insuredAmong(tx, employerId, ids);
  const lines = await sql<{ person_id: string; status: string }>`select person_id, status from payments
    where person_id = any(${ids}::uuid[]) and month = ${month} and employer_id = ${employerId}::uuid`.execute(tx);
  const statuses = byPerson(lines.rows);
  return new Map(
    ids.map((id) => [
      id,
      {
        open: open.get(id) ?? [],
        active: active.has(id),
        statuses: (statuses.get(id) ?? []).map((line) => line.status),
      },
    ]),
  );
}

/** Why somebody's month cannot be cancelled; the same words for one and for the row of a roll. */
export function cancelBarrier(
  act: Cancelling & { today: string },
  { open, active, statuses }: MonthThere,
): Barred | undefined {
  const thisMonth = monthOf(act.today);
  if (act.month !== thisMonth)
    return barred(
      "month",
      `只能注销本月（${Month.print(thisMonth)}）的欠款，不能注销 ${Month.print(act.month)}`,
      act.month < thisMonth
        ? "以前月份的欠费要补缴，并按日加收滞纳金；有争议的请打 12366"
        : "那个月还没有核定，不用注销",
    );
  if (act.reason === "other" && (act.note ?? "").trim() === "")
    return barred("note", "没有写明注销原因", "请写一句为什么要注销");
  if (act.reason === "left" && active)
    return barred("reason", "这个人还没有停保，注销后下月仍会核定", "请先办「暂停缴费」，再来注销本月欠款（先停后退）");
  if (act.reason === "wrong-wage") {
    if (!active) return barred("reason", "这个人已经停保，不能重新核定", "请改选原因「已经离职」");
    const wrong =
      act.reassessWage === undefined
        ? { because: "没有填正确的工资", instead: "请填写正确的月工资，本月会按它重新核定" }
        : wageProblem(act.reassessWage);
    if (wrong) return barred("rightWage", wrong.because, wrong.instead);
  }
  const ordered = open.find((line) => line.order_number !== null);
  if (ordered)
    return barred(
      "person",
      `本月的费用已经开了缴费单 ${ordered.order_number}`,
      "请等缴费单过期再注销；已经缴了的，到账后申请退费（退收）",
    );
  if (open.length > 0) return undefined;
  if (statuses.some((status) => status === "arrived" || status === "back-paid"))
    return barred("person", "本月的费用已经到账，没有欠款可以注销", "多缴了的，请先停保再申请退费（退收）");
  if (statuses.includes("cancelled")) return barred("person", "本月的欠款已经注销过了", "不用再办");
  return barred("person", "本月没有为这个人核定过费用", "请核对身份证号和月份；还没有核定的不用注销");
}

export async function cancelLines(tx: Tx, open: readonly OpenRow[]): Promise<void> {
  await sql`update payments p set status = 'cancelled', cancelled_because = 'withdrawn'
    from unnest(${open.map((line) => line.person_id)}::uuid[], ${open.map((line) => line.month)}::text[],
      ${open.map((line) => line.scheme)}::text[], ${open.map((line) => line.number)}::smallint[]) as d (person_id, month, scheme, number)
    where p.person_id = d.person_id and p.month = d.month and p.scheme = d.scheme and p.number = d.number
      and p.status in ('assessed', 'arrears')`.execute(tx);
}

/** What takes the place of the cancelled lines where the wage was wrong; else nothing. */
export function reassessed(
  figures: Figures,
  { month, reason, reassessWage: wage }: Cancelling,
  open: readonly OpenRow[],
): AssessedLine[] {
  if (reason !== "wrong-wage" || wage === undefined) return [];
  const { base } = clampBase(figures, month, wage);
  return employerMonth(figures, month, wage)
    .filter(({ scheme }) => open.some((line) => line.scheme === scheme))
    .map((line) => ({ ...line, month, wage: base === wage ? undefined : wage }));
}

export const sumOfOpen = (open: readonly OpenRow[]): number =>
  open.reduce((sum, line) => sum + line.unit + line.person, 0);

/** What is told of a cancellation, and what history keeps of it. */
export function tellCancelled(
  figures: Figures,
  { month, reason, note, reassessWage }: Cancelling,
  open: readonly OpenRow[],
  lines: readonly AssessedLine[],
): { text: string; due: number; lines?: Quote["lines"]; estimate?: string; events: LedgerEvent[] } {
  const events: LedgerEvent[] = open.map(({ scheme, number, unit, person }) => ({
    kind: "cancelled",
    detail: { month, scheme, number, unit, person, because: reason, note },
  }));
  const schemes = open.map((line) => schemeNames[line.scheme]).join("、");
  const what = `已注销 ${Month.print(month)}${schemes}未缴的 ${Money.print(sumOfOpen(open))}`;
  if (lines.length === 0 || reassessWage === undefined) return { text: `${what}，不用再缴。`, due: 0, events };
  const { why } = clampBase(figures, month, reassessWage);
  const due = lines.reduce((sum, line) => sum + (line.unit ?? 0) + line.person, 0);
  const estimate = estimateOf(figures, month);
  return {
    text: `${what}，重新核定为 ${Money.print(due)}：${why}。`,
    due,
    lines: [{ label: `重新核定 ${Month.print(month)}`, fen: due, why }],
    ...(estimate === undefined ? {} : { estimate }),
    events: [...events, { kind: "assessed", detail: { lines, figures: figures.version } }],
  };
}

/** 职工当月欠款注销 (退账): what is assessed and unpaid this month is cancelled, and assessed anew where the wage was wrong. */
export function cancelMonth(tx: Tx, act: CancelMonth): Promise<Effect> {
  const { personId, employerId, key, today, month, reason, note, reassessWage } = act;
  const schemes = [...new Set(act.schemes)].toSorted();
  const input = { schemes, month, reason, note, reassessWage };
  return once(tx, { kind: "cancel-month", key, personId, employerId, today, input }, async () => {
    const there = (await monthThere(tx, act, [personId])).get(personId);
    if (!there) throw new Error("the ledger was not asked about this person");
    const open = there.open.filter((line) => schemes.length === 0 || schemes.includes(line.scheme));
    const wrong = cancelBarrier(act, { ...there, open });
    if (wrong) return wrong.refusal;
    await cancelLines(tx, open);
    const figures = await currentFigures(tx);
    const lines = reassessed(figures, act, open);
    if (lines.length > 0 && reassessWage !== undefined) {
      await declare(tx, { employerId, fromMonth: month, kind: "correction", key }, [{ personId, wage: reassessWage }]);
      await assess(tx, { ...act, figures }, lines);
    }
    return tellCancelled(figures, act, open, lines);
  });
}
