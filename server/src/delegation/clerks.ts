import { randomUUID } from "node:crypto";
import { beijingDay } from "@wsi/shared/case";
import type { ClerkEnd, ClerkView, EmployerCard, MyEmployer, PersonRights, RightState } from "@wsi/shared/contract";
import { Day, PersonName } from "@wsi/shared/values";
import type { Selectable } from "kysely";
import { tell } from "../citizens/index.ts";
import type { Tx } from "../db.ts";
import type { InsuranceTables } from "../insurance/tables.ts";
import type { CoreInsurance } from "../ports/core-insurance.ts";
import type { Employer } from "../ports/employers.ts";
import { isRefusal, refuse, type Refusal } from "../refusal.ts";
import { clerksInForce } from "./rights.ts";
import { named, scopeFault } from "./scope.ts";
import { findSomeone, type DelegationParts } from "./someone.ts";

export type Clerk = Selectable<InsuranceTables["employer_clerks"]>;
const page = "me/employer/index";

export function clerkState(row: Clerk, today: string): RightState {
  if (row.ended_at !== null || row.until_day < today) return "ended";
  return row.from_day > today ? "coming" : "active";
}

interface Binding {
  employer: Employer;
  personId: string;
  items: readonly string[] | null;
  until: string;
  from: string;
  grantedBy: Clerk["granted_by"];
  grantedById: string;
  document: string | null;
}

async function end(tx: Tx, row: Clerk, because: ClerkEnd, now: Date): Promise<void> {
  await tx
    .updateTable("employer_clerks")
    .set({ ended_at: now, ended_because: because })
    .where("id", "=", row.id)
    .where("ended_at", "is", null)
    .execute();
}
export const endExpiredClerk = (tx: Tx, row: Clerk, now: Date) => end(tx, row, "expired", now);

/** One open binding of a person to an employer: a lapsed one gives way, a running one is refused. */
async function bindClerk(tx: Tx, given: Binding, now: Date): Promise<Clerk | Refusal> {
  const today = beijingDay(now);
  const fault = scopeFault("employer", { items: given.items ?? [], until: given.until }, today);
  if (fault) return fault;
  if (given.items?.length === 0) return refuse("bad-input", "请至少选一个事项，或者选「全部单位事项」");
  const open = await tx
    .selectFrom("employer_clerks")
    .selectAll()
    .where("employer_id", "=", given.employer.id)
    .where("person_id", "=", given.personId)
    .where("ended_at", "is", null)
    .forUpdate()
    .executeTakeFirst();
  if (open && open.until_day >= today)
    return refuse("conflict", "这个人已经是这家单位的经办人。要改范围或期限，请先结束原来的，再重新指定");
  if (open) await end(tx, open, "expired", now);
  const row: Clerk = {
    id: randomUUID(),
    employer_id: given.employer.id,
    person_id: given.personId,
    granted_by: given.grantedBy,
    granted_by_id: given.grantedById,
    granted_at: now,
    from_day: given.from,
    until_day: given.until,
    items: given.items === null ? null : [...new Set(given.items)],
    document: given.document,
    ended_at: null,
    ended_because: null,
    reminded_at: null,
  };
  await tx.insertInto("employer_clerks").values(row).execute();
  await tell(
    tx,
    {
      key: `clerk:${row.id}:bound`,
      personId: row.person_id,
      title: `您现在是「${given.employer.name}」的经办人`,
      text: `到 ${Day.print(row.until_day)} 止。办单位的事，请先在首页「为谁办」里选这家单位。不是您本人同意的，请在「我的单位」里退出。`,
      open: page,
    },
    now,
  );
  return row;
}

const noEmployer = () => refuse("not-found", "没有找到这家单位，请从「我的单位」重新进入");
const absent = () => refuse("not-found", "没有找到这个经办人，请从「我的单位」重新进入");
const over = () => refuse("conflict", "这个经办人已经结束，请刷新看最新情况");

