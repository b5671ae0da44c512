/**
 * What a citizen waits for when the city grows: the statement of 24 months, in a city of 10 thousand and in one of 100 thousand, each
 * loaded month by month as life does it, so that one person's months lie far apart on the disk. The two are asked in turn, so that
 * whatever else the machine does falls on both alike. Beside the time: how many pages the database touched, which no neighbour changes.
 * Keeps its table in docs/BENCHMARKS.md. Other sizes: LOOKUP_SIZES=10000,50000
 * `npm run bench -- lookups`
 */
import { sql } from "kysely";
import { embeddedCoreInsurance } from "../../server/src/adapters/core-insurance/embedded.ts";
import { inTransaction, type Db } from "../../server/src/db.ts";
import { presentPayments } from "../../server/src/insurance/index.ts";
import { loadPeople } from "../../server/src/people/index.ts";
import { freshDatabase, type TestDatabase } from "../../server/test/database.ts";
import { writeSection } from "./document/report.ts";
import { load, TODAY } from "./ledger/city.ts";

const SIZES = (process.env["LOOKUP_SIZES"] ?? "10000,100000").split(",").map(Number);
const LOOKUPS = 4_000;
const WARM = 400;

interface City {
  size: number;
  place: TestDatabase;
  ids: string[];
  taken: number[];
}

async function build(size: number): Promise<City> {
  const place = await freshDatabase();
  await inTransaction(place.db, (tx) => loadPeople(tx, TODAY));
  const began = performance.now();
  await load(place.db, 0, size);
  console.log(`${size.toLocaleString("en")} people loaded in ${((performance.now() - began) / 1000).toFixed(0)} s`);
  const { rows } = await sql<{
    id: string;
  }>`select id from people order by md5(id::text) limit ${LOOKUPS + WARM}`.execute(place.db);
  return { size, place, ids: rows.map((row) => row.id), taken: [] };
}

const look = (db: Db, id: string) =>
  inTransaction(db, (tx) => presentPayments(embeddedCoreInsurance, tx, id, TODAY, 24));

/** Pages of the ledger that are touched for a statement: heap and indexes, found in memory or not. */
async function pagesOf({ place, ids }: City): Promise<{ payments: number; all: number }> {
  const counted = () =>
    sql<{ payments: number; all: number }>`
      select coalesce(sum(heap_blks_read + heap_blks_hit + coalesce(idx_blks_read + idx_blks_hit, 0)) filter (where relname = 'payments'), 0)::bigint
        as payments, sum(heap_blks_read + heap_blks_hit + coalesce(idx_blks_read + idx_blks_hit, 0))::bigint as all
      from pg_statio_user_tables`
      .execute(place.db)
      .then(({ rows }) => rows[0] ?? { payments: 0, all: 0 });
  // Counters of other connections come in when those are idle for a second.
  const settled = () => new Promise((done) => setTimeout(done, 1_500));
  await settled();
  const before = await counted();
  const some = ids.slice(0, 500);
  for (const id of some) await look(place.db, id);
  await settled();
  const after = await counted();
  return { payments: (after.payments - before.payments) / some.length, all: (after.all - before.all) / some.length };
}

const cities: City[] = [];
try {
  for (const size of SIZES) cities.push(await build(size));
  for (let n = 0; n < LOOKUPS + WARM; n++)
    // Who goes first changes, so that neither always follows the other.
    for (const city of n % 2 === 0 ? cities : cities.toReversed()) {
      const id = city.ids[n % city.ids.length] ?? "";
      const began = performance.now();
      await look(city.place.db, id);
      if (n >= WARM) city.taken.push(performance.now() - began);
    }
  const rows: string[] = [];
  let first: { p50: number; p99: number } | undefined;
  for (const city of cities) {
    const sorted = city.taken.toSorted((a, b) => a - b);
    const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
    const [p50, p99] = [at(0.5), at(0.99)];
    first ??= { p50, p99 };
    const pages = await pagesOf(city);
    rows.push(
      `| ${city.size.toLocaleString("en")} | ${p50.toFixed(2)} | ×${(p50 / first.p50).toFixed(2)} | ${p99.toFixed(2)} | ×${(p99 / first.p99).toFixed(2)} | ${pages.payments.toFixed(0)} | ${pages.all.toFixed(0)} |`,
    );
  }
  const text = `The statement of 24 months of one person, the cities asked in turn. Pages: of 8 kB, of the lines of payment and of all tables, a statement.

| people | p50 ms | growth | p99 ms | growth | pages of payments | all pages |
| ---: | ---: | ---: | ---: | ---: | ---: | ---: |
${rows.join("\n")}`;
  console.log(text);
  if (process.env["LOOKUP_SIZES"] === undefined) writeSection("lookups", "A statement when the city grows", text);
} finally {
  for (const { place } of cities) await place.drop();
}
process.exit(0);
