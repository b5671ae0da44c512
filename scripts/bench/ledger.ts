/**
 * The ledger when the city grows: 10 thousand, 100 thousand and 1 million people with 24 months each, loaded month by month as life
 * does it (so that one person's months lie far apart on the disk). At every size: the statement of 24 months, the submission of a
 * flexible renewal through a case, the monthly assessment of everybody, and the same month assessed again. Prints figures and growth;
 * keeps nothing. Other sizes: LEDGER_SIZES=10000,50000
 * `npm run bench -- ledger`
 */
import { sql } from "kysely";
import { embeddedCoreInsurance as core } from "../../server/src/adapters/core-insurance/embedded.ts";
import { openCase, saveAnswers, submit } from "../../server/src/cases/index.ts";
import { findBoundMobile } from "../../server/src/citizens/index.ts";
import { inTransaction, type Db } from "../../server/src/db.ts";
import { assessSlice, presentPayments, startAssessment } from "../../server/src/insurance/index.ts";
import { loadPeople } from "../../server/src/people/index.ts";
import { isRefusal } from "../../server/src/refusal.ts";
import { freshDatabase } from "../../server/test/database.ts";
import { writeSection } from "./document/report.ts";
import { load, THIS_MONTH, TODAY } from "./ledger/city.ts";

const NOW = new Date(`${TODAY}T10:00:00+08:00`);
const SIZES = (process.env["LEDGER_SIZES"] ?? "10000,100000,1000000").split(",").map(Number);
const LOOKUPS = 3_000;
const SUBMISSIONS = 400;

interface Result {
  size: number;
  lines: number;
  loaded: number;
  lookup50: number;
  lookup99: number;
  submit50: number;
  submit99: number;
  /** People assessed a second, the first time and again. */
  rate: number;
  again: number;
}

const whole = (value: number) => Math.round(value).toLocaleString("en");
/** A figure with its growth over the size before. */
const grown = (
  results: readonly Result[],
  n: number,
  of: (one: Result) => number,
  print: (value: number) => string,
) => {
  const [now, before] = [results[n], results[n - 1]];
  if (!now) return "";
  return before ? `${print(of(now))} (×${(of(now) / of(before)).toFixed(2)})` : print(of(now));
};
const table = (results: readonly Result[]): string =>
  [
    "| people | lines | loaded | lookup p50 ms | lookup p99 ms | submission p50 ms | submission p99 ms | assessed people/s | again people/s |",
    "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ...results.map((one, n) => {
      const fine = (value: number) => value.toFixed(2);
      const cells = [
        grown(results, n, (r) => r.lookup50, fine),
        grown(results, n, (r) => r.lookup99, fine),
        grown(results, n, (r) => r.submit50, fine),
        grown(results, n, (r) => r.submit99, fine),
        grown(results, n, (r) => r.rate, whole),
        grown(results, n, (r) => r.again, whole),
      ];
      return `| ${whole(one.size)} | ${whole(one.lines)} | ${whole(one.loaded)} s | ${cells.join(" | ")} |`;
    }),
  ].join("\n");

const at = (sorted: readonly number[], share: number) => sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
const sorted = (taken: number[]) => taken.toSorted((a, b) => a - b);
const ms = (value: number) => `${value.toFixed(2)} ms`;

async function lookups(db: Db): Promise<number[]> {
  const { rows } = await sql<{ id: string }>`select id from people order by md5(id::text) limit ${LOOKUPS}`.execute(db);
  const taken: number[] = [];
  for (const [n, { id }] of rows.entries()) {
    const began = performance.now();
    await inTransaction(db, (tx) => presentPayments(core, tx, id, TODAY, 24));
    if (n >= LOOKUPS / 10) taken.push(performance.now() - began);
  }
  return sorted(taken);
}

