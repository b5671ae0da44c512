import { sql } from "kysely";
import type { Tx } from "../db.ts";

/** The PostgreSQL channel that wakes who listens after a commit. It tells which talks, or nothing when there are too many. */
export const DESK_CHANNEL = "desk";
/** And the one that wakes the sweep: somebody waits, or somebody has room. */
export const DESK_QUEUE_CHANNEL = "desk_queue";

const MOST_NAMED = 100;

/** The talks a ring of the channel names; undefined: look at all. */
export const talksOf = (payload: string): ReadonlySet<string> | undefined =>
  payload === "" ? undefined : new Set(payload.split(" "));

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
  const talks = [...new Set(happenings.map((one) => one.conversationId))];
  await sql`select pg_notify(${DESK_CHANNEL}, ${talks.length > MOST_NAMED ? "" : talks.join(" ")})`.execute(tx);
}

/** One talk changed, with or without a new line in it. */
export const announceOne = (tx: Tx, conversationId: string, messageId: string | null, at: Date): Promise<void> =>
  announce(tx, [{ conversationId, messageId }], at);

/** The sweep comes by itself every few seconds; this spares the wait. It runs after the commit: a sweep takes many locks of its own. */
export const ringQueue = (tx: Tx) => sql`select pg_notify(${DESK_QUEUE_CHANNEL}, '')`.execute(tx);
