import type { CitizenMessage, CitizenNews, CitizenTalk } from "@wsi/shared/contract";
import { sql } from "kysely";
import type { Tx } from "../../db.ts";
import { isRefusal, refuse, type Refusal } from "../../refusal.ts";
import { lockConversation } from "../talk/conversation.ts";
import { announceOne, numberNow } from "../feed.ts";
import { place } from "../queue/place.ts";
import { openQuestion } from "../queue/time-out.ts";
import type { Roster } from "../roster.ts";
import { againSince } from "../after/rating.ts";
import { RECALL_MS } from "../talk/sending.ts";

/** A talk as the citizen's own chat page sees it: whose it is not sees nothing of it. */

/** How long a closed talk is still shown, and rated. */
const SHOWN_HOURS = 48;

const absent = () => refuse("not-found", "找不到这次咨询，请重新进入");

/** The `desk_follow_ups` row at hand was settled lately, with the citizen, who has not said how they see it now. */
const asksAgain = (now: Date) => sql<boolean>`coalesce(desk_follow_ups.settled_at > ${againSince(now)}
  and desk_follow_ups.outcome <> 'unreachable' and desk_follow_ups.again_level is null, false)`;

const talks = (tx: Tx, identity: string, now: Date) =>
  tx
    .selectFrom("conversations")
    .leftJoin("staff", "staff.id", "conversations.agent_id")
    .leftJoin("desk_ratings", "desk_ratings.conversation_id", "conversations.id")
    .leftJoin("desk_follow_ups", "desk_follow_ups.conversation_id", "conversations.id")
    .selectAll("conversations")
    .select(["staff.name as agent_name", "desk_ratings.level", "desk_follow_ups.again_level"])
    .select(asksAgain(now).as("again"))
    .where("channel", "=", "mini")
    .where("identity", "=", identity);
type Row = Awaited<ReturnType<ReturnType<typeof talks>["execute"]>>[number];

/** 客服·王芳 is 王 to a citizen: enough to ask for again. */
const asNamed = (name: string) => `客服 ${Array.from(name.split("·").at(-1) ?? name)[0] ?? ""}老师`;

async function print(tx: Tx, roster: Roster, row: Row, now: Date): Promise<CitizenTalk> {
  const stand = row.state === "waiting" ? await place(tx, roster, row.id, now) : null;
  const since = now.getTime() - SHOWN_HOURS * 3_600_000;
  return {
    id: row.id,
    state: row.state === "assigned" ? "serving" : row.state,
    agent: row.agent_name === null ? null : asNamed(row.agent_name),
    place: stand && { ahead: stand.ahead, minutes: stand.estimateMinutes },
    ticket: row.ticket,
    offer: await openQuestion(tx, roster, row, now),
    byNotice: row.person_id !== null,
    mayRate:
      row.again ||
      (row.state === "closed" &&
        row.closed_because === "agent" &&
        row.level === null &&
        (row.closed_at?.getTime() ?? 0) > since),
    again: row.again,
    rating: row.again_level ?? row.level,
    openedAt: row.opened_at.toISOString(),
    closedAt: row.closed_at?.toISOString() ?? null,
  };
}

/** The open talk of somebody, or the one that was closed, or followed up, lately. */
export async function findTalk(tx: Tx, roster: Roster, identity: string, now: Date): Promise<CitizenTalk | null> {
  const row = await talks(tx, identity, now)
    .where((where) =>
      where.or([
        where("state", "<>", "closed"),
        asksAgain(now),
        where("closed_at", ">", new Date(now.getTime() - SHOWN_HOURS * 3_600_000)),
      ]),
    )
    .orderBy(sql`(state = 'closed')`)
    .orderBy("opened_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ? print(tx, roster, row, now) : null;
}

export async function viewTalk(
  tx: Tx,
  roster: Roster,
  identity: string,
  id: string,
  now: Date,
): Promise<CitizenTalk | Refusal> {
  const row = await talks(tx, identity, now).where("conversations.id", "=", id).executeTakeFirst();
  return row ? print(tx, roster, row, now) : absent();
}

/** At most so many lines at once: ask again from `after` for the rest. */
const AT_ONCE = 200;

/**
 * What is new since `after`, a number of the feed: lines said, and lines that changed (taken back). Every line once, in its order; a page
 * that was away for days asks with its last number and misses none.
 */
export async function news(
  tx: Tx,
  roster: Roster,
  { identity, id, after }: { identity: string; id: string; after: number },
  now: Date,
): Promise<CitizenNews | Refusal> {
  const talk = await viewTalk(tx, roster, identity, id, now);
  if (isRefusal(talk)) return talk;
  // What the same request has just said is part of the answer.
  await numberNow(tx);
  const events = await tx
    .selectFrom("desk_events")
    .select(["seq", "message_id"])
    .where("conversation_id", "=", id)
    .where("seq", ">", after)
    .orderBy("seq")
    .limit(AT_ONCE)
    .execute();
  const ids = [...new Set(events.flatMap((event) => (event.message_id === null ? [] : [event.message_id])))];
  const messages = ids.length === 0 ? [] : await said(tx, ids);
  return { talk, messages, after: events.at(-1)?.seq ?? after };
}

async function said(tx: Tx, ids: readonly string[]): Promise<CitizenMessage[]> {
  const rows = await tx
    .selectFrom("desk_messages")
    .leftJoin("staff", "staff.id", "desk_messages.staff_id")
    .selectAll("desk_messages")
    .select("staff.name as by")
    .where("desk_messages.id", "in", ids)
    .where("for_citizen", "=", true)
    .orderBy("seq")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    seq: row.seq,
    from: row.from_whom,
    by: row.by === null ? null : asNamed(row.by),
    kind: row.kind,
    text: row.recalled_at === null ? row.text : "",
    attached: row.recalled_at === null ? row.attached : null,
    at: row.at.toISOString(),
    recalled: row.recalled_at !== null,
  }));
}

/** Whether anything happened in a talk after that number: cheap, for those who wait. */
export async function hasNews(tx: Tx, id: string, after: number): Promise<boolean> {
  const found = await tx
    .selectFrom("desk_events")
    .select("seq")
    .where("conversation_id", "=", id)
    .where("seq", ">", after)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/** A citizen takes back their own words, within two minutes. */
export async function recallOwn(
  tx: Tx,
  { identity, id, messageId }: { identity: string; id: string; messageId: string },
  now: Date,
): Promise<{ id: string } | Refusal> {
  const talk = await lockConversation(tx, id);
  if (isRefusal(talk) || talk.channel !== "mini" || talk.identity !== identity) return absent();
  const message = await tx
    .selectFrom("desk_messages")
    .select(["at", "recalled_at"])
    .where("id", "=", messageId)
    .where("conversation_id", "=", id)
    .where("from_whom", "=", "citizen")
    .executeTakeFirst();
  if (!message) return absent();
  if (message.recalled_at !== null) return { id };
  if (now.getTime() - message.at.getTime() > RECALL_MS) return refuse("conflict", "超过两分钟，不能撤回了");
  await tx.updateTable("desk_messages").set({ recalled_at: now }).where("id", "=", messageId).execute();
  await announceOne(tx, id, messageId, now);
  return { id };
}
