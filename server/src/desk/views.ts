import { createHash } from "node:crypto";
import type { ConversationCard, ConversationView, DeskEvent, DeskMessage } from "@wsi/shared/contract";
import { sql, type Selectable } from "kysely";
import type { Db, Tx } from "../db.ts";
import { allowanceOf } from "./allowance.ts";
import { notFound, type Conversation } from "./conversation.ts";
import type { Refusal } from "../refusal.ts";
import type { DeskMessagesTable } from "./tables.ts";

/** What the console's screens show. People are masked and an openid never leaves; the shapes are the contract's. */

/** What the desk asks of others about a bound person. */
export interface DeskPeople {
  /** Masked names (张**) by person id; who is unknown is left out. */
  names(db: Db | Tx, personIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** The masked person with their open cases. */
  person(db: Db | Tx, personId: string): Promise<ConversationView["person"]>;
}

/** Four characters that stay the same for a follower and tell nothing about them. */
const tagOf = (openid: string) => createHash("sha256").update(`desk:${openid}`).digest("hex").slice(0, 4).toUpperCase();

interface CardRow extends Conversation {
  agent_name: string | null;
  last_text: string | null;
  last_kind: DeskMessage["kind"] | null;
  last_at: Date | null;
  unread: number;
}

const cards = (db: Db | Tx) =>
  db
    .selectFrom("conversations")
    .leftJoin("staff", "staff.id", "conversations.agent_id")
    .leftJoinLateral(
      (q) =>
        q
          .selectFrom("desk_messages")
          .select(["text", "kind", "at"])
          .whereRef("conversation_id", "=", "conversations.id")
          .orderBy("seq", "desc")
          .limit(1)
          .as("last"),
      (join) => join.onTrue(),
    )
    .selectAll("conversations")
    .select(["staff.name as agent_name", "last.text as last_text", "last.kind as last_kind", "last.at as last_at"])
    .select(
      sql<number>`(select count(*)::integer from desk_messages u where u.conversation_id = conversations.id
        and u.seq > conversations.read_seq and u.from_whom = 'citizen')`.as("unread"),
    );

const shownKind = { image: "[图片]", voice: "[语音]", video: "[视频]", location: "[位置]", link: "[链接]" } as const;

function printCard(row: CardRow, names: ReadonlyMap<string, string>): ConversationCard {
  const bound = row.person_id === null ? undefined : names.get(row.person_id);
  return {
    id: row.id,
    name: bound ?? `关注者${tagOf(row.openid)}`,
    state: row.state,
    agent: row.agent_id === null ? null : { id: row.agent_id, name: row.agent_name ?? "客服" },
    urgent: row.urgent,
    waitingSince: row.waiting_since.toISOString(),
    lastText: row.last_kind === null || row.last_kind === "text" ? (row.last_text ?? "") : shownKind[row.last_kind],
    lastAt: (row.last_at ?? row.opened_at).toISOString(),
    unread: row.unread,
  };
}

async function printCards(db: Db | Tx, rows: CardRow[], people: DeskPeople): Promise<ConversationCard[]> {
  const bound = [...new Set(rows.flatMap((row) => (row.person_id === null ? [] : [row.person_id])))];
  const names = bound.length === 0 ? new Map<string, string>() : await people.names(db, bound);
  return rows.map((row) => printCard(row, names));
}

const messages = (db: Db | Tx) =>
  db
    .selectFrom("desk_messages")
    .leftJoin("staff", "staff.id", "desk_messages.staff_id")
    .selectAll("desk_messages")
    .select("staff.name as by");

const printMessage = (row: Selectable<DeskMessagesTable> & { by: string | null }): DeskMessage => ({
  id: row.id,
  seq: row.seq,
  from: row.from_whom,
  by: row.by,
  kind: row.kind,
  text: row.text,
  at: row.at.toISOString(),
  delivery: row.delivery,
  reason: row.reason,
});

/** Everything open, the longest waiting first, then what was closed in the last day. `seq` is where the feed goes on. */
export async function listConversations(
  db: Db | Tx,
  people: DeskPeople,
  now: Date,
): Promise<{ seq: number; conversations: ConversationCard[] }> {
  // Read before the list: what happens in between is then told twice rather than never.
  const { seq } = await db.selectFrom("desk_clock").select("seq").executeTakeFirstOrThrow();
  const dayAgo = new Date(now.getTime() - 24 * 3_600_000);
  const rows = await cards(db)
    .where((where) =>
      where.or([where("conversations.state", "<>", "closed"), where("conversations.closed_at", ">", dayAgo)]),
    )
    .orderBy(sql`case conversations.state when 'waiting' then 0 when 'assigned' then 1 else 2 end`)
    .orderBy(sql`(conversations.urgent is null)`)
    .orderBy("conversations.waiting_since")
    .limit(1_000)
    .execute();
  return { seq, conversations: await printCards(db, rows, people) };
}

/** One talk with everything said in it. */
export async function viewConversation(
  db: Db | Tx,
  id: string,
  people: DeskPeople,
  now: Date,
): Promise<ConversationView | Refusal> {
  const row = await cards(db).where("conversations.id", "=", id).executeTakeFirst();
  if (!row) return notFound();
  const [card] = await printCards(db, [row], people);
  if (!card) return notFound();
  const said = await messages(db).where("conversation_id", "=", id).orderBy("seq").execute();
  const notes = await db
    .selectFrom("desk_notes")
    .leftJoin("staff", "staff.id", "desk_notes.staff_id")
    .select(["staff.name as by", "desk_notes.at", "desk_notes.text"])
    .where("conversation_id", "=", id)
    .orderBy("desk_notes.id")
    .execute();
  const rating = await db
    .selectFrom("desk_ratings")
    .select(["level", "at"])
    .where("conversation_id", "=", id)
    .executeTakeFirst();
  const { left, of, until } = allowanceOf(row, now);
  return {
    ...card,
    messages: said.map(printMessage),
    person: row.person_id === null ? null : await people.person(db, row.person_id),
    notes: notes.map((one) => ({ by: one.by ?? "系统", at: one.at.toISOString(), text: one.text })),
    allowance: { left, of, until: until?.toISOString() ?? null },
    rating: rating ? { level: rating.level, at: rating.at.toISOString() } : null,
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
