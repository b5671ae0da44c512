import { educations, households } from "@wsi/shared/insurance";
import { Mobile, type Parsed, parsed, unreadable } from "@wsi/shared/values";
import { sql } from "kysely";
import type { Tx } from "../db.ts";
import type { ChangeEmployerInfo, ChangePersonInfo, Effect } from "../ports/core-insurance.ts";
import { isContact, sealContacts, withoutContacts } from "./contacts.ts";
import { once, refused, type LedgerEvent, type Refused } from "./effect.ts";

interface Editable {
  label: string;
  parse(raw: string): Parsed<string>;
}

const text =
  (most: number) =>
  (raw: string): Parsed<string> => {
    const value = raw.normalize("NFKC").trim();
    if (value === "") return unreadable("不能是空的");
    return [...value].length > most ? unreadable(`最多 ${most} 个字`) : parsed(value);
  };
const email = (raw: string): Parsed<string> => {
  const value = raw.normalize("NFKC").trim();
  return /^[^\s@]{1,64}@[^\s@]{1,100}\.[^\s@.]{2,}$/.test(value)
    ? parsed(value)
    : unreadable("邮箱不对，请检查 @ 前后");
};
const phone = (raw: string): Parsed<string> => {
  const value = raw.normalize("NFKC").replaceAll(/[\s-]/g, "");
  return /^(1[3-9]\d{9}|0\d{9,11}|\d{7,8})$/.test(value)
    ? parsed(value)
    : unreadable("电话不对，请填手机号或区号加座机号");
};
const oneOf =
  (codes: object) =>
  (raw: string): Parsed<string> =>
    Object.hasOwn(codes, raw) ? parsed(raw) : unreadable("请从列表里选");

const personFields = {
  mobile: { label: "手机号", parse: (raw: string) => Mobile.parse(raw) },
  address: { label: "联系地址", parse: text(100) },
  household: { label: "户口性质", parse: oneOf(households) },
  education: { label: "文化程度", parse: oneOf(educations) },
  email: { label: "电子邮箱", parse: email },
} satisfies Record<string, Editable>;
const employerFields = {
  address: { label: "通讯地址", parse: text(100) },
  contact: { label: "联系人", parse: text(30) },
  phone: { label: "联系电话", parse: phone },
  email: { label: "电子邮箱", parse: email },
} satisfies Record<string, Editable>;

/** Fields that others keep: who, and how it is changed there. */
const personLocked: Readonly<Record<string, string>> = {
  name: "姓名由公安机关登记：请先改户口簿和身份证，再带身份证到社保大厅办关键信息变更",
  idNumber: "身份证号由公安机关登记：请带身份证和户籍证明到社保大厅办关键信息变更",
  sex: "性别由公安机关登记：请带身份证到社保大厅办关键信息变更",
  birthDate: "出生日期以身份证和档案为准：请带身份证到社保大厅核定",
};
const employerLocked: Readonly<Record<string, string>> = {
  name: "单位名称由市场监管部门登记：在那里变更后会自动同步过来",
  creditCode: "统一社会信用代码由市场监管部门登记，不能在这里改",
  region: "登记所在区由市场监管部门登记：跨区迁移先办登记变更",
  legalPerson: "法定代表人由市场监管部门登记：在那里变更后会自动同步过来",
};

/** `of`: the field that is wrong, where it is one. */
interface Wrong {
  of?: string;
  refusal: Refused;
}
const wrong = (of: string, because: string, instead: string): Wrong => ({ of, refusal: refused(because, instead) });
const unchanged: Wrong = { refusal: refused("没有要变更的内容：和现在登记的一样", "请改好再提交，或者不用办") };

function readChanges<F extends Record<string, Editable>>(
  changes: Readonly<Record<string, string>>,
  fields: F,
  locked: Readonly<Record<string, string>>,
): { values: Partial<Record<keyof F, string>> } | Wrong {
  const values: Partial<Record<keyof F, string>> = {};
  for (const [name, raw] of Object.entries(changes)) {
    const why = Object.hasOwn(locked, name) ? locked[name] : undefined;
    if (why !== undefined) return wrong(name, "这一项不能在网上改", why);
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!field)
      return wrong(
        name,
        "没有这一项信息",
        `可以改的有：${Object.values(fields)
          .map((one) => one.label)
          .join("、")}`,
      );
    const read = field.parse(raw);
    if (!read.ok) return wrong(name, `${field.label}不对`, read.message);
    values[name as keyof F] = read.value;
  }
  return { values };
}

type PersonField = keyof typeof personFields;
export type InfoThere = Record<PersonField, string | null>;
export interface InfoPlan {
  values: Partial<Record<PersonField, string>>;
  /** What differs from what is there. */
  names: PersonField[];
  before: InfoThere;
}
export const notInsured = refused("这个人现在不由本单位参保", "请核对身份证号；只能为在职职工变更一般信息");

/** What is registered of each now. */
export async function infoThere(tx: Tx, ids: readonly string[]): Promise<Map<string, InfoThere>> {
  const { rows } = await sql<InfoThere & { id: string }>`
    select id, mobile, address, household, education, email from people where id = any(${ids}::uuid[])`.execute(tx);
  return new Map(rows.map(({ id, ...info }) => [id, info]));
}

