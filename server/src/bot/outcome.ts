import type { Tx } from "../db.ts";
import type { Reply, Update } from "../ports/messages.ts";

/** What we know of a follower the moment a message is admitted: read in the same statement that stores the message. */
export interface Follower {
  openid: string;
  /** The insured person bound to this follower, if any. */
  personId: string | null;
  /** The open talk with a person of the service desk, if any. The bot is silent then. */
  conversationId: string | null;
  /** What the bot asked last and waits to hear (numbered choices …), as plain data. */
  pending: unknown;
}

/**
 * What an ability answers. A pure reply may be computed again by a retry; whatever changes data is an `act`, run in the one
 * transaction that also stores the reply, so that it happens once however often WeChat repeats itself.
 */
export type Outcome = { reply: Reply } | { act(tx: Tx): Promise<Reply> };

/** The whole bot, as the inbox sees it. */
export type Answer = (update: Update, follower: Follower) => Promise<Outcome>;
