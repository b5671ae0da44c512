import type { AttachedOf, MessageKind } from "@wsi/shared/contract";
import { tellQuietly } from "../../citizens/index.ts";
import type { Tx } from "../../db.ts";
import { amend, holdBack, put, takeBack, type Settled } from "../../outbox/index.ts";
import type { Reply } from "../../ports/messages.ts";
import { isRefusal, refuse, type Refusal } from "../../refusal.ts";
import { allowanceOf, type Allowance } from "./allowance.ts";
import { notForWechat, outgoing } from "./carried.ts";
import { replyOf, type Content } from "./content.ts";
import {
  append,
  closedAlready,
  findMessage,
  lockConversation,
  notFound,
  takenBy,
  type Conversation,
} from "./conversation.ts";
import { announce, announceOne } from "../feed.ts";
import { seen } from "../queue/presence.ts";
import { remindOfReply } from "../citizen/reminding.ts";

/** How what the office says reaches the citizen: by WeChat through the outbox, by our own page through the feed, or by other means. */

/** Lines written so close together go as one message: WeChat counts messages, not lines. And so long one can be taken back. */
const GATHER_MS = 2_000;
/** What one message of WeChat can hold, with room for its markup. */
const MOST_BYTES = 1_900;
/** How long a message to our own page can be taken back. */
export const RECALL_MS = 2 * 60_000;

/** What the outbox carries, once it is known to whom, and as which message. */
type Load = (openid: string, messageId: string) => { kind: string; payload: object };
const words =
  (reply: Reply): Load =>
  (openid) => ({ kind: "wechat.message", payload: { openid, reply } });
/** Files go by a handler of their own, which hands WeChat the bytes first. */
const load =
  (content: Content): Load =>
  (openid, messageId) => {
    const file = outgoing(openid, content);
    return file ? { kind: "wechat.desk-file", payload: file } : words(replyOf(content))(openid, messageId);
  };

interface Pushed {
  talk: Conversation;
  /** The messages that travel together. */
  messageIds: readonly [string, ...string[]];
  parcel: string;
  load: Load;
}

/** By WeChat: through the outbox, in the order of the talk. */
async function push(tx: Tx, { talk, messageIds, parcel, load }: Pushed, after: Date | null): Promise<void> {
  const { openid } = talk;
  if (openid === null) throw new Error("nothing can be pushed to who is no follower");
  await tx.updateTable("desk_messages").set({ parcel }).where("id", "in", messageIds).execute();
  await put(tx, { key: parcel, stream: openid, ...load(openid, messageIds[0]), ...(after ? { after } : {}) });
}

/** The parcel a line may still join: the line before it is one's own and waits to be sent. Answers which one it was joined to. */
async function findCompany(tx: Tx, talk: Conversation, { staffId, kind, text }: Saying): Promise<string | undefined> {
  if (kind !== "text") return undefined;
  const before = await tx
    .selectFrom("desk_messages")
    .select(["parcel", "staff_id", "kind", "delivery"])
    .where("conversation_id", "=", talk.id)
    .where("seq", "=", talk.last_seq)
    .executeTakeFirst();
  if (before?.staff_id !== staffId || before.kind !== "text" || before.delivery !== "queued" || before.parcel === null)
    return undefined;
  const held = await holdBack(tx, before.parcel);
  if (!held) return undefined;
  const { openid, reply } = held.payload as { openid: string; reply: Extract<Reply, { kind: "text" }> };
  const joined = `${reply.text}\n${text}`;
  if (Buffer.byteLength(joined, "utf8") > MOST_BYTES) return undefined;
  await amend(tx, before.parcel, { openid, reply: { kind: "text", text: joined } });
  return before.parcel;
}

