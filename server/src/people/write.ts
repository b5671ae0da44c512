import { sql, type Insertable, type InsertQueryBuilder, type InsertResult } from "kysely";
import type { Database, Tx } from "../db.ts";
import type { Ledger } from "./life.ts";

/** PostgreSQL takes 65,535 parameters a statement; the widest of these tables has ten columns. */
const ROWS = 5_000;

async function insertAll<T extends "people" | "enrolments" | "benefits" | "wages">(
  tx: Tx,
  table: T,
  rows: readonly Insertable<Database[T]>[],
): Promise<void> {
  for (let at = 0; at < rows.length; at += ROWS) {
    const insert = tx.insertInto(table) as unknown as InsertQueryBuilder<Database, T, InsertResult>;
    await insert.values(rows.slice(at, at + ROWS)).execute();
  }
}

/** Payments are by far the most rows: whole columns as arrays, one statement for 20,000 of them. */
async function insertPayments(tx: Tx, ledgers: readonly Ledger[], version: number | null): Promise<void> {
  const rows = ledgers.flatMap((ledger) => ledger.payments);
  for (let at = 0; at < rows.length; at += 20_000) {
    const part = rows.slice(at, at + 20_000);
    const column = <V>(of: (row: (typeof part)[number]) => V) => part.map(of);
    await sql`insert into payments (person_id, month, scheme, number, employer_id, base, unit, person, status, arrived_on, wage, figures)
      select *, ${version}::smallint from unnest(${column((row) => row.person_id)}::uuid[], ${column((row) => row.month)}::text[], ${column((row) => row.scheme)}::text[],
        ${column((row) => row.number)}::smallint[], ${column((row) => row.employer_id)}::uuid[], ${column((row) => row.base)}::bigint[],
        ${column((row) => row.unit)}::bigint[], ${column((row) => row.person)}::bigint[], ${column((row) => row.status)}::text[],
        ${column((row) => row.arrived_on)}::date[], ${column((row) => row.wage ?? null)}::bigint[])`.execute(tx);
  }
}

/** Writes people whom the ledger does not hold yet, in few statements; `version` of the policy figures that the lives were computed with. */
export async function writeLedgers(tx: Tx, ledgers: readonly Ledger[], version: number | null = null): Promise<void> {
  await insertAll(
    tx,
    "people",
    ledgers.map((ledger) => ledger.person),
  );
  await insertAll(
    tx,
    "enrolments",
    ledgers.flatMap((ledger) => ledger.enrolments),
  );
  await insertAll(
    tx,
    "benefits",
    ledgers.flatMap((ledger) => ledger.benefits),
  );
  await insertAll(
    tx,
    "wages",
    ledgers.flatMap((ledger) => ledger.wages),
  );
  await insertPayments(tx, ledgers, version);
}