/** By the employer's legal person, on the phone. */
export async function appointClerk(
  parts: DelegationParts,
  tx: Tx,
  whoId: string,
  given: { id: string; idNumber: string; name: string; items: readonly string[] | null; until: string },
  now: Date,
): Promise<Employer | Refusal> {
  const employer = await parts.core.findEmployer(tx, given.id);
  if (!employer || employer.legalPersonId !== whoId) return noEmployer();
  const person = await findSomeone(parts, tx, whoId, given);
  if (isRefusal(person)) return person;
  const bound = await bindClerk(
    tx,
    {
      employer,
      personId: person.id,
      items: given.items,
      until: given.until,
      from: beijingDay(now),
      grantedBy: "legal-person",
      grantedById: whoId,
      document: null,
    },
    now,
  );
  return isRefusal(bound) ? bound : employer;
}

/** At the counter, from the employer's paper. The legal person is told, when the register knows one. */
export async function recordClerk(
  core: CoreInsurance,
  tx: Tx,
  given: {
    employerId: string;
    personId: string;
    items: readonly string[] | null;
    until: string;
    document: string;
    staffId: string;
  },
  now: Date,
): Promise<Employer | Refusal> {
  const employer = await core.findEmployer(tx, given.employerId);
  const person = await core.findPersonById(tx, given.personId);
  if (!employer || !person) return refuse("not-found", "没有找到单位或这个人，请重新查询");
  const bound = await bindClerk(
    tx,
    {
      employer,
      personId: person.id,
      items: given.items,
      until: given.until,
      from: beijingDay(now),
      grantedBy: "counter",
      grantedById: given.staffId,
      document: given.document,
    },
    now,
  );
  if (isRefusal(bound)) return bound;
  if (employer.legalPersonId !== null && employer.legalPersonId !== person.id)
    await tell(
      tx,
      {
        key: `clerk:${bound.id}:recorded`,
        personId: employer.legalPersonId,
        title: `窗口为「${employer.name}」登记了经办人`,
        text: `经办人 ${PersonName.mask(person.name)}，到 ${Day.print(bound.until_day)} 止，材料编号 ${given.document}。不是单位同意的，请在「我的单位」里马上结束。`,
        open: page,
      },
      now,
    );
  return employer;
}

const lockClerk = (tx: Tx, id: string) =>
  tx.selectFrom("employer_clerks").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();

/** The clerk hands their work to a colleague: the same scope to the same day, and their own right ends with it. */
export async function handOver(
  parts: DelegationParts,
  tx: Tx,
  whoId: string,
  given: { id: string; idNumber: string; name: string },
  now: Date,
): Promise<true | Refusal> {
  const row = await lockClerk(tx, given.id);
  if (!row || row.person_id !== whoId) return absent();
  if (clerkState(row, beijingDay(now)) !== "active") return over();
  const next = await findSomeone(parts, tx, whoId, given);
  if (isRefusal(next)) return next;
  if (next.id === whoId) return refuse("bad-input", "不能移交给自己");
  const employer = await parts.core.findEmployer(tx, row.employer_id);
  if (!employer) return noEmployer();
  await end(tx, row, "handed-over", now);
  const bound = await bindClerk(
    tx,
    {
      employer,
      personId: next.id,
      items: row.items,
      until: row.until_day,
      from: beijingDay(now),
      grantedBy: "hand-over",
      grantedById: whoId,
      document: null,
    },
    now,
  );
  if (isRefusal(bound)) return bound;
  if (employer.legalPersonId !== null && employer.legalPersonId !== whoId)
    await tell(
      tx,
      {
        key: `clerk:${bound.id}:handed`,
        personId: employer.legalPersonId,
        title: `「${employer.name}」的经办工作移交了`,
        text: `现在由 ${PersonName.mask(next.name)} 经办。不同意的，请在「我的单位」里结束。`,
        open: page,
      },
      now,
    );
  return true;
}

/** The same where the clerk is known by the employer they are in. */
export async function handOverAt(
  parts: DelegationParts,
  tx: Tx,
  whoId: string,
  given: { employerId: string; idNumber: string; name: string },
  now: Date,
): Promise<true | Refusal> {
  const row = await clerksInForce(tx, beijingDay(now))
    .where("person_id", "=", whoId)
    .where("employer_id", "=", given.employerId)
    .executeTakeFirst();
  return row ? handOver(parts, tx, whoId, { id: row.id, idNumber: given.idNumber, name: given.name }, now) : over();
}

