import { cutOffOf, lateFee } from "@wsi/shared/insurance";
import { daysBetween, monthOf } from "@wsi/shared/values";
import { sql } from "kysely";
import type { Tx } from "../../db.ts";
import { currentFigures } from "../../figures/index.ts";
import type { EmployeePage, PageAsk, StatementPage } from "../../ports/core-insurance.ts";
import { byPerson } from "../by-person.ts";
import { readNotes } from "../corrections/notes.ts";
import { authorityOf } from "../enrolments.ts";
import { lateFeeOf } from "../orders.ts";
import type { InsuranceTables } from "../tables.ts";

/** LIKE without its wildcards: what is typed is only looked for. */
const like = (typed: string): string => `%${typed.replaceAll(/[\\%_]/g, (one) => `\\${one}`)}%`;
const startOf = ({ page, size }: PageAsk): number => (page - 1) * size;

interface Sums {
  people: number;
  unpaid_people: number;
  sum_unit: number;
  sum_person: number;
  arrived: number;
  arrived_fees: number;
  /** Unpaid amounts, each with how many lines have it: the fee is rounded line by line. */
  owed: { amount: number; n: number }[] | null;
}
type Row = Sums & { person_id: string | null; name: string; matching: number };

/** A page of 单位月度账单, unpaid people first, with the sums of everybody: two statements, and one range of an index, however many it employs. */
export async function statementPage(
  tx: Tx,
  employerId: string,
  ask: PageAsk & { month: string; unpaid: boolean },
  today: string,
): Promise<StatementPage> {
  const { month } = ask;
  const figures = await currentFigures(tx);
  const days = daysBetween(cutOffOf(figures, month, "employer"), today);
  const { rows } = await sql<Row>`
    with each as materialized (
      select p.person_id, bool_or(p.status in ('assessed', 'arrears')) as open,
        sum(p.unit) filter (where p.status <> 'cancelled') as unit,
        sum(p.person) filter (where p.status <> 'cancelled') as person,
        sum(p.unit + p.person + p.late_fee) filter (where p.status in ('arrived', 'back-paid')) as arrived,
        sum(p.late_fee) filter (where p.status in ('arrived', 'back-paid')) as fees,
        array_agg(p.unit + p.person) filter (where ${days > 0} and p.status in ('assessed', 'arrears')) as owed
      from payments p
      where p.employer_id = ${employerId} and p.month = ${month}
      group by p.person_id),
    sums as (
      select count(*) as people, count(*) filter (where open) as unpaid_people, coalesce(sum(unit), 0)::bigint as sum_unit,
        coalesce(sum(person), 0)::bigint as sum_person, coalesce(sum(arrived), 0)::bigint as arrived,
        coalesce(sum(fees), 0)::bigint as arrived_fees,
        (select json_agg(o) from (select amount, count(*)::int as n from each, unnest(owed) as amount group by 1) o) as owed
      from each),
    shown as (
      select each.person_id, n.name, count(*) over () as matching
      from each join people n on n.id = each.person_id
      where (${ask.named === ""} or n.name like ${like(ask.named)}) and (not ${ask.unpaid} or each.open)
      order by each.open desc, n.name, n.id limit ${ask.size} offset ${startOf(ask)})
    select sums.*, shown.* from sums left join shown on true`.execute(tx);
  const ids = rows.flatMap((row) => (row.person_id === null ? [] : [row.person_id]));
  const lines = await linesOf(tx, employerId, month, ids);
  const noted = await readNotes(tx, { personIds: ids, from: month, to: month });
  const sums = rows[0];
  const owedFees =
    days > 0 ? (sums?.owed ?? []).reduce((sum, one) => sum + lateFee(figures, one.amount, days, today) * one.n, 0) : 0;
  return {
    authority: "both",
    asOf: today,
    month,
    payBy: cutOffOf(figures, month, "employer"),
    matching: sums === undefined || sums.person_id === null ? 0 : sums.matching,
    rows: rows.flatMap((row) => {
      if (row.person_id === null) return [];
      const own = (lines.get(row.person_id) ?? []).map((line) => ({
        scheme: line.scheme,
        base: line.base,
        unit: line.unit,
        person: line.person,
        // What is past its day is owed, whether the monthly run has said so yet or not.
        status: isOpen(line) && days > 0 ? ("arrears" as const) : line.status,
        figures: line.figures,
        ...noted(line),
        authority: authorityOf(line.scheme),
        lateFee: isOpen(line) ? lateFeeOf(figures, line, today) : line.status === "cancelled" ? 0 : line.late_fee,
      }));
      const counted = own.filter((line) => line.status !== "cancelled");
      const sum = (of: (line: (typeof own)[number]) => number) => counted.reduce((total, line) => total + of(line), 0);
      return [
        {
          personId: row.person_id,
          name: row.name,
          unit: sum((line) => line.unit),
          person: sum((line) => line.person),
          lateFee: sum((line) => line.lateFee),
          open: own.some(isOpen),
          lines: own,
        },
      ];
    }),
    sums: {
      people: sums?.people ?? 0,
      unpaidPeople: sums?.unpaid_people ?? 0,
      unit: sums?.sum_unit ?? 0,
      person: sums?.sum_person ?? 0,
      lateFees: (sums?.arrived_fees ?? 0) + owedFees,
      arrived: sums?.arrived ?? 0,
    },
  };
}

const isOpen = ({ status }: Pick<InsuranceTables["payments"], "status">): boolean =>
  status === "assessed" || status === "arrears";

async function linesOf(tx: Tx, employerId: string, month: string, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, never[]>();
  const rows = await tx
    .selectFrom("payments")
    .select([
      "person_id",
      "month",
      "scheme",
      "number",
      "base",
      "unit",
      "person",
      "status",
      "employer_id",
      "late_fee",
      "figures",
    ])
    .where("person_id", "in", [...ids])
    .where("month", "=", month)
    .where("employer_id", "=", employerId)
    .orderBy("person_id")
    .orderBy("scheme", "desc")
    .orderBy("number")
    .execute();
  return byPerson(rows);
}

/** A page of 员工名单, by name, with the wage in force: one statement. */
export async function employeePage(tx: Tx, employerId: string, ask: PageAsk, today: string): Promise<EmployeePage> {
  const { rows } = await sql<{
    id: string;
    name: string;
    id_number: string;
    schemes: EmployeePage["rows"][number]["schemes"];
    since: string;
    wage: number | null;
    matching: number;
  }>`
    with page as materialized (
      select p.id, p.name, p.id_number, count(*) over () as matching
      from (select distinct person_id from enrolments where employer_id = ${employerId} and stopped_on is null) e
        join people p on p.id = e.person_id
      where ${ask.named === ""} or p.name like ${like(ask.named)}
      order by p.name, p.id limit ${ask.size} offset ${startOf(ask)})
    select page.*, e.schemes, e.since, w.wage from page
    cross join lateral (select array_agg(scheme order by scheme desc) as schemes, min(started_on) as since from enrolments
      where person_id = page.id and employer_id = ${employerId} and stopped_on is null) e
    left join lateral (select wage from wages where person_id = page.id and employer_id = ${employerId}
      and from_month <= ${monthOf(today)} order by from_month desc, id desc limit 1) w on true
    order by page.name, page.id`.execute(tx);
  return {
    authority: "both",
    asOf: today,
    matching: rows[0]?.matching ?? 0,
    rows: rows.map((row) => ({
      personId: row.id,
      name: row.name,
      idNumber: row.id_number,
      schemes: row.schemes,
      since: row.since,
      wage: row.wage,
    })),
  };
}
