import type { Enrolment, PaymentLine, Scheme } from "@wsi/shared/contract";
import type { Generated } from "kysely";

export interface InsuranceTables {
  people: {
    id: string;
    id_number: string;
    name: string;
    mobile: string | null;
    sex: "male" | "female";
    birth_date: string;
    region: string | null;
  };
  /** Drawn while `ended_on` is null. `monthly` in fen. */
  benefits: {
    id: string;
    person_id: string;
    kind: "pension" | "unemployment";
    monthly: number;
    started_on: string;
    ended_on: string | null;
  };
  employers: {
    id: string;
    credit_code: string;
    name: string;
    region: string;
    opened_on: string;
    construction: boolean;
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
  };
  ledger_effects: { key: string; person_id: string; kind: string; input: unknown; answer: unknown; done_on: string };
  ledger_events: {
    id: Generated<number>;
    person_id: string;
    on_day: string;
    kind: string;
    detail: unknown;
    effect_key: string;
  };
}
