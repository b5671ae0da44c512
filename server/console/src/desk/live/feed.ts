/**
 * What this screen knows of the desk, folded from the server's gap-free feed. The rules that keep two tabs and two colleagues
 * in agreement: an event counts only directly after the one before it; what comes too early is held; a hole that does not close
 * is healed by a snapshot, never guessed. Pure: the same events and snapshots in any order end in the same state.
 */
import type { ConversationCard, ConversationView, DeskEvent, DeskMessage } from "@wsi/shared/contract";

export interface Snapshot {
  seq: number;
  conversations: readonly ConversationCard[];
}

export interface Desk {
  /** The last event that counts; -1 before the first snapshot. */
  seq: number;
  cards: Readonly<Record<string, ConversationCard>>;
  /** Came before its turn, by seq. */
  held: Readonly<Record<number, DeskEvent>>;
  /** Up to when a talk of mine was read, here or in another window: no event of before then makes it unread again. */
  read: Readonly<Record<string, string>>;
}

export const emptyDesk: Desk = { seq: -1, cards: {}, held: {}, read: {} };

const asRead = ({ read }: Pick<Desk, "read">, card: ConversationCard): ConversationCard =>
  card.unread > 0 && card.lastAt <= (read[card.id] ?? "") ? { ...card, unread: 0 } : card;

/** True while something between what is shown and what is held is missing: ask for a snapshot. */
export const hasGap = (desk: Desk): boolean => desk.seq < 0 || Object.keys(desk.held).length > 0;

function catchUp(desk: Desk): Desk {
  let { seq } = desk;
  const cards = { ...desk.cards };
  const held: Record<number, DeskEvent> = {};
  for (const event of Object.values(desk.held).toSorted((a, b) => a.seq - b.seq)) {
    if (event.seq === seq + 1) {
      seq = event.seq;
      cards[event.conversation.id] = asRead(desk, event.conversation);
    } else if (event.seq > seq) held[event.seq] = event;
  }
  return { ...desk, seq, cards, held };
}

/** Takes one event in. What is known already changes nothing. */
export function withEvent(desk: Desk, event: DeskEvent): Desk {
  if (event.seq <= desk.seq || desk.held[event.seq]) return desk;
  const next = { ...desk, held: { ...desk.held, [event.seq]: event } };
  return desk.seq < 0 ? next : catchUp(next);
}

/** Takes a whole list in. One that is older than what is shown arrived late and is dropped. */
export function withSnapshot(desk: Desk, snapshot: Snapshot): Desk {
  if (snapshot.seq < desk.seq) return desk;
  const cards = Object.fromEntries(snapshot.conversations.map((card) => [card.id, asRead(desk, card)]));
  return catchUp({ ...desk, seq: snapshot.seq, cards });
}

const final = (message: DeskMessage): number =>
  message.delivery === null ? 3 : { queued: 0, unknown: 1, failed: 2, refused: 2, sent: 2 }[message.delivery];

/** Of two sightings of one message, the one whose fate is known better; both alike: the newer. */
const later = (known: DeskMessage | undefined, seen: DeskMessage): DeskMessage =>
  known && final(known) > final(seen) ? known : seen;

const union = (known: readonly DeskMessage[], seen: readonly DeskMessage[]): DeskMessage[] => {
  const byId = new Map(known.map((message) => [message.id, message]));
  for (const message of seen) byId.set(message.id, later(byId.get(message.id), message));
  return [...byId.values()].toSorted((a, b) => a.seq - b.seq);
};

/** The `seq` up to which a transcript is known without a hole, from the first message on. */
export function knownUpTo(messages: readonly DeskMessage[]): number {
  const hole = messages.findIndex((message, at) => message.seq !== at + 1);
  return hole < 0 ? messages.length : hole;
}

/** The open conversation as the server just told it, keeping what the feed brought meanwhile. */
export const withView = (open: ConversationView | null, fresh: ConversationView): ConversationView =>
  open?.id === fresh.id ? { ...fresh, messages: union(open.messages, fresh.messages) } : fresh;

/** The open conversation after an event; of another conversation's events it takes nothing. */
export function withMessage(open: ConversationView | null, event: DeskEvent): ConversationView | null {
  if (!open || open.id !== event.conversation.id) return open;
  return {
    ...open,
    ...event.conversation,
    messages: event.message ? union(open.messages, [event.message]) : open.messages,
  };
}

/** A talk was read as it stood then: the server tells it to the windows of its agent only, and to this one by its answer. */
export function withRead(desk: Desk, { id, unread, lastAt }: Pick<ConversationView, "id" | "unread" | "lastAt">): Desk {
  if (unread > 0 || lastAt <= (desk.read[id] ?? "")) return desk;
  const read = { ...desk.read, [id]: lastAt };
  const card = desk.cards[id];
  return { ...desk, read, ...(card ? { cards: { ...desk.cards, [id]: asRead({ read }, card) } } : {}) };
}

export interface Sections {
  /** Handed to me by a colleague, not answered yet. */
  offered: ConversationCard[];
  waiting: ConversationCard[];
  mine: ConversationCard[];
  colleagues: ConversationCard[];
  closed: ConversationCard[];
}

const oldestFirst = (a: ConversationCard, b: ConversationCard) =>
  a.waitingSince.localeCompare(b.waitingSince) || a.id.localeCompare(b.id);
const latestFirst = (a: ConversationCard, b: ConversationCard) =>
  b.lastAt.localeCompare(a.lastAt) || a.id.localeCompare(b.id);

/** Since when somebody of mine has had no answer; talks on hold wait for nothing. */
const silentSince = (card: ConversationCard) => (card.state === "held" ? null : card.unansweredSince);
const longestSilentFirst = (a: ConversationCard, b: ConversationCard) =>
  Number(silentSince(a) === null) - Number(silentSince(b) === null) ||
  (silentSince(a) ?? "").localeCompare(silentSince(b) ?? "") ||
  Number(a.state === "held") - Number(b.state === "held") ||
  oldestFirst(a, b);

/** Every conversation in exactly one list. Mine: who has waited longest for my answer on top, those on hold at the bottom. */
export function sections(desk: Desk, myId: string, offered: ReadonlySet<string>): Sections {
  const found: Sections = { offered: [], waiting: [], mine: [], colleagues: [], closed: [] };
  for (const card of Object.values(desk.cards)) {
    if (card.state === "closed") found.closed.push(card);
    else if (card.offer !== null && offered.has(card.id)) found.offered.push(card);
    else if (card.state === "waiting") found.waiting.push(card);
    else if (card.agent?.id === myId) found.mine.push(card);
    else found.colleagues.push(card);
  }
  found.offered.sort((a, b) => (a.offer?.at ?? "").localeCompare(b.offer?.at ?? "") || a.id.localeCompare(b.id));
  found.waiting.sort((a, b) => Number(b.urgent !== null) - Number(a.urgent !== null) || oldestFirst(a, b));
  found.mine.sort(longestSilentFirst);
  found.colleagues.sort(oldestFirst);
  found.closed.sort(latestFirst);
  return found;
}

/** Whether a colleague at this screen should hear of it: a citizen spoke, in a talk that waits or is mine. */
export const rings = (event: DeskEvent, myId: string): boolean =>
  event.message?.from === "citizen" &&
  (event.conversation.state === "waiting" ||
    (event.conversation.state !== "closed" && event.conversation.agent?.id === myId));
