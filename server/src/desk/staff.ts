import type { Tx } from "../db.ts";
import { put, type Settled } from "../outbox/index.ts";
import type { Button, Reply } from "../ports/messages.ts";
import { isRefusal, refuse, type Refusal } from "../refusal.ts";
import { allowanceOf } from "./allowance.ts";
import {
  addNote,
  append,
  findMessage,
  lockConversation,
  pointFollower,
  remark,
  staffName,
  type Conversation,
} from "./conversation.ts";
import { announce } from "./feed.ts";
import { seen } from "./queue.ts";

/** What the office's side of a talk can do. A refusal is answered, never thrown. */

export const ratingLevels = ["非常不满意", "不满意", "基本满意", "满意", "非常满意"] as const;

/** The five levels as buttons, best first. `rate:<talk>:<level>` comes back with the tap. */
export const ratingButtons = (conversationId: string): Button[] =>
  ratingLevels.map((label, index) => ({ label, say: label, id: `rate:${conversationId}:${index + 1}` })).toReversed();

const closedAlready = () => refuse("conflict", "会话已经结束，市民再次留言会进入新的会话");

async function takenBy(tx: Tx, talk: Conversation): Promise<Refusal> {
  if (talk.agent_id === null) return closedAlready();
  return refuse("conflict", `这个会话已由${await staffName(tx, talk.agent_id)}接待`);
}

async function handTo(tx: Tx, talk: Conversation, staffId: string, now: Date): Promise<void> {
  await tx
    .updateTable("conversations")
    .set({
      state: "assigned",
      agent_id: staffId,
      assigned_at: now,
      unanswered_since: talk.unanswered_since === null ? null : now,
    })
    .where("id", "=", talk.id)
    .execute();
  await tx.updateTable("desk_agents").set({ last_given_at: now }).where("staff_id", "=", staffId).execute();
}

/** Takes a waiting talk. Of two who try, exactly one wins; the other is told who has it. Taking one's own again is fine. */
export async function take(tx: Tx, id: string, staffId: string, now: Date): Promise<{ id: string } | Refusal> {
  const talk = await lockConversation(tx, id);
  if (isRefusal(talk)) return talk;
  if (talk.state === "assigned" && talk.agent_id === staffId) return { id };
  if (talk.state !== "waiting") return takenBy(tx, talk);
  await handTo(tx, talk, staffId, now);
  // Else the sweep would take the talk back from somebody it never saw.
  await seen(tx, staffId, now);
  const messageId = await remark(tx, id, `${await staffName(tx, staffId)}接待`, now);
  await announce(tx, [{ conversationId: id, messageId }], now);
  return { id };
}

/** Gives a talk to a colleague with a note for them; also out of the queue, by a supervisor. */
export async function transfer(
  tx: Tx,
  { id, from, to, note }: { id: string; from: string; to: string; note: string },
  now: Date,
): Promise<{ id: string } | Refusal> {
  const talk = await lockConversation(tx, id);
  if (isRefusal(talk)) return talk;
  if (talk.state === "closed") return closedAlready();
  const colleague = await tx.selectFrom("staff").select("name").where("id", "=", to).executeTakeFirst();
  if (!colleague) return refuse("not-found", "找不到这位同事，请重新选择");
  await handTo(tx, talk, to, now);
  if (note.trim() !== "") await addNote(tx, id, from, note.trim(), now);
  const messageId = await remark(tx, id, `${await staffName(tx, from)}转给${colleague.name}`, now);
  await announce(tx, [{ conversationId: id, messageId }], now);
  return { id };
}

/** A note among colleagues; the citizen never sees it. */
export async function note(
  tx: Tx,
  id: string,
  staffId: string,
  text: string,
  now: Date,
): Promise<{ id: string } | Refusal> {
  const talk = await lockConversation(tx, id);
  if (isRefusal(talk)) return talk;
  await addNote(tx, id, staffId, text, now);
  await announce(tx, [{ conversationId: id, messageId: null }], now);
  return { id };
}

export async function markRead(tx: Tx, id: string, upTo: number): Promise<void> {
  await tx
    .updateTable("conversations")
    .set({ read_seq: upTo })
    .where("id", "=", id)
    .where("read_seq", "<", upTo)
    .execute();
}

/** Every message of the desk leaves through the outbox, in the order of the talk; its key is the message's id. */
const dispatch = (tx: Tx, openid: string, messageId: string, reply: Reply) =>
  put(tx, { key: messageId, kind: "wechat.message", stream: openid, payload: { openid, reply } });

