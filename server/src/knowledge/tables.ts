import type { KnowledgeDraft, KnowledgeOrigin, KnowledgeState, UnansweredState } from "@wsi/shared/contract";
import type { ColumnType, Generated } from "kysely";

export interface KnowledgeTables {
  answers_given: {
    key: string;
    openid: string;
    at: Date;
    question: string;
    decision: "answer" | "menu" | "handoff";
    entry_id: string | null;
    entry_version: string | null;
    confidence: number | null;
    /** Taken into the clusters of the unanswered. */
    sorted: Generated<boolean>;
  };
  knowledge_entries: {
    id: string;
    created_at: Date;
    updated_at: Date;
    versions: number;
    published: number | null;
    state: KnowledgeState;
    newest: number;
    authors: Generated<string[]>;
    seed_digest: string | null;
    asks: string;
    asks_published: string | null;
  };
  knowledge_versions: {
    entry_id: string;
    version: number;
    draft: ColumnType<KnowledgeDraft, string, never>;
    origin: KnowledgeOrigin;
    maker: string;
    at: Date;
    digest: string;
  };
  knowledge_steps: {
    id: Generated<number>;
    entry_id: string;
    version: number;
    at: Date;
    by: string;
    what: KnowledgeStep;
    reason: string | null;
  };
  knowledge_golden: {
    id: Generated<number>;
    text: string;
    asks: string;
    entry_id: string | null;
    added_by: string;
    added_at: Date;
    removed_by: string | null;
    removed_at: Date | null;
    removed_because: string | null;
  };
  knowledge_terms: {
    id: Generated<number>;
    form: string;
    concept: string;
    proposed_by: string;
    proposed_at: Date;
    approved_by: string | null;
    approved_at: Date | null;
    removed_by: string | null;
    removed_at: Date | null;
    removed_because: string | null;
  };
  unanswered_clusters: {
    id: Generated<number>;
    count: number;
    menu: number;
    handoff: number;
    first_at: Date;
    last_at: Date;
    state: Generated<UnansweredState>;
    entry_id: string | null;
    decided_by: string | null;
    decided_at: Date | null;
    decided_because: string | null;
    since: Generated<number>;
  };
  unanswered_wordings: {
    asks: string;
    cluster_id: number;
    text: string;
    count: number;
    last_at: Date;
  };
  answer_marks: { answer_key: string; useful: boolean; at: Date };
}

export type KnowledgeStep =
  | "saved"
  | "discarded"
  | "submitted"
  | "recalled"
  | "approved"
  | "rejected"
  | "withdrawn"
  | "superseded"
  | "seeded";
