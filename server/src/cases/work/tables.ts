import type { PhraseKind, WorkFilter } from "@wsi/shared/contract";
import type { CaseState } from "@wsi/shared/case";
import type { Generated, JSONColumnType } from "kysely";

/** What staff do with a case among themselves. */
export type WorkDeed =
  | "claim"
  | "release"
  | "assign"
  | "lapse"
  | "accept"
  | "return"
  | "approve"
  | "decline"
  | "propose"
  | "confirm"
  | "send-back"
  | "consent-ask"
  | "consent-agree"
  | "consent-refuse"
  | "explain"
  | "check"
  | "correct-propose"
  | "correct-confirm"
  | "correct-send-back"
  | "correct-refuse";

export interface WorkTables {
  case_work: {
    case_id: string;
    number: string;
    item_code: string;
    region: string | null;
    risk_rank: number;
    state: CaseState;
    submitted_at: Date;
    promised: string | null;
    statutory: string | null;
    target: string;
    proposed_by: string | null;
    asks_consent: boolean;
    claimed_by: string | null;
    claimed_at: Date | null;
    claimed_until: Date | null;
    alarmed_at: Date | null;
  };
  case_work_log: {
    id: Generated<number>;
    case_id: string;
    item_code: string;
    at: Date;
    what: WorkDeed;
    by_staff: string | null;
    whom: string | null;
    outcome: string | null;
    note: string | null;
    late: boolean | null;
    seconds: number | null;
  };
  case_checks: {
    case_id: string;
    drawn_at: Date;
    done_at: Date | null;
    by_staff: string | null;
    fine: boolean | null;
    note: string | null;
  };
  review_phrases: {
    id: string;
    kind: PhraseKind;
    item_code: string | null;
    owner: string | null;
    text: string;
    created_by: string;
    created_at: Date;
  };
  review_filters: { staff_id: string; filter: JSONColumnType<WorkFilter, string, string>; saved_at: Date };
}
