import { sql } from "kysely";
import type { Tx } from "../../db.ts";
import { isRefusal } from "../../refusal.ts";
import type { Button } from "../../ports/messages.ts";
import { announceOne, type Happening } from "../feed.ts";
import type { Roster } from "../roster.ts";
import { allowanceOf, KEPT_FOR_ANSWERS } from "../talk/allowance.ts";
import { lockConversation, pointFollower, remark, type Conversation } from "../talk/conversation.ts";
import { sayByMachine } from "../talk/sending.ts";
import { notePlaceTold, place, printPlace } from "./place.ts";
import { ago } from "./presence.ts";

/**
 * Queue time-out: who has waited beyond the limit of the group is asked once, wait on or leave a message. Nobody is sent away, and no
 * answer is an answer, too: they go on waiting.
 */

/** What the buttons say; the bot reads it back (bot/wishes.ts). */
export const timeOutButtons: Button[] = [
  { label: "继续等", say: "继续等" },
  { label: "留言", say: "留言" },
];

/** No limit is shorter. */
const SHORTEST_MS = 60_000;
/** Followers who wrote longer ago cannot be told by WeChat. */
const REACHABLE_MS = 48 * 3_600_000;
const LOOK = 200;
const PER_SWEEP = 20;
/** Who left a message and has been quiet for so long is the bot's again: until then what they write is added to it. */
const QUIET_MS = 3 * 60_000;

type Asked = Pick<
  Conversation,
  "state" | "ticket" | "urgent" | "offered_at" | "stays" | "group_id" | "waiting_since" | "in_line_since"
>;

const minutesInLine = (tx: Tx, roster: Roster, talk: Asked, now: Date): Promise<number> =>
  roster.workedMinutes(tx, talk.group_id, talk.in_line_since ?? talk.waiting_since, now);

/** How long somebody has waited who is to be asked now; null: nobody is. Where a life may be at stake nobody talks of messages. */
async function overdue(tx: Tx, roster: Roster, talk: Asked, now: Date): Promise<number | null> {
  if (talk.state !== "waiting" || talk.ticket || talk.urgent !== null) return null;
  if (talk.offered_at !== null || talk.stays !== null) return null;
  const minutes = await minutesInLine(tx, roster, talk, now);
  return minutes >= (await roster.waitLimit(tx, talk.group_id)) ? minutes : null;
}

const timeOutWords = (minutes: number, where: string, bound: boolean): string =>
  `您已经等了 ${minutes} 分钟，让您久等了。${where}。\n\n不想等可以留言：位置不变，轮到时客服先在这里回复您${bound ? "，小程序「消息」里也会通知您" : ""}。`;

/** Of a talk the caller holds locked. Answers the question, or null when this is not the time for it. */
async function ask(tx: Tx, roster: Roster, talk: Conversation, now: Date): Promise<string | null> {
  const minutes = await overdue(tx, roster, talk, now);
  const stand = minutes === null ? null : await place(tx, roster, talk.id, now);
  if (minutes === null || stand === null) return null;
  await tx.updateTable("conversations").set({ offered_at: now }).where("id", "=", talk.id).execute();
  await notePlaceTold(tx, talk.id, stand, now);
  return timeOutWords(minutes, printPlace(stand), talk.person_id !== null);
}

/** For the bot, whose answer costs nothing of WeChat's allowance: the question as part of that, when its time has come. */
export async function askInPassing(tx: Tx, roster: Roster, id: string, now: Date): Promise<string | null> {
  const talk = await lockConversation(tx, id);
  return isRefusal(talk) ? null : ask(tx, roster, talk, now);
}

const candidates = (tx: Tx, now: Date) =>
  tx
    .selectFrom("conversations")
    .selectAll()
    .where("state", "=", "waiting")
    .where("ticket", "=", false)
    .where("urgent", "is", null)
    .where("offered_at", "is", null)
    .where("stays", "is", null)
    .where(sql<boolean>`coalesce(in_line_since, waiting_since) <= ${ago(now, SHORTEST_MS)}`)
    .where(sql<boolean>`(channel = 'mini' or (wrote_at > ${ago(now, REACHABLE_MS)} and not used_up))`)
    // A colleague is looking at it this moment.
    .where(
      sql<boolean>`not exists (select from desk_offers o where o.conversation_id = conversations.id and o.outcome is null)`,
    )
    .orderBy("waiting_since")
    .limit(LOOK)
    .forUpdate()
    .skipLocked()
    .execute();

