import type { ConversationCard, ConversationView, DeskEvent, EarlierTalk } from "@wsi/shared/contract";
import { sql } from "kysely";
import { hasConsent } from "../../citizens/index.ts";
import type { Db, Tx } from "../../db.ts";
import type { Refusal } from "../../refusal.ts";
import { allowanceOf } from "./allowance.ts";
import { cards, messages, printCards, printMessage } from "./cards.ts";
import { notFound, type Conversation } from "./conversation.ts";
import type { DeskPeople } from "../people.ts";

/** What the console's desk shows: the list, one talk, the feed. The shapes are the contract's. */

/** Everything open, the longest waiting first, then what was closed in the last day. `seq` is where the feed goes on. */
export async function listConversations(
  db: Db | Tx,
  people: DeskPeople,
  now: Date,
): Promise<{ seq: number; conversations: ConversationCard[] }> {
  // Read before the list: what happens in between is then told twice rather than never.
  const { seq } = await db.selectFrom("desk_clock").select("seq").executeTakeFirstOrThrow();
  const dayAgo = new Date(now.getTime() - 24 * 3_600_000);
  const open = await cards(db)
    .where("conversations.state", "<>", "closed")
    .orderBy(sql`case conversations.state when 'waiting' then 0 when 'assigned' then 1 else 2 end`)
    .orderBy(sql`(conversations.urgent is null)`)
    .orderBy("conversations.waiting_since")
    .limit(1_000)
    .execute();
  const closed = await cards(db)
    .where("conversations.state", "=", "closed")
    .where("conversations.closed_at", ">", dayAgo)
    .orderBy("conversations.closed_at", "desc")
    .limit(300)
    .execute();
  return { seq, conversations: await printCards(db, [...open, ...closed], people) };
}

interface Look {
  people: DeskPeople;
  staffId: string;
  /** Only the messages later than this `seq` of the talk. */
  after?: number | undefined;
  /** Only so many messages, the last ones. */
  last?: number;
}

/** The ways out once WeChat lets nothing more through, the one that rings first. */
async function otherMeansOf(db: Db | Tx, { channel, person_id: personId }: Conversation) {
  const means: ConversationView["otherMeans"] = [];
  if (channel !== "wechat" || personId === null) return means;
  if (await hasConsent(db, "reply", { personId })) means.push("subscription");
  means.push("notice");
  return means;
}

/** One talk with what was said in it, as this member of staff sees it. */
export async function viewConversation(
  db: Db | Tx,
  id: string,
  { people, staffId, after = 0, last }: Look,
  now: Date,
): Promise<ConversationView | Refusal> {
  const row = await cards(db).where("conversations.id", "=", id).executeTakeFirst();
  if (!row) return notFound();
  const [card] = await printCards(db, [row], people);
  if (!card) return notFound();
  const from = last === undefined ? after : Math.max(after, row.last_seq - last);
  const said = await messages(db).where("conversation_id", "=", id).where("seq", ">", from).orderBy("seq").execute();
  const notes = await db
    .selectFrom("desk_notes")
    .leftJoin("staff", "staff.id", "desk_notes.staff_id")
    .select(["staff.name as by", "desk_notes.at", "desk_notes.text"])
    .where("conversation_id", "=", id)
    .orderBy("desk_notes.id")
    .execute();
  const rating = await db
    .selectFrom("desk_ratings")
    .select(["level", "at", "comment"])
    .where("conversation_id", "=", id)
    .executeTakeFirst();
  const draft = await db
    .selectFrom("desk_drafts")
    .select("text")
    .where("conversation_id", "=", id)
    .where("staff_id", "=", staffId)
    .executeTakeFirst();
  const tickets = await db
    .selectFrom("desk_tickets")
    .select(["id", "number", "title", "settled_at"])
    .where("conversation_id", "=", id)
    .orderBy("number")
    .execute();
  const allowance = row.channel === "wechat" ? await allowanceOf(db, row, now) : null;
  return {
    ...card,
    messages: said.map(printMessage),
    person: row.person_id === null ? null : await people.person(db, row.person_id),
    notes: notes.map((one) => ({ by: one.by ?? "系统", at: one.at.toISOString(), text: one.text })),
    allowance: allowance && { ...allowance, until: allowance.until?.toISOString() ?? null },
    otherMeans: await otherMeansOf(db, row),
    rating: rating ? { level: rating.level, at: rating.at.toISOString(), comment: rating.comment } : null,
    about: row.about,
    summary: row.summary,
    tags: row.tags,
    draft: draft?.text ?? "",
    tickets: tickets.map(({ settled_at, ...one }) => ({ ...one, settled: settled_at !== null })),
  };
}

