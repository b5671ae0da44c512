import { sql } from "kysely";
import type { Tx } from "../../db.ts";
import { isRefusal } from "../../refusal.ts";
import { enter, leave, type Entrance, type Said } from "../citizen/acts.ts";
import { append, findMessage, lockConversation, pointFollower, remark } from "../talk/conversation.ts";
import { holdBack, takeBack } from "../../outbox/index.ts";
import { announce, announceOne, ringQueue } from "../feed.ts";
import type { Roster } from "../roster.ts";
import { sayByMachine } from "../talk/sending.ts";

/**
 * WeChat's own customer service as a place to hand over to, where a group's plan says so. The talk is closed with us as handed over; the
 * follower stays pointed at it, so that the bot is silent until WeChat says that their session is over, or is silent for so long that it is.
 */

/** WeChat ends a session by itself after so long a silence, and tells nobody. */
export const SILENCE_MS = 30 * 60_000;

export const WELCOME = "正在为您转接微信客服，请直接说您的问题。不想等了，说「取消排队」。";

const openOf = (tx: Tx, openid: string) =>
  tx
    .selectFrom("desk_handed_over")
    .selectAll()
    .where("openid", "=", openid)
    .where("ended_at", "is", null)
    .executeTakeFirst();

const nameOf = (account: string) => account.split("@")[0] ?? account;

/** Closes the follower's talk as handed over, opening one first for whom WeChat took by itself. */
async function handedTalk(tx: Tx, roster: Roster, entrance: Entrance, now: Date, tells: boolean): Promise<string> {
  const { id } = await enter(tx, roster, entrance, now);
  const talk = await lockConversation(tx, id);
  if (isRefusal(talk)) throw new Error("a talk that was just entered is not there");
  if (tells) await sayByMachine(tx, talk, { key: `handed:${id}`, reply: { kind: "text", text: WELCOME } }, now);
  await leave(tx, { identity: entrance.identity, channel: "wechat" }, "wechat-service", now);
  await tx
    .insertInto("desk_handed_over")
    .values({ conversation_id: id, openid: entrance.identity, handed_at: now, heard_at: now })
    .execute();
  await pointFollower(tx, entrance.identity, id);
  return id;
}

/**
 * Hands a follower who wants a person to WeChat's customer service. False when the plan of the group for their question wants our desk, or
 * our desk has them already. The caller answers WeChat with the hand-over.
 */
export async function handOver(tx: Tx, roster: Roster, entrance: Entrance, now: Date): Promise<boolean> {
  const groupId = await roster.groupFor(tx, entrance.about);
  if ((await roster.service(tx, groupId, now)) !== "wechat") return false;
  const ours = tx.selectFrom("conversations").select("id").where("channel", "=", "wechat");
  const open = ours.where("identity", "=", entrance.identity).where("state", "<>", "closed");
  if (await open.executeTakeFirst()) return false;
  await endSession(tx, entrance.identity, now);
  await handedTalk(
    tx,
    roster,
    { ...entrance, why: entrance.why ?? "市民请求人工服务，按工作时间转微信客服" },
    now,
    true,
  );
  return true;
}

/** The follower is WeChat's no more: the bot answers again. Undefined when they were not. */
async function endSession(tx: Tx, openid: string, at: Date, why?: string): Promise<string | undefined> {
  const open = await openOf(tx, openid);
  if (!open) return undefined;
  const id = open.conversation_id;
  await lockConversation(tx, id);
  // Nothing was said where nobody served.
  const nothingSaid = open.began_at === null;
  await tx
    .updateTable("desk_handed_over")
    .set({ ended_at: at, ...(nothingSaid ? { pulled: true } : {}) })
    .where("conversation_id", "=", id)
    .execute();
  await tx
    .updateTable("followers")
    .set({ conversation_id: null })
    .where("openid", "=", openid)
    .where("conversation_id", "=", id)
    .execute();
  if (why !== undefined) await announceOne(tx, id, await remark(tx, id, why, at), at);
  return id;
}

/** The follower does not want to wait for WeChat's customer service. */
export const takeBackHandOver = async (tx: Tx, openid: string, now: Date): Promise<boolean> =>
  (await endSession(tx, openid, now, "市民取消了等待微信客服")) !== undefined;

/**
 * Words of a follower that reach us though they were handed over: they wait still, or they crossed with WeChat's taking them. Kept in the talk.
 * Null when that is over, and the words are the bot's.
 */
export async function hearHandedOver(
  tx: Tx,
  openid: string,
  { key, text, at }: Pick<Said, "key" | "text" | "at">,
): Promise<"waiting" | "serving" | null> {
  const open = await openOf(tx, openid);
  if (!open) return null;
  if (at.getTime() - open.heard_at.getTime() >= SILENCE_MS) {
    await endSession(tx, openid, at, "半小时没有说话，微信客服的会话已经结束");
    return null;
  }
  const id = open.conversation_id;
  await lockConversation(tx, id);
  const messageId = await append(tx, id, { key: `citizen:${key}`, from: "citizen", text, at });
  await tx.updateTable("desk_handed_over").set({ heard_at: at }).where("conversation_id", "=", id).execute();
  if (messageId !== null) await announceOne(tx, id, messageId, at);
  return open.account === null ? "waiting" : "serving";
}

/**
 * WeChat never heard of the hand-over that this update asked for: the follower is ours after all, with the place they had when they asked.
 * Answers their talk; null when an earlier hand-over stands, which WeChat has heard.
 */
