import { randomUUID } from "node:crypto";
import type { AttachedOf, MessageKind } from "@wsi/shared/contract";
import { beginningOf } from "@wsi/shared/values";
import type { Tx } from "../../db.ts";
import { put } from "../../outbox/index.ts";
import { isRefusal } from "../../refusal.ts";
import { append, findOpen, lockConversation, pointFollower, remark } from "../talk/conversation.ts";
import { announce, announceOne, ringQueue } from "../feed.ts";
import { dropOffer } from "../serving/offers.ts";
import { comeBack } from "../queue/time-out.ts";
import type { Roster } from "../roster.ts";
import type { Channel, ConversationState } from "../tables.ts";

/** What the citizen's side of a talk can do. The bot and the citizen's page call these in the transaction of what the citizen did. */

export interface Entrance {
  /** Who it is: the follower's openid, or for our own page that of the mini-program. */
  identity: string;
  channel: Channel;
  personId: string | null;
  /** What they asked, in a few words, so that nobody has to tell their story twice. */
  about: string;
  /** When they last wrote, and tapped: what WeChat's allowance counts from. */
  wroteAt: Date | null;
  tappedAt: Date | null;
  /** Why they want a person, in words for the desk; left out when they just asked. */
  why?: string | undefined;
  /** The last words with the bot, oldest first; keys make them appear once. */
  before?: readonly { key: string; from: "citizen" | "bot"; text: string; at: Date; mediaId?: string | undefined }[];
}

/** Puts somebody into the queue of the group for their question; who is in it already, or is being served, stays where they are. */
export async function enter(
  tx: Tx,
  roster: Roster,
  entrance: Entrance,
  now: Date,
): Promise<{ id: string; fresh: boolean }> {
  const { identity, channel, personId, about, before = [] } = entrance;
  const openid = channel === "wechat" ? identity : null;
  const id = randomUUID();
  const groupId = await roster.groupFor(tx, about);
  const made = await tx
    .insertInto("conversations")
    .values({
      id,
      channel,
      identity,
      openid,
      person_id: personId,
      state: "waiting",
      agent_id: null,
      group_id: groupId,
      about: beginningOf(about, 300),
      opened_at: now,
      waiting_since: now,
      assigned_at: null,
      closed_at: null,
      closed_because: null,
      unanswered_since: now,
      wrote_at: entrance.wroteAt,
      tapped_at: entrance.tappedAt,
      ticket: !(await roster.isOpen(tx, groupId, now)),
    })
    .onConflict((same) => same.columns(["channel", "identity"]).where("state", "<>", "closed").doNothing())
    .returning(["id", "ticket"])
    .executeTakeFirst();
  if (!made) {
    const open = await findOpen(tx, channel, identity);
    if (!open) throw new Error("a talk that stood in the way is not there");
    // The page has the talk in front of it all the time.
    if (openid !== null) await comeBack(tx, roster, open.id, entrance, now);
    await pointFollower(tx, openid, open.id);
    if (entrance.why !== undefined) await addReason(tx, open.id, entrance.why, now);
    return { id: open.id, fresh: false };
  }
  await pointFollower(tx, openid, id);
  for (const { key, from, text, at, mediaId } of before) {
    const photo = mediaId === undefined ? {} : { kind: "image" as const, attached: { lack: "coming" as const } };
    const messageId = await append(tx, id, { key: `before:${id}:${key}:${from}`, from, text, at, ...photo });
    if (messageId !== null && mediaId !== undefined) await fetchMedia(tx, messageId, mediaId);
  }
  const asks = entrance.why ?? (made.ticket ? "市民在下班时间留言" : "市民请求人工服务");
  const text = about === "" ? asks : `${asks}，想问：${beginningOf(about, 100)}`;
  const key = `why:${id}:${asks}`;
  const messageId = await append(tx, id, { key, from: "system", text, at: now });
  await announceOne(tx, id, messageId, now);
  await ringQueue(tx);
  return { id, fresh: true };
}

/** What a follower sent is fetched from WeChat, once, while it keeps it. */
const fetchMedia = (tx: Tx, messageId: string, mediaId: string) =>
  put(tx, { key: `media:${messageId}`, kind: "wechat.media", payload: { messageId, mediaId } });

/** Who talks already, and is led here by something new: the desk reads it, each reason once. */
async function addReason(tx: Tx, id: string, why: string, now: Date): Promise<void> {
  const talk = await lockConversation(tx, id);
  if (isRefusal(talk) || talk.state === "closed") return;
  const messageId = await append(tx, id, { key: `why:${id}:${why}`, from: "system", text: why, at: now });
  if (messageId !== null) await announceOne(tx, id, messageId, now);
}

