import { describe, expect, it } from "vitest";
import { emptyComposer, withDraft, type Composer, type Pending } from "./composer.ts";
import { behind, createWriting, freed, isBehindFailure, readWriting } from "./writing.ts";

const pending = (key: string, over: Partial<Pending> = {}): Pending => ({
  key,
  conversation: "a",
  text: "您好",
  at: "2026-11-23T06:00:00.000Z",
  failure: null,
  waits: false,
  before: [],
  ...over,
});

describe("writing that is kept", () => {
  it("comes back after a reload; what was on its way says that nobody knows", () => {
    let stored: string | null = null;
    const first = createWriting(null, (value) => void (stored = value));
    first.change((composer) => withDraft(composer, "a", "稍等"));
    first.change((composer): Composer => ({ ...composer, pending: [pending("key-1")] }));
    const again = createWriting(stored, () => undefined).now();
    expect(again.drafts).toEqual({ a: "稍等" });
    expect(again.pending[0]?.key).toBe("key-1");
    expect(again.pending[0]?.failure).toContain("不确定");
  });

  it("keeps nothing when nothing is written", () => {
    const stored: (string | null)[] = [];
    const writing = createWriting(null, (value) => void stored.push(value));
    writing.change((composer) => withDraft(composer, "a", "稍"));
    writing.change((composer) => withDraft(composer, "a", ""));
    expect(stored.at(-1)).toBeNull();
  });

  it("begins empty when what was kept is broken or foreign", () => {
    for (const stored of [null, "", "{", "[]", '{"drafts":{"a":1},"pending":[]}', "null"])
      expect(readWriting(stored)).toEqual(emptyComposer);
  });

  it("tells listeners of changes only, until they stop listening", () => {
    const writing = createWriting(null, () => undefined);
    let told = 0;
    const stop = writing.listen(() => void (told += 1));
    writing.change((composer) => composer);
    expect(told).toBe(0);
    writing.change((composer) => withDraft(composer, "a", "您"));
    stop();
    writing.change((composer) => withDraft(composer, "a", "您好"));
    expect(told).toBe(1);
  });

  it("holds a message back behind a failed one of the same talk only", () => {
    const failed = pending("one", { failure: "连不上服务器" });
    const composer: Composer = { drafts: {}, pending: [failed, pending("two"), pending("b", { conversation: "b" })] };
    expect(isBehindFailure(composer, "two")).toBe(true);
    expect(isBehindFailure(composer, "b")).toBe(false);
    expect(isBehindFailure(composer, "one")).toBe(false);
  });

  it("lets the held message go when the one before it has left, and no message that failed by itself", () => {
    const held = pending("two", { failure: behind });
    expect(freed({ drafts: {}, pending: [pending("one", { failure: "断网" }), held] }, "a")).toBeNull();
    expect(freed({ drafts: {}, pending: [pending("b", { conversation: "b" }), held] }, "a")).toBe("two");
    expect(freed({ drafts: {}, pending: [pending("one", { failure: "断网" })] }, "a")).toBeNull();
    expect(freed(emptyComposer, "a")).toBeNull();
  });
});
