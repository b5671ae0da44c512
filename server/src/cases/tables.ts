import type { CaseAction, CaseRole, CaseState } from "@wsi/shared/case";
import type { Facts } from "@wsi/shared/field";
import type { Handling, ItemDefinition } from "@wsi/shared/item";
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
type Json<T extends object> = JSONColumnType<T, string, string>;

export interface CaseTables {
  item_versions: { code: string; version: number; digest: string; definition: Json<ItemDefinition> };
  cases: {
    id: string;
    number: string | null;
    person_id: string;
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
  files: {
    id: string;
    person_id: string;
    case_id: string | null;
    name: string;
    type: "jpeg" | "png" | "pdf";
    bytes: number;
    sha256: string;
    uploaded_at: Date;
  };
}
