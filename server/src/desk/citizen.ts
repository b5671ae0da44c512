import { randomUUID } from "node:crypto";
import type { Tx } from "../db.ts";
import { isRefusal } from "../refusal.ts";
import { append, lockConversation, pointFollower, remark } from "./conversation.ts";
import { announce } from "./feed.ts";
import type { ConversationState, MessageKind } from "./tables.ts";

/** What the citizen's side of a talk can do. The bot calls these in the transaction of the citizen's message. */

export interface Entrance {
  openid: string;
  personId: string | null;
  /** What they asked, in a few words, so that nobody has to tell their story twice. */
  about: string;
  /** When they last wrote, and tapped: what WeChat's allowance counts from. */
  wroteAt: Date | null;
  tappedAt: Date | null;
  /** The last words with the bot, oldest first; keys make them appear once. */
  before?: readonly { key: string; from: "citizen" | "bot"; text: string; at: Date }[];
}

/** Puts a follower into the queue; who is in it already, or is being served, stays where they are. */
export async function enter(tx: Tx, entrance: Entrance, now: Date): Promise<{ id: string; fresh: boolean }> {
  const { openid, personId, about, before = [] } = entrance;
  const id = randomUUID();
  const made = await tx
    .insertInto("conversations")
    .values({
      id,
      openid,
      person_id: personId,
      state: "waiting",
      agent_id: null,
      about: about.slice(0, 300),
      opened_at: now,
      waiting_since: now,
      assigned_at: null,
      closed_at: null,
      closed_because: null,
      unanswered_since: now,
      wrote_at: entrance.wroteAt,
      tapped_at: entrance.tappedAt,
    })
    .onConflict((same) => same.column("openid").where("state", "<>", "closed").doNothing())
    .returning("id")
    .executeTakeFirst();
  if (!made) {
    const open = await tx
      .selectFrom("conversations")
      .select("id")
      .where("openid", "=", openid)
      .where("state", "<>", "closed")
      .executeTakeFirstOrThrow();
    await pointFollower(tx, openid, open.id);
    return { id: open.id, fresh: false };
  }
  await pointFollower(tx, openid, id);
  for (const one of before) {
    await append(tx, id, { key: `before:${id}:${one.key}:${one.from}`, from: one.from, text: one.text, at: one.at });
  }
  const messageId = await remark(
    tx,
    id,
    about === "" ? "市民请求人工服务" : `市民请求人工服务，想问：${about.slice(0, 100)}`,
    now,
  );
  await announce(tx, [{ conversationId: id, messageId }], now);
  return { id, fresh: true };
}

export interface Said {
  /** WeChat's key of the update. */
  key: string;
  kind: MessageKind;
  /** For pictures the address, for voice its recognition, for places the label. */
  text: string;
  at: Date;
  /** Not written but tapped in the menu: WeChat gives the smaller allowance for it. */
  tapped?: boolean;
}

/**
 * Keeps what a citizen says to the desk, once. Null: that talk is closed, so the words belong to the bot again.
 */
export async function say(tx: Tx, conversationId: string, said: Said): Promise<{ state: ConversationState } | null> {
  const talk = await lockConversation(tx, conversationId);
  if (isRefusal(talk) || talk.state === "closed") return null;
  const { kind, text, at } = said;
  const messageId = await append(tx, talk.id, { key: `citizen:${said.key}`, from: "citizen", kind, text, at });
  if (messageId === null) return { state: talk.state };
  await tx
    .updateTable("conversations")
    .set({
      unanswered_since: talk.unanswered_since ?? at,
      ...(said.tapped ? { tapped_at: at, sent_since_tapped: 0 } : { wrote_at: at, sent_since_wrote: 0 }),
    })
    .where("id", "=", talk.id)
    .execute();
  await announce(tx, [{ conversationId: talk.id, messageId }], at);
  return { state: talk.state };
}

/** Puts a talk before the others, with a mark that says why; the desk sees it. Said again, the first mark stays. */
export async function urge(tx: Tx, conversationId: string, why: string, now: Date): Promise<void> {
  const talk = await lockConversation(tx, conversationId);
  if (isRefusal(talk) || talk.state === "closed" || talk.urgent !== null) return;
  await tx.updateTable("conversations").set({ urgent: why }).where("id", "=", talk.id).execute();
  const messageId = await remark(tx, talk.id, why, now);
  await announce(tx, [{ conversationId: talk.id, messageId }], now);
}

/** The citizen leaves: out of the queue, or the account itself. True when there was an open talk. */
export async function leave(tx: Tx, openid: string, because: "citizen" | "unfollowed", now: Date): Promise<boolean> {
  const talk = await tx
    .selectFrom("conversations")
    .select(["id"])
    .where("openid", "=", openid)
    .where("state", "<>", "closed")
    .forUpdate()
    .executeTakeFirst();
  if (!talk) return false;
  await tx
    .updateTable("conversations")
    .set({ state: "closed", closed_at: now, closed_because: because })
    .where("id", "=", talk.id)
    .execute();
  await pointFollower(tx, openid, null);
  const messageId = await remark(
    tx,
    talk.id,
    because === "citizen" ? "市民取消了排队" : "市民取消了关注，会话结束",
    now,
  );
  await announce(tx, [{ conversationId: talk.id, messageId }], now);
  return true;
}

/** How long after closing a rating is still taken. */
const RATING_HOURS = 48;

/** Keeps a rating, once: 5 非常满意 … 1 非常不满意. `conversationId` null: the follower's last closed talk. */
export async function rate(
  tx: Tx,
  { openid, conversationId, level }: { openid: string; conversationId: string | null; level: number },
  now: Date,
): Promise<"kept" | "already" | "nothing-to-rate"> {
  if (!Number.isInteger(level) || level < 1 || level > 5) return "nothing-to-rate";
  let closed = tx
    .selectFrom("conversations")
    .select("id")
    .where("openid", "=", openid)
    .where("state", "=", "closed")
    .where("closed_because", "=", "agent")
    .where("closed_at", ">", new Date(now.getTime() - RATING_HOURS * 3_600_000));
  if (conversationId !== null) closed = closed.where("id", "=", conversationId);
  const talk = await closed.orderBy("closed_at", "desc").limit(1).executeTakeFirst();
  if (!talk) return "nothing-to-rate";
  const kept = await tx
    .insertInto("desk_ratings")
    .values({ conversation_id: talk.id, level, at: now })
    .onConflict((same) => same.column("conversation_id").doNothing())
    .executeTakeFirst();
  if (kept.numInsertedOrUpdatedRows === 0n) return "already";
  await announce(tx, [{ conversationId: talk.id, messageId: null }], now);
  return "kept";
}
