import type { QualityReason } from "@wsi/shared/contract";
import type { Marks, Rubric } from "@wsi/shared/quality";
import type { ColumnType, Generated } from "kysely";

/** Handed in as text, parsed when it arrives. */
type Json<T> = ColumnType<T, string, string>;

export type Place = "first" | "second" | "appeal";

export interface QualityTables {
  quality_rubrics: {
    version: number;
    body: Json<Rubric>;
    note: string;
    in_force_from: Date;
    made_by: string | null;
    made_at: Date;
  };
  quality_rubric_draft: {
    only_row: Generated<boolean>;
    body: Json<Rubric>;
    based_on: number;
    revision: number;
    edited_by: string;
    edited_at: Date;
  };
  quality_settings: {
    id: Generated<number>;
    per_agent: number;
    twice_percent: number;
    appeal_days: number;
    set_by: string | null;
    set_at: Date;
  };
  quality_seeds: { day: string; seed: string; thrown_at: Date };
  quality_draws: {
    day: string;
    per_agent: number;
    twice_percent: number;
    pool: Json<{ talk: string; agent: string }[]>;
    drawn_at: Date;
  };
  quality_checks: {
    id: string;
    conversation_id: string;
    agent_id: string;
    group_id: string | null;
    closed_on: string;
    day: string;
    drawn: boolean;
    because: QualityReason[];
    twice: boolean;
    involved: string[];
    rubric_version: number;
  };
  quality_drafts: { check_id: string; staff_id: string; marks: Json<Marks>; at: Date };
  quality_scores: {
    id: string;
    check_id: string;
    place: Place;
    scorer_id: string;
    key: string;
    marks: Json<Marks>;
    total: number;
    critical: boolean;
    appeal_by: string | null;
    at: Date;
  };
  quality_appeals: { check_id: string; reason: string; made_at: Date; decide_by: string };
  quality_appeal_decisions: {
    check_id: string;
    outcome: "upheld" | "changed";
    reason: string;
    decided_by: string;
    decided_at: Date;
  };
  quality_seen: { check_id: string; at: Date };
}