/** The rules of the change, for one and for the row of a roll. */
export function planInfo(changes: Readonly<Record<string, string>>, before: InfoThere): InfoPlan | Wrong {
  const read = readChanges(changes, personFields, personLocked);
  if ("refusal" in read) return read;
  const names = (Object.keys(read.values) as PersonField[]).filter((name) => before[name] !== read.values[name]);
  return names.length === 0 ? unchanged : { values: read.values, names, before };
}

export async function writeInfo(
  tx: Tx,
  rows: readonly { personId: string; values: InfoPlan["values"] }[],
): Promise<void> {
  const given = JSON.stringify(rows.map(({ personId, values }) => ({ id: personId, ...values })));
  await sql`update people p set mobile = coalesce(d.mobile, p.mobile), address = coalesce(d.address, p.address),
      household = coalesce(d.household, p.household), education = coalesce(d.education, p.education), email = coalesce(d.email, p.email)
    from jsonb_to_recordset(${given}::jsonb) as d (id uuid, mobile text, address text, household text, education text, email text)
    where p.id = d.id`.execute(tx);
}

interface Change {
  personId?: string;
  employerId?: string;
  field: string;
  from: string | null;
  to: string | null;
}
/** From what to what, for the history: where somebody can be reached only under a seal. */
async function tellChanges(tx: Tx, today: string, changes: readonly Change[]): Promise<LedgerEvent[]> {
  const contacts = changes.filter((one) => isContact(one.field));
  const seals = await sealContacts(
    tx,
    today,
    contacts.flatMap(({ from, to, ...of }) => [
      { ...of, value: from },
      { ...of, value: to },
    ]),
  );
  return changes.map((change) => {
    const at = contacts.indexOf(change) * 2;
    const { field, from, to } = change;
    return {
      kind: "info-changed",
      detail: at < 0 ? { field, from, to } : { field, from: seals[at] ?? null, to: seals[at + 1] ?? null },
    };
  });
}

/** What is told of changes, and what history keeps of them, for each in order. */
export async function tellInfo(
  tx: Tx,
  today: string,
  plans: readonly (InfoPlan & { personId: string })[],
  employerId: string | undefined,
): Promise<{ text: string; events: LedgerEvent[] }[]> {
  const changes = plans.flatMap(({ personId, names, before, values }) =>
    names.map((field) => ({ personId, field, from: before[field], to: values[field] ?? null })),
  );
  const events = await tellChanges(tx, today, changes);
  let at = 0;
  return plans.map(({ personId, names }) => ({
    text: `已变更${names.map((name) => personFields[name].label).join("、")}。`,
    events: events.slice(at, (at += names.length)).map(({ kind, detail }) => ({
      kind,
      personId,
      detail: { ...detail, ...(employerId === undefined ? {} : { employerId }) },
    })),
  }));
}

/** 个人一般信息变更. An employer may for whom it insures. What changed, from what and to what, is in the history. */
export function changePersonInfo(tx: Tx, act: ChangePersonInfo): Promise<Effect> {
  const { personId, key, today, changes, employerId } = act;
  // An employer's act is its own, too: whether it insures the person stays true until the commit.
  const through = employerId === undefined ? {} : { employerId };
  const input = { changes: withoutContacts(changes), ...through };
  return once(tx, { kind: "change-person-info", key, personId, ...through, today, input }, async () => {
    if (employerId !== undefined && !(await insures(tx, employerId, personId))) return notInsured;
    const before = (await infoThere(tx, [personId])).get(personId);
    if (!before) throw new Error("the ledger holds no such person");
    const plan = planInfo(changes, before);
    if ("refusal" in plan) return plan.refusal;
    await writeInfo(tx, [{ personId, values: plan.values }]);
    const [told] = await tellInfo(tx, today, [{ ...plan, personId }], employerId);
    return { text: told?.text ?? "", events: told?.events ?? [], due: 0 };
  });
}

/** Which of these the employer insures now. */
export async function insuredAmong(tx: Tx, employerId: string, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ person_id: string }>`select distinct person_id from enrolments
    where employer_id = ${employerId}::uuid and person_id = any(${ids}::uuid[]) and stopped_on is null`.execute(tx);
  return new Set(rows.map((row) => row.person_id));
}
export const insures = async (tx: Tx, employerId: string, personId: string): Promise<boolean> =>
  (await insuredAmong(tx, employerId, [personId])).has(personId);

/** 单位一般信息变更. Clerks 经办人 come and go by their own rules (delegation/clerks.ts). */
export function changeEmployerInfo(tx: Tx, act: ChangeEmployerInfo): Promise<Effect> {
  const { employerId, key, today, changes } = act;
  return once(
    tx,
    { kind: "change-employer-info", key, employerId, today, input: { changes: withoutContacts(changes) } },
    async () => {
      const read = readChanges(changes, employerFields, employerLocked);
      if ("refusal" in read) return read.refusal;
      const before = await tx
        .selectFrom("employers")
        .select(["address", "contact", "phone", "email"])
        .where("id", "=", employerId)
        .executeTakeFirstOrThrow();
      const names = (Object.keys(read.values) as (keyof typeof employerFields)[]).filter(
        (name) => before[name] !== read.values[name],
      );
      if (names.length === 0) return unchanged.refusal;
      await tx.updateTable("employers").set(read.values).where("id", "=", employerId).execute();
      return {
        text: `已变更单位${names.map((name) => employerFields[name].label).join("、")}。`,
        due: 0,
        events: await tellChanges(
          tx,
          today,
          names.map((field) => ({ employerId, field, from: before[field], to: read.values[field] ?? null })),
        ),
      };
    },
  );
}
