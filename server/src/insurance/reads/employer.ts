import { monthOf } from "@wsi/shared/values";
import { sql } from "kysely";
import type { Tx } from "../../db.ts";
import type { EmployeeWithWage, EmployerInfo, EmployerStatement, Project } from "../../ports/core-insurance.ts";
import { byPerson } from "../by-person.ts";
import { readNotes } from "../corrections/notes.ts";
import { wagesInForce } from "../employer/wages-table.ts";
import { currentFigures } from "../../figures/index.ts";
import { authorityOf } from "../enrolments.ts";
import { lateFeeOf } from "../orders.ts";
import type { InsuranceTables } from "../tables.ts";

export async function employerInfo(tx: Tx, employerId: string): Promise<EmployerInfo | undefined> {
  const row = await tx.selectFrom("employers").selectAll().where("id", "=", employerId).executeTakeFirst();
  if (!row) return undefined;
  return {
    id: row.id,
    creditCode: row.credit_code,
    name: row.name,
    region: row.region,
    openedOn: row.opened_on,
    construction: row.construction,
    address: row.address,
    contact: row.contact,
    phone: row.phone,
    email: row.email,
  };
}

/** Whom it insures today, by name. */
export async function employeesWithWages(tx: Tx, employerId: string, today: string): Promise<EmployeeWithWage[]> {
  const rows = await tx
    .selectFrom("enrolments as e")
    .innerJoin("people as p", "p.id", "e.person_id")
    .select(["e.person_id", "p.name", "p.id_number", "e.scheme", "e.started_on"])
    .where("e.employer_id", "=", employerId)
    .where("e.stopped_on", "is", null)
    .orderBy("p.name")
    .orderBy("p.id")
    .orderBy("e.scheme", "desc")
    .execute();
  const wages = await wagesInForce(tx, employerId, monthOf(today));
  return [...byPerson(rows)].flatMap(([personId, own]) => {
    const [first] = own;
    const wage = wages.get(personId);
    if (!first) return [];
    return [
      {
        personId,
        name: first.name,
        idNumber: first.id_number,
        schemes: own.map((row) => row.scheme),
        since: own.map((row) => row.started_on).toSorted()[0] ?? first.started_on,
        ...(wage === undefined ? {} : { wage }),
      },
    ];
  });
}

type Line = Pick<
  InsuranceTables["payments"],
  "person_id" | "month" | "scheme" | "number" | "base" | "unit" | "person" | "status" | "employer_id"
> & { name: string; late_fee: number; figures: number | null };

/** 单位月度明细: every employee's lines of a month, and the sums: one range of an index. */
export async function employerStatement(
  tx: Tx,
  employerId: string,
  month: string,
  today: string,
): Promise<EmployerStatement> {
  const { rows } = await sql<Line>`
    select n.name, p.person_id, p.month, p.scheme, p.number, p.figures, p.base, p.unit, p.person, p.status, p.employer_id, p.late_fee
    from payments p join people n on n.id = p.person_id
    where p.employer_id = ${employerId} and p.month = ${month}
    order by n.name, p.person_id, p.scheme desc, p.number`.execute(tx);
  const noted = await readNotes(tx, {
    personIds: [...new Set(rows.map((row) => row.person_id))],
    from: month,
    to: month,
  });
  const figures = await currentFigures(tx);
  const paid = (line: Line) => line.status === "arrived" || line.status === "back-paid";
  const feeOf = (line: Line) =>
    paid(line) ? line.late_fee : line.status === "cancelled" ? 0 : lateFeeOf(figures, line, today);
  const standing = rows.filter((line) => line.status !== "cancelled");
  const sum = (lines: readonly Line[], of: (line: Line) => number) =>
    lines.reduce((total, line) => total + of(line), 0);
  return {
    authority: "both",
    asOf: today,
    month,
    people: [...byPerson(rows)].map(([personId, own]) => {
      const counted = own.filter((line) => line.status !== "cancelled");
      return {
        personId,
        name: own[0]?.name ?? "",
        lines: own.map((line) => ({
          scheme: line.scheme,
          base: line.base,
          unit: line.unit,
          person: line.person,
          status: line.status,
          figures: line.figures,
          ...noted(line),
          authority: authorityOf(line.scheme),
          lateFee: feeOf(line),
        })),
        unit: sum(counted, (line) => line.unit),
        person: sum(counted, (line) => line.person),
      };
    }),
    unit: sum(standing, (line) => line.unit),
    person: sum(standing, (line) => line.person),
    lateFees: sum(standing, feeOf),
    arrived: sum(standing.filter(paid), (line) => line.unit + line.person + line.late_fee),
  };
}

/** Projects with roster, newest first; the fee is what was ordered for them, arrived or not. */
export async function projects(tx: Tx, employerId: string, today: string): Promise<Project[]> {
  const rows = await tx
    .selectFrom("projects as j")
    .selectAll("j")
    .select(sql<number>`coalesce((select sum(total) from payment_orders where project_id = j.id), 0)::bigint`.as("fee"))
    .select(
      sql<number>`coalesce((select sum(total) from payment_orders where project_id = j.id and arrived_on is null), 0)::bigint`.as(
        "due",
      ),
    )
    .where("j.employer_id", "=", employerId)
    .orderBy("j.from_day", "desc")
    .orderBy("j.certificate", "desc")
    .execute();
  if (rows.length === 0) return [];
  const workers = await tx
    .selectFrom("project_workers as w")
    .innerJoin("people as p", "p.id", "w.person_id")
    .select(["w.project_id", "w.person_id", "p.name", "w.from_day", "w.to_day"])
    .where(
      "w.project_id",
      "in",
      rows.map((row) => row.id),
    )
    .orderBy("w.from_day")
    .orderBy("p.name")
    .execute();
  return rows.map((row) => ({
    authority: "hrss",
    asOf: today,
    id: row.id,
    certificate: row.certificate,
    name: row.name,
    region: row.region,
    price: row.price,
    from: row.from_day,
    to: row.to_day,
    fee: row.fee,
    due: row.due,
    workers: workers
      .filter((worker) => worker.project_id === row.id)
      .map((worker) => ({
        personId: worker.person_id,
        name: worker.name,
        from: worker.from_day,
        ...(worker.to_day === null ? {} : { to: worker.to_day }),
      })),
  }));
}
