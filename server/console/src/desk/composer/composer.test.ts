import type { ConversationView, DeskMessage } from "@wsi/shared/contract";
import { describe, expect, it } from "vitest";
import {
  allowanceWords,
  emptyComposer,
  goesAgain,
  notYet,
  sends,
  tooLong,
  withDraft,
  withFailure,
  withPress,
  withRetry,
  withSeen,
  withWordsBack,
} from "./composer.ts";
import { inventedMessage, inventedTalk } from "../invented.ts";

const at = "2026-11-23T06:00:00.000Z";
const said = (id: string, text: string, over: Partial<DeskMessage> = {}): DeskMessage =>
  inventedMessage(id, 1, { from: "staff", by: "李敏", text, delivery: "queued", ...over });
const open = (messages: DeskMessage[] = []): ConversationView =>
  inventedTalk("a", messages, { state: "assigned", agent: { id: "me", name: "李敏" } });

describe("writing and sending", () => {
  it("keeps a draft for each conversation", () => {
    const both = withDraft(withDraft(emptyComposer, "a", "您好"), "b", "稍等");
    expect(both.drafts).toEqual({ a: "您好", b: "稍等" });
    expect(withDraft(both, "a", "").drafts).toEqual({ b: "稍等" });
  });

  it("makes a press pending, frees the field, and sends nothing when there is nothing", () => {
    const pressed = withPress(withDraft(emptyComposer, "a", " 您好 "), open(), "key-00000001", at);
    expect(pressed.pending).toMatchObject([{ key: "key-00000001", text: "您好", failure: null }]);
    expect(pressed.drafts).toEqual({});
    expect(withPress(withDraft(emptyComposer, "a", "  \n"), open(), "key-00000002", at).pending).toEqual([]);
  });

  it("retries under the same key and in the same place", () => {
    let composer = withPress(withDraft(emptyComposer, "a", "一"), open(), "key-00000001", at);
    composer = withPress(withDraft(composer, "a", "二"), open(), "key-00000002", at);
    composer = withFailure(composer, "key-00000001", { code: "unavailable", message: "连不上服务器" });
    expect(composer.pending.map((one) => one.failure)).toEqual(["连不上服务器", null]);
    expect(withRetry(composer, "key-00000001").pending.map((one) => one.key)).toEqual(["key-00000001", "key-00000002"]);
  });

  it("is shown once when the feed is faster than the answer, even for the same words twice", () => {
    let composer = withPress(withDraft(emptyComposer, "a", "好的"), open(), "key-00000001", at);
    composer = withPress(withDraft(composer, "a", "好的"), open(), "key-00000002", at);
    composer = withSeen(composer, "a", said("m1", "好的"), "李敏");
    composer = withSeen(composer, "a", said("m1", "好的", { delivery: "sent" }), "李敏");
    expect(composer.pending.map((one) => one.key)).toEqual(["key-00000002"]);
    expect(withSeen(composer, "a", said("m2", "好的"), "李敏").pending).toEqual([]);
  });

  it("is not taken for an older message, a colleague's or another conversation's", () => {
    const composer = withPress(withDraft(emptyComposer, "a", "好的"), open([said("old", "好的")]), "key-00000001", at);
    expect(withSeen(composer, "a", said("old", "好的"), "李敏").pending).toHaveLength(1);
    expect(withSeen(composer, "a", said("new", "好的", { by: "王芳" }), "李敏").pending).toHaveLength(1);
    expect(withSeen(composer, "b", said("new", "好的"), "李敏").pending).toHaveLength(1);
  });

  it("goes again by itself when the server was not reached, unless the answer has become old", () => {
    const pressed = withPress(withDraft(emptyComposer, "a", "您好"), open(), "key-00000001", at);
    const now = new Date(Date.parse(at) + 60_000);
    const lost = withFailure(pressed, "key-00000001", { code: "unavailable", message: "连不上服务器" });
    expect(goesAgain(lost, now).map((one) => one.key)).toEqual(["key-00000001"]);
    expect(goesAgain(withRetry(lost, "key-00000001"), now)).toEqual([]);
    expect(goesAgain(lost, new Date(Date.parse(at) + 6 * 60_000))).toEqual([]);
    const refused = withFailure(pressed, "key-00000001", { code: "conflict", message: "已由别人接待" });
    expect(goesAgain(refused, now)).toEqual([]);
  });

  it("names what a canned reply left open, which must not reach the citizen", () => {
    expect(notYet("您好，{ 事项 }已办好，{事项}")).toBe("还没填 {事项}，按 Tab 跳过去");
    expect(notYet("字".repeat(2001))).toContain("一条最多 2000 字");
    expect(notYet("公式 {a} 不是变量")).toBeNull();
  });

  it("gives words back before what is being written", () => {
    expect(withWordsBack(withDraft(emptyComposer, "a", "另外"), "a", "您好").drafts["a"]).toBe("您好\n另外");
  });

  it("never sends while an input method is composing, and by Ctrl+Enter only for who wants it so", () => {
    const plain = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, isComposing: false, keyCode: 13 };
    const press = { ...plain, key: "Enter" };
    expect(sends(press, true)).toBe(true);
    for (const habit of [true, false])
      for (const over of [{ isComposing: true }, { keyCode: 229 }, { key: "a" }, { altKey: true }])
        expect(sends({ ...press, ctrlKey: !habit, ...over }, habit)).toBe(false);
    expect(sends({ ...press, shiftKey: true }, true)).toBe(false);
    expect(sends({ ...press, ctrlKey: true }, true)).toBe(false);
    expect(sends(press, false)).toBe(false);
    expect(sends({ ...press, ctrlKey: true }, false)).toBe(true);
    expect(sends({ ...press, metaKey: true }, false)).toBe(true);
  });

  it("says what is too long for one message, and what is too long to be kept", () => {
    expect(tooLong("字".repeat(2000))).toBeNull();
    expect(tooLong("字".repeat(2001))).toBe("2001 字，一条最多 2000 字，请分成几条发");
    expect(tooLong("字".repeat(10_001))).toContain("也不会存为草稿");
    const long = withDraft(emptyComposer, "a", "字".repeat(2001));
    expect(withPress(long, open(), "key-00000001", at)).toBe(long);
  });
});

describe("the allowance in words", () => {
  const now = new Date(at);
  const allowance = { left: 3, of: 5, until: "2026-11-23T06:20:00.000Z" };
  it("says how many until when, less what is on its way", () => {
    expect(allowanceWords(allowance, 0, now).text).toBe("剩 3 条 · 窗口至 14:20");
    expect(allowanceWords(allowance, 2, now).left).toBe(1);
  });
  it("explains the way out when it is used up or over", () => {
    expect(allowanceWords(allowance, 3, now)).toMatchObject({ left: 0, text: "5 条已用完" });
    expect(allowanceWords(allowance, 0, new Date("2026-11-23T06:20:00.000Z")).wayOut).toContain("48 小时");
    expect(allowanceWords({ left: 0, of: 5, until: null }, 0, now).left).toBe(0);
  });
  it("counts nothing on our own page", () => {
    expect(allowanceWords(null, 9, now)).toEqual({ left: null, text: "小程序会话，不限条数", wayOut: null });
  });
});
