import type { DeskDraft } from "@wsi/shared/contract";
import { expect, it, vi } from "vitest";
import { followDrafts } from "./draft-follower.ts";
import { createDraftKeeper, restMs } from "./draft-keeper.ts";
import { createWriting } from "./writing.ts";

/** A server that answers when told. */
function stage() {
  const asked: ((told: readonly DeskDraft[] | undefined) => void)[] = [];
  const timers: { ms: number; run: () => void }[] = [];
  let clock = 0;
  const later = (ms: number, run: () => void) => {
    const timer = { ms, run };
    timers.push(timer);
    return () => void timers.splice(timers.indexOf(timer), 1);
  };
  const writing = createWriting(null, () => undefined);
  const keeper = createDraftKeeper({ save: async () => true, later: () => () => undefined, now: () => clock });
  const follower = followDrafts({ ask: () => new Promise((answer) => asked.push(answer)), writing, keeper, later });
  return { asked, timers, writing, keeper, follower, pass: (ms: number) => void (clock += ms) };
}
const told = (text: string) => [{ conversation: "a", text, at: "2026-11-23T06:00:00.000Z" }];
const settled = () => new Promise((resolve) => setTimeout(resolve));

it("a draft of another window shows; rings that come while it is looked up cost one more look", async () => {
  const { asked, writing, follower, timers } = stage();
  for (let ring = 0; ring < 3; ring++) follower.look();
  expect(asked).toHaveLength(1);
  asked[0]?.(told("您好"));
  await vi.waitFor(() => expect(asked).toHaveLength(2));
  expect(writing.now().drafts).toEqual({ a: "您好" });
  asked[1]?.(told("您好，材料"));
  await settled();
  expect([asked.length, writing.now().drafts, timers]).toEqual([2, { a: "您好，材料" }, []]);
});

it("a field that is written in is looked at again when it rests, unless the room was left", async () => {
  const { asked, writing, keeper, follower, timers, pass } = stage();
  writing.change((before) => ({ ...before, drafts: { a: "我在写" } }));
  keeper.typed("a", "我在写");
  keeper.flush();
  await settled();
  follower.look();
  asked[0]?.(told("那边写的"));
  await settled();
  expect(writing.now().drafts).toEqual({ a: "我在写" });
  expect(timers.map((one) => one.ms)).toEqual([restMs]);
  pass(restMs);
  timers.shift()?.run();
  asked[1]?.(told("那边写的"));
  await settled();
  expect([writing.now().drafts, timers]).toEqual([{ a: "那边写的" }, []]);
  keeper.typed("a", "又写");
  follower.look();
  asked[2]?.(undefined);
  await settled();
  expect(timers).toHaveLength(1);
  follower.stop();
  expect(timers).toEqual([]);
});
