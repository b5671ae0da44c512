import type { Tx } from "../db.ts";
import type { Payment } from "../ports/core-insurance.ts";
import { readNotes } from "./corrections/notes.ts";

/** Newest first. One range of the key, which carries these columns: the table itself is not read. */
export async function payments(tx: Tx, personId: string, range: { from: string; to: string }): Promise<Payment[]> {
  const rows = await tx
    .selectFrom("payments as p")
    .leftJoin("employers as o", "o.id", "p.employer_id")
    .select([
      "p.person_id",
      "p.number",
      "p.figures",
      "p.month",
      "p.scheme",
      "p.base",
      "p.unit",
      "p.person",
      "p.status",
      "p.employer_id",
      "p.arrived_on",
      "p.wage",
      "p.basis",
      "p.late_fee",
      "o.name as employer_name",
    ])
    .where("p.person_id", "=", personId)
    .where("p.month", ">=", range.from)
    .where("p.month", "<=", range.to)
    .orderBy("p.month", "desc")
    .orderBy("p.scheme", "desc")
    .orderBy("p.number", "desc")
    .execute();
  const noted = await readNotes(tx, { personIds: [personId], ...range });
  return rows.map((row) => ({
    month: row.month,
    scheme: row.scheme,
    base: row.base,
    unit: row.unit,
    person: row.person,
    status: row.status,
    figures: row.figures,
    ...noted(row),
    through: row.employer_id === null ? ("flexible" as const) : ("employer" as const),
    ...(row.employer_name === null ? {} : { employerName: row.employer_name }),
    ...(row.arrived_on === null ? {} : { arrivedOn: row.arrived_on }),
    ...(row.wage === null ? {} : { wage: row.wage }),
    ...(row.basis === null ? {} : { basis: row.basis }),
    ...(row.late_fee === 0 ? {} : { lateFee: row.late_fee }),
  }));
}