export async function keepInstead(
  tx: Tx,
  { key, openid }: { key: string; openid: string },
  now: Date,
): Promise<string | null> {
  const open = await openOf(tx, openid);
  // Words that were kept in the talk came after it was handed over.
  if (!open || open.account !== null || (await findMessage(tx, `citizen:${key}`))) return null;
  const id = open.conversation_id;
  await lockConversation(tx, id);
  await tx.deleteFrom("desk_handed_over").where("conversation_id", "=", id).execute();
  await tx
    .updateTable("conversations")
    .set({ state: "waiting", closed_at: null, closed_because: null, unanswered_since: now, in_line_since: now })
    .where("id", "=", id)
    .execute();
  const happenings = [
    { conversationId: id, messageId: await takeBackWelcome(tx, id, now) },
    { conversationId: id, messageId: await remark(tx, id, "没有及时转到微信客服，由我们接待", now) },
  ];
  await announce(tx, happenings, now);
  await ringQueue(tx);
  return id;
}

/** What was said of WeChat's customer service and has not gone is not said. */
async function takeBackWelcome(tx: Tx, id: string, now: Date): Promise<string | null> {
  const said = await findMessage(tx, `handed:${id}`);
  if (!said || !(await holdBack(tx, said.id))) return null;
  await takeBack(tx, said.id);
  await tx
    .updateTable("desk_messages")
    .set({ recalled_at: now, parcel: null, delivery: null })
    .where("id", "=", said.id)
    .execute();
  return said.id;
}

export interface SessionChange {
  openid: string;
  personId: string | null;
  change: "created" | "closed" | "switched";
  account: string;
  at: Date;
}

/** What WeChat tells of its sessions. It may take a follower by itself, also out of our queue. */
export async function sessionChanged(tx: Tx, roster: Roster, told: SessionChange, now: Date): Promise<void> {
  const { openid, personId, change, account, at } = told;
  if (change === "closed")
    return void (await endSession(tx, openid, at, `微信客服 ${nameOf(account)} 结束了会话，机器人恢复回答`));
  const entrance = { identity: openid, channel: "wechat" as const, personId, about: "", wroteAt: null, tappedAt: null };
  const open = await openOf(tx, openid);
  const id =
    open?.conversation_id ?? (await handedTalk(tx, roster, { ...entrance, why: "微信客服主动接待了市民" }, now, false));
  await lockConversation(tx, id);
  await tx
    .updateTable("desk_handed_over")
    .set({ account, began_at: sql<Date>`coalesce(began_at, ${at}::timestamptz)`, heard_at: at })
    .where("conversation_id", "=", id)
    .execute();
  const words = change === "created" ? "接待了市民" : "接着接待市民";
  await announceOne(tx, id, await remark(tx, id, `微信客服 ${nameOf(account)} ${words}`, at), at);
}

/** Ends the sessions that WeChat has ended in silence. */
export async function endSilentSessions(tx: Tx, now: Date): Promise<number> {
  const silent = await tx
    .selectFrom("desk_handed_over")
    .select("openid")
    .where("ended_at", "is", null)
    .where("heard_at", "<=", new Date(now.getTime() - SILENCE_MS))
    .orderBy("openid")
    .limit(200)
    .execute();
  for (const { openid } of silent) await endSession(tx, openid, now, "半小时没有说话，微信客服的会话已经结束");
  return silent.length;
}

/** One line that was said at WeChat's customer service. */
export interface SaidAtWechat {
  key: string;
  from: "citizen" | "staff";
  account: string;
  kind: "text" | "image" | "voice" | "video" | "untold";
  text: string;
  at: Date;
}

/** A line for reading only: of what is not words WeChat gives us no more than what it was. */
function asRead({ kind, text }: SaidAtWechat) {
  if (kind === "text") return { kind, text };
  if (kind === "untold") return { kind: "text" as const, text: "（微信没有给出这条消息的内容，请到微信客服里看）" };
  const named = { image: "（图片）", voice: "（语音）", video: "（视频）" };
  return { kind, text: named[kind], attached: { lack: "elsewhere" as const } };
}

/** Puts them into the talk, each once, for reading only. */
export async function keepSaid(tx: Tx, id: string, lines: readonly SaidAtWechat[], until: Date, whole: boolean) {
  const talk = await lockConversation(tx, id);
  if (isRefusal(talk)) return;
  const happenings = [];
  for (const line of lines) {
    const { key, from, account, at } = line;
    const spokenAs = from === "staff" ? `微信客服 ${nameOf(account)}` : undefined;
    const messageId = await append(tx, id, { key, from, at, ...asRead(line), ...(spokenAs ? { spokenAs } : {}) });
    if (messageId !== null) happenings.push({ conversationId: id, messageId });
  }
  const last = lines.at(-1)?.at;
  await tx
    .updateTable("desk_handed_over")
    .set({
      pulled_until: until,
      pulled: whole,
      ...(last === undefined ? {} : { heard_at: sql<Date>`greatest(heard_at, ${last}::timestamptz)` }),
    })
    .where("conversation_id", "=", id)
    .execute();
  // Read where it was said.
  await tx
    .updateTable("conversations")
    .set((row) => ({ read_seq: row.ref("last_seq") }))
    .where("id", "=", id)
    .execute();
  await announce(tx, happenings, until);
}
