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
  const talks = happenings.map((one) => one.conversationId);
  const distinct = [...new Set(talks)];
  const told = distinct.length > MOST_NAMED ? "" : distinct.join(" ");
  // One statement, since everybody else at the desk waits from here to the commit.
  await sql`
    with clock as (update desk_clock set seq = seq + ${happenings.length}::integer returning seq),
    told as (
      insert into desk_events (seq, conversation_id, message_id, at)
      select clock.seq - ${happenings.length}::integer + t.n, t.talk, t.message, ${at}::timestamptz
      from clock, unnest(${talks}::text[], ${happenings.map((one) => one.messageId)}::text[]) with ordinality t (talk, message, n)
    )
    select pg_notify(${DESK_CHANNEL}, ${told}) from clock`.execute(tx);
}

/** One talk changed, with or without a new line in it. */
export const announceOne = (tx: Tx, conversationId: string, messageId: string | null, at: Date): Promise<void> =>
  announce(tx, [{ conversationId, messageId }], at);

/** The sweep comes by itself every few seconds; this spares the wait. It runs after the commit: a sweep takes many locks of its own. */
export const ringQueue = (tx: Tx) => sql`select pg_notify(${DESK_QUEUE_CHANNEL}, '')`.execute(tx);
