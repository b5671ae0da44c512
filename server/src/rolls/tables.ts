import type { Scheme } from "@wsi/shared/contract";
import type { RollCell, RowProblems } from "@wsi/shared/item";
import type { RollCode } from "@wsi/shared/rolls";
import type { ColumnType, Generated, JSONColumnType } from "kysely";

export type RollState = "checking" | "checked" | "reviewing" | "applying" | "applied" | "dropped" | "expired";
export interface Summary {
  people: number;
  months: number;
  due: Partial<Record<Scheme, number>>;
}
export interface Outcome {
  receipt: string;
  text: string;
  due: number;
  estimate?: string;
}
type MaybeJson<T> = ColumnType<T | null, string | null | undefined, string | null>;

/** `sent-back`: the ledger had changed when it was applied; `overdue`: the promised day went by; `explained`: a reviewer said why. */
export type RollStep =
  | "confirmed"
  | "taken-back"
  | "approved"
  | "returned"
  | "applied"
  | "sent-back"
  | "overdue"
  | "explained";

export interface RollTables {
  rolls: {
    id: string;
    code: RollCode;
    employer_id: string;
    project_id: string | null;
    actor_id: string;
    file_name: string;
    sha256: string;
    state: RollState;
    total: number;
    done: Generated<number>;
    bad: Generated<number>;
    created_at: Date;
    updated_at: Date;
    summary: MaybeJson<Summary>;
    note: Generated<string | null>;
    confirmed_by: Generated<string | null>;
    confirmed_on: Generated<string | null>;
    confirmed_at: Generated<Date | null>;
    review_due: Generated<string | null>;
    alarmed_at: Generated<Date | null>;
    returned_because: Generated<string | null>;
    outcome: MaybeJson<Outcome>;
    applied_at: Generated<Date | null>;
    rows_erased_at: Generated<Date | null>;
    broke_at: Generated<Date | null>;
  };
  roll_rows: {
    roll_id: string;
    at: number;
    cells: JSONColumnType<Record<string, RollCell>, string, string>;
    answers: MaybeJson<Record<string, unknown>>;
    checked: Generated<boolean>;
    problems: MaybeJson<RowProblems>;
    person: Generated<string | null>;
    repeats: Generated<number | null>;
    months: Generated<number | null>;
    due: MaybeJson<Partial<Record<Scheme, number>>>;
  };
  roll_history: {
    id: Generated<number>;
    roll_id: string;
    at: Date;
    step: RollStep;
    actor_id: string | null;
    staff_id: string | null;
    note: string | null;
    late: boolean | null;
  };
  roll_progress: { roll_id: string; done: number; at: Date };
}
