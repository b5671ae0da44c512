import type { ConversationCard } from "@wsi/shared/contract";
import { describe, expect, it } from "vitest";
import type { Sections } from "./feed.ts";
import { deskTitle, matching, neighbour, rowOrder } from "./rows.ts";

const card = (id: string, over: Partial<ConversationCard> = {}): ConversationCard => ({
  id,
  name: "张**",
  state: "waiting",
  agent: null,
  urgent: null,
  waitingSince: "2026-11-23T06:00:00.000Z",
  lastText: "断缴了怎么办",
  lastAt: "2026-11-23T06:00:00.000Z",
  unread: 0,
  ...over,
});
const found: Sections = {
  waiting: [card("w1"), card("w2", { name: "关注者9F3A" })],
  mine: [card("m1", { unread: 2 })],
  colleagues: [card("c1", { agent: { id: "her", name: "王芳" } })],
  closed: [card("d1", { lastText: "谢谢" })],
};

describe("the rows of the list", () => {
  it("are found by name, last words and agent", () => {
    expect(rowOrder(matching(found, " 9f3a "), new Set())).toEqual(["w2"]);
    expect(rowOrder(matching(found, "王芳"), new Set())).toEqual(["c1"]);
    expect(rowOrder(matching(found, "谢谢"), new Set())).toEqual(["d1"]);
    expect(matching(found, "  ")).toBe(found);
  });

  it("go on from section to section, leaving out the shut ones", () => {
    const order = rowOrder(found, new Set(["colleagues"]));
    expect(order).toEqual(["w1", "w2", "m1", "d1"]);
    expect(neighbour(order, "w2", 1)).toBe("m1");
    expect(neighbour(order, "d1", -1)).toBe("m1");
  });

  it("stay at the ends, begin at the top from nowhere, and nowhere when there are none", () => {
    expect(neighbour(["a", "b"], "b", 1)).toBe("b");
    expect(neighbour(["a", "b"], "a", -1)).toBe("a");
    expect(neighbour(["a", "b"], null, 1)).toBe("a");
    expect(neighbour(["a", "b"], "gone", -1)).toBe("a");
    expect(neighbour([], "gone", 1)).toBeNull();
  });

  it("count in the title of the window what somebody should look at", () => {
    expect(deskTitle(found)).toBe("(2 人等待，1 个未读) 武汉社保 工作台");
    expect(deskTitle({ ...found, waiting: [], mine: [] })).toBe("武汉社保 工作台");
  });
});