/** The feed after `seq`, without gaps, at most `limit` at a time: ask again from the last until it answers nothing. */
export async function feedSince(db: Db | Tx, seq: number, people: DeskPeople, limit = 200): Promise<DeskEvent[]> {
  const events = await db
    .selectFrom("desk_events")
    .selectAll()
    .where("seq", ">", seq)
    .orderBy("seq")
    .limit(limit)
    .execute();
  if (events.length === 0) return [];
  const talks = await cards(db)
    .where("conversations.id", "in", [...new Set(events.map((event) => event.conversation_id))])
    .execute();
  const cardOf = new Map((await printCards(db, talks, people)).map((card) => [card.id, card]));
  const ids = events.flatMap((event) => (event.message_id === null ? [] : [event.message_id]));
  const said = ids.length === 0 ? [] : await messages(db).where("desk_messages.id", "in", ids).execute();
  const messageOf = new Map(said.map((row) => [row.id, printMessage(row)]));
  return events.map((event) => {
    const conversation = cardOf.get(event.conversation_id);
    if (!conversation) throw new Error(`desk event ${event.seq} has lost its conversation`);
    return {
      seq: event.seq,
      conversation,
      message: event.message_id === null ? null : (messageOf.get(event.message_id) ?? null),
    };
  });
}

/** The newest number of the feed. */
export async function feedEnd(db: Db | Tx): Promise<number> {
  return (await db.selectFrom("desk_clock").select("seq").executeTakeFirstOrThrow()).seq;
}

const MOST_EARLIER = 30;

/** Other talks of the same citizen, in whichever channel, the newest first. */
export async function listEarlier(tx: Tx, id: string): Promise<EarlierTalk[] | Refusal> {
  const talk = await tx
    .selectFrom("conversations")
    .select(["identity", "person_id"])
    .where("id", "=", id)
    .executeTakeFirst();
  if (!talk) return notFound();
  const rows = await tx
    .selectFrom("conversations as c")
    .leftJoin("staff", "staff.id", "c.agent_id")
    .leftJoin("desk_ratings as r", "r.conversation_id", "c.id")
    .select([
      "c.id",
      "c.channel",
      "c.opened_at",
      "c.closed_at",
      "c.about",
      "c.summary",
      "c.tags",
      "staff.name",
      "r.level",
    ])
    .where("c.state", "=", "closed")
    .where("c.id", "<>", id)
    .where((where) =>
      where.or([
        where("c.identity", "=", talk.identity),
        ...(talk.person_id === null ? [] : [where("c.person_id", "=", talk.person_id)]),
      ]),
    )
    .orderBy("c.opened_at", "desc")
    .limit(MOST_EARLIER)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    channel: row.channel,
    openedAt: row.opened_at.toISOString(),
    closedAt: (row.closed_at ?? row.opened_at).toISOString(),
    agent: row.name,
    about: row.about,
    summary: row.summary,
    tags: row.tags,
    rating: row.level,
  }));
}

/** The citizen's last words, for which an answer is looked up. */
export async function lastWords(tx: Tx, id: string): Promise<string | Refusal> {
  const talk = await tx.selectFrom("conversations").select("about").where("id", "=", id).executeTakeFirst();
  if (!talk) return notFound();
  const row = await tx
    .selectFrom("desk_messages")
    .select("text")
    .where("conversation_id", "=", id)
    .where("from_whom", "=", "citizen")
    .where("kind", "in", ["text", "voice"])
    .where("recalled_at", "is", null)
    .orderBy("seq", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.text ?? talk.about;
}
