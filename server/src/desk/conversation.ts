import { randomUUID } from "node:crypto";
import type { AttachedOf, DeliveryState, MessageKind } from "@wsi/shared/contract";
import type { Selectable } from "kysely";
import type { Tx } from "../db.ts";
import { refuse, type Refusal } from "../refusal.ts";
import type { Channel, ConversationsTable, Means, Speaker } from "./tables.ts";

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

/** Adds a message to a talk the caller holds locked; answers its id, or null when that key was there before. */
export async function append(tx: Tx, conversationId: string, message: NewMessage): Promise<string | null> {
  if (await findMessage(tx, message.key)) return null;
  const { last_seq, channel } = await tx
    .updateTable("conversations")
    .set((row) => ({ last_seq: row("last_seq", "+", 1) }))
    .where("id", "=", conversationId)
    .returning(["last_seq", "channel"])
    .executeTakeFirstOrThrow();
  const id = randomUUID();
  await tx
    .insertInto("desk_messages")
    .values({
      id,
      conversation_id: conversationId,
      seq: last_seq,
      key: message.key,
      from_whom: message.from,
      staff_id: message.staffId ?? null,
      kind: message.kind ?? "text",
      text: message.text,
      at: message.at,
      delivery: message.delivery ?? null,
      reason: null,
      attached: message.attached ? JSON.stringify(message.attached) : null,
      for_citizen: message.forCitizen ?? message.from !== "system",
      stepped_in: message.steppedIn ?? false,
      means: message.means ?? channel,
    })
    .execute();
  return id;
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
