/**
 * The ledger when the city grows: 10 thousand, 100 thousand and 1 million people with 24 months each, loaded month by month as life
 * does it (so that one person's months lie far apart on the disk). At every size: the statement of 24 months, the submission of a
 * flexible renewal through a case, the monthly assessment of everybody, and the same month assessed again. Prints figures and growth;
 * keeps nothing. Other sizes: LEDGER_SIZES=10000,50000
 * `npm run bench -- ledger`
 */
import { sql } from "kysely";
import { addMonths, monthsBetween } from "@wsi/shared/values";
import { seedFigures } from "../../server/src/figures/index.ts";
import { flexibleMonth, monthFigures } from "@wsi/shared/insurance";
import { embeddedCoreInsurance as core } from "../../server/src/adapters/core-insurance/embedded.ts";
import { openCase, saveAnswers, submit } from "../../server/src/cases/index.ts";
import { findBoundMobile } from "../../server/src/citizens/index.ts";
import { inTransaction, type Db } from "../../server/src/db.ts";
import { assessSlice, presentPayments, startAssessment } from "../../server/src/insurance/index.ts";
import { crowd, loadPeople, personIdOf } from "../../server/src/people/index.ts";
import { isRefusal } from "../../server/src/refusal.ts";
import { freshDatabase } from "../../server/test/database.ts";

const TODAY = "2026-11-23";
const NOW = new Date(`${TODAY}T10:00:00+08:00`);
const THIS_MONTH = TODAY.slice(0, 7);
const MONTHS = monthsBetween(addMonths(THIS_MONTH, -24), addMonths(THIS_MONTH, -1));
const SIZES = (process.env["LEDGER_SIZES"] ?? "10000,100000,1000000").split(",").map(Number);
const STAFF = 50;
const LOOKUPS = 3_000;
const SUBMISSIONS = 400;
const PAUSED_SINCE = addMonths(THIS_MONTH, -2);

interface Row {
  id: string;
  id_number: string;
  name: string;
  sex: string;
  birth: string;
  region: string;
  kind: "job" | "flexible" | "paused";
  wage: number;
  employer: number;
}

/** Three in six employed, two in flexible employment, one of it paused two months ago. */
function* people(from: number, to: number): Generator<Row> {
  let at = 0;
  for (const life of crowd(to, 1)) {
    if (at++ < from) continue;
    const job = life.jobs?.[0];
    const kind = life.flexible === undefined ? "job" : job === undefined ? "flexible" : "paused";
    yield {
      id: personIdOf(life.idNumber),
      id_number: life.idNumber,
      name: life.name,
      sex: life.sex,
      birth: life.birthDate,
      region: life.region,
      kind,
      wage: job?.wage ?? 0,
      employer: Math.floor(at / STAFF),
    };
  }
}

const employerOf = sql`(lpad(to_hex(c.employer), 8, '0') || '-0000-8000-8000-0000000e0000')::uuid`;

async function load(db: Db, from: number, to: number): Promise<void> {
  await sql`create table if not exists bench_crowd (id uuid, id_number text, name text, sex text, birth date, region text, kind text,
    wage bigint, employer integer)`.execute(db);
  await sql`truncate bench_crowd`.execute(db);
  let rows: Row[] = [];
  const flush = async () => {
    const column = <V>(of: (row: Row) => V) => rows.map(of);
    await sql`insert into bench_crowd select * from unnest(${column((r) => r.id)}::uuid[], ${column((r) => r.id_number)}::text[],
      ${column((r) => r.name)}::text[], ${column((r) => r.sex)}::text[], ${column((r) => r.birth)}::date[], ${column((r) => r.region)}::text[],
      ${column((r) => r.kind)}::text[], ${column((r) => r.wage)}::bigint[], ${column((r) => r.employer)}::integer[])`.execute(
      db,
    );
    rows = [];
  };
  for (const row of people(from, to)) if (rows.push(row) === 20_000) await flush();
  await flush();

  const began = MONTHS[0] ?? THIS_MONTH;
  const statements = [
    sql`insert into people (id, id_number, name, sex, birth_date, region) select id, id_number, name, sex, birth, region from bench_crowd`,
    sql`insert into employers (id, credit_code, name, region, opened_on) select distinct ${employerOf}, 'bench' || c.employer, '示例单位',
      '420102', date '2010-01-01' from bench_crowd c where c.kind = 'job' on conflict do nothing`,
    sql`insert into enrolments (id, person_id, scheme, through, employer_id, region, started_on)
      select gen_random_uuid(), c.id, s, 'employer', ${employerOf}, c.region, ${began} from bench_crowd c
      cross join unnest(array['pension','medical','unemployment','work-injury','maternity']) s where c.kind = 'job'`,
    sql`insert into enrolments (id, person_id, scheme, through, tier, region, started_on, stopped_on)
      select gen_random_uuid(), c.id, s, 'flexible', case s when 'pension' then 60 end, c.region, ${began},
        case c.kind when 'paused' then ${PAUSED_SINCE} end from bench_crowd c cross join unnest(array['pension','medical']) s where c.kind <> 'job'`,
    sql`insert into wages (employer_id, person_id, from_month, wage, kind) select ${employerOf}, c.id, ${began}, c.wage, 'entry'
      from bench_crowd c where c.kind = 'job'`,
  ];
  const connected = (statement: (typeof statements)[number]) =>
    db.connection().execute(async (one) => {
      await sql`set statement_timeout = 0`.execute(one);
      await statement.execute(one);
    });
  for (const statement of statements) await connected(statement);
  for (const month of MONTHS) {
    const { lower, upper, employer } = monthFigures(seedFigures, month);
    for (const { scheme, unit, person, plus } of employer)
      await connected(sql`insert into payments (person_id, month, scheme, employer_id, base, unit, person, status, arrived_on, wage)
        select c.id, ${month}, ${scheme}, ${employerOf}, b.base, (b.base * ${unit} + 5000) / 10000, (b.base * ${person} + 5000) / 10000 + ${plus},
          'arrived', ${`${month}-20`}::date, nullif(c.wage, b.base)
        from bench_crowd c cross join lateral (select least(greatest(c.wage, ${lower}::bigint), ${upper}::bigint) as base) b
        where c.kind = 'job'`);
    for (const { scheme, base, person } of flexibleMonth(seedFigures, month, ["pension", "medical"], 60).lines)
      await connected(sql`insert into payments (person_id, month, scheme, base, unit, person, status, arrived_on)
        select id, ${month}, ${scheme}, ${base}::bigint, 0, ${person}::bigint, 'arrived', ${`${month}-20`}::date from bench_crowd
        where kind = 'flexible' or (kind = 'paused' and ${month} <= ${PAUSED_SINCE})`);
  }
  await connected(sql`vacuum analyze`);
}

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
  const parts = { core, mobileOf: findBoundMobile };
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
  const results: { size: number; lookup50: number; lookup99: number; submit99: number; rate: number; again: number }[] =
    [];
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
  for (const [n, now] of results.entries()) {
    const small = results[n - 1];
    if (small)
      console.log(
        `growth ×${now.size / small.size}: lookup p50 ×${(now.lookup50 / small.lookup50).toFixed(2)}, p99 ×${(now.lookup99 / small.lookup99).toFixed(2)}; submission p99 ×${(now.submit99 / small.submit99).toFixed(2)}; assessed people/s ×${(now.rate / small.rate).toFixed(2)}`,
      );
  }
} finally {
  await drop();
}
process.exit(0);