const countSend = (tx: Tx, id: string) =>
  tx
    .updateTable("conversations")
    .set((row) => ({
      sent_since_wrote: row("sent_since_wrote", "+", 1),
      sent_since_tapped: row("sent_since_tapped", "+", 1),
    }))
    .where("id", "=", id)
    .execute();

/** Says something to the citizen. `key` is the console's operation key: a repeated click is one message. */
export async function send(
  tx: Tx,
  { id, staffId, key, text }: { id: string; staffId: string; key: string; text: string },
  now: Date,
): Promise<{ messageId: string } | Refusal> {
  const talk = await lockConversation(tx, id);
  if (isRefusal(talk)) return talk;
  const known = await findMessage(tx, `staff:${staffId}:${key}`);
  if (known)
    return known.conversation_id === id ? { messageId: known.id } : refuse("conflict", "操作标识重复，请刷新后重试");
  if (talk.state === "closed") return closedAlready();
  if (talk.state === "waiting") return refuse("conflict", "请先接待这个会话，再回复");
  if (talk.agent_id !== staffId) return takenBy(tx, talk);
  const { left } = allowanceOf(talk, now);
  if (left === 0)
    return refuse("refused", "微信的回复次数已用完，市民再发一句话后才能继续回复", {
      instead: "可以打电话联系，或等市民留言",
    });
  const messageId = await append(tx, id, {
    key: `staff:${staffId}:${key}`,
    from: "staff",
    staffId,
    text,
    at: now,
    delivery: "queued",
  });
  if (messageId === null) throw new Error("a message appeared in a locked talk");
  await tx.updateTable("conversations").set({ unanswered_since: null }).where("id", "=", id).execute();
  await countSend(tx, id);
  await seen(tx, staffId, now);
  await dispatch(tx, talk.openid, messageId, { kind: "text", text });
  await announce(tx, [{ conversationId: id, messageId }], now);
  return { messageId };
}

/** What became of a message, told by the outbox. Keys of other parcels are none of ours. */
export async function delivered(tx: Tx, messageId: string, result: Settled, now: Date): Promise<void> {
  const message = await tx
    .selectFrom("desk_messages")
    .select("conversation_id")
    .where("id", "=", messageId)
    .executeTakeFirst();
  if (!message) return;
  const talk = await lockConversation(tx, message.conversation_id);
  if (isRefusal(talk)) return;
  const reason = result.outcome === "sent" ? null : `${result.because}：${result.advice}`;
  await tx.updateTable("desk_messages").set({ delivery: result.outcome, reason }).where("id", "=", messageId).execute();
  if (result.outcome === "refused" && ["quota-used-up", "window-closed", "not-following"].includes(result.because)) {
    // WeChat counts what we cannot see (notices, other consoles): its word is better than our sum.
    await tx.updateTable("conversations").set({ wrote_at: null, tapped_at: null }).where("id", "=", talk.id).execute();
  }
  await announce(tx, [{ conversationId: talk.id, messageId }], now);
}

/** Ends a talk and asks the citizen how it was, if WeChat still lets us. */
export async function close(tx: Tx, id: string, staffId: string, now: Date): Promise<{ id: string } | Refusal> {
  const talk = await lockConversation(tx, id);
  if (isRefusal(talk)) return talk;
  if (talk.state === "closed") return { id };
  if (talk.agent_id !== staffId) return takenBy(tx, talk);
  await tx
    .updateTable("conversations")
    .set({ state: "closed", closed_at: now, closed_because: "agent", unanswered_since: null })
    .where("id", "=", id)
    .execute();
  await pointFollower(tx, talk.openid, null);
  const happenings = [
    { conversationId: id, messageId: await remark(tx, id, `${await staffName(tx, staffId)}结束了会话`, now) },
  ];
  if (allowanceOf(talk, now).left > 0) {
    const text = "这次咨询结束了。您对服务满意吗？点一下就好：";
    const messageId = await append(tx, id, { key: `rating:${id}`, from: "bot", text, at: now, delivery: "queued" });
    if (messageId !== null) {
      await countSend(tx, id);
      await dispatch(tx, talk.openid, messageId, { kind: "text", text, buttons: ratingButtons(id) });
      happenings.push({ conversationId: id, messageId });
    }
  }
  await announce(tx, happenings, now);
  return { id };
}
