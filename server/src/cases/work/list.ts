import {
  addWorkingDays,
  beijingDay,
  beijingInstant,
  standing,
  workingDaysAgo,
  workingDaysBetween,
  type CaseClock,
} from "@wsi/shared/case";
import type { WorkCard, WorkFilter, WorkPage, WorkQueue, WorkSort } from "@wsi/shared/contract";
import { PersonName } from "@wsi/shared/values";
import { sql, type RawBuilder } from "kysely";
import type { Tx } from "../../db.ts";
import { refuse, type Refusal } from "../../refusal.ts";
import { behalfOf, namesFor, subjectName, type Names } from "../behalf.ts";
import { findCases, type Case } from "../load.ts";
import { findItem } from "../open.ts";
import { erasedName } from "../present.ts";
import type { CaseParts } from "../parts.ts";
import { riskRank } from "./follow.ts";
import { claimOf, staffNames } from "./view.ts";

const pageSize = 50;
const riskOf = (rank: number): WorkCard["risk"] => (rank === 1 ? "high" : rank === 2 ? "medium" : "low");

interface Row {
  case_id: string;
  number: string;
  item_code: string;
  region: string | null;
  risk_rank: number;
  state: WorkCard["state"];
  submitted_at: Date;
  promised: string | null;
  target: string;
  proposed_by: string | null;
  asks_consent: boolean;
  claimed_by: string | null;
  claimed_until: Date | null;
}

export interface WorkQuestion extends WorkFilter {
  queue: WorkQueue;
  number?: string | undefined;
  after?: string | undefined;
}

/** The columns of each order, all ascending but the newest: one index each, and the place of the last row says where a page goes on. */
const order: Record<WorkSort, readonly (keyof Row)[]> = {
  press: ["target", "risk_rank", "submitted_at", "case_id"],
  age: ["submitted_at", "case_id"],
  risk: ["risk_rank", "target", "submitted_at", "case_id"],
  newest: ["submitted_at", "case_id"],
};

/** A page of the list. A place in it is what the last row is sorted by, so that the thousandth page is as quick as the first. */
export async function listWork(
  parts: CaseParts,
  tx: Tx,
  me: string,
  asked: WorkQuestion,
  now: Date,
): Promise<WorkPage | Refusal> {
  const archived = ["done", "check", "correct"].includes(asked.queue) || (asked.number?.length ?? 0) === 16;
  const sort =
    archived || asked.queue === "waiting" ? (asked.queue === "waiting" ? "age" : "newest") : (asked.sort ?? "press");
  const columns = order[sort];
  const place = placeOf(asked.after, columns);
  if (place === null) return refuse("bad-input", "翻页位置不对，请刷新列表");
  const found = archived ? await fromArchive(tx, asked, place) : await fromWork(tx, me, asked, sort, place, now);
  const rows = found.slice(0, pageSize);
  const last = rows.at(-1);
  return {
    cards: await toCards(parts, tx, me, rows, now),
    next: found.length > pageSize && last ? encode(columns.map((column) => last[column])) : null,
  };
}

async function fromWork(
  tx: Tx,
  me: string,
  asked: WorkQuestion,
  sort: WorkSort,
  place: readonly unknown[],
  now: Date,
): Promise<Row[]> {
  const where = conditions(me, asked, now);
  if (place.length > 0) {
    const names = sql.join(order[sort].map((column) => sql.ref(column)));
    const values = sql.join(order[sort].map((column, at) => cast(column, place[at])));
    where.push(sort === "newest" ? sql`(${names}) < (${values})` : sql`(${names}) > (${values})`);
  }
  const direction = sort === "newest" ? sql` desc` : sql``;
  const by = sql.join(order[sort].map((column) => sql`${sql.ref(column)}${direction}`));
  const { rows } = await sql<Row>`
    select case_id, number, item_code, region, risk_rank, state, submitted_at, promised, target, proposed_by, asks_consent,
           claimed_by, claimed_until
    from case_work where ${sql.join(where, sql` and `)} order by ${by} limit ${pageSize + 1}`.execute(tx);
  return rows;
}

function conditions(me: string, asked: WorkQuestion, now: Date): RawBuilder<unknown>[] {
  const today = beijingDay(now);
  if (asked.number !== undefined) return [sql`number like ${`${asked.number}%`}`];
  const where: RawBuilder<unknown>[] = [asked.queue === "waiting" ? sql`state = 'returned'` : sql`state <> 'returned'`];
  if (asked.queue === "mine") where.push(sql`claimed_by = ${me}`, sql`claimed_until > ${now}`);
  if (asked.queue === "second") where.push(sql`proposed_by is not null`, sql`proposed_by <> ${me}`);
  if (asked.queue === "consent") where.push(sql`asks_consent`);
  if (asked.queue === "late") where.push(sql`promised < ${today}`);
  if (asked.item) where.push(sql`item_code = ${asked.item}`);
  if (asked.region) where.push(sql`region = ${asked.region}`);
  if (asked.risk) where.push(sql`risk_rank = ${riskRank[asked.risk]}`);
  if (asked.waited) where.push(sql`submitted_at < ${beijingInstant(workingDaysAgo(today, asked.waited), "24:00")}`);
  if (asked.due === "late") where.push(sql`target < ${today}`);
  if (asked.due === "today") where.push(sql`target <= ${today}`);
  if (asked.due === "soon") where.push(sql`target <= ${addWorkingDays(today, 1)}`);
  if (asked.free) where.push(sql`(claimed_by is null or claimed_until <= ${now})`);
  return where;
}

