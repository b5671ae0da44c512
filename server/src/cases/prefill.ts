import type { Facts, PrefillSource } from "@wsi/shared/field";
import { fieldsOf, type ItemDefinition } from "@wsi/shared/item";
import { beijingDay } from "@wsi/shared/case";
import { addMonths } from "@wsi/shared/values";
import type { EmployerInfo, PersonInfo } from "../ports/core-insurance.ts";

export interface KnownOfPerson {
  name: string;
  idNumber: string;
  /** The number given when binding. */
  mobile: string | null;
  /** The person's own matter: then the sources are told in the second person. */
  own: boolean;
  /** For items about an employer or an employee. */
  employer: (Pick<EmployerInfo, "name" | "creditCode" | "region"> & Partial<EmployerInfo>) | undefined;
  /** What the register holds of themselves; never filled in for an employer. */
  info?: PersonInfo | undefined;
  /** Certificate of the employer's newest building site. */
  certificate?: string | undefined;
}

type Prefilled = Record<string, { value: unknown; source: string }>;

/** First answers from what the registries know, each with its source in words (S36): people check instead of typing. */
export function prefill(item: ItemDefinition, person: KnownOfPerson, facts: Facts, now: Date): Prefilled {
  const whose = person.own ? "您" : "本人";
  const known: Record<PrefillSource, { value: unknown; source: string }> = {
    "citizen.name": { value: person.name, source: "参保登记" },
    "citizen.idNumber": { value: person.idNumber, source: "参保登记" },
    "citizen.mobile": { value: person.mobile, source: `${whose}绑定时填的手机号` },
    "enrolment.region": { value: facts["currentRegion"], source: "参保登记" },
    "enrolment.tier": {
      value: facts["currentTier"] === undefined ? undefined : String(facts["currentTier"]),
      source: `${whose}最近的缴费档次`,
    },
    "enrolment.schemes": { value: facts["currentSchemes"], source: `${whose}停保前的险种` },
    "gap.from": { value: facts["gapFrom"], source: "缴费记录" },
    "gap.to": { value: facts["gapTo"], source: "缴费记录" },
    "arrears.from": { value: facts["arrearsFrom"], source: "缴费记录" },
    "arrears.to": { value: facts["arrearsTo"], source: "缴费记录" },
    "flexible.schemes": { value: facts["flexibleSchemes"], source: `${whose}正在缴的险种` },
    "month.next": { value: addMonths(beijingDay(now).slice(0, 7), 1), source: "今天的日期" },
    "month.current": { value: beijingDay(now).slice(0, 7), source: "今天的日期" },
    "bank.card": { value: undefined, source: "社保卡" },
    "employer.name": { value: person.employer?.name, source: "单位参保登记" },
    "employer.creditCode": { value: person.employer?.creditCode, source: "单位参保登记" },
    "employer.region": { value: person.employer?.region, source: "单位参保登记" },
    "employer.address": { value: person.employer?.address, source: "现在的登记" },
    "employer.contact": { value: person.employer?.contact, source: "现在的登记" },
    "employer.phone": { value: person.employer?.phone, source: "现在的登记" },
    "employer.email": { value: person.employer?.email, source: "现在的登记" },
    "employee.schemes": { value: facts["schemesHere"], source: "本单位参保登记" },
    "person.mobile": { value: person.info?.mobile, source: "现在的登记" },
    "person.address": { value: person.info?.address, source: "现在的登记" },
    "person.household": { value: person.info?.household, source: "现在的登记" },
    "person.education": { value: person.info?.education, source: "现在的登记" },
    "person.email": { value: person.info?.email, source: "现在的登记" },
    "project.certificate": { value: person.certificate, source: "最近参保的项目" },
  };
  const filled: Prefilled = {};
  for (const [name, asked] of Object.entries(fieldsOf(item))) {
    if (!asked.prefill) continue;
    const { value, source } = known[asked.prefill as PrefillSource];
    if (value !== undefined && value !== null && value !== "") filled[name] = { value, source };
  }
  return filled;
}
