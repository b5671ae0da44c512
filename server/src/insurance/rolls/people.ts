import type { Scheme } from "@wsi/shared/contract";
import { reachesRetirement, type Figures } from "@wsi/shared/insurance";
import { IdNumber, monthOf } from "@wsi/shared/values";
import { sql } from "kysely";
import type { Tx } from "../../db.ts";
import type { RollColumn, RollPerson, RowVerdict } from "../../ports/core-insurance.ts";
import { byPerson } from "../by-person.ts";
import type { Refused } from "../effect.ts";
import type { EnrolmentRow } from "../enrolments.ts";

type Bad = Extract<RowVerdict, { ok: false }>;
export const bad = (column: RollColumn, { because, instead }: Pick<Refused, "because" | "instead">): Bad => ({
  ok: false,
  because,
  instead,
  column,
});

export interface Known {
  id: string;
  name: string;
  sex: "male" | "female";
  birth_date: string;
}
/** By ID number. */
export type People = ReadonlyMap<string, Known>;

/** Who is in the register, by ID number. */
export async function knownPeople(tx: Tx, rows: readonly RollPerson[]): Promise<People> {
  const found = await sql<Known & { id_number: string }>`
    select id, name, id_number, sex, birth_date from people where id_number = any(${rows.map((row) => row.idNumber)}::text[])`.execute(
    tx,
  );
  return new Map(found.rows.map((row) => [row.id_number, row]));
}

/** Puts those who are not in the register into it. Answers everybody. */
export async function registerAll(tx: Tx, rows: readonly RollPerson[], region: string): Promise<People> {
  const known = await knownPeople(tx, rows);
  const fresh = rows
    .filter((row) => !known.has(row.idNumber))
    .map(({ idNumber, name, mobile }) => {
      if (!IdNumber.parse(idNumber).ok) throw new Error("a newcomer's ID number was not checked");
      const { sex, birthDate } = IdNumber.facts(idNumber);
      return { id_number: idNumber, name, mobile: mobile ?? null, sex, birth_date: birthDate };
    });
  if (fresh.length === 0) return known;
  await sql`insert into people (id, id_number, name, mobile, sex, birth_date, region)
    select gen_random_uuid(), id_number, name, mobile, sex, birth_date, ${region}
    from jsonb_to_recordset(${JSON.stringify(fresh)}::jsonb) as one (id_number text, name text, mobile text, sex text, birth_date date)
    order by id_number
    on conflict (id_number) do nothing`.execute(tx);
  return knownPeople(tx, rows);
}

/** Name and number belong together, or the row is about somebody else. */
export const misnamed = (row: RollPerson, known: Known | undefined): Bad | undefined =>
  known && known.name !== row.name
    ? bad("name", { because: "姓名和身份证号对不上", instead: "请对照身份证核对；改过名的，请本人先到窗口更正" })
    : undefined;
export const stranger: Bad = bad("idNumber", {
  because: "这个人没有由本单位参过保",
  instead: "请核对身份证号；刚入职的先办参保登记",
});

/** What the rules look at, for many people in two statements; whoever has nothing is not in the maps. */
export async function standingOf(tx: Tx, ids: readonly string[], today: string) {
  const enrolments = await sql<EnrolmentRow>`
    select e.*, null as employer_name from enrolments e where e.person_id = any(${ids}::uuid[])
    order by e.started_on desc, e.scheme, e.id`.execute(tx);
  const pensions = await sql<{ person_id: string; started_on: string }>`
    select person_id, started_on from benefits
    where person_id = any(${ids}::uuid[]) and kind = 'pension' and ended_on is null`.execute(tx);
  return {
    enrolments: byPerson(enrolments.rows),
    retired: new Set(pensions.rows.filter((row) => row.started_on <= monthOf(today)).map((row) => row.person_id)),
  };
}

/** Sex and birth date of the register, else of the number itself. */
export function bodyOf(
  figures: Figures,
  row: RollPerson,
  known: Known | undefined,
  today: string,
): { birthDate: string; overAge: boolean } {
  const own = IdNumber.facts(row.idNumber);
  const birthDate = known?.birth_date ?? own.birthDate;
  return { birthDate, overAge: monthOf(today) >= reachesRetirement(figures, known?.sex ?? own.sex, birthDate) };
}

export const sumByScheme = (
  lines: readonly { scheme: Scheme; unit?: number; person: number; lateFee?: number }[],
): Partial<Record<Scheme, number>> => {
  const sums: Partial<Record<Scheme, number>> = {};
  for (const { scheme, unit = 0, person, lateFee = 0 } of lines)
    sums[scheme] = (sums[scheme] ?? 0) + unit + person + lateFee;
  return sums;
};

export function personIn(people: People, row: { idNumber: string }): string {
  const known = people.get(row.idNumber);
  if (!known) throw new Error("a row of a roll was planned for somebody who is not in the register");
  return known.id;
}
