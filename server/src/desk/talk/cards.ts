import type { ConversationCard, DeskMessage, DeskOffer } from "@wsi/shared/contract";
import { sql, type Selectable } from "kysely";
import type { Db, Tx } from "../../db.ts";
import { inShort } from "./content.ts";
import type { Conversation } from "./conversation.ts";
import type { DeskPeople } from "../people.ts";
import { mayRetry, RECALL_MS } from "./sending.ts";
import type { DeskMessagesTable, DeskOffersTable } from "../tables.ts";

/** A talk as one row of a list, and a line of its transcript, as the contract has them. */

export interface CardRow extends Conversation {
  agent_name: string | null;
  last_text: string | null;
  last_kind: DeskMessage["kind"] | null;
  last_at: Date | null;
  unread: number;
  /** Offered to somebody, listened to: seldom, so the rest is read only then. */
  offered: boolean;
  listened: boolean;
}

export const cards = (db: Db | Tx) =>
  db
    .selectFrom("conversations")
    .leftJoin("staff", "staff.id", "conversations.agent_id")
    .leftJoinLateral(
      (q) =>
        q
          .selectFrom("desk_messages")
          .select([
            sql<string>`left(case when recalled_at is null then text else '（已撤回）' end, 200)`.as("text"),
            "kind",
            "at",
          ])
          .whereRef("conversation_id", "=", "conversations.id")
          // Lines of the desk itself, and what it tells by itself, would hide what the citizen asked.
          .where("from_whom", "in", ["citizen", "staff"])
          .orderBy("seq", "desc")
          .limit(1)
          .as("last"),
      (join) => join.onTrue(),
    )
    .selectAll("conversations")
    .select(["staff.name as agent_name", "last.text as last_text", "last.kind as last_kind", "last.at as last_at"])
    .select([
      sql<number>`(select count(*)::integer from desk_messages u where u.conversation_id = conversations.id
        and u.seq > conversations.read_seq and u.from_whom = 'citizen')`.as("unread"),
      sql<boolean>`exists (select from desk_offers o where o.conversation_id = conversations.id and o.outcome is null)`.as(
        "offered",
      ),
      sql<boolean>`exists (select from desk_listeners l where l.conversation_id = conversations.id)`.as("listened"),
    ]);

type OfferRow = Selectable<DeskOffersTable> & { from_name: string; to_name: string | null };

const offers = (db: Db | Tx) =>
  db
    .selectFrom("desk_offers as o")
    .innerJoin("staff as f", "f.id", "o.from_staff")
    .leftJoin("staff as t", "t.id", "o.to_staff")
    .selectAll("o")
    .select(["f.name as from_name", "t.name as to_name"])
    .where("o.outcome", "is", null);

const printOffer = (row: OfferRow, groups: ReadonlyMap<string, string>): DeskOffer => ({
  id: row.id,
  from: { id: row.from_staff, name: row.from_name },
  toStaff: row.to_staff === null ? null : { id: row.to_staff, name: row.to_name ?? "客服" },
  toGroup: row.to_group === null ? null : { id: row.to_group, name: groups.get(row.to_group) ?? "一个组" },
  note: row.note,
  at: row.at.toISOString(),
  expiresAt: row.expires_at.toISOString(),
});

/** Everything that is offered now, with its talk. */
export async function openOffers(db: Db | Tx, people: DeskPeople): Promise<(DeskOffer & { conversationId: string })[]> {
  const rows = await offers(db).orderBy("o.at").execute();
  const groups = await people.groupNames(db);
  return rows.map((row) => ({ ...printOffer(row, groups), conversationId: row.conversation_id }));
}

async function offersOf(db: Db | Tx, rows: readonly CardRow[]): Promise<OfferRow[]> {
  const ids = rows.flatMap((row) => (row.offered ? [row.id] : []));
  return ids.length === 0 ? [] : offers(db).where("o.conversation_id", "in", ids).execute();
}

async function listenersOf(db: Db | Tx, rows: readonly CardRow[]) {
  const ids = rows.flatMap((row) => (row.listened ? [row.id] : []));
  if (ids.length === 0) return [];
  return db
    .selectFrom("desk_listeners")
    .innerJoin("staff", "staff.id", "desk_listeners.staff_id")
    .select(["conversation_id", "staff.id", "staff.name", "stepped_in"])
    .where("conversation_id", "in", ids)
    .orderBy("since")
    .execute();
}

export async function printCards(
  db: Db | Tx,
  rows: readonly CardRow[],
  people: DeskPeople,
): Promise<ConversationCard[]> {
  if (rows.length === 0) return [];
  const names = await people.citizens(db, rows);
  const grouped = rows.some((row) => row.group_id !== null);
  const offered = await offersOf(db, rows);
  const groups = grouped || offered.length > 0 ? await people.groupNames(db) : new Map<string, string>();
  const offerOf = new Map(offered.map((row) => [row.conversation_id, printOffer(row, groups)]));
  const listening = await listenersOf(db, rows);
  return rows.map((row, at) => ({
    id: row.id,
    name: names[at] ?? "市民",
    state: row.state,
    channel: row.channel,
    group: row.group_id === null ? null : { id: row.group_id, name: groups.get(row.group_id) ?? "已撤销的组" },
    ticket: row.ticket,
    handedOver: row.closed_because === "wechat-service",
    hold: row.held_until === null ? null : { reason: row.hold_reason ?? "", until: row.held_until.toISOString() },
    offer: offerOf.get(row.id) ?? null,
    listeners: listening
      .filter((one) => one.conversation_id === row.id)
      .map((one) => ({ id: one.id, name: one.name, steppedIn: one.stepped_in })),
    unansweredSince: row.state === "closed" ? null : (row.unanswered_since?.toISOString() ?? null),
    agent: row.agent_id === null ? null : { id: row.agent_id, name: row.agent_name ?? "客服" },
    urgent: row.urgent,
    waitingSince: row.waiting_since.toISOString(),
    lastText: row.last_kind === null ? "" : inShort({ kind: row.last_kind, text: row.last_text ?? "" }),
    lastAt: (row.last_at ?? row.opened_at).toISOString(),
    unread: row.unread,
  }));
}

export const messages = (db: Db | Tx) =>
  db
    .selectFrom("desk_messages")
    .leftJoin("staff", "staff.id", "desk_messages.staff_id")
    .selectAll("desk_messages")
    .select("staff.name as by");

/** Until when the office can take it back: our own page two minutes, WeChat while it waits to be sent (a moment, hence no time). */
function recallUntil(row: Selectable<DeskMessagesTable>): string | null {
  if (row.from_whom !== "staff" || row.recalled_at !== null) return null;
  const end = new Date(row.at.getTime() + RECALL_MS).toISOString();
  return row.means === "mini" || (row.means === "wechat" && row.delivery === "queued") ? end : null;
}

export const printMessage = (row: Selectable<DeskMessagesTable> & { by: string | null }): DeskMessage => ({
  id: row.id,
  seq: row.seq,
  from: row.from_whom,
  by: row.by ?? row.spoken_as,
  kind: row.kind,
  text: row.text,
  attached: row.attached,
  at: row.at.toISOString(),
  delivery: row.delivery,
  reason: row.reason,
  means: row.means,
  steppedIn: row.stepped_in,
  recalled: row.recalled_at !== null,
  recallUntil: recallUntil(row),
  retry: row.from_whom === "staff" ? mayRetry(row) : "no",
  forCitizen: row.for_citizen,
});
