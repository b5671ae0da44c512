import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PhoneState } from "../src/control/contract.ts";
import type { ChatItem } from "../src/world/chats.ts";
import { withItem, withState } from "./merge.ts";

const item = (seq: number): ChatItem => ({ kind: "text", text: `${seq}`, seq, at: seq, from: "account" });
const state = (chat: ChatItem[], id = "f1") => ({ follower: { id }, chat }) as unknown as PhoneState;

describe("what the phone shows", () => {
  it("loses no line, whatever the order in which states and events arrive", () => {
    const steps = fc.array(
      fc.record({ whole: fc.boolean(), upTo: fc.integer({ min: 0, max: 9 }), seq: fc.integer({ min: 1, max: 9 }) }),
    );
    fc.assert(
      fc.property(steps, (all) => {
        let shown: PhoneState | null = state([]);
        const seen = new Set<number>();
        for (const { whole, upTo, seq } of all) {
          if (whole) {
            shown = withState(shown, state(Array.from({ length: upTo }, (_, at) => item(at + 1))));
            for (let at = 1; at <= upTo; at++) seen.add(at);
          } else {
            shown = withItem(shown, "f1", item(seq));
            seen.add(seq);
          }
          expect(shown?.chat.map((one) => one.seq)).toEqual([...seen].toSorted((a, b) => a - b));
        }
      }),
    );
  });

  it("is never another person's chat", () => {
    const mine = state([item(1)]);
    expect(withItem(mine, "f2", item(2))).toBe(mine);
    expect(withState(mine, state([item(5)], "f2")).chat).toEqual([item(5)]);
  });
});