/** Asks those whose time it is. The page shows it as a card (`CitizenTalk.offer`); a follower gets one message, never one kept for an answer. */
export async function askWhoWaits(tx: Tx, roster: Roster, now: Date): Promise<Happening[]> {
  const happenings: Happening[] = [];
  let told = 0;
  for (const talk of await candidates(tx, now)) {
    if (told === PER_SWEEP) break;
    if (!(await roster.isOpen(tx, talk.group_id, now))) continue;
    if ((await overdue(tx, roster, talk, now)) === null) continue;
    const byWechat = talk.openid !== null;
    if (byWechat && (await allowanceOf(tx, talk, now)).left <= KEPT_FOR_ANSWERS) continue;
    const text = await ask(tx, roster, talk, now);
    if (text === null) continue;
    told += 1;
    const messageId = byWechat
      ? await sayByMachine(
          tx,
          talk,
          { key: `time-out:${talk.id}`, reply: { kind: "text", text, buttons: timeOutButtons } },
          now,
        )
      : await remark(tx, talk.id, "排队超时，已问市民：继续等，还是留言", now);
    happenings.push({ conversationId: talk.id, messageId });
  }
  return happenings;
}

/** What the page shows while the question is open. */
export async function openQuestion(
  tx: Tx,
  roster: Roster,
  talk: Asked,
  now: Date,
): Promise<{ minutes: number } | null> {
  if (talk.state !== "waiting" || talk.ticket || talk.offered_at === null || talk.stays !== null) return null;
  return { minutes: await minutesInLine(tx, roster, talk, now) };
}

/** They wait on, where they stand. False when there is nothing to wait for, or nothing was asked. A message just left is taken back by it. */
export async function stay(tx: Tx, id: string, said: { at: Date; tapped: boolean }, now: Date): Promise<boolean> {
  const talk = await lockConversation(tx, id);
  if (isRefusal(talk) || talk.state !== "waiting" || (talk.ticket && talk.stays !== false)) return false;
  if (talk.offered_at === null && talk.stays === null) return false;
  if (talk.stays === true) return true;
  await tx
    .updateTable("conversations")
    .set({ stays: true, ticket: false, left_at: null, used_up: false })
    .set(said.tapped ? { tapped_at: said.at } : { wrote_at: said.at })
    .where("id", "=", id)
    .execute();
  await announceOne(tx, id, await remark(tx, id, "市民选择继续等", now), now);
  return true;
}

/** The talk at hand says what it is about. */
const asksSomething = sql<boolean>`(about <> '' or exists (
  select from desk_messages m where m.conversation_id = conversations.id and m.from_whom = 'citizen' and m.key like 'citizen:%'))`;

/**
 * The citizen need not wait in front of the phone: it is a message now, called in its old place. Answers whether there is a question in it
 * already; null when nobody waits.
 */
export async function leaveMessage(tx: Tx, id: string, now: Date): Promise<{ asked: boolean } | null> {
  const talk = await lockConversation(tx, id);
  if (isRefusal(talk) || talk.state !== "waiting") return null;
  if (!talk.ticket) {
    await tx
      .updateTable("conversations")
      .set({ ticket: true, stays: false, left_at: now })
      .where("id", "=", talk.id)
      .execute();
    await announceOne(tx, talk.id, await remark(tx, talk.id, "市民改为留言，不在线等", now), now);
  }
  const { asked } = await tx
    .selectFrom("conversations")
    .select(asksSomething.as("asked"))
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  return { asked };
}

/** Who left a message and asks the bot for a person once more waits again, in the old place; after hours they add to the message. */
export async function comeBack(
  tx: Tx,
  roster: Roster,
  id: string,
  { wroteAt, tappedAt }: { wroteAt: Date | null; tappedAt: Date | null },
  now: Date,
): Promise<void> {
  const talk = await lockConversation(tx, id);
  if (isRefusal(talk) || talk.state !== "waiting" || talk.left_at === null) return;
  const waits = await roster.isOpen(tx, talk.group_id, now);
  await tx
    .updateTable("conversations")
    .set(waits ? { ticket: false, stays: true, left_at: null } : { left_at: now })
    .set({ wrote_at: wroteAt ?? talk.wrote_at, tapped_at: tappedAt ?? talk.tapped_at, used_up: false })
    .where("id", "=", id)
    .execute();
  if (waits) await announceOne(tx, id, await remark(tx, id, "市民又找人工，回到原来的位置排队", now), now);
}

/** Followers whose message is complete talk to the bot again, until somebody takes the talk (`pointFollower`) or they ask for a person. */
export async function letGo(tx: Tx, now: Date): Promise<Happening[]> {
  const quiet = await tx
    .selectFrom("conversations")
    .select(["conversations.id", "conversations.openid"])
    .where("state", "=", "waiting")
    .where("ticket", "=", true)
    .where("left_at", "is not", null)
    .where(sql<boolean>`greatest(left_at, wrote_at, tapped_at) <= ${ago(now, QUIET_MS)}`)
    .where(asksSomething)
    .where(
      sql<boolean>`exists (select from followers f where f.openid = conversations.openid and f.conversation_id = conversations.id)`,
    )
    .limit(LOOK)
    .forUpdate()
    .skipLocked()
    .execute();
  const happenings: Happening[] = [];
  for (const { id, openid } of quiet) {
    await pointFollower(tx, openid, null);
    const words = "留言写好了，轮到之前机器人照常回答市民的其他问题";
    happenings.push({ conversationId: id, messageId: await remark(tx, id, words, now) });
  }
  return happenings;
}
