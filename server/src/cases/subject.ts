import type { Facts } from "@wsi/shared/field";
import { reachesRetirement } from "@wsi/shared/insurance";
import type { ItemDefinition } from "@wsi/shared/item";
import { IdNumber, monthOf, PersonName } from "@wsi/shared/values";
import { randomUUID } from "node:crypto";
import type { Tx } from "../db.ts";
import type { Right } from "../delegation/index.ts";
import { currentFigures } from "../figures/index.ts";
import { isRefusal, refuse, type Refusal } from "../refusal.ts";
import type { Case } from "./load.ts";
import type { CaseParts } from "./parts.ts";
import type { Newcomer } from "./tables.ts";

/** Whom a case is about, before there is a case. */
export interface Subject {
  personId: string;
  employerId: string | null;
  newcomer: Newcomer | null;
}
export type Named = { employee?: string | undefined; newcomer?: { idNumber: string; name: string } | undefined };

/** Whom the item is about, from the right it is opened under and, for an employee, whom the clerk named. */
export async function nameSubject(
  parts: CaseParts,
  tx: Tx,
  item: ItemDefinition,
  right: Right,
  named: Named,
): Promise<Subject | Refusal> {
  const { employerId } = right;
  if (item.about !== "employee" || employerId === null) return { personId: right.personId, employerId, newcomer: null };
  if (named.employee !== undefined) {
    if (!(await parts.core.everInsured(tx, employerId, named.employee)))
      return refuse("not-found", "这家单位没有这位员工，请重新选择", {
        instead: "新来的员工，请填身份证号和姓名",
      });
    return { personId: named.employee, employerId, newcomer: null };
  }
  if (named.newcomer === undefined) return refuse("bad-input", "请先选择员工，或填新员工的身份证号和姓名");
  const newcomer = await readNewcomer(parts, tx, named.newcomer);
  return isRefusal(newcomer) ? newcomer : { employerId, ...newcomer };
}

async function readNewcomer(
  parts: CaseParts,
  tx: Tx,
  given: { idNumber: string; name: string },
): Promise<Omit<Subject, "employerId"> | Refusal> {
  const idNumber = IdNumber.parse(given.idNumber);
  const name = PersonName.parse(given.name);
  const problems = [
    ...(idNumber.ok ? [] : [{ field: "idNumber", message: idNumber.message }]),
    ...(name.ok ? [] : [{ field: "name", message: name.message }]),
  ];
  if (!idNumber.ok || !name.ok) return refuse("bad-input", problems[0]?.message ?? "", { problems });
  const known = await parts.core.findPerson(tx, idNumber.value);
  if (known && known.name !== name.value)
    return refuse("bad-input", "姓名和身份证号对不上，请对照身份证核对", {
      problems: [{ field: "name", message: "和登记的姓名不一样；改过名的，请本人先到窗口更正" }],
    });
  return known
    ? { personId: known.id, newcomer: null }
    : { personId: randomUUID(), newcomer: { idNumber: idNumber.value, name: name.value } };
}

/** What the registries know of the subject today: the person, the employer, and the person in the employer's eyes. */
export async function factsOf(
  parts: CaseParts,
  tx: Tx,
  item: Pick<ItemDefinition, "about">,
  subject: Subject,
  today: string,
): Promise<Facts> {
  const { employerId, newcomer } = subject;
  if (item.about === "person" || employerId === null) return parts.core.facts(tx, subject.personId, today);
  const employer = await parts.core.employerFacts(tx, employerId, today);
  if (item.about === "employer") return employer;
  // Somebody may have registered them since.
  const personId = newcomer ? (await parts.core.findPerson(tx, newcomer.idNumber))?.id : subject.personId;
  if (personId === undefined) {
    const { sex, birthDate } = IdNumber.facts(newcomer?.idNumber ?? "");
    const reached = reachesRetirement(await currentFigures(tx), sex, birthDate);
    return { ...employer, registered: false, overAge: monthOf(today) >= reached };
  }
  return {
    ...employer,
    ...(await parts.core.facts(tx, personId, today)),
    ...(await parts.core.employeeFacts(tx, employerId, personId, today)),
  };
}

/** What is kept of them: an employer learns no more of a person than the item's own conditions need. */
export const keptFacts = (item: ItemDefinition, facts: Facts): Facts =>
  item.about === "person"
    ? facts
    : Object.fromEntries(Object.entries(facts).filter(([name]) => (item.facts as readonly string[]).includes(name)));

export interface Identity {
  name: string;
  idNumber: string;
}
/** Who the person is that the case is about, in the register or not yet. */
export async function identityOf(parts: CaseParts, tx: Tx, kase: Case): Promise<Identity> {
  return kase.newcomer ?? parts.core.getPerson(tx, kase.personId);
}

/** Puts a newcomer into the register, so that handlers only ever meet people who are in it. Answers the case with their id. */
export async function registerSubject(parts: CaseParts, tx: Tx, kase: Case): Promise<Case> {
  if (!kase.newcomer || kase.employerId === null) return kase;
  const employer = await parts.core.findEmployer(tx, kase.employerId);
  const mobile = kase.answers["mobile"];
  const personId = await parts.core.registerPerson(tx, {
    id: kase.personId,
    ...kase.newcomer,
    mobile: typeof mobile === "string" ? mobile : null,
    region: employer?.region ?? "",
  });
  await tx.updateTable("cases").set({ person_id: personId, newcomer: null }).where("id", "=", kase.id).execute();
  return { ...kase, personId, newcomer: null };
}
