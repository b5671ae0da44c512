import type { Facts, PrefillSource } from "@wsi/shared/field";
import { fieldsOf, type ItemDefinition } from "@wsi/shared/item";
import { beijingDay } from "@wsi/shared/case";

export interface KnownOfPerson {
  name: string;
  idNumber: string;
  /** The number given when binding. */
  mobile: string | null;
  /** The person's own matter: then the sources are told in the second person. */
  own: boolean;
  /** For items about an employer or an employee. */
  employer: { name: string; creditCode: string; region: string } | undefined;
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
    "month.current": { value: beijingDay(now).slice(0, 7), source: "今天的日期" },
    "bank.card": { value: undefined, source: "社保卡" },
    "employer.name": { value: person.employer?.name, source: "单位参保登记" },
    "employer.creditCode": { value: person.employer?.creditCode, source: "单位参保登记" },
    "employer.region": { value: person.employer?.region, source: "单位参保登记" },
  };
  const filled: Prefilled = {};
  for (const [name, asked] of Object.entries(fieldsOf(item))) {
    if (!asked.prefill) continue;
    const { value, source } = known[asked.prefill as PrefillSource];
    if (value !== undefined && value !== null && value !== "") filled[name] = { value, source };
  }
  return filled;
}