/** A line of the desk's machine to the citizen, if WeChat still lets us. Answers its id, or null when it was said before or cannot be. */
export async function sayByMachine(
  tx: Tx,
  talk: Conversation,
  { key, reply }: { key: string; reply: Extract<Reply, { kind: "text" }> },
  now: Date,
): Promise<string | null> {
  const line = { key, from: "bot" as const, text: reply.text, at: now };
  if (talk.openid === null) return append(tx, talk.id, line);
  if ((await allowanceOf(tx, talk, now)).left === 0) return null;
  const messageId = await append(tx, talk.id, { ...line, delivery: "queued" });
  if (messageId !== null)
    await push(tx, { talk, messageIds: [messageId], parcel: messageId, load: words(reply) }, null);
  return messageId;
}

export interface Saying extends Content {
  id: string;
  staffId: string;
  /** The console's operation key: a repeated click is one message. */
  key: string;
  /** By a supervisor, in a colleague's talk. */
  steppedIn?: boolean;
}

/** Why WeChat lets nothing more through, if so. */
function whyShut({ left, until }: Allowance): Refusal | undefined {
  if (left > 0) return undefined;
  const why = until === null ? "已过微信可回复的时间" : "微信的回复次数已用完";
  return refuse("refused", `${why}，市民再发一句话后才能继续回复`, {
    instead: "可以改用站内消息回复（市民已绑定时），打电话联系，或等市民留言",
  });
}

/** Says something to the citizen. */
export async function send(tx: Tx, saying: Saying, now: Date): Promise<{ messageId: string } | Refusal> {
  const { id, staffId, kind, text, attached, steppedIn = false } = saying;
  const talk = await lockConversation(tx, id);
  if (isRefusal(talk)) return talk;
  const key = `staff:${staffId}:${saying.key}`;
  const known = await findMessage(tx, key);
  if (known)
    return known.conversation_id === id ? { messageId: known.id } : refuse("conflict", "操作标识重复，请刷新后重试");
  if (talk.state === "closed") return closedAlready();
  if (talk.state === "waiting") return refuse("conflict", "请先接待这个会话，再回复");
  if (talk.agent_id !== staffId && !steppedIn) return takenBy(tx, talk);
  const pushes = talk.openid !== null;
  const uncarried = pushes ? notForWechat(saying) : undefined;
  if (uncarried) return uncarried;
  const company = pushes ? await findCompany(tx, talk, saying) : undefined;
  if (pushes && company === undefined) {
    const shut = whyShut(await allowanceOf(tx, talk, now));
    if (shut) return shut;
  }
  const line = { key, from: "staff" as const, staffId, kind, text, attached, steppedIn, at: now };
  const messageId = await append(tx, id, { ...line, delivery: pushes ? "queued" : "sent" });
  if (messageId === null) throw new Error("a message appeared in a locked talk");
  if (company !== undefined)
    await tx.updateTable("desk_messages").set({ parcel: company }).where("id", "=", messageId).execute();
  else if (pushes) {
    const after = new Date(now.getTime() + GATHER_MS);
    await push(tx, { talk, messageIds: [messageId], parcel: messageId, load: load(saying) }, after);
  }
  await tx
    .updateTable("conversations")
    .set({ unanswered_since: null, first_answered_at: talk.first_answered_at ?? now })
    .where("id", "=", id)
    .execute();
  if (talk.ticket && talk.first_answered_at === null) await tellOfAnswer(tx, talk, { messageId, text }, now);
  await tx.deleteFrom("desk_drafts").where("conversation_id", "=", id).where("staff_id", "=", staffId).execute();
  await seen(tx, staffId, now);
  await announceOne(tx, id, messageId, now);
  return { messageId };
}

/**
 * Who left a message does not sit in front of the talk: its first answer is in the inbox, too. The phone rings for what was said on our own
 * page; WeChat rings by itself.
 */
async function tellOfAnswer(
  tx: Tx,
  { id, person_id: personId, openid, about }: Conversation,
  { messageId, text }: { messageId: string; text: string },
  now: Date,
): Promise<void> {
  if (personId === null) return;
  const open = openid === null ? { open: "chat/index" } : {};
  await tellQuietly(tx, [{ key: `desk:left:${id}`, personId, title: "客服回复了您的留言", text, ...open }], now);
  if (openid === null) await remindOfReply(tx, { conversationId: id, messageId, personId, about }, now);
}

