import { cutOffOf, lateFee, type Figures } from "@wsi/shared/insurance";
import { addDays, daysBetween, monthOf } from "@wsi/shared/values";
import { sql } from "kysely";
import type { Tx } from "../db.ts";
import { currentFigures } from "../figures/index.ts";
import type { InsuranceTables } from "./tables.ts";

/** A line that waits for money, as orders see it. */
export interface OpenRow {
  person_id: string;
  person_name: string;
  employer_id: string | null;
  employer_name: string | null;
  month: string;
  scheme: InsuranceTables["payments"]["scheme"];
  number: number;
  base: number;
  unit: number;
  person: number;
  status: InsuranceTables["payments"]["status"];
  due_on: string | null;
  figures: number | null;
  /** An order that is still valid contains it. */
  order_number: string | null;
}

/** `personIds`, `month`: of the employer's, only these. */
export type Payer = { personId: string } | { employerId: string; personIds?: readonly string[]; month?: string };

/** Oldest first. A person's own are those of flexible employment; the employer's are of everybody it ever insured. */
export async function readOpenLines(tx: Tx, payer: Payer, today: string): Promise<OpenRow[]> {
  const whose =
    "personId" in payer
      ? sql`p.person_id = ${payer.personId} and p.employer_id is null`
      : sql`p.person_id in (select e.person_id from enrolments e where e.employer_id = ${payer.employerId})
          and p.employer_id = ${payer.employerId}
          and (${payer.personIds === undefined} or p.person_id = any(${payer.personIds ?? []}::uuid[]))
          and (${payer.month === undefined} or p.month = ${payer.month ?? ""})`;
  const { rows } = await sql<OpenRow>`
    select p.person_id, n.name as person_name, p.employer_id, o.name as employer_name, p.month, p.scheme, p.number,
      p.base, p.unit, p.person, p.status, p.due_on, p.figures,
      (select l.order_number from payment_order_lines l join payment_orders r on r.number = l.order_number
        where l.person_id = p.person_id and l.month = p.month and l.scheme = p.scheme and l.number = p.number
          and r.arrived_on is null and r.valid_until >= ${today}::date
        order by l.order_number desc limit 1) as order_number
    from payments p join people n on n.id = p.person_id left join employers o on o.id = p.employer_id
    where ${whose} and p.status in ('assessed', 'arrears')
    order by p.month, n.name, p.person_id, p.scheme desc, p.number`.execute(tx);
  return rows;
}

type Owed = Pick<OpenRow, "month" | "employer_id" | "unit" | "person" | "due_on">;

export const payBy = (figures: Figures, { month, employer_id, due_on }: Owed): string =>
  due_on ?? cutOffOf(figures, month, employer_id === null ? "flexible" : "employer");

/** 滞纳金 as of a day: only employers owe it, from the day after the month's cut-off, whenever the line was assessed. */
export function lateFeeOf(
  figures: Figures,
  line: Pick<Owed, "month" | "employer_id" | "unit" | "person">,
  today: string,
): number {
  if (line.employer_id === null) return 0;
  const days = daysBetween(cutOffOf(figures, line.month, "employer"), today);
  return days > 0 ? lateFee(figures, line.unit + line.person, days, today) : 0;
}

export interface Order {
  number: string;
  total: number;
  lateFees: number;
  validUntil: string;
}

/** How long an order without late fee may wait. */
const daysValid = 15;

/** Makes the order 缴费单 of some open lines. With a late fee it holds for the day, since the fee grows with each. */
export async function makeOrder(
  tx: Tx,
  payer: { personId?: string; employerId?: string },
  lines: readonly OpenRow[],
  today: string,
): Promise<Order> {
  const figures = await currentFigures(tx);
  const fees = lines.map((line) => lateFeeOf(figures, line, today));
  const lateFees = fees.reduce((sum, fee) => sum + fee, 0);
  const total = lines.reduce((sum, line) => sum + line.unit + line.person, 0) + lateFees;
  const validUntil = lateFees > 0 ? today : addDays(today, daysValid);
  const number = await insertOrder(tx, { ...payer, total, lateFees, today, validUntil, figures });
  await sql`insert into payment_order_lines (order_number, person_id, month, scheme, number, late_fee)
    select ${number}, * from unnest(${lines.map((line) => line.person_id)}::uuid[], ${lines.map((line) => line.month)}::text[],
      ${lines.map((line) => line.scheme)}::text[], ${lines.map((line) => line.number)}::smallint[], ${fees}::bigint[])`.execute(
    tx,
  );
  return { number, total, lateFees, validUntil };
}

export async function insertOrder(
  tx: Tx,
  order: {
    personId?: string;
    employerId?: string;
    projectId?: string;
    total: number;
    lateFees: number;
    today: string;
    validUntil: string;
    figures: Figures;
  },
): Promise<string> {
  const { rows } = await sql<{ n: number }>`select nextval('payment_order_numbers') as n`.execute(tx);
  const number = `JF${monthOf(order.today).replace("-", "")}${String(rows[0]?.n ?? 0).padStart(8, "0")}`;
  await tx
    .insertInto("payment_orders")
    .values({
      number,
      person_id: order.personId ?? null,
      employer_id: order.employerId ?? null,
      project_id: order.projectId ?? null,
      total: order.total,
      late_fee: order.lateFees,
      made_on: order.today,
      valid_until: order.validUntil,
      arrived_on: null,
      figures: order.figures.version,
    })
    .execute();
  return number;
}
