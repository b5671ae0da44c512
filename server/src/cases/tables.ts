import type { CaseAction, CaseRole, CaseState } from "@wsi/shared/case";
import type { Facts } from "@wsi/shared/field";
import type { About, Capacity, Handling, ItemDefinition } from "@wsi/shared/item";
import type { ColumnType, Generated, JSONColumnType } from "kysely";

export interface Decision {
  outcome: "approved" | "declined";
  because?: string;
  instead?: string;
  receipt?: string;
}
export interface Rating {
  level: number;
  comment?: string;
}
/** Somebody to be enrolled who is not in the register yet. */
export interface Newcomer {
  idNumber: string;
  name: string;
}
/** What the first of two reviewers proposes. */
export interface Proposal {
  as: "approve" | "decline";
  by: string;
  at: string;
  because?: string;
  instead?: string;
}
/** A supervisor's consent to a second notice for old gaps: asked, then agreed or not. */
export interface Consent {
  gaps: { field: string; what: string }[];
  why: string;
  askedBy: string;
  askedAt: string;
  agreed?: boolean;
  by?: string;
  reason?: string;
}
type Json<T extends object> = JSONColumnType<T, string, string>;

export interface CaseTables {
  item_versions: { code: string; version: number; digest: string; definition: Json<ItemDefinition> };
  cases: {
    id: string;
    number: string | null;
    /** Whom it is about; of a matter of the employer itself, the clerk who began it. */
    person_id: string;
    capacity: Capacity;
    about: About;
    actor_id: string;
    employer_id: string | null;
    mandate_id: string | null;
    clerk_id: string | null;
    newcomer: ColumnType<Newcomer | null, string | null, string | null>;
    item_code: string;
    item_version: number;
    handling: Handling;
    state: CaseState;
    answers: Json<Record<string, unknown>>;
    prefilled: Json<Record<string, { value: unknown; source: string }>>;
    facts: Json<Facts>;
    revision: Generated<number>;
    returns: Generated<number>;
    opened_at: Date;
    updated_at: Date;
    submitted_at: Date | null;
    waits_until: Date | null;
    decision: ColumnType<Decision | null, string | null, string | null>;
    rating: ColumnType<Rating | null, string | null, string | null>;
    signature: string | null;
    proposal: ColumnType<Proposal | null, string | null | undefined, string | null>;
    consent: ColumnType<Consent | null, string | null | undefined, string | null>;
    noticed: ColumnType<Record<string, string> | null, string | null | undefined, string | null>;
    /** A day in Beijing; null while it is not over. */
    erase_on: Generated<string | null>;
    erased_at: Generated<Date | null>;
  };
  case_holds: {
    id: string;
    case_id: string;
    reason: string;
    set_by: string;
    set_at: Date;
    lifted_by: Generated<string | null>;
    lifted_at: Generated<Date | null>;
    lifted_because: Generated<string | null>;
  };
  case_events: {
    case_id: string;
    seq: number;
    at: Date;
    action: CaseAction;
    role: CaseRole;
    actor_id: string;
    text: string;
    key: string | null;
  };
  case_notices: {
    number: string;
    case_id: string;
    at: Date;
    gaps: Json<{ field: string; label: string; what: string }[]>;
    answer_by: Date;
  };
  case_corrections: {
    id: string;
    number: string;
    case_id: string;
    asked_by: string;
    asked_at: Date;
    field: string;
    label: string;
    was: string;
    should_be: string;
    why: string;
    /** The answer as it should be, where the ledger is put right by it; gone once it is decided. */
    value: ColumnType<{ is: unknown } | null, string | null, string | null>;
    proposed_by: Generated<string | null>;
    proposed_at: Generated<Date | null>;
    proposal: Generated<string | null>;
    receipt: Generated<string | null>;
    outcome: "corrected" | "refused" | null;
    decided_by: string | null;
    decided_at: Date | null;
    because: string | null;
    instead: string | null;
  };
  files: {
    id: string;
    person_id: string;
    case_id: string | null;
    name: string;
    type: "jpeg" | "png" | "pdf";
    bytes: number;
    sha256: string;
    uploaded_at: Date;
    /** Its bytes and its name are gone. */
    erased_at: Generated<Date | null>;
  };
}
