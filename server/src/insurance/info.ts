import { Mobile, type Parsed, parsed, unreadable } from "@wsi/shared/values";
import type { Tx } from "../db.ts";
import type { ChangeEmployerInfo, ChangePersonInfo, Effect } from "../ports/core-insurance.ts";
import { once, refused, type Refused } from "./effect.ts";

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
  (...codes: string[]) =>
  (raw: string): Parsed<string> =>
    codes.includes(raw) ? parsed(raw) : unreadable("请从列表里选");

const personFields = {
  mobile: { label: "手机号", parse: (raw: string) => Mobile.parse(raw) },
  address: { label: "联系地址", parse: text(100) },
  household: { label: "户口性质", parse: oneOf("local-urban", "local-rural", "other-urban", "other-rural") },
  education: { label: "文化程度", parse: oneOf("primary", "middle", "high", "college", "bachelor", "master") },
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

function readChanges<F extends Record<string, Editable>>(
  changes: Readonly<Record<string, string>>,
  fields: F,
  locked: Readonly<Record<string, string>>,
): { values: Partial<Record<keyof F, string>> } | Refused {
  const values: Partial<Record<keyof F, string>> = {};
  for (const [name, raw] of Object.entries(changes)) {
    const why = Object.hasOwn(locked, name) ? locked[name] : undefined;
    if (why !== undefined) return refused("这一项不能在网上改", why);
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!field)
      return refused(
        "没有这一项信息",
        `可以改的有：${Object.values(fields)
          .map((one) => one.label)
          .join("、")}`,
      );
    const read = field.parse(raw);
    if (!read.ok) return refused(`${field.label}不对`, read.message);
    values[name as keyof F] = read.value;
  }
  return { values };
}

/** 个人一般信息变更. An employer may for whom it insures. What changed, from what and to what, is in the history. */
export function changePersonInfo(tx: Tx, act: ChangePersonInfo): Promise<Effect> {
  const { personId, key, today, changes, employerId } = act;
  const input = { changes, ...(employerId === undefined ? {} : { employerId }) };
  return once(tx, { kind: "change-person-info", key, personId, today, input }, async () => {
    if (employerId !== undefined && !(await insures(tx, employerId, personId)))
      return refused("这个人现在不由本单位参保", "请核对身份证号；只能为在职职工变更一般信息");
    const read = readChanges(changes, personFields, personLocked);
    if ("outcome" in read) return read;
    const before = await tx
      .selectFrom("people")
      .select(["mobile", "address", "household", "education", "email"])
      .where("id", "=", personId)
      .executeTakeFirstOrThrow();
    const names = (Object.keys(read.values) as (keyof typeof personFields)[]).filter(
      (name) => before[name] !== read.values[name],
    );
    if (names.length === 0) return refused("没有要变更的内容：和现在登记的一样", "请改好再提交，或者不用办");
    await tx
      .updateTable("people")
      .set(read.values as { household?: string; education?: string })
      .where("id", "=", personId)
      .execute();
    const labels = names.map((name) => personFields[name].label);
    return {
      text: `已变更${labels.join("、")}。`,
      due: 0,
      events: names.map((field) => ({
        kind: "info-changed",
        detail: {
          field,
          from: before[field],
          to: read.values[field],
          ...(employerId === undefined ? {} : { employerId }),
        },
      })),
    };
  });
}

export const insures = async (tx: Tx, employerId: string, personId: string): Promise<boolean> =>
  (await tx
    .selectFrom("enrolments")
    .select("id")
    .where("employer_id", "=", employerId)
    .where("person_id", "=", personId)
    .where("stopped_on", "is", null)
    .executeTakeFirst()) !== undefined;

/** 单位一般信息变更. Clerks 经办人 come and go by their own rules (delegation/clerks.ts). */
export function changeEmployerInfo(tx: Tx, act: ChangeEmployerInfo): Promise<Effect> {
  const { employerId, key, today, changes } = act;
  return once(tx, { kind: "change-employer-info", key, employerId, today, input: { changes } }, async () => {
    const read = readChanges(changes, employerFields, employerLocked);
    if ("outcome" in read) return read;
    const before = await tx
      .selectFrom("employers")
      .select(["address", "contact", "phone", "email"])
      .where("id", "=", employerId)
      .executeTakeFirstOrThrow();
    const names = (Object.keys(read.values) as (keyof typeof employerFields)[]).filter(
      (name) => before[name] !== read.values[name],
    );
    if (names.length === 0) return refused("没有要变更的内容：和现在登记的一样", "请改好再提交，或者不用办");
    await tx.updateTable("employers").set(read.values).where("id", "=", employerId).execute();
    return {
      text: `已变更单位${names.map((name) => employerFields[name].label).join("、")}。`,
      due: 0,
      events: names.map((field) => ({
        kind: "info-changed",
        detail: { field, from: before[field], to: read.values[field] },
      })),
    };
  });
}
