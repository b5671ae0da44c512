import { beijingDay } from "@wsi/shared/case";
import type { RegistryLine } from "@wsi/shared/contract";
import type { Facts } from "@wsi/shared/field";
import { fieldsOf, printAnswers } from "@wsi/shared/item";
import type { Tx } from "../../db.ts";
import type { Case } from "../load.ts";
import type { CaseParts } from "../parts.ts";
import { prefill } from "../prefill.ts";
import { factsOf, identityOf, keptFacts } from "../subject.ts";

/** Facts that help a reviewer, in words; the others only steer conditions. */
const factLabel: Readonly<Record<string, string>> = {
  insured: "在本市参加过职工养老",
  employed: "现在由单位参保",
  flexibleActive: "灵活就业参保中",
  flexiblePaused: "灵活就业已停保",
  retired: "已领取养老金",
  overAge: "已到法定退休年龄",
  gapMonths: "中断的月份",
  arrearsMonths: "欠费的月份",
  employerTrusted: "单位信用等级为 VIP",
  employerHasArrears: "单位有欠费",
  employeesActive: "单位在保人数",
  registered: "已在登记里",
  activeHere: "在本单位参保中",
  activeElsewhere: "在别处参保中",
  lastMonthHere: "在本单位最后缴费的月份",
};

function factWords(value: Facts[string] | undefined): string {
  if (value === undefined) return "没有登记";
  if (typeof value === "boolean") return value ? "是" : "否";
  if (!Array.isArray(value)) return String(value);
  if (value.length === 0) return "无";
  const months = value.toSorted();
  return months.length <= 4 ? months.join("、") : `${months[0]} 至 ${months.at(-1)}，共 ${months.length} 个月`;
}

/**
 * What the registries say today beside what the person said: first the questions a register can answer, then the facts the item asks
 * for, with what changed since the submission. Sensitive values masked on both sides; compared before they are masked.
 */
export async function registryOf(parts: CaseParts, tx: Tx, kase: Case, now: Date): Promise<RegistryLine[]> {
  const facts = keptFacts(kase.definition, await factsOf(parts, tx, kase.definition, kase, beijingDay(now)));
  const person = await identityOf(parts, tx, kase);
  const employer = kase.employerId === null ? undefined : await parts.core.findEmployer(tx, kase.employerId);
  const mobile = kase.about === "employee" ? null : await parts.mobileOf(tx, kase.personId);
  const known = prefill(
    kase.definition,
    { name: person.name, idNumber: person.idNumber, mobile, own: false, employer },
    facts,
    kase.submittedAt ?? now,
  );
  const registered = Object.fromEntries(Object.entries(known).map(([field, one]) => [field, one.value]));
  const words = (answers: Record<string, unknown>) =>
    new Map(printAnswers(kase.definition, answers, kase.facts).map((one) => [one.field, one.masked]));
  const said = words(kase.answers);
  const registry = words({ ...kase.answers, ...registered });
  const fields = fieldsOf(kase.definition);
  // What a register answered when the form was opened, and what it answers now: a line that is gone is a difference too.
  const asked = Object.entries({ ...kase.prefilled, ...known }).flatMap(([field, one]): RegistryLine[] => {
    const gone = known[field] === undefined;
    const given = gone ? "现在查不到了" : registry.get(field);
    if (given === undefined) return [];
    return [
      {
        field,
        label: fields[field]?.label ?? field,
        said: said.get(field) ?? null,
        registry: given,
        differs: gone || JSON.stringify(one.value) !== JSON.stringify(kase.answers[field]),
        source: one.source.replace(/^您/, "本人"),
      },
    ];
  });
  const standing = kase.definition.facts.flatMap((name): RegistryLine[] => {
    const label = factLabel[name];
    if (label === undefined) return [];
    const [then, today] = [factWords(kase.facts[name]), factWords(facts[name])];
    return [
      {
        field: null,
        label,
        said: then === today ? null : `提交时：${then}`,
        registry: today,
        differs: then !== today,
        source: "参保登记",
      },
    ];
  });
  return [...asked, ...standing];
}
