import type { DeskSign } from "@wsi/shared/contract";
import { describe, expect, it } from "vitest";
import { noticeOf, ringsOn } from "./calls.ts";
import { inventedCard, inventedMessage } from "../invented.ts";
import { colleaguesAt, noSigns, withSign } from "./signs.ts";

const now = new Date("2026-11-23T06:00:00.000Z");
const sign = (name: string, doing: DeskSign["doing"], over: Partial<DeskSign> = {}): DeskSign => ({
  conversationId: "a",
  staff: { id: name, name },
  doing,
  until: "2026-11-23T06:00:20.000Z",
  ...over,
});

describe("signs of colleagues", () => {
  it("show who looks and, first, who writes; never myself, never who has gone or fallen silent", () => {
    let signs = withSign(noSigns, sign("李敏", "views"));
    signs = withSign(signs, sign("王芳", "views"));
    signs = withSign(signs, sign("王芳", "types"));
    signs = withSign(signs, sign("我", "types"));
    signs = withSign(signs, sign("周", "views", { until: "2026-11-23T05:59:00.000Z" }));
    const seen = () => colleaguesAt(signs, "a", "我", now).map(({ staff, doing }) => `${staff.name} ${doing}`);
    expect(seen()).toEqual(["王芳 types", "李敏 views"]);
    signs = withSign(signs, sign("王芳", "gone"));
    expect(seen()).toEqual(["李敏 views"]);
    expect(colleaguesAt(signs, "b", "我", now)).toEqual([]);
  });
});

describe("calls", () => {
  const calling = { offered: 0, waiting: 0, unread: 3, longest: null };
  it("ring on while a talk is handed to me, or people wait and I am ready", () => {
    expect(ringsOn(calling, "ready")).toBe(false);
    expect(ringsOn({ ...calling, offered: 1 }, "busy")).toBe(true);
    expect(ringsOn({ ...calling, waiting: 1 }, "busy")).toBe(false);
    expect(ringsOn({ ...calling, waiting: 1 }, "ready")).toBe(true);
    expect(ringsOn({ ...calling, waiting: 1 }, null)).toBe(false);
  });

  it("say on the computer's own screen who it is, never what was written", () => {
    const event = {
      seq: 1,
      conversation: inventedCard("a", { urgent: "说到轻生" }),
      message: inventedMessage("m", 1, { text: "我不想活了" }),
    };
    const notice = noticeOf(event, "me", false);
    expect(notice).toEqual({ title: "有市民在等待（优先）", text: "张**" });
    const mine = { ...event, conversation: inventedCard("a", { state: "assigned", agent: { id: "me", name: "我" } }) };
    expect(JSON.stringify(noticeOf(mine, "me", false))).not.toContain("活");
    expect(noticeOf(mine, "her", false)).toBeNull();
    expect(noticeOf({ ...mine, message: null }, "me", false)).toBeNull();
  });
});
