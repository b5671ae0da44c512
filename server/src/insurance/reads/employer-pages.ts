import { cutOffOf, lateFee } from "@wsi/shared/insurance";
import { daysBetween, monthOf } from "@wsi/shared/values";
import { sql } from "kysely";
import type { Tx } from "../../db.ts";
import type { EmployeePage, PageAsk, StatementPage } from "../../ports/core-insurance.ts";
import { byPerson } from "../by-person.ts";
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

/** A page of 单位月度账单, unpaid people first, with the sums of everybody: two statements, however many it employs. */
export async function statementPage(
  tx: Tx,
  employerId: string,
  ask: PageAsk & { month: string; unpaid: boolean },
  today: string,
): Promise<StatementPage> {
  const { month } = ask;
  const { rows } = await sql<Row>`
    with lines as materialized (
      select p.person_id, p.unit, p.person, p.status, p.late_fee
      from (select distinct person_id from enrolments where employer_id = ${employerId} and started_on <= ${month}) e
        join payments p on p.person_id = e.person_id and p.month = ${month} and p.employer_id = ${employerId}),
    each as (
      select person_id, bool_or(status in ('assessed', 'arrears')) as open from lines group by person_id),
    sums as (
      select (select count(*) from each) as people, (select count(*) from each where open) as unpaid_people,
        coalesce(sum(unit) filter (where status <> 'cancelled'), 0)::bigint as sum_unit,
        coalesce(sum(person) filter (where status <> 'cancelled'), 0)::bigint as sum_person,
        coalesce(sum(unit + person + late_fee) filter (where status in ('arrived', 'back-paid')), 0)::bigint as arrived,
        coalesce(sum(late_fee) filter (where status in ('arrived', 'back-paid')), 0)::bigint as arrived_fees,
        (select json_agg(o) from (select unit + person as amount, count(*)::int as n from lines
          where status in ('assessed', 'arrears') group by 1) o) as owed
      from lines),
    shown as (
      select each.person_id, n.name, count(*) over () as matching
      from each join people n on n.id = each.person_id
      where (${ask.named === ""} or n.name like ${like(ask.named)}) and (not ${ask.unpaid} or each.open)
      order by each.open desc, n.name, n.id limit ${ask.size} offset ${startOf(ask)})
    select sums.*, shown.* from sums left join shown on true`.execute(tx);
  const ids = rows.flatMap((row) => (row.person_id === null ? [] : [row.person_id]));
  const lines = await linesOf(tx, employerId, month, ids);
  const sums = rows[0];
  const days = daysBetween(cutOffOf(month, "employer"), today);
  const owedFees = days > 0 ? (sums?.owed ?? []).reduce((sum, one) => sum + lateFee(one.amount, days) * one.n, 0) : 0;
  return {
    authority: "both",
    asOf: today,
    month,
    payBy: cutOffOf(month, "employer"),
    matching: sums === undefined || sums.person_id === null ? 0 : sums.matching,
    rows: rows.flatMap((row) => {
      if (row.person_id === null) return [];
      const own = (lines.get(row.person_id) ?? []).map((line) => ({
        scheme: line.scheme,
        base: line.base,
        unit: line.unit,
        person: line.person,
        status: line.status,
        authority: authorityOf(line.scheme),
        lateFee: isOpen(line) ? lateFeeOf(line, today) : line.status === "cancelled" ? 0 : line.late_fee,
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
    .select(["person_id", "month", "scheme", "base", "unit", "person", "status", "employer_id", "late_fee"])
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
    select one.*, w.wage from (
      select p.id, p.name, p.id_number, array_agg(e.scheme order by e.scheme desc) as schemes,
        min(e.started_on) as since, count(*) over () as matching
      from enrolments e join people p on p.id = e.person_id
      where e.employer_id = ${employerId} and e.stopped_on is null and (${ask.named === ""} or p.name like ${like(ask.named)})
      group by p.id, p.name, p.id_number order by p.name, p.id limit ${ask.size} offset ${startOf(ask)}) one
    left join lateral (select wage from wages where person_id = one.id and employer_id = ${employerId}
      and from_month <= ${monthOf(today)} order by from_month desc, id desc limit 1) w on true
    order by one.name, one.id`.execute(tx);
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