/** The way out when WeChat lets nothing more through: into the inbox of the mini-program, and in the transcript as such. Who agreed to it is told by a
 * subscription message, too. */
export async function sendByNotice(
  tx: Tx,
  { id, staffId, key: pressed, text }: { id: string; staffId: string; key: string; text: string },
  now: Date,
): Promise<{ messageId: string } | Refusal> {
  const talk = await lockConversation(tx, id);
  if (isRefusal(talk)) return talk;
  const key = `staff:${staffId}:${pressed}`;
  const known = await findMessage(tx, key);
  if (known) return { messageId: known.id };
  // Also after closing: what was found out later must reach the citizen.
  if (talk.agent_id !== staffId)
    return takenBy(tx, { ...talk, state: talk.state === "closed" ? "assigned" : talk.state });
  if (talk.person_id === null)
    return refuse("refused", "这位市民没有绑定社保账户，站内消息送不到", { instead: "等市民再发一句话，或打电话联系" });
  const messageId = await append(tx, id, {
    key,
    from: "staff",
    staffId,
    text,
    at: now,
    delivery: "sent",
    means: "notice",
  });
  if (messageId === null) throw new Error("a message appeared in a locked talk");
  const { person_id: personId, about } = talk;
  if (await remindOfReply(tx, { conversationId: id, messageId, personId, about }, now))
    await tx
      .updateTable("desk_messages")
      .set({ means: "subscription", delivery: "queued" })
      .where("id", "=", messageId)
      .execute();
  await tellQuietly(
    tx,
    [{ key: `desk:${messageId}`, personId: talk.person_id, title: "客服回复了您的咨询", text }],
    now,
  );
  await tx.updateTable("conversations").set({ unanswered_since: null }).where("id", "=", id).execute();
  await announceOne(tx, id, messageId, now);
  return { messageId };
}

const findOwn = (tx: Tx, id: string, messageId: string) =>
  tx
    .selectFrom("desk_messages")
    .selectAll()
    .where("id", "=", messageId)
    .where("conversation_id", "=", id)
    .executeTakeFirst();

const tooLate = () => refuse("conflict", "已经发出，撤不回来了");

/** Takes back what the office said: on our own page within two minutes; by WeChat only while it still waits to be sent. */
export async function recall(
  tx: Tx,
  { id, messageId, staffId }: { id: string; messageId: string; staffId: string },
  now: Date,
): Promise<{ id: string } | Refusal> {
  const talk = await lockConversation(tx, id);
  if (isRefusal(talk)) return talk;
  const message = await findOwn(tx, id, messageId);
  if (!message || message.from_whom !== "staff") return notFound();
  if (message.staff_id !== staffId) return refuse("not-allowed", "只能撤回自己发的消息");
  if (message.recalled_at !== null) return { id };
  if (message.means === "mini") {
    if (now.getTime() - message.at.getTime() > RECALL_MS) return refuse("conflict", "超过两分钟，不能撤回了");
  } else if (
    message.delivery !== "queued" ||
    message.parcel === null ||
    !(await pull(tx, talk, messageId, message.parcel))
  )
    return tooLate();
  await tx
    .updateTable("desk_messages")
    .set({ recalled_at: now, parcel: null, delivery: null })
    .where("id", "=", messageId)
    .execute();
  await announceOne(tx, id, messageId, now);
  return { id };
}

/** Takes one message out of its parcel; the lines it was gathered with still go. False when it is too late. */
async function pull(tx: Tx, talk: Conversation, messageId: string, parcel: string): Promise<boolean> {
  const held = await holdBack(tx, parcel);
  if (!held) return false;
  const others = await tx
    .selectFrom("desk_messages")
    .select("text")
    .where("parcel", "=", parcel)
    .where("id", "<>", messageId)
    .orderBy("seq")
    .execute();
  if (others.length > 0) {
    const { openid } = held.payload as { openid: string };
    await amend(tx, parcel, { openid, reply: { kind: "text", text: others.map((one) => one.text).join("\n") } });
    return true;
  }
  await takeBack(tx, parcel);
  return true;
}

