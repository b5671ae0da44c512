import { randomUUID } from "node:crypto";
import type { DeliveryState } from "@wsi/shared/contract";
import type { Selectable } from "kysely";
import type { Tx } from "../db.ts";
import { refuse, type Refusal } from "../refusal.ts";
import type { ConversationsTable, MessageKind, Speaker } from "./tables.ts";

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
}

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
  const { last_seq } = await tx
    .updateTable("conversations")
    .set((row) => ({ last_seq: row("last_seq", "+", 1) }))
    .where("id", "=", conversationId)
    .returning("last_seq")
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

/** What the bot reads before it answers is kept in step with the talk. */
export async function pointFollower(tx: Tx, openid: string, conversationId: string | null): Promise<void> {
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
