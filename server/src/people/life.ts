import type { PaymentLine, Scheme } from "@wsi/shared/contract";
import { addMonths, monthOf, monthsApart, monthsBetween } from "@wsi/shared/values";
import {
  clampBase,
  employerMonth,
  flexibleMonth,
  type Figures,
  policyYearOf,
  type FlexibleScheme,
  type StopReason,
} from "@wsi/shared/insurance";
import type { Insertable } from "kysely";
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
  /** Why it ended, as the employer declared it. Absent: before there were codes. */
  reason?: StopReason;
  /** Fen a month at the beginning; rises by 5 % every July, as declared. */
  wage: number;
  /** Months, counted back, that the employer has not paid. */
  unpaid?: readonly number[];
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
  benefit?: {
    kind: "pension" | "unemployment";
    monthly: number;
    from: number;
    /** Granted, and what of contributions it used; unemployment only. */
    months?: number;
    monthsPaid?: number;
  };
}

export interface Ledger {
  person: Insertable<InsuranceTables["people"]>;
  enrolments: Insertable<InsuranceTables["enrolments"]>[];
  payments: Insertable<InsuranceTables["payments"]>[];
  benefits: Insertable<InsuranceTables["benefits"]>[];
  wages: Insertable<InsuranceTables["wages"]>[];
}

const allSchemes: readonly Scheme[] = ["pension", "medical", "unemployment", "work-injury", "maternity"];

/** UUID of an invented person. */
export const personIdOf = (idNumber: string): string => uuidOf(`person ${idNumber}`);

/** This month's lines are assessed and not paid yet; older ones arrived on the 20th, unless said. */
function statusOf(ago: number, unpaid: readonly number[] = []): PaymentLine["status"] {
  if (unpaid.includes(ago)) return "arrears";
  return ago <= 0 ? "assessed" : "arrived";
}

/** Whole yuan, 5 % of the first wage a policy year: the same on every machine. */
const wageAfter = (wage: number, years: number): number => Math.round((wage * (100 + 5 * years)) / 10_000) * 100;

export function ledgerOf(figures: Figures, life: Life, today: string): Ledger {
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
    wages: [],
  };
  const enrol = (
    scheme: Scheme,
    stint: Stint & { reason?: StopReason },
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
      stop_code: stint.reason ?? null,
    });
  const numbers = new Map<string, number>();
  const pay = (
    line: Pick<InsuranceTables["payments"], "month" | "scheme" | "base" | "unit" | "person" | "employer_id"> & {
      wage?: number | null;
    },
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
      const years = policyYearOf(paid) - policyYearOf(month(job.from));
      const wage = wageAfter(job.wage, years);
      const { clamp } = clampBase(figures, paid, wage);
      if (paid === month(job.from) || paid.endsWith("-07"))
        ledger.wages.push({
          employer_id: employer,
          person_id: id,
          from_month: paid,
          wage,
          kind: paid === month(job.from) ? "entry" : "annual",
          effect_key: null,
        });
      for (const line of employerMonth(figures, paid, wage).filter(({ scheme }) => schemes.includes(scheme)))
        pay(
          { ...line, wage: clamp === undefined ? null : wage, month: paid, employer_id: employer },
          statusOf(monthsApart(paid, thisMonth), job.unpaid),
        );
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
      for (const line of flexibleMonth(figures, paid, time.schemes, time.tier).lines)
        pay({ ...line, unit: 0, month: paid, employer_id: null }, statusOf(monthsApart(paid, thisMonth), time.unpaid));
  }
  if (life.benefit) {
    const { kind, monthly, from, months, monthsPaid } = life.benefit;
    ledger.benefits.push({
      id: uuidOf(`benefit ${life.idNumber} ${kind}`),
      person_id: id,
      kind,
      monthly,
      started_on: month(from),
      ended_on: null,
      months: months ?? null,
      months_paid: monthsPaid ?? null,
      region: kind === "unemployment" ? life.region : null,
    });
  }
  return ledger;
}
