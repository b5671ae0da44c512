import type { DeskEvent } from "@wsi/shared/contract";
import { describe, expect, it } from "vitest";
import { inventedCard, inventedMessage } from "../invented.ts";
import { noticeOf, ringsOn } from "./calls.ts";

const event = (over: Parameters<typeof inventedCard>[1], from: "citizen" | "staff" = "citizen"): DeskEvent => ({
  seq: 1,
  conversation: inventedCard("a", { name: "张**", ...over }),
  message: inventedMessage("m", 1, { from, text: "我的身份证号是保密的" }),
});
const me = { id: "me", name: "李敏" };
const offer = {
  id: "o",
  from: { id: "her", name: "王芳" },
  toStaff: me,
  toGroup: null,
  note: "要查历史缴费",
  at: "2026-11-23T06:00:00.000Z",
  expiresAt: "2026-11-23T06:02:00.000Z",
};

describe("what the computer shows when the window is away", () => {
  it("says who and what, never what was written", () => {
    const notices = [
      noticeOf(event({ state: "waiting" }), "me", false),
      noticeOf(event({ state: "waiting", urgent: "市民投诉" }), "me", false),
      noticeOf(event({ state: "assigned", agent: me }), "me", false),
      noticeOf(event({ state: "assigned", agent: { id: "her", name: "王芳" }, offer }), "me", true),
    ];
    expect(notices.map((one) => one?.title)).toEqual([
      "有市民在等待",
      "有市民在等待（优先）",
      "张**有新消息",
      "王芳转来一个会话",
    ]);
    expect(JSON.stringify(notices)).not.toMatch(/保密|历史缴费/);
  });

  it("says nothing of a colleague's talk, of our own words, or of one that is over", () => {
    expect(noticeOf(event({ state: "assigned", agent: { id: "her", name: "王芳" } }), "me", false)).toBeNull();
    expect(noticeOf(event({ state: "assigned", agent: me }, "staff"), "me", false)).toBeNull();
    expect(noticeOf(event({ state: "closed", agent: me }), "me", false)).toBeNull();
  });
});

describe("what rings on until somebody answers", () => {
  const calling = { offered: 0, waiting: 0, unread: 0, longest: null };
  it("is a talk handed to me, and people who wait while I am ready for them", () => {
    expect(ringsOn({ ...calling, offered: 1 }, "busy")).toBe(true);
    expect(ringsOn({ ...calling, waiting: 2 }, "ready")).toBe(true);
    for (const presence of ["busy", "away", "offline", null] as const)
      expect(ringsOn({ ...calling, waiting: 2, unread: 3 }, presence)).toBe(false);
  });
});
