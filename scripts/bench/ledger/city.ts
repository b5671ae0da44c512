/** The city of the ledger's benchmark: invented people in the proportions of life, with 24 months each, written month by month. */
import { monthsBetween, addMonths } from "@wsi/shared/values";
import { flexibleMonth, monthFigures } from "@wsi/shared/insurance";
import { sql } from "kysely";
import { seedFigures } from "../../../server/src/figures/index.ts";
import type { Db } from "../../../server/src/db.ts";
import { crowd, personIdOf } from "../../../server/src/people/index.ts";

export const TODAY = "2026-11-23";
export const THIS_MONTH = TODAY.slice(0, 7);
const MONTHS = monthsBetween(addMonths(THIS_MONTH, -24), addMonths(THIS_MONTH, -1));
const STAFF = 50;
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

/** Rows that a benchmark invents need not be looked up by their references one by one; keys are put back before anything is measured. */
async function withoutKeys(db: Db, work: () => Promise<void>): Promise<void> {
  const keys = await sql<{ on: string; name: string; is: string }>`
    select conrelid::regclass::text as on, conname as name, pg_get_constraintdef(oid) as is from pg_constraint
    where (conrelid = 'payments'::regclass and contype = 'p') or confrelid = 'payments'::regclass order by contype desc`.execute(
    db,
  );
  for (const key of keys.rows.toReversed())
    await sql`alter table ${sql.raw(key.on)} drop constraint if exists ${sql.id(key.name)}`.execute(db);
  await work();
  await db.connection().execute(async (one) => {
    await sql`set statement_timeout = 0`.execute(one);
    await sql`set maintenance_work_mem = '1GB'`.execute(one);
    for (const key of keys.rows)
      await sql`alter table ${sql.raw(key.on)} add constraint ${sql.id(key.name)} ${sql.raw(key.is)}`.execute(one);
    await sql`vacuum analyze`.execute(one);
  });
}

/** Adds the people numbered `from` to `to`. */
export const load = (db: Db, from: number, to: number): Promise<void> => withoutKeys(db, () => write(db, from, to));

async function write(db: Db, from: number, to: number): Promise<void> {
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
      await sql`set synchronous_commit = off`.execute(one);
      await sql`set session_replication_role = replica`.execute(one);
      await statement.execute(one);
      await sql`reset all`.execute(one);
    });
  for (const statement of statements) await connected(statement);
  for (const month of MONTHS) {
    const { lower, upper, employer } = monthFigures(seedFigures, month);
    for (const { scheme, unit, person, plus } of employer)
      await connected(sql`insert into payments (person_id, month, scheme, employer_id, base, unit, person, status, arrived_on, wage, figures)
        select c.id, ${month}, ${scheme}, ${employerOf}, b.base, (b.base * ${unit} + 5000) / 10000, (b.base * ${person} + 5000) / 10000 + ${plus},
          'arrived', ${`${month}-20`}::date, nullif(c.wage, b.base), 1
        from bench_crowd c cross join lateral (select least(greatest(c.wage, ${lower}::bigint), ${upper}::bigint) as base) b
        where c.kind = 'job'`);
    for (const { scheme, base, person } of flexibleMonth(seedFigures, month, ["pension", "medical"], 60).lines)
      await connected(sql`insert into payments (person_id, month, scheme, base, unit, person, status, arrived_on, figures)
        select id, ${month}, ${scheme}, ${base}::bigint, 0, ${person}::bigint, 'arrived', ${`${month}-20`}::date, 1 from bench_crowd
        where kind = 'flexible' or (kind = 'paused' and ${month} <= ${PAUSED_SINCE})`);
  }
}
