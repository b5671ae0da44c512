import { isDeepStrictEqual } from "node:util";
import type { Scheme } from "@wsi/shared/contract";
import type { Figures } from "@wsi/shared/insurance";
import { sql } from "kysely";
import type { Tx } from "../db.ts";
import type { Effect } from "../ports/core-insurance.ts";

type Done = Extract<Effect, { outcome: "done" }>;
export type Refused = Extract<Effect, { outcome: "refused" }>;

export const refused = (because: string, instead: string): Refused => ({ outcome: "refused", because, instead });

/** What an act did to one person, or to the employer alone, as history keeps it. */
export interface LedgerEvent {
  kind: string;
  detail: object;
  /** Whom it is about, where that is not the person of the act. */
  personId?: string;
}

interface Act {
  kind: string;
  key: string;
  today: string;
  personId?: string;
  employerId?: string;
  /** Others whose rows the act changes. */
  persons?: readonly string[];
  /** What was asked, without key and day. */
  input: Record<string, unknown>;
}

async function receiptNumber(tx: Tx, today: string): Promise<string> {
  const { rows } = await sql<{ n: number }>`select nextval('ledger_receipts') as n`.execute(tx);
  return `LD${today.replaceAll("-", "")}${String(rows[0]?.n ?? 0).padStart(6, "0")}`;
}

/** Always the employer before people, and people by id: whoever waits for another never holds what the other wants. */
async function lock(tx: Tx, { employerId, personId, persons = [] }: Act): Promise<void> {
  if (employerId !== undefined)
    await tx
      .selectFrom("employers")
      .select("id")
      .where("id", "=", employerId)
      .forNoKeyUpdate()
      .executeTakeFirstOrThrow();
  const ids = [...new Set(personId === undefined ? persons : [personId, ...persons])];
  const found = await lockPeople(tx, ids);
  if (found < ids.length) throw new Error("the ledger holds no such person");
}

export async function lockPeople(tx: Tx, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  const { rows } =
    await sql`select id from people where id = any(${ids}::uuid[]) order by id for no key update`.execute(tx);
  return rows.length;
}

const eventsAtOnce = 1_000;

/** Appends to the history. Many at once: a roster is a few statements. */
export async function tell(
  tx: Tx,
  act: { key: string; today: string; personId?: string | undefined; employerId?: string | undefined },
  events: readonly LedgerEvent[],
): Promise<void> {
  for (let at = 0; at < events.length; at += eventsAtOnce) {
    const some = events.slice(at, at + eventsAtOnce);
    await sql`insert into ledger_events (person_id, employer_id, on_day, kind, detail, effect_key)
      select p, ${act.employerId ?? null}::uuid, ${act.today}::date, k, d::jsonb, ${act.key}
      from unnest(${some.map((one) => one.personId ?? act.personId ?? null)}::uuid[], ${some.map((one) => one.kind)}::text[],
        ${some.map((one) => JSON.stringify(one.detail))}::text[]) as one (p, k, d)`.execute(tx);
  }
}

/**
 * Makes an act happen once. Acts on one employer and on one person wait for each other here, so what `work` reads stays true until the
 * commit. `work` answers a refusal (and must have written nothing) or what is to be told; then the answer and its events are kept
 * under the key. Throws when the key stands for another act: that is a mistake of the caller, not of the person.
 */
export async function once(
  tx: Tx,
  act: Act,
  work: () => Promise<Refused | (Omit<Done, "receipt" | "outcome"> & { events: LedgerEvent[] })>,
): Promise<Effect> {
  await lock(tx, act);
  const before = await findEffect<Effect>(tx, act);
  if (before) return before;
  const result = await work();
  if ("outcome" in result) return result;
  const { events, ...told } = result;
  const answer: Effect = { outcome: "done", receipt: await receiptNumber(tx, act.today), ...told };
  await keepEffect(tx, act, answer);
  await tell(tx, act, events);
  return answer;
}

