import { sql } from "kysely";
import type { Tx } from "../db.ts";
import type { Person, Situation } from "../ports/core-insurance.ts";

const drawing = (kind: "pension" | "unemployment") =>
  sql<boolean>`exists (select 1 from benefits b where b.person_id = p.id and b.kind = ${kind} and b.ended_on is null)`;
const active = (through: "employer" | "flexible") =>
  sql<boolean>`exists (select 1 from enrolments e where e.person_id = p.id and e.through = ${through} and e.stopped_on is null)`;

/** The strongest claim wins: a pension before a job, a job before flexible employment, any of them before a benefit. */
function situationOf(row: Record<"retired" | "employed" | "flexible" | "unemployed" | "ever", boolean>): Situation {
  if (row.retired) return "retired";
  if (row.employed) return "employed";
  if (row.flexible) return "flexible";
  if (row.unemployed) return "unemployed";
  return row.ever ? "out" : "never-insured";
}

const selectPerson = (tx: Tx) =>
  tx
    .selectFrom("people as p")
    .select(["p.id", "p.name", "p.id_number", "p.mobile", "p.sex", "p.birth_date", "p.region"])
    .select([
      drawing("pension").as("retired"),
      drawing("unemployment").as("unemployed"),
      active("employer").as("employed"),
      active("flexible").as("flexible"),
      sql<boolean>`exists (select 1 from enrolments e where e.person_id = p.id)`.as("ever"),
    ]);

type Row = Awaited<ReturnType<ReturnType<typeof selectPerson>["executeTakeFirstOrThrow"]>>;

const personOf = (row: Row): Person => ({
  id: row.id,
  name: row.name,
  idNumber: row.id_number,
  mobile: row.mobile,
  sex: row.sex,
  birthDate: row.birth_date,
  region: row.region,
  situation: situationOf(row),
});

export async function findPerson(tx: Tx, idNumber: string): Promise<Person | undefined> {
  const row = await selectPerson(tx).where("p.id_number", "=", idNumber).executeTakeFirst();
  return row && personOf(row);
}

export async function findPersonById(tx: Tx, personId: string): Promise<Person | undefined> {
  const row = await selectPerson(tx).where("p.id", "=", personId).executeTakeFirst();
  return row && personOf(row);
}

export async function getPerson(tx: Tx, personId: string): Promise<Person> {
  const person = await findPersonById(tx, personId);
  if (!person) throw new Error("the ledger holds no such person");
  return person;
}

/** Many at once, for lists. Whoever is not there is left out. */
export async function findPeople(tx: Tx, personIds: readonly string[]): Promise<Map<string, Person>> {
  if (personIds.length === 0) return new Map();
  const rows = await selectPerson(tx)
    .where("p.id", "in", [...new Set(personIds)])
    .execute();
  return new Map(rows.map((row) => [row.id, personOf(row)]));
}

/** Which of them act for an employer 单位经办人. */
export async function clerksAmong(tx: Tx, personIds: readonly string[]): Promise<Set<string>> {
  if (personIds.length === 0) return new Set();
  const rows = await tx
    .selectFrom("employer_clerks")
    .select("person_id")
    .distinct()
    .where("person_id", "in", [...new Set(personIds)])
    .where("ended_at", "is", null)
    .execute();
  return new Set(rows.map((row) => row.person_id));
}
