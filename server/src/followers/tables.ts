import type { ColumnType, Generated } from "kysely";

/** Optional on insert. */
type Later<T> = ColumnType<T | null, T | null | undefined, T | null>;

export interface SyncsTable {
  id: string;
  state: "running" | "done" | "failed";
  phase: "pages" | "details";
  asked_by: string | null;
  started_at: Date;
  finished_at: Later<Date>;
  cursor: Later<string>;
  total: Later<number>;
  seen: Generated<number>;
  to_check: Later<number>;
  checked: Generated<number>;
  joined: Generated<number>;
  left_count: Generated<number>;
  linked: Generated<number>;
  calls: Generated<number>;
  trouble: Later<string>;
}

export interface RunnerTable {
  only_row: Generated<boolean>;
  holder: string | null;
  lease_until: Date;
  next_call_at: Date;
  not_before: Date;
  failures: number;
  tags_checked_at: Date | null;
  tags_not_before: Date;
  tags_trouble: string | null;
}

export interface FollowerTables {
  /** What a follower should carry at WeChat (wanted) and what they carry there (pushed). */
  audience_tags: {
    code: string;
    openid: string;
    /** `hand`: marked by staff; the ledger does not take it away. */
    source: Generated<"ledger" | "hand">;
    wanted: Generated<boolean>;
    pushed: Generated<boolean>;
    not_before: Later<Date>;
  };
  follower_moves: { openid: string; at: Date; move: "joined" | "left" };
  follower_tags: { id: number; code: string; name: string; created_at: Date };
  follower_marks: {
    id: Generated<number>;
    openid: string;
    code: string;
    marked: boolean;
    reason: string;
    staff_id: string | null;
    at: Date;
  };
  follower_syncs: SyncsTable;
  follower_runner: RunnerTable;
}
