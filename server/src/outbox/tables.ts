import type { ColumnType, Generated } from "kysely";

export type OutboxState = "queued" | "sending" | "sent" | "refused" | "failed" | "unknown";

export interface OutboxTables {
  outbox: {
    id: Generated<number>;
    key: string;
    kind: string;
    stream: string | null;
    payload: ColumnType<unknown, string, string>;
    state: Generated<OutboxState>;
    attempts: Generated<number>;
    created_at: Generated<Date>;
    run_after: Date | null;
    lease_until: Date | null;
    lease: string | null;
    settled_at: Date | null;
    /** The result is written, its effect is owed from then on. */
    owed_after: Date | null;
    because: string | null;
    advice: string | null;
  };
}
