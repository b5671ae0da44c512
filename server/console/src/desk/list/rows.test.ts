import type { ConversationCard } from "@wsi/shared/contract";
import { describe, expect, it } from "vitest";
import type { Sections } from "../live/feed.ts";
import { inventedCard } from "../invented.ts";
import { callingOf, deskTitle, matching, neighbour, rowOrder, tabAfter, tabOf, type SectionName } from "./rows.ts";

const card = (id: string, over: Partial<ConversationCard> = {}) =>
  inventedCard(id, { lastText: "断缴了怎么办", unread: 0, ...over });
const found: Sections = {
  offered: [],
  waiting: [card("w1"), card("w2", { name: "关注者9F3A", waitingSince: "2026-11-23T05:00:00.000Z" })],
  mine: [card("m1", { unread: 2 })],
  colleagues: [card("c1", { agent: { id: "her", name: "王芳" } })],
  closed: [card("d1", { lastText: "谢谢" })],
};
const open = new Set<SectionName>();

describe("the rows of the list", () => {
  it("are found by name, last words and agent", () => {
    expect(rowOrder(matching(found, " 9f3a "), "all", open)).toEqual(["w2"]);
    expect(rowOrder(matching(found, "王芳"), "all", open)).toEqual(["c1"]);
    expect(rowOrder(matching(found, "谢谢"), "all", open)).toEqual(["d1"]);
    expect(matching(found, "  ")).toBe(found);
  });

  it("go on from section to section, leaving out the shut ones", () => {
    const order = rowOrder(found, "all", new Set<SectionName>(["colleagues"]));
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

  it("are those of the tab: mine with what is handed to me, who waits, or all", () => {
    const handed = { ...found, offered: [card("o1")] };
    expect(rowOrder(handed, "mine", open)).toEqual(["o1", "m1"]);
    expect(rowOrder(handed, "waiting", new Set<SectionName>(["waiting"]))).toEqual(["w1", "w2"]);
    expect(rowOrder(handed, "all", open)).toEqual(["o1", "w1", "w2", "m1", "c1", "d1"]);
    expect(["mine", "waiting", "all"].map((tab) => tabAfter(tab as "mine"))).toEqual(["waiting", "all", "mine"]);
  });

  it("are found under the tab that shows them, and the open tab stays when it does", () => {
    expect(tabOf(found, "w1", "mine")).toBe("waiting");
    expect(tabOf(found, "m1", "waiting")).toBe("mine");
    expect(tabOf(found, "c1", "mine")).toBe("all");
    expect(tabOf(found, "w1", "all")).toBe("all");
    expect(tabOf(found, "gone", "waiting")).toBe("waiting");
  });

  it("count in the title of the window what somebody should look at", () => {
    expect(callingOf(found)).toEqual({ offered: 0, waiting: 2, unread: 1, longest: "2026-11-23T05:00:00.000Z" });
    expect(deskTitle(callingOf(found))).toBe("(2 人等待，1 个未读) 武汉社保 工作台");
    expect(deskTitle({ offered: 1, waiting: 0, unread: 0, longest: null })).toBe("(1 个转给我) 武汉社保 工作台");
    expect(deskTitle({ offered: 0, waiting: 0, unread: 0, longest: null })).toBe("武汉社保 工作台");
  });
});