/** no: it arrived, or may be on its way · yes: it surely did not · ask: nobody knows, so somebody must be sure. */
export function mayRetry(message: {
  delivery: string | null;
  recalled_at: Date | null;
  means: string;
}): "no" | "yes" | "ask" {
  if (message.recalled_at !== null || message.means !== "wechat") return "no";
  if (message.delivery === "unknown") return "ask";
  return message.delivery === "failed" || message.delivery === "refused" ? "yes" : "no";
}

/** A new attempt of the same message, with the lines that went with it. */
export async function retry(
  tx: Tx,
  { id, messageId, staffId, sure }: { id: string; messageId: string; staffId: string; sure: boolean },
  now: Date,
): Promise<{ id: string } | Refusal> {
  const talk = await lockConversation(tx, id);
  if (isRefusal(talk)) return talk;
  const message = await findOwn(tx, id, messageId);
  if (!message || message.parcel === null) return notFound();
  // A second click, or a colleague was quicker.
  if (message.delivery === "queued") return { id };
  const may = mayRetry(message);
  if (may === "no") return refuse("conflict", "这条消息已经送达或正在发送，不用重发");
  if (may === "ask" && !sure)
    return refuse("conflict", "这条消息可能已经送达。请先问市民是否收到，确认没有收到再重发", {
      instead: "确认没有收到，再重发",
    });
  if (talk.state === "closed") return closedAlready();
  if (talk.agent_id !== staffId && message.staff_id !== staffId) return takenBy(tx, talk);
  const shut = whyShut(await allowanceOf(tx, talk, now));
  if (shut) return shut;
  const together = await tx
    .updateTable("desk_messages")
    .set((row) => ({ delivery: "queued", reason: null, attempts: row("attempts", "+", 1) }))
    .where("parcel", "=", message.parcel)
    .returning(["id", "text", "seq", "attempts"])
    .execute();
  const lines = together.toSorted((a, b) => a.seq - b.seq);
  const content = {
    kind: message.kind as MessageKind,
    text: message.text,
    attached: message.attached as AttachedOf[MessageKind],
  };
  const again =
    lines.length > 1 ? words({ kind: "text", text: lines.map((one) => one.text).join("\n") }) : load(content);
  const parcel = `${messageId}~${Math.max(...lines.map((one) => one.attempts))}`;
  const messageIds = lines.map((one) => one.id);
  const [first = messageId, ...others] = messageIds;
  await push(tx, { talk, messageIds: [first, ...others], parcel, load: again }, null);
  await announce(
    tx,
    messageIds.map((one) => ({ conversationId: id, messageId: one })),
    now,
  );
  return { id };
}

const over = { wrote_at: null, tapped_at: null };

/** What became of a parcel, told by the outbox. Keys of other parcels are none of ours. */
export async function delivered(tx: Tx, parcel: string, result: Settled, now: Date): Promise<void> {
  const first = await tx
    .selectFrom("desk_messages")
    .select("conversation_id")
    .where("parcel", "=", parcel)
    .executeTakeFirst();
  if (!first) return;
  const talk = await lockConversation(tx, first.conversation_id);
  if (isRefusal(talk)) return;
  const reason = result.outcome === "sent" ? (result.remark ?? null) : `${result.because}：${result.advice}`;
  const told = await tx
    .updateTable("desk_messages")
    .set({ delivery: result.outcome, reason })
    .where("parcel", "=", parcel)
    .returning(["id", "seq"])
    .execute();
  if (result.outcome === "refused") {
    // WeChat's word is better than our sum.
    const shut = { "quota-used-up": { used_up: true }, "window-closed": over, "not-following": over }[result.because];
    if (shut) await tx.updateTable("conversations").set(shut).where("id", "=", talk.id).execute();
  }
  await announce(
    tx,
    told.toSorted((a, b) => a.seq - b.seq).map((one) => ({ conversationId: talk.id, messageId: one.id })),
    now,
  );
}
