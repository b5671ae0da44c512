import type { Tx } from "../../db.ts";
import type { OpenLines } from "../../ports/core-insurance.ts";
import { currentFigures } from "../../figures/index.ts";
import { readNotes } from "../corrections/notes.ts";
import { authorityOf } from "../enrolments.ts";
import { lateFeeOf, payBy, readOpenLines, type Payer } from "../orders.ts";

/** 查欠费: what is assessed and unpaid, with the late fee as of today where an employer owes it. */
export async function openLines(tx: Tx, payer: Payer, today: string): Promise<OpenLines> {
  const figures = await currentFigures(tx);
  const rows = await readOpenLines(tx, payer, today);
  const months = rows.map((row) => row.month);
  const noted = await readNotes(tx, {
    personIds: [...new Set(rows.map((row) => row.person_id))],
    from: months[0] ?? "",
    to: months.at(-1) ?? "",
  });
  const lines = rows.map((row) => ({
    personId: row.person_id,
    personName: row.person_name,
    month: row.month,
    scheme: row.scheme,
    base: row.base,
    unit: row.unit,
    person: row.person,
    // What is past its day is owed, whether the monthly run has said so yet or not.
    status: payBy(figures, row) < today ? ("arrears" as const) : row.status,
    figures: row.figures,
    ...noted(row),
    ...(row.employer_name === null ? {} : { employerName: row.employer_name }),
    authority: authorityOf(row.scheme),
    payBy: payBy(figures, row),
    lateFee: lateFeeOf(figures, row, today),
    ...(row.order_number === null ? {} : { order: row.order_number }),
  }));
  return {
    authority: "both",
    asOf: today,
    lines,
    total: lines.reduce((sum, line) => sum + line.unit + line.person, 0),
    lateFees: lines.reduce((sum, line) => sum + line.lateFee, 0),
  };
}
