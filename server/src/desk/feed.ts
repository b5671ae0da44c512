import { sql } from "kysely";
import type { Tx } from "../db.ts";

/** The PostgreSQL channel that wakes who listens after a commit. It tells which talk. */
export const DESK_CHANNEL = "desk";
/** And the one that wakes the sweep: somebody waits, or somebody has room. */
export const DESK_QUEUE_CHANNEL = "desk_queue";

/** Wakes the windows of who saved a draft; it carries `<staff id>/<window>`, never the words. */
export const DESK_DRAFTS_CHANNEL = "desk_drafts";

export interface Happening {
  conversationId: string;
  messageId: string | null;
}

/**
 * Appends to the feed. Numbers are given out when the caller commits (`desk_number` in the migrations): the clock's row is locked from there
 * to the end of the commit and not a moment longer, so numbers become visible in their order, a reader who has seen N will never find
 * something new below it, and a rolled-back transaction takes none. It is the LAST lock a transaction takes, whenever it announces.
 */
export async function announce(tx: Tx, happenings: readonly Happening[], at: Date): Promise<void> {
  if (happenings.length === 0) return;
  const talks = happenings.map((one) => one.conversationId);
  const messages = happenings.map((one) => one.messageId);
  await sql`
    insert into desk_told (conversation_id, message_id, at)
    select t.talk, t.message, ${at}::timestamptz
    from unnest(${talks}::text[], ${messages}::text[]) with ordinality t (talk, message, n) order by t.n`.execute(tx);
}

/** For who reads the feed in the transaction that announced: what was announced so far gets its numbers now. */
export async function numberNow(tx: Tx): Promise<void> {
  await sql`set constraints desk_told_number immediate`.execute(tx);
  await sql`set constraints desk_told_number deferred`.execute(tx);
}

/** One talk changed, with or without a new line in it. */
export const announceOne = (tx: Tx, conversationId: string, messageId: string | null, at: Date): Promise<void> =>
  announce(tx, [{ conversationId, messageId }], at);

/** The sweep comes by itself every few seconds; this spares the wait. It runs after the commit: a sweep takes many locks of its own. */
export const ringQueue = (tx: Tx) => sql`select pg_notify(${DESK_QUEUE_CHANNEL}, '')`.execute(tx);

/** After the commit, so that who looks finds it. */
export const ringDrafts = (tx: Tx, staffId: string, window: string) =>
  sql`select pg_notify(${DESK_DRAFTS_CHANNEL}, ${`${staffId}/${window}`})`.execute(tx);