/** By the clerk, by the legal person, or at the counter (`whoId` null). */
export async function endClerk(
  core: CoreInsurance,
  tx: Tx,
  whoId: string | null,
  id: string,
  now: Date,
): Promise<true | Refusal> {
  const row = await lockClerk(tx, id);
  if (!row) return absent();
  const employer = await core.findEmployer(tx, row.employer_id);
  const own = row.person_id === whoId;
  if (whoId !== null && !own && employer?.legalPersonId !== whoId) return absent();
  if (clerkState(row, beijingDay(now)) === "ended") return over();
  await end(tx, row, whoId === null ? "counter" : own ? "given-up" : "ended", now);
  const told = own ? (employer?.legalPersonId ?? null) : row.person_id;
  if (told !== null && told !== whoId)
    await tell(
      tx,
      {
        key: `clerk:${row.id}:ended`,
        personId: told,
        title: own ? `「${employer?.name ?? ""}」的一位经办人退出了` : `您不再是「${employer?.name ?? ""}」的经办人`,
        text: own ? "请在「我的单位」里指定新的经办人，或到窗口办理。" : "从现在起您不能再替这家单位办理和查询。",
        open: page,
      },
      now,
    );
  return true;
}

const viewOf = (row: Clerk, name: string, viewerId: string | null, today: string): ClerkView => ({
  id: row.id,
  name: PersonName.mask(name),
  me: row.person_id === viewerId,
  from: row.from_day,
  until: row.until_day,
  items: row.items === null ? null : named(row.items),
  state: clerkState(row, today),
  grantedBy: row.granted_by,
  ended:
    row.ended_at === null || row.ended_because === null
      ? row.until_day < today
        ? { at: `${row.until_day}T15:59:59.000Z`, because: "expired" }
        : null
      : { at: row.ended_at.toISOString(), because: row.ended_because },
});

async function clerksOf(core: CoreInsurance, tx: Tx, employerId: string, viewerId: string | null, today: string) {
  const rows = await tx
    .selectFrom("employer_clerks")
    .selectAll()
    .where("employer_id", "=", employerId)
    .orderBy("granted_at", "desc")
    .limit(50)
    .execute();
  const people = await core.findPeople(
    tx,
    rows.map((row) => row.person_id),
  );
  return rows.map((row) => viewOf(row, people.get(row.person_id)?.name ?? "", viewerId, today));
}

/** 我的单位: those one is clerk of today, and those one stands for in law. */
export async function myEmployers(core: CoreInsurance, tx: Tx, whoId: string, now: Date): Promise<MyEmployer[]> {
  const today = beijingDay(now);
  const legal = await core.employersOfLegalPerson(tx, whoId);
  const rows = await clerksInForce(tx, today).where("person_id", "=", whoId).execute();
  const others = await core.findEmployers(
    tx,
    rows.map((row) => row.employer_id),
  );
  const all = new Map([...legal, ...others.values()].map((one) => [one.id, one]));
  const views: MyEmployer[] = [];
  for (const employer of all.values()) {
    const facts = await core.employees(tx, employer.id, { most: 1 });
    const clerks = await clerksOf(core, tx, employer.id, whoId, today);
    const legalPerson = employer.legalPersonId === whoId;
    views.push({
      id: employer.id,
      name: employer.name,
      creditCode: employer.creditCode,
      trust: employer.trust,
      employees: facts.total,
      legalPerson,
      clerks: legalPerson ? clerks : clerks.filter((one) => one.state !== "ended"),
    });
  }
  return views;
}

export async function employerCard(
  core: CoreInsurance,
  tx: Tx,
  employer: Employer,
  today: string,
): Promise<EmployerCard> {
  return {
    id: employer.id,
    name: employer.name,
    creditCode: employer.creditCode,
    clerks: await clerksOf(core, tx, employer.id, null, today),
  };
}

/** A person's bindings, for the counter. */
export async function bindingsOf(
  core: CoreInsurance,
  tx: Tx,
  personId: string,
  today: string,
): Promise<PersonRights["clerkOf"]> {
  const rows = await tx
    .selectFrom("employer_clerks")
    .selectAll()
    .where("person_id", "=", personId)
    .orderBy("granted_at", "desc")
    .limit(50)
    .execute();
  const employers = await core.findEmployers(
    tx,
    rows.map((row) => row.employer_id),
  );
  return rows.map((row) => {
    const { name: _, me: __, ...view } = viewOf(row, "某某", null, today);
    return { ...view, employer: employers.get(row.employer_id)?.name ?? "" };
  });
}