/** What the key answered before, if it did. */
export async function findEffect<Answer>(tx: Tx, act: Act): Promise<Answer | undefined> {
  const before = await tx.selectFrom("ledger_effects").selectAll().where("key", "=", act.key).executeTakeFirst();
  if (!before) return undefined;
  const same =
    before.kind === act.kind &&
    before.person_id === (act.personId ?? null) &&
    before.employer_id === (act.employerId ?? null) &&
    isDeepStrictEqual(before.input, JSON.parse(JSON.stringify(act.input)));
  if (!same) throw new Error(`the key of this ${act.kind} stands for another act`);
  return before.answer as Answer;
}

export async function keepEffect(tx: Tx, act: Act, answer: unknown): Promise<void> {
  await tx
    .insertInto("ledger_effects")
    .values({
      key: act.key,
      person_id: act.personId ?? null,
      employer_id: act.employerId ?? null,
      kind: act.kind,
      done_on: act.today,
      input: JSON.stringify(act.input),
      answer: JSON.stringify(answer),
    })
    .execute();
}

export interface AssessedLine {
  month: string;
  scheme: Scheme;
  base: number;
  unit?: number;
  person: number;
  /** As declared, where the base was clamped. */
  wage?: number | undefined;
  lateFee?: number;
  /** Last day to pay, where it is not the month's own. */
  dueOn?: string | undefined;
  /** What a correction adds to a line that is paid. */
  basis?: "difference";
  /** Of a line that takes the place of one in arrears. */
  status?: "assessed" | "arrears";
}

/** By what a line is known. */
export interface LineKey {
  personId: string;
  month: string;
  scheme: Scheme;
  number: number;
}

/** When lines were assessed, and by which version of the policy figures. */
interface AssessedBy {
  today: string;
  figures: Pick<Figures, "version">;
}

interface Assessed {
  personId: string;
  employerId?: string;
  lines: readonly AssessedLine[];
}

/** Appends lines; one that follows another of its month and scheme takes the next number. Answers by what each is known. */
export const assess = (
  tx: Tx,
  whom: { personId: string; employerId?: string } & AssessedBy,
  lines: readonly AssessedLine[],
): Promise<LineKey[]> => assessMany(tx, whom, [{ ...whom, lines }]);

/** The same for many people, in two statements. */
export async function assessMany(
  tx: Tx,
  { today, figures }: AssessedBy,
  people: readonly Assessed[],
): Promise<LineKey[]> {
  const given = people.flatMap(({ personId, employerId, lines }) =>
    lines.map(({ month, scheme, base, unit = 0, person, wage, lateFee = 0, dueOn, basis, status = "assessed" }) => ({
      person_id: personId,
      employer_id: employerId ?? null,
      month,
      scheme,
      base,
      unit,
      person,
      wage: wage ?? null,
      late_fee: lateFee,
      due_on: dueOn ?? null,
      basis: basis ?? null,
      status,
    })),
  );
  if (given.length === 0) return [];
  const { rows: before } = await sql<{ person_id: string; month: string; scheme: Scheme; number: number }>`
    select person_id, month, scheme, max(number) as number from payments
    where person_id = any(${people.map((one) => one.personId)}::uuid[]) and month = any(${[...new Set(given.map((one) => one.month))]}::text[])
    group by person_id, month, scheme`.execute(tx);
  const last = new Map(before.map((row) => [`${row.person_id} ${row.month} ${row.scheme}`, row.number]));
  const rows = given.map((row) => ({
    ...row,
    number: (last.get(`${row.person_id} ${row.month} ${row.scheme}`) ?? 0) + 1,
  }));
  await sql`insert into payments (person_id, month, scheme, number, employer_id, base, unit, person, status, wage, basis, late_fee, due_on, assessed_on, figures)
    select person_id, month, scheme, number, employer_id, base, unit, person, status, wage, basis, late_fee, due_on, ${today}::date,
      ${figures.version}::smallint
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as one (person_id uuid, month text, scheme text, number smallint,
      employer_id uuid, base bigint, unit bigint, person bigint, wage bigint, basis text, status text, late_fee bigint, due_on date)`.execute(
    tx,
  );
  return rows.map((row) => ({ personId: row.person_id, month: row.month, scheme: row.scheme, number: row.number }));
}
