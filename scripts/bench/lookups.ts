/**
 * What a citizen waits for when the city grows: the statement of 24 months, for people picked evenly over 10 thousand and then 100
 * thousand of them, on one connection. Prints p50, p99 and their growth; keeps nothing.
 * `npm run bench -- lookups`
 */
import { sql } from "kysely";
import { embeddedCoreInsurance } from "../../server/src/adapters/core-insurance/embedded.ts";
import { inTransaction, type Db } from "../../server/src/db.ts";
import { seedFigures } from "../../server/src/figures/index.ts";
import { presentPayments } from "../../server/src/insurance/index.ts";
import { crowd, ledgerOf, loadPeople, personIdOf, writeLedgers } from "../../server/src/people/index.ts";
import { freshDatabase } from "../../server/test/database.ts";

const TODAY = "2026-11-23";
const SIZES = [10_000, 100_000];
const LOOKUPS = 4_000;
const BATCH = 500;

async function grow(db: Db, to: number, from: number): Promise<string[]> {
  const ids: string[] = [];
  let batch: ReturnType<typeof ledgerOf>[] = [];
  let at = 0;
  for (const life of crowd(to, 1)) {
    ids.push(personIdOf(life.idNumber));
    if (at++ >= from) batch.push(ledgerOf(seedFigures, life, TODAY));
    if (batch.length === BATCH || at === to) {
      const ledgers = batch;
      batch = [];
      await inTransaction(db, (tx) => writeLedgers(tx, ledgers));
    }
  }
  await sql`vacuum analyze`.execute(db);
  return ids;
}

/** Milliseconds of each lookup, sorted. */
async function measure(db: Db, ids: readonly string[]): Promise<number[]> {
  const taken: number[] = [];
  const step = ids.length / LOOKUPS;
  for (let n = 0; n < LOOKUPS * 1.1; n++) {
    const id = ids[Math.floor(n * step * 7.3) % ids.length] ?? "";
    const began = performance.now();
    await inTransaction(db, (tx) => presentPayments(embeddedCoreInsurance, tx, id, TODAY, 24));
    if (n >= LOOKUPS * 0.1) taken.push(performance.now() - began);
  }
  return taken.toSorted((a, b) => a - b);
}

const { db, drop } = await freshDatabase();
try {
  await inTransaction(db, (tx) => loadPeople(tx, TODAY));
  const results: { p50: number; p99: number }[] = [];
  let before = 0;
  for (const size of SIZES) {
    const began = performance.now();
    const ids = await grow(db, size, before);
    before = size;
    const loaded = (performance.now() - began) / 1000;
    const { n } = await db.selectFrom("payments").select(db.fn.countAll<number>().as("n")).executeTakeFirstOrThrow();
    const taken = await measure(db, ids);
    const at = (share: number) => taken[Math.floor(taken.length * share)] ?? Number.NaN;
    results.push({ p50: at(0.5), p99: at(0.99) });
    console.log(
      `${size.toLocaleString("en")} people, ${n.toLocaleString("en")} payment lines (loaded in ${loaded.toFixed(0)} s): p50 ${at(0.5).toFixed(2)} ms, p99 ${at(0.99).toFixed(2)} ms`,
    );
  }
  const [small, large] = results;
  if (small && large)
    console.log(`growth ×10: p50 ×${(large.p50 / small.p50).toFixed(2)}, p99 ×${(large.p99 / small.p99).toFixed(2)}`);
} finally {
  await drop();
}
process.exit(0);
