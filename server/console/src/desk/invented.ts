/** Invented conversations, for the tests of this room. */
import type { ConversationCard, ConversationView, DeskMessage } from "@wsi/shared/contract";

const at = "2026-11-23T06:00:00.000Z";

export const inventedCard = (id: string, over: Partial<ConversationCard> = {}): ConversationCard => ({
  id,
  name: "张**",
  state: "waiting",
  channel: "wechat",
  group: null,
  ticket: false,
  hold: null,
  offer: null,
  listeners: [],
  handedOver: false,
  unansweredSince: null,
  agent: null,
  urgent: null,
  waitingSince: at,
  lastText: "",
  lastAt: at,
  unread: 1,
  ...over,
});

export const inventedMessage = (id: string, seq: number, over: Partial<DeskMessage> = {}): DeskMessage => ({
  id,
  seq,
  from: "citizen",
  by: null,
  kind: "text",
  text: id,
  attached: null,
  at,
  delivery: null,
  reason: null,
  means: "wechat",
  steppedIn: false,
  recalled: false,
  recallUntil: null,
  retry: "no",
  forCitizen: true,
  ...over,
});

export const inventedTalk = (
  id: string,
  messages: readonly DeskMessage[] = [],
  over: Partial<ConversationView> = {},
): ConversationView => ({
  ...inventedCard(id),
  messages: [...messages],
  person: null,
  notes: [],
  allowance: { left: 5, of: 5, until: null },
  otherMeans: [],
  rating: null,
  about: "",
  summary: "",
  tags: [],
  draft: "",
  tickets: [],
  ...over,
});
