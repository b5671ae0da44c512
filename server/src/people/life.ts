import type { PaymentLine, Scheme } from "@wsi/shared/contract";
import { addMonths, monthOf, monthsApart, monthsBetween } from "@wsi/shared/values";
import { employerMonth, flexibleMonth, type FlexibleScheme } from "@wsi/shared/insurance";
import type { InsuranceTables } from "../insurance/tables.ts";
import { employerId, type EmployerCode } from "./employers.ts";
import { uuidOf } from "./identity.ts";

/** A time under one arrangement. Months are counted back from this one: 0 is this month, 119 is ten years of months. */
interface Stint {
  from: number;
  /** Last month covered; absent while it lasts. */
  to?: number;
  why?: string;
}
interface Job extends Stint {
  employer: EmployerCode;
  /** Fen a month at the beginning; rises by 5 % a year. */
  wage: number;
  /** All five unless said. */
  schemes?: readonly Scheme[];
}
interface Flexible extends Stint {
  tier: number;
  schemes: readonly FlexibleScheme[];
  /** Months, counted back, assessed and never paid. */
  unpaid?: readonly number[];
}

/** A life as a few lines; `ledgerOf` writes it out month by month. */
export interface Life {
  name: string;
  idNumber: string;
  sex: "male" | "female";
  birthDate: string;
  mobile: string | null;
  region: string;
  jobs?: readonly Job[];
  flexible?: readonly Flexible[];
  benefit?: { kind: "pension" | "unemployment"; monthly: number; from: number };
}

export interface Ledger {
  person: InsuranceTables["people"];
  enrolments: InsuranceTables["enrolments"][];
  payments: InsuranceTables["payments"][];
  benefits: InsuranceTables["benefits"][];
}

const allSchemes: readonly Scheme[] = ["pension", "medical", "unemployment", "work-injury", "maternity"];

/** UUID of an invented person. */
export const personIdOf = (idNumber: string): string => uuidOf(`person ${idNumber}`);

/** This month's lines are assessed and not paid yet; older ones arrived on the 20th, unless said. */
function statusOf(ago: number, unpaid: readonly number[] = []): PaymentLine["status"] {
  if (unpaid.includes(ago)) return "arrears";
  return ago <= 0 ? "assessed" : "arrived";
}

/** Whole yuan, 5 % a year: the same on every machine. */
const wageAfter = (wage: number, years: number): number => Math.round((wage * (100 + 5 * years)) / 10_000) * 100;

export function ledgerOf(life: Life, today: string): Ledger {
  const thisMonth = monthOf(today);
  const month = (ago: number) => addMonths(thisMonth, -ago);
  const id = personIdOf(life.idNumber);
  const ledger: Ledger = {
    person: {
      id,
      id_number: life.idNumber,
      name: life.name,
      mobile: life.mobile,
      sex: life.sex,
      birth_date: life.birthDate,
      region: life.region,
    },
    enrolments: [],
    payments: [],
    benefits: [],
  };
  const enrol = (
    scheme: Scheme,
    stint: Stint,
    given: Pick<InsuranceTables["enrolments"], "through" | "employer_id" | "tier">,
  ) =>
    ledger.enrolments.push({
      id: uuidOf(`enrolment ${life.idNumber} ${scheme} ${given.employer_id} ${stint.from}`),
      person_id: id,
      scheme,
      ...given,
      region: life.region,
      started_on: month(stint.from),
      stopped_on: stint.to === undefined ? null : month(stint.to),
      stop_reason: stint.to === undefined ? null : (stint.why ?? "本人离职"),
    });
  const numbers = new Map<string, number>();
  const pay = (
    line: Pick<InsuranceTables["payments"], "month" | "scheme" | "base" | "unit" | "person" | "employer_id">,
    status: PaymentLine["status"],
  ) => {
    const number = (numbers.get(line.month + line.scheme) ?? 0) + 1;
    numbers.set(line.month + line.scheme, number);
    ledger.payments.push({
      ...line,
      person_id: id,
      number,
      status,
      arrived_on: status === "arrived" ? `${line.month}-20` : null,
    });
  };

  for (const job of life.jobs ?? []) {
    const schemes = job.schemes ?? allSchemes;
    const employer = employerId(job.employer);
    for (const scheme of schemes) enrol(scheme, job, { through: "employer", employer_id: employer, tier: null });
    for (const paid of monthsBetween(month(job.from), month(job.to ?? 0))) {
      const years = Math.floor(monthsApart(month(job.from), paid) / 12);
      const lines = employerMonth(paid, wageAfter(job.wage, years)).filter((line) => schemes.includes(line.scheme));
      for (const line of lines)
        pay({ ...line, month: paid, employer_id: employer }, statusOf(monthsApart(paid, thisMonth)));
    }
  }
  for (const time of life.flexible ?? []) {
    for (const scheme of time.schemes)
      enrol(
        scheme,
        { why: "本人申请暂停缴费", ...time },
        { through: "flexible", employer_id: null, tier: scheme === "pension" ? time.tier : null },
      );
    for (const paid of monthsBetween(month(time.from), month(time.to ?? 0)))
      for (const line of flexibleMonth(paid, time.schemes, time.tier).lines)
        pay({ ...line, unit: 0, month: paid, employer_id: null }, statusOf(monthsApart(paid, thisMonth), time.unpaid));
  }
  if (life.benefit) {
    const { kind, monthly, from } = life.benefit;
    ledger.benefits.push({
      id: uuidOf(`benefit ${life.idNumber} ${kind}`),
      person_id: id,
      kind,
      monthly,
      started_on: month(from),
      ended_on: null,
    });
  }
  return ledger;
}
