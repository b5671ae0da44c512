import { sql } from "kysely";
import type { Tx } from "../db.ts";

/** The PostgreSQL channel that wakes the consoles' streams after a commit. */
export const DESK_CHANNEL = "desk";

export interface Happening {
  conversationId: string;
  messageId: string | null;
}

/**
 * Appends to the feed. The clock's row stays locked until the caller commits, so numbers become visible in their order and a
 * reader who has seen N will never find something new below it; a rolled-back transaction gives its numbers back.
 * It is the LAST lock a transaction may take: conversations and followers are locked before it, never after.
 */
export async function announce(tx: Tx, happenings: readonly Happening[], at: Date): Promise<void> {
  if (happenings.length === 0) return;
  const clock = await tx
    .updateTable("desk_clock")
    .set((row) => ({ seq: row("seq", "+", happenings.length) }))
    .returning("seq")
    .executeTakeFirstOrThrow();
  const first = clock.seq - happenings.length + 1;
  await tx
    .insertInto("desk_events")
    .values(
      happenings.map(({ conversationId, messageId }, index) => ({
        seq: first + index,
        conversation_id: conversationId,
        message_id: messageId,
        at,
      })),
    )
    .execute();
  await sql`select pg_notify(${DESK_CHANNEL}, ${String(clock.seq)})`.execute(tx);
}
