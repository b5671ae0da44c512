import { IdNumber } from "@wsi/shared/values";
import { sql } from "kysely";
import type { Tx } from "../db.ts";
import type { Employee, Employer, EmployerRegister } from "../ports/employers.ts";
import { employeeFacts, employerFacts } from "./employer-facts.ts";

const selectEmployer = (tx: Tx) => tx.selectFrom("employers").selectAll();
type Row = Awaited<ReturnType<ReturnType<typeof selectEmployer>["executeTakeFirstOrThrow"]>>;

const employerOf = (row: Row): Employer => ({
  id: row.id,
  name: row.name,
  creditCode: row.credit_code,
  region: row.region,
  openedOn: row.opened_on,
  construction: row.construction,
  trust: row.trust,
  legalPersonId: row.legal_person_id,
});

/** LIKE without its wildcards: what is typed is only looked for. */
const literally = (typed: string): string => typed.replaceAll(/[\\%_]/g, (one) => `\\${one}`);

/** The register of employers and of whom they insure. */
export const employerRegister: EmployerRegister = {
  async findEmployer(tx, employerId) {
    const row = await selectEmployer(tx).where("id", "=", employerId).executeTakeFirst();
    return row && employerOf(row);
  },

  async findEmployers(tx, employerIds) {
    if (employerIds.length === 0) return new Map();
    const rows = await selectEmployer(tx)
      .where("id", "in", [...new Set(employerIds)])
      .execute();
    return new Map(rows.map((row) => [row.id, employerOf(row)]));
  },

  async findEmployerByCode(tx, creditCode) {
    const row = await selectEmployer(tx).where("credit_code", "=", creditCode).executeTakeFirst();
    return row && employerOf(row);
  },

  async employersOfLegalPerson(tx, personId) {
    const rows = await selectEmployer(tx).where("legal_person_id", "=", personId).orderBy("name").execute();
    return rows.map(employerOf);
  },

  async employees(tx, employerId, { named, most }) {
    const active = tx
      .selectFrom("enrolments as e")
      .innerJoin("people as p", "p.id", "e.person_id")
      .where("e.employer_id", "=", employerId)
      .where("e.stopped_on", "is", null)
      .$if(named !== undefined && named !== "", (q) => q.where("p.name", "like", `%${literally(named ?? "")}%`));
    const { total } = await active.select(sql<number>`count(distinct p.id)`.as("total")).executeTakeFirstOrThrow();
    const rows = await active
      .select(["p.id", "p.name", "p.id_number"])
      .select([
        sql<Employee["schemes"]>`array_agg(e.scheme order by e.scheme)`.as("schemes"),
        sql<string>`min(e.started_on)`.as("since"),
      ])
      .groupBy(["p.id", "p.name", "p.id_number"])
      .orderBy("p.name")
      .orderBy("p.id")
      .limit(most)
      .execute();
    return {
      total,
      employees: rows.map((row) => ({
        personId: row.id,
        name: row.name,
        idNumber: row.id_number,
        schemes: row.schemes,
        since: row.since,
      })),
    };
  },

  async everInsured(tx, employerId, personId) {
    const row = await tx
      .selectFrom("enrolments")
      .select("id")
      .where("employer_id", "=", employerId)
      .where("person_id", "=", personId)
      .limit(1)
      .executeTakeFirst();
    return row !== undefined;
  },

  employerFacts,
  employeeFacts,

  async registerPerson(tx, { id, idNumber, name, mobile, region }) {
    const parsed = IdNumber.parse(idNumber);
    if (!parsed.ok) throw new Error("a newcomer's ID number was not checked");
    const { sex, birthDate } = IdNumber.facts(parsed.value);
    await tx
      .insertInto("people")
      .values({ id, id_number: parsed.value, name, mobile, sex, birth_date: birthDate, region })
      .onConflict((same) => same.column("id_number").doNothing())
      .execute();
    const kept = await tx
      .selectFrom("people")
      .select("id")
      .where("id_number", "=", parsed.value)
      .executeTakeFirstOrThrow();
    return kept.id;
  },
};