/** The press of the button: a case that is drafted and filled in is judged, decided, written to the ledger, told. */
async function submissions(db: Db): Promise<number[]> {
  // Nobody is looked for by name here.
  const volatile = { hit: async () => ({ count: 1, resetsInMs: 0 }) };
  const parts = { core, mobileOf: findBoundMobile, volatile };
  const paused = await sql<{ id: string; name: string }>`select c.id, c.name from bench_crowd c where c.kind = 'paused'
    order by md5(c.id::text) limit ${SUBMISSIONS}`.execute(db);
  const taken: number[] = [];
  for (const { id, name } of paused.rows) {
    const self = { capacity: "self" as const, actorId: id, personId: id, employerId: null, rightId: null };
    const draft = await inTransaction(db, async (tx) => {
      const opened = await openCase(parts, tx, self, "flexible-employment-renewal", {}, NOW);
      if (isRefusal(opened)) throw new Error(opened.body.message);
      const answers = { ...opened.answers, schemes: ["pension", "medical"], tier: "60", mobile: "13800138000" };
      const saved = await saveAnswers(tx, id, { id: opened.id, revision: opened.revision, answers }, NOW);
      if (isRefusal(saved)) throw new Error(saved.body.message);
      return saved;
    });
    const began = performance.now();
    const given = { id: draft.id, key: `bench-${draft.id}`, revision: draft.revision, signature: name };
    const done = await inTransaction(db, (tx) => submit(parts, tx, id, given, NOW));
    if (isRefusal(done)) throw new Error(done.body.message);
    taken.push(performance.now() - began);
  }
  return sorted(taken.slice(SUBMISSIONS / 10));
}

/** Seconds of a run over everybody, and the lines it made. */
async function assessment(db: Db): Promise<{ seconds: number; lines: number }> {
  const began = performance.now();
  const id = await inTransaction(db, (tx) =>
    startAssessment(tx, { month: THIS_MONTH, today: TODAY, by: "bench", now: NOW }),
  );
  if (typeof id !== "number") throw new Error(id.because);
  while (await assessSlice(db, () => NOW));
  const { lines } = await db
    .selectFrom("assessment_runs")
    .select("lines")
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  return { seconds: (performance.now() - began) / 1000, lines };
}

const { db, drop } = await freshDatabase();
try {
  await inTransaction(db, (tx) => loadPeople(tx, TODAY));
  const settings = await sql<{ name: string; setting: string }>`select name, current_setting(name) as setting
    from unnest(array['server_version', 'shared_buffers', 'fsync', 'synchronous_commit']) name`.execute(db);
  const results: Result[] = [];
  let before = 0;
  for (const size of SIZES) {
    const began = performance.now();
    await load(db, before, size);
    before = size;
    const loaded = (performance.now() - began) / 1000;
    // Counted by the vacuum that just went by: counting eighty million rows again takes longer than a statement may.
    const counted = await sql<{
      n: number;
    }>`select reltuples::bigint as n from pg_class where oid = 'payments'::regclass`.execute(db);
    const n = counted.rows[0]?.n ?? 0;
    const people = (await db.selectFrom("people").select(db.fn.countAll<number>().as("n")).executeTakeFirstOrThrow()).n;
    console.log(
      `${size.toLocaleString("en")} people, ${n.toLocaleString("en")} lines, loaded in ${loaded.toFixed(0)} s`,
    );
    const looked = await lookups(db);
    console.log(`  24 months looked up: p50 ${ms(at(looked, 0.5))}, p99 ${ms(at(looked, 0.99))}`);
    const pressed = await submissions(db);
    console.log(`  renewal submitted: p50 ${ms(at(pressed, 0.5))}, p99 ${ms(at(pressed, 0.99))}`);
    const first = await assessment(db);
    const second = await assessment(db);
    if (second.lines !== 0) throw new Error("assessing twice made lines");
    console.log(
      `  month assessed: ${first.lines.toLocaleString("en")} lines in ${first.seconds.toFixed(1)} s, ${Math.round(people / first.seconds).toLocaleString("en")} people/s; again: nothing new, ${Math.round(people / second.seconds).toLocaleString("en")} people/s`,
    );
    results.push({
      size,
      lines: n,
      loaded,
      submit50: at(pressed, 0.5),
      lookup50: at(looked, 0.5),
      lookup99: at(looked, 0.99),
      submit99: at(pressed, 0.99),
      rate: people / first.seconds,
      again: people / second.seconds,
    });
    // The next size assesses the month anew.
    if (size !== SIZES.at(-1))
      await sql`delete from payments where month = ${THIS_MONTH} and assessed_on is not null`.execute(db);
  }
  const server = settings.rows.map(({ name, setting }) => `${name} ${setting}`).join(", ");
  const text = `24 months of everybody. PostgreSQL: ${server}; 2 cores shared with the benchmark. In brackets: against the size before.
Lookup: the statement of 24 months of one person. Submission: a flexible renewal, from the press of the button to the commit.
Assessment: one month of everybody; the second time it finds nothing to do.

${table(results)}`;
  console.log(text);
  if (process.env["LEDGER_SIZES"] === undefined) writeSection("ledger", "The ledger when the city grows", text);
} finally {
  await drop();
}
process.exit(0);
