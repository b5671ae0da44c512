import type { Enrolment, PaymentLine, Scheme } from "@wsi/shared/contract";
import type { Generated, JSONColumnType } from "kysely";
import type { LedgerChange } from "../ports/core-insurance.ts";

export interface InsuranceTables {
  people: {
    id: string;
    id_number: string;
    name: string;
    mobile: string | null;
    sex: "male" | "female";
    birth_date: string;
    region: string | null;
    address: Generated<string | null>;
    household: Generated<string | null>;
    education: Generated<string | null>;
    email: Generated<string | null>;
  };
  /** Drawn while `ended_on` is null. `monthly` in fen. */
  benefits: {
    id: string;
    person_id: string;
    kind: "pension" | "unemployment";
    monthly: number;
    started_on: string;
    ended_on: string | null;
    months: Generated<number | null>;
    region: Generated<string | null>;
    registered_on: Generated<string | null>;
    months_paid: Generated<number | null>;
    stop_code: Generated<string | null>;
    /** Numbers of corrections: it was never drawn, or stands in the place of one that was not. */
    reversed_by: Generated<string | null>;
    entered_by: Generated<string | null>;
    /** Version of the policy figures it was computed with; null: before versions. So everywhere. */
    figures: Generated<number | null>;
  };
  employers: {
    id: string;
    credit_code: string;
    name: string;
    region: string;
    opened_on: string;
    construction: boolean;
    address: Generated<string | null>;
    contact: Generated<string | null>;
    phone: Generated<string | null>;
    email: Generated<string | null>;
    legal_person_id: string | null;
    trust: "vip" | "ordinary";
  };
  /** A clerk's binding; its rules stand in delegation/clerks.ts. */
  employer_clerks: {
    id: Generated<string>;
    employer_id: string;
    person_id: string;
    granted_by: "legal-person" | "counter" | "hand-over";
    /** The person or the member of staff who gave it; null for what was there before it was asked. */
    granted_by_id: string | null;
    granted_at: Date;
    from_day: string;
    until_day: string;
    /** Item codes; null: everything a clerk may do. */
    items: string[] | null;
    document: string | null;
    ended_at: Date | null;
    ended_because: "handed-over" | "ended" | "given-up" | "expired" | "counter" | null;
    reminded_at: Date | null;
  };
  community_agents: { person_id: string; resident_id: string; community: string };
  enrolments: {
    id: string;
    person_id: string;
    scheme: Scheme;
    through: Enrolment["through"];
    employer_id: string | null;
    tier: number | null;
    region: string;
    /** 'YYYY-MM', first and last month covered. */
    started_on: string;
    stopped_on: string | null;
    stop_reason: string | null;
    stop_code: Generated<string | null>;
  };
  payments: {
    person_id: string;
    month: string;
    scheme: Scheme;
    /** 1, or more for a second employer or what replaced a cancelled line. */
    number: number;
    employer_id: string | null;
    /** Fen. */
    base: number;
    unit: number;
    person: number;
    status: PaymentLine["status"];
    arrived_on: string | null;
    wage: Generated<number | null>;
    basis: Generated<"raised" | "lowest" | "difference" | null>;
    late_fee: Generated<number>;
    due_on: Generated<string | null>;
    assessed_on: Generated<string | null>;
    cancelled_because: Generated<"withdrawn" | "waived" | "lapsed" | "stopped" | "corrected" | null>;
    figures: Generated<number | null>;
  };
  wages: {
    id: Generated<number>;
    employer_id: string;
    person_id: string;
    from_month: string;
    wage: number;
    kind: "entry" | "annual" | "correction";
    effect_key: string | null;
  };
  undeclared_months: { employer_id: string; month: string; effect_key: string };
  projects: {
    id: string;
    employer_id: string;
    certificate: string;
    name: string;
    region: string;
    price: number;
    from_day: string;
    to_day: string;
  };
  project_workers: { id: string; project_id: string; person_id: string; from_day: string; to_day: string | null };
  payment_orders: {
    number: string;
    person_id: string | null;
    employer_id: string | null;
    project_id: string | null;
    total: number;
    late_fee: number;
    made_on: string;
    valid_until: string;
    arrived_on: string | null;
    figures: Generated<number | null>;
  };
  payment_order_lines: {
    order_number: string;
    person_id: string;
    month: string;
    scheme: Scheme;
    number: number;
    late_fee: number;
  };
  pension_transfers: {
    id: string;
    person_id: string;
    from_place: string;
    to_place: string;
    applied_on: string;
    step: number;
    step_on: string;
    months: number | null;
  };
  assessment_runs: {
    id: Generated<number>;
    month: string;
    on_day: string;
    total: number;
    done: Generated<number>;
    lines: Generated<number>;
    due: Generated<number>;
    arrears: Generated<number>;
    cursor: string | null;
    started_by: string;
    started_at: Date;
    worked_at: Date | null;
    finished_at: Date | null;
  };
  ledger_corrections: {
    number: string;
    person_id: string;
    employer_id: string | null;
    kind: LedgerChange["kind"];
    of_key: string;
    was: JSONColumnType<Record<string, unknown>, string, never>;
    now: JSONColumnType<Record<string, unknown>, string, never>;
    why: string;
    proposed_by: string;
    confirmed_by: string;
    on_day: string;
  };
  ledger_correction_lines: {
    correction: string;
    person_id: string;
    month: string;
    scheme: Scheme;
    number: number;
    part: "reversed" | "entered";
  };
  benefit_payees: { benefit_id: string; bank_card: string; since: string };
  ledger_contacts: {
    seal: string;
    salt: string;
    value: string;
    field: string;
    person_id: string | null;
    employer_id: string | null;
    told_on: string;
  };
  ledger_effects: {
    key: string;
    person_id: string | null;
    employer_id: Generated<string | null>;
    kind: string;
    input: unknown;
    answer: unknown;
    done_on: string;
  };
  ledger_events: {
    id: Generated<number>;
    person_id: string | null;
    employer_id: Generated<string | null>;
    on_day: string;
    kind: string;
    detail: unknown;
    effect_key: string;
  };
}
