import type { ColumnType, Generated } from "kysely";

/** Sealed columns are written by `audit_seal()` in the database and by nobody else. */
type Sealed<T> = ColumnType<T | null, never, never>;

export interface AuditTables {
  audit: {
    id: Generated<number>;
    at: Date;
    actor_kind: string;
    actor_id: string;
    action: string;
    subject_kind: string | null;
    subject_id: string | null;
    detail: ColumnType<Record<string, unknown>, string, never>;
    request_id: string | null;
    seal_no: Sealed<number>;
    prev_hash: Sealed<Buffer>;
    hash: Sealed<Buffer>;
  };
}
