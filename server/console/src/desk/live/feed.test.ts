import type { ConversationCard, ConversationView, DeskEvent, DeskMessage } from "@wsi/shared/contract";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  emptyDesk,
  hasGap,
  rings,
  sections,
  withEvent,
  knownUpTo,
  withMessage,
  withRead,
  withSnapshot,
  withView,
  type Desk,
} from "./feed.ts";
import { inventedCard, inventedMessage, inventedTalk } from "../invented.ts";

const card = inventedCard;
const message = inventedMessage;
const view = (messages: DeskMessage[]): ConversationView => inventedTalk("a", messages);

/** What really happened: at each number one of four talks changed its last line. */
const history = fc
  .array(fc.constantFrom("a", "b", "c", "d"), { minLength: 1, maxLength: 25 })
  .map((ids) =>
    ids.map((id, at): DeskEvent => ({ seq: at + 1, conversation: card(id, { lastText: `${at + 1}` }), message: null })),
  );
const truthAt = (events: readonly DeskEvent[], seq: number) => {
  const cards: Record<string, ConversationCard> = {};
  for (const event of events.slice(0, seq)) cards[event.conversation.id] = event.conversation;
  return cards;
};
const snapshotAt = (events: readonly DeskEvent[], seq: number) => ({
  seq,
  conversations: Object.values(truthAt(events, seq)),
});

/** Anything a bad line does: events lost, repeated, out of order, with lists that arrive late in between. */
const troubled = history.chain((events) =>
  fc.record({
    events: fc.constant(events),
    came: fc.array(
      fc.record({ what: fc.constantFrom("event", "list"), at: fc.integer({ min: 1, max: events.length }) }),
      { maxLength: 60 },
    ),
  }),
);
const play = (events: readonly DeskEvent[], came: readonly { what: string; at: number }[]) => {
  const states: Desk[] = [];
  let desk = emptyDesk;
  for (const { what, at } of came) {
    const event = events[at - 1];
    if (what === "list") desk = withSnapshot(desk, snapshotAt(events, at));
    else if (event) desk = withEvent(desk, event);
    states.push(desk);
  }
  return { desk, states };
};

describe("the desk folded from its feed", () => {
  it("ends in the server's state after any interleaving, loss and repetition, once a list came", () => {
    fc.assert(
      fc.property(troubled, ({ events, came }) => {
        const { desk } = play(events, came);
        const healed = withSnapshot(desk, snapshotAt(events, events.length));
        expect(healed.seq).toBe(events.length);
        expect(healed.cards).toEqual(truthAt(events, events.length));
        expect(hasGap(healed)).toBe(false);
      }),
    );
  });

  it("shows at every moment exactly what the server knew at the number it claims", () => {
    fc.assert(
      fc.property(troubled, ({ events, came }) => {
        for (const desk of play(events, came).states)
          if (desk.seq >= 0) expect(desk.cards).toEqual(truthAt(events, desk.seq));
      }),
    );
  });

  it("needs no second list when every event came after the first, in whatever order and however often", () => {
    fc.assert(
      fc.property(
        history.chain((events) =>
          fc.record({
            events: fc.constant(events),
            order: fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2 }),
          }),
        ),
        ({ events, order }) => {
          const desk = order.reduce(withEvent, withSnapshot(emptyDesk, { seq: 0, conversations: [] }));
          expect(desk.seq).toBe(events.length);
          expect(desk.cards).toEqual(truthAt(events, events.length));
          expect(hasGap(desk)).toBe(false);
        },
      ),
    );
  });

  it("never goes back in time", () => {
    fc.assert(
      fc.property(troubled, ({ events, came }) => {
        let last = -1;
        for (const desk of play(events, came).states) {
          expect(desk.seq).toBeGreaterThanOrEqual(last);
          last = desk.seq;
        }
      }),
    );
  });

  it("notices a hole and says so until it is closed", () => {
    const started = withSnapshot(emptyDesk, { seq: 4, conversations: [] });
    const holed = withEvent(started, { seq: 6, conversation: card("a"), message: null });
    expect(hasGap(holed)).toBe(true);
    expect(holed.cards).toEqual({});
    expect(hasGap(withEvent(holed, { seq: 5, conversation: card("b"), message: null }))).toBe(false);
  });

  it("puts every conversation into exactly one list, the longest waiting first", () => {
    const agent = { id: "me", name: "李敏" };
    const offer = {
      id: "offer",
      from: { id: "her", name: "王芳" },
      toStaff: agent,
      toGroup: null,
      note: "差一个银行卡号",
      at: "2026-11-23T06:00:00.000Z",
      expiresAt: "2026-11-23T06:05:00.000Z",
    };
    const desk = withSnapshot(emptyDesk, {
      seq: 1,
      conversations: [
        card("late", { waitingSince: "2026-11-23T06:10:00.000Z" }),
        card("early"),
        card("danger", { urgent: "【紧急】", waitingSince: "2026-11-23T06:20:00.000Z" }),
        card("mine-read", { state: "assigned", agent, unread: 0 }),
        card("mine-held", { state: "held", agent, unansweredSince: "2026-11-23T05:00:00.000Z" }),
        card("mine-new", { state: "assigned", agent, unansweredSince: "2026-11-23T06:30:00.000Z" }),
        card("mine-old", { state: "assigned", agent, unansweredSince: "2026-11-23T06:20:00.000Z" }),
        card("handed", { state: "assigned", agent: { id: "her", name: "王芳" }, offer }),
        card("hers", { state: "assigned", agent: { id: "her", name: "王芳" } }),
        card("done", { state: "closed", agent }),
      ],
    });
    const found = sections(desk, "me", new Set(["handed"]));
    expect(found.waiting.map((one) => one.id)).toEqual(["danger", "early", "late"]);
    expect(found.mine.map((one) => one.id)).toEqual(["mine-old", "mine-new", "mine-read", "mine-held"]);
    expect(found.offered.map((one) => one.id)).toEqual(["handed"]);
    expect(found.colleagues.map((one) => one.id)).toEqual(["hers"]);
    expect(found.closed.map((one) => one.id)).toEqual(["done"]);
  });
});