/** What is over, newest first; a whole number finds a case wherever it is; and what a machine decided and somebody must look at. */
async function fromArchive(tx: Tx, asked: WorkQuestion, place: readonly unknown[]): Promise<Row[]> {
  const where: RawBuilder<unknown>[] =
    asked.number !== undefined
      ? [sql`c.number = ${asked.number}`, sql`c.state <> 'draft'`]
      : [sql`c.state in ('effective', 'declined', 'closed', 'approved')`];
  if (asked.item && asked.number === undefined) where.push(sql`c.item_code = ${asked.item}`);
  if (asked.queue === "check" && asked.number === undefined)
    where.push(sql`c.id in (select case_id from case_checks where done_at is null)`);
  if (asked.queue === "correct" && asked.number === undefined)
    where.push(sql`c.id in (select case_id from case_corrections where decided_at is null)`);
  if (place.length > 0)
    where.push(sql`(c.submitted_at, c.id) < (${cast("submitted_at", place[0])}, ${cast("case_id", place[1])})`);
  const { rows } = await sql<Row>`
    select c.id as case_id, c.number, c.item_code, w.region,
           case v.definition ->> 'risk' when 'high' then 1 when 'medium' then 2 else 3 end as risk_rank,
           c.state, c.submitted_at, w.promised, w.target, w.proposed_by, coalesce(w.asks_consent, false) as asks_consent,
           w.claimed_by, w.claimed_until
    from cases c
    join item_versions v on v.code = c.item_code and v.version = c.item_version
    left join case_work w on w.case_id = c.id
    where ${sql.join(where, sql` and `)} order by c.submitted_at desc, c.id desc limit ${pageSize + 1}`.execute(tx);
  return rows;
}

async function toCards(parts: CaseParts, tx: Tx, me: string, rows: readonly Row[], now: Date): Promise<WorkCard[]> {
  if (rows.length === 0) return [];
  const cases = await findCases(
    tx,
    rows.map((row) => row.case_id),
  );
  const whose = await namesFor(parts, tx, [...cases.values()]);
  const names = await staffNames(
    tx,
    rows.flatMap((row) => [row.claimed_by, row.proposed_by]),
  );
  const today = beijingDay(now);
  return rows.map((row) => ({
    id: row.case_id,
    number: row.number,
    item: { code: row.item_code, name: findItem(row.item_code)?.name ?? row.item_code },
    ...whoseCase(cases.get(row.case_id), whose),
    region: row.region,
    state: row.state,
    risk: riskOf(row.risk_rank),
    submittedAt: row.submitted_at.toISOString(),
    waited: workingDaysBetween(beijingDay(row.submitted_at), today),
    promised: clockOfRow(row, today),
    claim: claimOf(row, names, me, now),
    proposal: row.proposed_by ? { by: names.get(row.proposed_by) ?? "同事", mine: row.proposed_by === me } : null,
    asksConsent: row.asks_consent,
  }));
}

const whoseCase = (kase: Case | undefined, names: Names): Pick<WorkCard, "applicant" | "behalf"> => ({
  applicant: kase ? (kase.erasedAt === null ? PersonName.mask(subjectName(kase, names)) : erasedName) : "",
  behalf: kase?.erasedAt === null ? behalfOf(kase, names, "staff") : null,
});

function clockOfRow(row: Row, today: string): CaseClock {
  const limit = findItem(row.item_code)?.limits.promised ?? 0;
  if (row.state === "returned") return { limit, due: null, tone: "paused", left: null };
  if (row.promised === null) return { limit, due: null, tone: "none", left: null };
  return { limit, due: row.promised, ...standing(row.promised, limit, today) };
}

const encode = (values: readonly unknown[]): string => Buffer.from(JSON.stringify(values)).toString("base64url");

/** Null: no place of ours. */
function placeOf(after: string | undefined, columns: readonly (keyof Row)[]): readonly unknown[] | null {
  if (after === undefined) return [];
  try {
    const given: unknown = JSON.parse(Buffer.from(after, "base64url").toString());
    const fits = Array.isArray(given) && given.length === columns.length;
    return fits && given.every((value, at) => shape[columns[at] ?? "case_id"]?.test(String(value))) ? given : null;
  } catch {
    return null;
  }
}
const shape: Partial<Record<keyof Row, RegExp>> = {
  target: /^\d{4}-\d\d-\d\d$/,
  risk_rank: /^[123]$/,
  submitted_at: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
  case_id: /^[0-9a-f-]{36}$/,
};
const cast = (column: keyof Row, value: unknown): RawBuilder<unknown> =>
  column === "target"
    ? sql`${value}::date`
    : column === "risk_rank"
      ? sql`${Number(value)}::smallint`
      : column === "submitted_at"
        ? sql`${value}::timestamptz`
        : sql`${value}::uuid`;
