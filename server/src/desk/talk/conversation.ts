import { randomUUID } from "node:crypto";
import type { AttachedOf, DeliveryState, MessageKind } from "@wsi/shared/contract";
import { sql, type Selectable, type Updateable } from "kysely";
import type { Tx } from "../../db.ts";
import { refuse, type Refusal } from "../../refusal.ts";
import type { Channel, ConversationsTable, Means, Speaker } from "../tables.ts";

/** A talk as the functions of this folder pass it around. Its openid never leaves for a screen. */
export type Conversation = Selectable<ConversationsTable>;

export interface NewMessage {
  /** The same key is the same message. */
  key: string;
  from: Speaker;
  staffId?: string;
  kind?: MessageKind;
  text: string;
  at: Date;
  delivery?: DeliveryState;
  attached?: AttachedOf[MessageKind] | undefined;
  /** Lines of the desk are for colleagues unless they say so. */
  forCitizen?: boolean;
  steppedIn?: boolean;
  /** The channel of the talk, when nothing else is said. */
  means?: Means;
  /** Who said it, where that is nobody of our staff. */
  spokenAs?: string;
}

/** Nobody of the bot's or the desk's may speak in a talk that an agent holds, but these may hold one. */
export const isServed = (talk: Pick<Conversation, "state">): boolean =>
  talk.state === "assigned" || talk.state === "held";

export const closedAlready = () => refuse("conflict", "会话已经结束，市民再次留言会进入新的会话");

/** Why somebody else's talk is not to be touched. */
export async function takenBy(tx: Tx, talk: Conversation): Promise<Refusal> {
  if (talk.state === "closed") return closedAlready();
  if (talk.agent_id === null) return refuse("conflict", "这个会话还在排队，请先接待");
  return refuse("conflict", `这个会话已由${await staffName(tx, talk.agent_id)}接待`);
}

/** The open talk of somebody in a channel. */
export const findOpen = (tx: Tx, channel: Channel, identity: string) =>
  tx
    .selectFrom("conversations")
    .select("id")
    .where("channel", "=", channel)
    .where("identity", "=", identity)
    .where("state", "<>", "closed")
    .executeTakeFirst();

export const notFound = () => refuse("not-found", "找不到这个会话，请刷新列表");

/** Locks the talk until the caller commits: whoever writes into it comes through here. */
export async function lockConversation(tx: Tx, id: string): Promise<Conversation | Refusal> {
  const row = await tx.selectFrom("conversations").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();
  return row ?? notFound();
}

export const findMessage = (tx: Tx, key: string) =>
  tx.selectFrom("desk_messages").select(["id", "conversation_id"]).where("key", "=", key).executeTakeFirst();

/**
 * Adds a message to a talk the caller holds locked, with what else of the talk it changes, in one statement; answers its id, or null when
 * that key was there before, and then nothing is changed.
 */
export async function append(
  tx: Tx,
  conversationId: string,
  message: NewMessage,
  change: Updateable<ConversationsTable> = {},
): Promise<string | null> {
  const { key, from, staffId = null, kind = "text", text, at, delivery = null, steppedIn = false } = message;
  const attached = message.attached ? JSON.stringify(message.attached) : null;
  const known = tx.selectFrom("desk_messages").select("id").where("key", "=", key);
  const row = await tx
    .with("talk", (db) =>
      db
        .updateTable("conversations")
        .set((talk) => ({ ...change, last_seq: talk("last_seq", "+", 1) }))
        .where("id", "=", conversationId)
        .where((where) => where.not(where.exists(known)))
        .returning(["id", "last_seq", "channel"]),
    )
    .insertInto("desk_messages")
    .columns([
      ...(["id", "conversation_id", "seq", "key", "from_whom", "staff_id", "kind", "text", "at", "delivery"] as const),
      ...(["attached", "for_citizen", "stepped_in", "means", "spoken_as"] as const),
    ])
    .expression((db) =>
      db
        .selectFrom("talk")
        .select([
          sql<string>`${randomUUID()}::text`.as("message_id"),
          "talk.id",
          "talk.last_seq",
          sql<string>`${key}::text`.as("key"),
          sql<Speaker>`${from}::text`.as("from_whom"),
          sql<string | null>`${staffId}::uuid`.as("staff_id"),
          sql<MessageKind>`${kind}::text`.as("kind"),
          sql<string>`${text}::text`.as("text"),
          sql<Date>`${at}::timestamptz`.as("at"),
          sql<DeliveryState | null>`${delivery}::text`.as("delivery"),
          sql<string | null>`${attached}::jsonb`.as("attached"),
          sql<boolean>`${message.forCitizen ?? from !== "system"}::boolean`.as("for_citizen"),
          sql<boolean>`${steppedIn}::boolean`.as("stepped_in"),
          sql<Means>`coalesce(${message.means ?? null}::text, talk.channel)`.as("means"),
          sql<string | null>`${message.spokenAs ?? null}::text`.as("spoken_as"),
        ]),
    )
    .returning("id")
    .executeTakeFirst();
  return row?.id ?? null;
}

/** A line of the desk itself in the transcript. Not sent to the citizen: it would use up their allowance. */
export const remark = (tx: Tx, conversationId: string, text: string, at: Date) =>
  append(tx, conversationId, { key: `system:${randomUUID()}`, from: "system", text, at });

export async function addNote(
  tx: Tx,
  conversationId: string,
  staffId: string | null,
  text: string,
  at: Date,
): Promise<void> {
  await tx.insertInto("desk_notes").values({ conversation_id: conversationId, staff_id: staffId, text, at }).execute();
}

export async function staffName(tx: Tx, staffId: string): Promise<string> {
  const row = await tx.selectFrom("staff").select("name").where("id", "=", staffId).executeTakeFirst();
  return row?.name ?? "客服";
}

/** A line of the desk that the citizen's own page shows too. WeChat's followers are told by messages instead. */
export const tellOnPage = (tx: Tx, conversationId: string, text: string, at: Date) =>
  append(tx, conversationId, { key: `told:${randomUUID()}`, from: "system", text, at, forCitizen: true });

/** What the bot reads before it answers is kept in step with the talk. Nothing for who is no follower. */
export async function pointFollower(tx: Tx, openid: string | null, conversationId: string | null): Promise<void> {
  if (openid === null) return;
  await tx
    .insertInto("followers")
    .values({
      openid,
      person_id: null,
      conversation_id: conversationId,
      pending: null,
      followed_at: null,
      unfollowed_at: null,
    })
    .onConflict((same) => same.column("openid").doUpdateSet({ conversation_id: conversationId }))
    .execute();
}
