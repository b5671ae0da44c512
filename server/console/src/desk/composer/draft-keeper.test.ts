import { describe, expect, it } from "vitest";
import { createDraftKeeper, noteOf, restMs } from "./draft-keeper.ts";

/** A server that answers when told, and a clock that moves when told. */
function stage() {
  const asked: { id: string; text: string; answer: (kept: boolean) => Promise<void> }[] = [];
  const timers: { ms: number; run: () => void; on: boolean }[] = [];
  let clock = 0;
  const keeper = createDraftKeeper({
    save: (id, text) =>
      new Promise((resolve) => {
        asked.push({
          id,
          text,
          async answer(kept) {
            resolve(kept);
            await Promise.resolve();
            await Promise.resolve();
          },
        });
      }),
    now: () => clock,
    later(ms, run) {
      const timer = { ms, run, on: true };
      timers.push(timer);
      return () => void (timer.on = false);
    },
  });
  const ring = () => {
    for (const timer of timers.splice(0)) if (timer.on) timer.run();
  };
  return { keeper, asked, timers, ring, rest: (ms: number) => void (clock += ms) };
}
const told = (conversation: string, text: string) => ({ conversation, text, at: "2026-11-23T06:00:00.000Z" });

describe("drafts on their way to the server", () => {
  it("are saved once after a pause, as they are then", () => {
    const { keeper, asked, ring } = stage();
    for (const text of ["您", "您好", "您好，"]) keeper.typed("a", text);
    ring();
    expect(asked.map(({ id, text }) => [id, text])).toEqual([["a", "您好，"]]);
  });

  it("are tried again until the server has them, never two at once, the last words last", async () => {
    const { keeper, asked, ring } = stage();
    keeper.typed("a", "一");
    ring();
    keeper.typed("a", "一二");
    ring();
    expect(asked).toHaveLength(1);
    await asked[0]?.answer(false);
    ring();
    expect(asked.at(-1)?.text).toBe("一二");
    await asked[1]?.answer(true);
    ring();
    expect(asked).toHaveLength(2);
  });

  it("come from the server where nothing was written since it was asked", () => {
    const { keeper } = stage();
    const mark = keeper.mark();
    expect(keeper.merge({}, [told("a", "另一台电脑上写的")], mark)).toEqual({ a: "另一台电脑上写的" });
    expect(keeper.merge({ a: "旧的" }, [], mark)).toEqual({});
    expect(keeper.merge({ [noteOf("a")]: "备注" }, [], mark)).toEqual({ [noteOf("a")]: "备注" });
  });

  it("of this window win while they are unsaved, and when they were saved after the question", async () => {
    const { keeper, asked, ring, rest } = stage();
    const mark = keeper.mark();
    keeper.typed("a", "这里新写的");
    expect(keeper.merge({ a: "这里新写的" }, [told("a", "旧的")], keeper.mark())).toEqual({ a: "这里新写的" });
    ring();
    await asked[0]?.answer(true);
    expect(keeper.merge({ a: "这里新写的" }, [told("a", "旧的")], mark)).toEqual({ a: "这里新写的" });
    rest(restMs);
    expect(keeper.merge({ a: "这里新写的" }, [told("a", "后来那边改的")], keeper.mark())).toEqual({
      a: "后来那边改的",
    });
  });

  it("of another window wait while this field is being written in, and count as soon as it rests", async () => {
    const { keeper, asked, ring, rest } = stage();
    expect(keeper.restsIn()).toBeNull();
    keeper.typed("a", "想一想");
    ring();
    await asked[0]?.answer(true);
    rest(restMs - 1_000);
    const now = () => keeper.merge({ a: "想一想" }, [told("a", "那边写的"), told("b", "另一个会话")], keeper.mark());
    expect(now()).toEqual({ a: "想一想", b: "另一个会话" });
    expect(keeper.restsIn()).toBe(1_000);
    rest(1_000);
    expect([keeper.restsIn(), now()]).toEqual([null, { a: "那边写的", b: "另一个会话" }]);
  });

  it("are saved at once when the window is left", () => {
    const { keeper, asked } = stage();
    keeper.typed("a", "稍等");
    keeper.flush();
    expect(asked).toHaveLength(1);
  });
});
