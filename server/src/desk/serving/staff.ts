import { sql } from "kysely";
import type { Tx } from "../../db.ts";
import type { Button } from "../../ports/messages.ts";
import { isRefusal, refuse, type Refusal } from "../../refusal.ts";
import {
  addNote,
  closedAlready,
  isServed,
  lockConversation,
  pointFollower,
  remark,
  staffName,
  takenBy,
  tellOnPage,
} from "../talk/conversation.ts";
import { announce, announceOne, ringDrafts, ringQueue } from "../feed.ts";
import { handTo, lockOwn } from "./holding.ts";
import { dropOffer } from "./offers.ts";
import { sayByMachine } from "../talk/sending.ts";

/** What an agent does with a talk. A refusal is answered, never thrown. */

export const ratingLevels = ["非常不满意", "不满意", "基本满意", "满意", "非常满意"] as const;

/** The five levels as buttons, best first. `rate:<talk>:<level>` comes back with the tap. */
export const ratingButtons = (conversationId: string): Button[] =>
  ratingLevels.map((label, index) => ({ label, say: label, id: `rate:${conversationId}:${index + 1}` })).toReversed();

/** Takes a waiting talk. Of two who try, exactly one wins; the other is told who has it. Taking one's own again is fine. */
export async function take(tx: Tx, id: string, staffId: string, now: Date): Promise<{ id: string } | Refusal> {
  const talk = await lockConversation(tx, id);
  if (isRefusal(talk)) return talk;
  if (isServed(talk) && talk.agent_id === staffId) return { id };
  if (talk.state !== "waiting") return takenBy(tx, talk);
  await dropOffer(tx, id, staffId, now);
  await handTo(tx, talk, staffId, now);
  const happenings = [
    { conversationId: id, messageId: await remark(tx, id, `${await staffName(tx, staffId)}接待`, now) },
    ...(talk.openid === null
      ? [{ conversationId: id, messageId: await tellOnPage(tx, id, "客服已接入，请说", now) }]
      : []),
  ];
  await announce(tx, happenings, now);
  return { id };
}

const HOLD_HOURS = 24;
const HOLD_MOST_DAYS = 7;

/** Puts a talk aside: it stays the agent's and is no load, until the citizen speaks, the time is up, or the agent goes on. */
export async function hold(
  tx: Tx,
  { id, staffId, reason, until }: { id: string; staffId: string; reason: string; until: Date | null },
  now: Date,
): Promise<{ id: string } | Refusal> {
  const talk = await lockOwn(tx, id, staffId);
  if (isRefusal(talk)) return talk;
  if (until !== null && (until <= now || until.getTime() - now.getTime() > HOLD_MOST_DAYS * 24 * 3_600_000))
    return refuse("bad-input", `挂起到的时间要在现在之后、${HOLD_MOST_DAYS} 天之内`);
  const held = until ?? new Date(now.getTime() + HOLD_HOURS * 3_600_000);
  await tx
    .updateTable("conversations")
    .set({ state: "held", hold_reason: reason, held_until: held, unanswered_since: null })
    .where("id", "=", id)
    .execute();
  await announceOne(tx, id, await remark(tx, id, `${await staffName(tx, staffId)}挂起会话：${reason}`, now), now);
  await ringQueue(tx);
  return { id };
}

export async function resume(tx: Tx, id: string, staffId: string, now: Date): Promise<{ id: string } | Refusal> {
  const talk = await lockOwn(tx, id, staffId);
  if (isRefusal(talk)) return talk;
  if (talk.state === "assigned") return { id };
  await tx
    .updateTable("conversations")
    .set({ state: "assigned", hold_reason: null, held_until: null })
    .where("id", "=", id)
    .execute();
  await announceOne(tx, id, await remark(tx, id, `${await staffName(tx, staffId)}继续处理`, now), now);
  return { id };
}

/** Back into the queue, to its old place: so it is first for the next. */
export async function requeue(
  tx: Tx,
  { id, staffId, note: why }: { id: string; staffId: string; note: string },
  now: Date,
): Promise<{ id: string } | Refusal> {
  const talk = await lockOwn(tx, id, staffId);
  if (isRefusal(talk)) return talk;
  await dropOffer(tx, id, staffId, now);
  await tx
    .updateTable("conversations")
    .set((row) => ({
      state: "waiting",
      agent_id: null,
      in_line_since: now,
      hold_reason: null,
      held_until: null,
      unanswered_since: row.fn.coalesce("unanswered_since", sql<Date>`${now}::timestamptz`),
    }))
    .where("id", "=", id)
    .execute();
  // Else it would come straight back.
  await tx
    .updateTable("desk_agents")
    .set({ state: "busy" })
    .where("staff_id", "=", staffId)
    .where("state", "=", "ready")
    .execute();
  await addNote(tx, id, staffId, why, now);
  await announceOne(tx, id, await remark(tx, id, `${await staffName(tx, staffId)}把会话放回队列`, now), now);
  await ringQueue(tx);
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
  await announceOne(tx, id, null, now);
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

/** What somebody was writing, for each who writes; their other windows are told. Empty takes it away. */
export async function saveDraft(
  tx: Tx,
  { id, staffId, text, window }: { id: string; staffId: string; text: string; window: string },
  now: Date,
): Promise<{ savedAt: string } | Refusal> {
  const talk = await tx.selectFrom("conversations").select("id").where("id", "=", id).executeTakeFirst();
  if (!talk) return refuse("not-found", "找不到这个会话，请刷新列表");
  if (text === "")
    await tx.deleteFrom("desk_drafts").where("conversation_id", "=", id).where("staff_id", "=", staffId).execute();
  else
    await tx
      .insertInto("desk_drafts")
      .values({ conversation_id: id, staff_id: staffId, text, at: now })
      .onConflict((same) => same.columns(["conversation_id", "staff_id"]).doUpdateSet({ text, at: now }))
      .execute();
  await ringDrafts(tx, staffId, window);
  return { savedAt: now.toISOString() };
}

export interface Closing {
  id: string;
  staffId: string;
  summary: string;
  tags: readonly string[];
}

/** Ends a talk with what it was about, and asks the citizen how it was, if WeChat still lets us. */
export async function close(
  tx: Tx,
  { id, staffId, summary, tags }: Closing,
  now: Date,
): Promise<{ id: string } | Refusal> {
  const talk = await lockConversation(tx, id);
  if (isRefusal(talk)) return talk;
  if (talk.state === "closed") return talk.agent_id === staffId ? { id } : closedAlready();
  if (talk.agent_id !== staffId) return takenBy(tx, talk);
  await dropOffer(tx, id, staffId, now);
  await tx
    .updateTable("conversations")
    .set({
      state: "closed",
      closed_at: now,
      closed_because: "agent",
      unanswered_since: null,
      hold_reason: null,
      held_until: null,
      summary,
      tags: [...new Set(tags)],
    })
    .where("id", "=", id)
    .execute();
  await tx.deleteFrom("desk_listeners").where("conversation_id", "=", id).execute();
  await pointFollower(tx, talk.openid, null);
  const happenings = [
    { conversationId: id, messageId: await remark(tx, id, `${await staffName(tx, staffId)}结束了会话`, now) },
  ];
  const text = "这次咨询结束了。您对服务满意吗？点一下就好：";
  const asked = await sayByMachine(
    tx,
    talk,
    { key: `rating:${id}`, reply: { kind: "text", text, buttons: ratingButtons(id) } },
    now,
  );
  if (asked !== null) happenings.push({ conversationId: id, messageId: asked });
  await announce(tx, happenings, now);
  await ringQueue(tx);
  return { id };
}