export interface Said {
  /** The other side's own key of it. */
  key: string;
  kind: MessageKind;
  /** For voice its recognition, for places the label. */
  text: string;
  attached?: AttachedOf[MessageKind] | undefined;
  /** WeChat's name of what is attached: it is fetched from there once. */
  mediaId?: string | undefined;
  at: Date;
  /** Not written but tapped in the menu: WeChat gives the smaller allowance for it. */
  tapped?: boolean;
}

interface Kept {
  state: ConversationState;
  /** It is added to a message that was left in place of waiting. */
  left: boolean;
}

/** From so many characters on a line is cut: what is longer is no line of a talk. */
const MOST_CHARACTERS = 10_000;

/**
 * Keeps what a citizen says to the desk, once. Null: that talk is closed, so the words belong to the bot again. A talk on hold comes
 * back to its agent.
 */
export async function say(tx: Tx, conversationId: string, said: Said): Promise<Kept | null> {
  const talk = await lockConversation(tx, conversationId);
  if (isRefusal(talk) || talk.state === "closed") return null;
  const { kind, attached, at } = said;
  // What PostgreSQL cannot hold, and nobody can read.
  const text = beginningOf(said.text.replaceAll("\u0000", ""), MOST_CHARACTERS);
  const back = talk.state === "held";
  const left = talk.ticket && talk.stays === false;
  const line = {
    key: `citizen:${said.key}`,
    from: "citizen" as const,
    kind,
    text,
    attached: said.mediaId === undefined ? attached : { ...attached, lack: "coming" as const },
    at,
  };
  const messageId = await append(tx, talk.id, line, {
    unanswered_since: talk.unanswered_since ?? at,
    ...(back ? { state: "assigned" as const, held_until: null, hold_reason: null } : {}),
    ...(said.tapped ? { tapped_at: at } : { wrote_at: at }),
    used_up: false,
  });
  if (messageId === null) return { state: talk.state, left };
  if (said.mediaId !== undefined) await fetchMedia(tx, messageId, said.mediaId);
  await announceOne(tx, talk.id, messageId, at);
  return { state: back ? "assigned" : talk.state, left };
}

/** Puts a talk before the others, with a mark that says why; the desk sees it. Said again, the first mark stays. */
export async function urge(tx: Tx, conversationId: string, why: string, now: Date): Promise<void> {
  const talk = await lockConversation(tx, conversationId);
  if (isRefusal(talk) || talk.state === "closed" || talk.urgent !== null) return;
  await tx.updateTable("conversations").set({ urgent: why }).where("id", "=", talk.id).execute();
  await announceOne(tx, talk.id, await remark(tx, talk.id, why, now), now);
}

/** What helps at once, for who writes on our own page: the bot says it to followers. Of each kind once in a talk. */
export async function helpAtOnce(tx: Tx, id: string, help: { kind: string; text: string }, now: Date): Promise<void> {
  const talk = await lockConversation(tx, id);
  if (isRefusal(talk) || talk.state === "closed") return;
  const line = { key: `help:${id}:${help.kind}`, from: "bot" as const, text: help.text, at: now };
  const messageId = await append(tx, id, line);
  if (messageId !== null) await announceOne(tx, id, messageId, now);
}

const leaving = {
  citizen: "市民结束了会话",
  unfollowed: "市民取消了关注，会话结束",
  "wechat-service": "已转给微信客服",
} as const;

/** The citizen leaves: out of the queue or the talk, or the account itself. True when there was an open talk. */
export async function leave(
  tx: Tx,
  { identity, channel }: Pick<Entrance, "identity" | "channel">,
  because: keyof typeof leaving,
  now: Date,
): Promise<boolean> {
  const open = await findOpen(tx, channel, identity);
  if (!open) return false;
  const talk = await lockConversation(tx, open.id);
  if (isRefusal(talk) || talk.state === "closed") return false;
  await dropOffer(tx, talk.id, null, now);
  await tx
    .updateTable("conversations")
    .set({
      state: "closed",
      closed_at: now,
      closed_because: because,
      hold_reason: null,
      held_until: null,
      unanswered_since: null,
    })
    .where("id", "=", talk.id)
    .execute();
  await pointFollower(tx, talk.openid, null);
  const words = because === "citizen" && talk.state === "waiting" ? "市民取消了排队" : leaving[because];
  await announce(tx, [{ conversationId: talk.id, messageId: await remark(tx, talk.id, words, now) }], now);
  await ringQueue(tx);
  return true;
}