describe("the open conversation", () => {
  const event = (seen: DeskMessage, id = "a"): DeskEvent => ({ seq: 9, conversation: card(id), message: seen });

  it("has every message once and in order, whichever way it came", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([1, 2, 3, 4, 5, 1, 2, 3], { minLength: 8 }), (order) => {
        let open: ConversationView | null = view([message("m2", 2)]);
        for (const seq of order) open = withMessage(open, event(message(`m${seq}`, seq)));
        open = withView(open, view([message("m1", 1), message("m2", 2)]));
        expect(open.messages.map((one) => one.id)).toEqual(["m1", "m2", "m3", "m4", "m5"]);
      }),
    );
  });

  it("does not forget that a message was delivered when an older answer arrives late", () => {
    const sent = withMessage(view([]), event(message("m", 1, { from: "staff", delivery: "sent" })));
    const late = withView(sent, view([message("m", 1, { from: "staff", delivery: "queued" })]));
    expect(late.messages[0]?.delivery).toBe("sent");
  });

  it("takes nothing from other conversations", () => {
    expect(withMessage(view([]), event(message("m", 1), "b"))?.messages).toEqual([]);
  });

  it("follows who has it and whether it is over", () => {
    const taken = card("a", { state: "assigned", agent: { id: "her", name: "王芳" } });
    expect(withMessage(view([]), { seq: 9, conversation: taken, message: null })).toMatchObject({
      state: "assigned",
      agent: { name: "王芳" },
    });
  });

  it("is read in the list too, unless something newer came meanwhile", () => {
    const desk = withSnapshot(emptyDesk, { seq: 1, conversations: [card("a", { unread: 3 })] });
    expect(withRead(desk, { ...view([]), unread: 0 }).cards["a"]?.unread).toBe(0);
    expect(withRead(desk, { ...view([]), unread: 3 })).toBe(desk);
    expect(withRead(desk, { ...view([]), unread: 0, lastAt: "2026-11-23T05:59:00.000Z" }).cards["a"]?.unread).toBe(3);
  });

  it("stays read when an event or a list of before then comes late, and is unread again by what comes after", () => {
    const { lastAt } = card("a");
    const late = card("a", { unread: 1, lastAt });
    const desk = withRead(withSnapshot(emptyDesk, { seq: 1, conversations: [] }), { id: "a", unread: 0, lastAt });
    const told = withEvent(desk, { seq: 2, conversation: late, message: null });
    expect(told.cards["a"]?.unread).toBe(0);
    expect(withSnapshot(told, { seq: 3, conversations: [late] }).cards["a"]?.unread).toBe(0);
    const newer = { ...late, lastAt: "2027-01-01T00:00:00.000Z" };
    expect(withEvent(told, { seq: 3, conversation: newer, message: null }).cards["a"]?.unread).toBe(1);
  });

  it("rings for citizens who wait or are mine, not for colleagues' talks or our own words", () => {
    const mine = card("a", { state: "assigned", agent: { id: "me", name: "李敏" } });
    expect(rings({ seq: 1, conversation: card("a"), message: message("m", 1) }, "me")).toBe(true);
    expect(rings({ seq: 1, conversation: mine, message: message("m", 1) }, "me")).toBe(true);
    expect(rings({ seq: 1, conversation: mine, message: message("m", 1) }, "her")).toBe(false);
    expect(rings({ seq: 1, conversation: mine, message: message("m", 1, { from: "staff" }) }, "me")).toBe(false);
  });
});

describe("what is asked of a long talk", () => {
  it("is only what comes after the part that is known without a hole", () => {
    const lines = [1, 2, 3].map((seq) => message(`m${seq}`, seq));
    expect(knownUpTo(lines)).toBe(3);
    expect(knownUpTo([...lines, message("m5", 5)])).toBe(3);
    expect(knownUpTo(lines.slice(1))).toBe(0);
    expect(knownUpTo([])).toBe(0);
  });
});
