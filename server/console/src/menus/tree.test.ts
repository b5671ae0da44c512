import type { MenuAction, MenuDraft } from "@wsi/shared/contract";
import { describe, expect, it } from "vitest";
import { differenceOf } from "./difference.ts";
import { addInside, asKind, freshKey, itemAt, keysOf, moveTo, removeAt, setAt } from "./tree.ts";

const click = (key: string, name = key): MenuAction => ({ kind: "click", name, key, answer: { say: "好" } });
const open = (name: string, page: string): MenuAction => ({ kind: "open", name, page });
const menu: MenuDraft = [
  { kind: "group", name: "办事", buttons: [open("续保", "a"), open("补缴", "b")] },
  { kind: "group", name: "咨询", buttons: [click("A", "断缴"), click("B", "社保卡"), click("C", "失业金")] },
  open("我的", "me"),
];
const shape = (given: MenuDraft) =>
  given.map((one) => (one.kind === "group" ? [one.name, ...one.buttons.map((b) => b.name)] : one.name));

describe("the tree under the editor's hands", () => {
  it("moves within its own list, and never off its ends", () => {
    expect(shape(moveTo(menu, [1, 2], 0))[1]).toEqual(["咨询", "失业金", "断缴", "社保卡"]);
    expect(shape(moveTo(menu, [0], 9))).toEqual([
      ["咨询", "断缴", "社保卡", "失业金"],
      "我的",
      ["办事", "续保", "补缴"],
    ]);
    expect(moveTo(menu, [1, 9], 0)).toEqual(menu);
  });
  it("sets, adds and removes in the bar and in a sub-menu, and leaves the given one alone", () => {
    const before = structuredClone(menu);
    expect(shape(removeAt(menu, [0, 0]))[0]).toEqual(["办事", "补缴"]);
    expect(shape(setAt(menu, [2], click("Z", "新")))[2]).toBe("新");
    expect(shape(addInside(menu, 0, click("D", "新")))[0]).toEqual(["办事", "续保", "补缴", "新"]);
    expect(itemAt(menu, [1, 1])?.name).toBe("社保卡");
    expect(itemAt(menu, [2, 0])).toBeUndefined();
    expect(menu).toEqual(before);
  });
  it("gives keys that nobody has", () => {
    expect(freshKey(keysOf(menu))).toBe("ASK_1");
    expect(freshKey(["ASK_1", "ASK_2"])).toBe("ASK_3");
  });
  it("keeps the name when the kind changes", () => {
    expect(asKind(click("A", "甲"), "url", "K")).toEqual({ kind: "url", name: "甲", url: "" });
    expect(asKind(click("A", "甲"), "click", "K")).toEqual(click("A", "甲"));
  });
});

describe("the difference of two versions", () => {
  const what = (after: MenuDraft) => differenceOf(menu, after).map((one) => [one.what, one.text]);
  it("is nothing for the same", () => expect(what(structuredClone(menu))).toEqual([]));
  it("names what was added, removed, renamed and changed", () => {
    expect(what(setAt(menu, [1, 0], click("A", "断缴了")))).toEqual([["renamed", "「断缴」改名为「咨询 › 断缴了」"]]);
    expect(what(setAt(menu, [0, 1], open("补缴", "c")))).toEqual([["changed", "「办事 › 补缴」的去向：b → c"]]);
    expect(what(setAt(menu, [1, 0], { ...click("A", "断缴"), answer: { say: "不" } } as MenuAction))).toEqual([
      ["changed", "「咨询 › 断缴」的回答改了"],
    ]);
    expect(what(removeAt(menu, [2]))).toEqual([["removed", "删去「我的」"]]);
    expect(what(addInside(menu, 0, click("D", "新")))).toEqual([["added", "新增「办事 › 新」"]]);
    expect(what(moveTo(menu, [1, 2], 0))).toEqual([["moved", "按钮的顺序变了"]]);
  });
  it("knows a group that was only renamed, and a button that moved to another", () => {
    expect(what(setAt(menu, [0], { ...menu[0], name: "办理" } as MenuDraft[number]))).toEqual([
      ["renamed", "主按钮「办事」改名为「办理」"],
    ]);
    const moved = addInside(removeAt(menu, [1, 0]), 0, click("A", "断缴"));
    expect(what(moved)).toEqual([["moved", "「断缴」移到「办事」"]]);
  });
});
