import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { bytesOf, flawsOfMenu, menuDraft, stopsOf, widthOf, type MenuAction, type MenuDraft } from "./menu-draft.ts";

const open: MenuAction = { kind: "open", name: "办事", page: "pages/find/index" };
const click = (key: string, name = key): MenuAction => ({ kind: "click", name, key, answer: { say: "好" } });
const at = (menu: MenuDraft, world = {}) => stopsOf(flawsOfMenu(menu, world)).map((one) => one.path);
const url = (given: string) => at([{ kind: "url", name: "网页", url: given }]);

describe("the flaws of a menu", () => {
  it("are none in an ordinary one", () => {
    expect(flawsOfMenu([open, { kind: "group", name: "咨询", buttons: [click("ASK_A", "断缴")] }])).toEqual([]);
  });

  it("are its counts", () => {
    expect(at([])).toEqual([""]);
    expect(at(["A", "B", "C"].map((key) => click(key)))).toEqual([]);
    expect(at(["A", "B", "C", "D"].map((key) => click(key)))).toEqual([""]);
    const group = (count: number): MenuDraft => [
      { kind: "group", name: "咨询", buttons: Array.from({ length: count }, (_, index) => click(`K${index}`)) },
    ];
    expect(at(group(0))).toEqual(["0.buttons"]);
    expect(at(group(5))).toEqual([]);
    expect(at(group(6))).toEqual(["0.buttons"]);
  });

  it("are its names: bytes stop, width advises", () => {
    const named = (name: string): MenuDraft => [{ ...open, name }];
    expect(at(named(""))).toEqual(["0.name"]);
    expect(at(named(" 办事"))).toEqual(["0.name"]);
    expect(at(named("办\n事"))).toEqual(["0.name"]);
    expect(flawsOfMenu(named("我要办事"))).toEqual([]);
    expect(flawsOfMenu(named("我要办事吗"))).toMatchObject([{ path: "0.name", weight: "advice" }]);
    expect(flawsOfMenu(named("我要来办事吗"))).toMatchObject([{ path: "0.name", weight: "stop" }]);
    const sub = (name: string): MenuDraft => [{ kind: "group", name: "咨询", buttons: [{ ...open, name }] }];
    expect(flawsOfMenu(sub("一二三四五六七八"))).toEqual([]);
    expect(flawsOfMenu(sub("一二三四五六七八九"))).toMatchObject([{ path: "0.buttons.0.name", weight: "advice" }]);
    expect(at(sub("一".repeat(21)))).toEqual(["0.buttons.0.name"]);
  });

  it("are its keys: length, letters, given twice", () => {
    expect(at([click("A".repeat(128), "甲")])).toEqual([]);
    expect(at([click("A".repeat(129), "甲")])).toEqual(["0.key"]);
    expect(at([click("断缴", "甲")])).toEqual(["0.key"]);
    expect(at([click("A", "甲"), { kind: "group", name: "乙", buttons: [click("A", "丙")] }])).toEqual([
      "1.buttons.0.key",
    ]);
  });

  it("are answers that lead nowhere", () => {
    const answered = (answer: MenuAction & { kind: "click" } extends { answer: infer A } ? A : never, key = "A") =>
      at([{ kind: "click", name: "问", key, answer }], { entries: new Set(["here"]), dialogues: new Set(["d"]) });
    expect(answered({ entries: ["here"] })).toEqual([]);
    expect(answered({ entries: ["gone"] })).toEqual(["0.answer"]);
    expect(answered({ entries: [] })).toEqual(["0.answer"]);
    expect(answered({ say: " " })).toEqual(["0.answer"]);
    expect(answered({ dialogue: "d" })).toEqual([]);
    expect(answered({ dialogue: "gone" })).toEqual(["0.answer"]);
    expect(answered(null)).toEqual(["0.answer"]);
    expect(answered(null, "HUMAN")).toEqual([]);
  });

  it("are pages that the mini-program has not", () => {
    const page = (given: string) => at([{ ...open, page: given }], { items: new Set(["renewal"]) });
    expect(page("pages/home/index")).toEqual([]);
    expect(page("pages/nowhere/index")).toEqual(["0.page"]);
    expect(page("apply/guide/index")).toEqual(["0.page"]);
    expect(page("apply/guide/index?code=renewal")).toEqual([]);
    expect(page("apply/guide/index?code=other")).toEqual(["0.page"]);
  });

  it("are addresses that are not whole or not https", () => {
    expect(url("https://rsj.wuhan.gov.cn/a?b=c#d")).toEqual([]);
    for (const bad of [
      "",
      "http://a.cn",
      "https://",
      "https://a",
      "https://a.cn/x y",
      "javascript:alert(1)",
      "https://u@a.cn",
    ])
      expect([bad, ...url(bad)]).toEqual([bad, "0.url"]);
    expect(url(`https://a.cn/${"x".repeat(1011)}`)).toEqual([]);
    expect(url(`https://a.cn/${"x".repeat(1012)}`)).toEqual(["0.url"]);
  });

  it("are found in whatever was typed, without a fault, at a path that exists", () => {
    const text = fc.string({ unit: "binary", maxLength: 60 });
    const action = fc.oneof(
      fc.record({ kind: fc.constant("click" as const), name: text, key: text, answer: fc.constant(null) }),
      fc.record({ kind: fc.constant("open" as const), name: text, page: text }),
      fc.record({ kind: fc.constant("url" as const), name: text, url: text }),
      fc.record({ kind: fc.constant("place" as const), name: text, key: text }),
      fc.record({ kind: fc.constant("scan" as const), name: text, key: text, answered: fc.boolean() }),
      fc.record({
        kind: fc.constant("photo" as const),
        name: text,
        key: text,
        from: fc.constantFrom("camera" as const, "choice" as const, "album" as const),
      }),
    );
    const group = fc.record({
      kind: fc.constant("group" as const),
      name: text,
      buttons: fc.array(action, { maxLength: 7 }),
    });
    fc.assert(
      fc.property(fc.array(fc.oneof(action, group), { maxLength: 5 }), (menu) => {
        expect(v.is(menuDraft, menu)).toBe(true);
        for (const { path } of flawsOfMenu(menu)) {
          let here: unknown = menu;
          for (const step of path === "" ? [] : path.split(".")) here = (here as Record<string, unknown>)[step];
          expect(here).toBeDefined();
        }
      }),
    );
  });
});

describe("lengths", () => {
  it("are bytes of UTF-8, whatever is typed", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (words) => {
        expect(bytesOf(words)).toBe(new TextEncoder().encode(words).length);
      }),
    );
  });
  it("are as wide as phones show them", () => {
    expect([widthOf("社保"), widthOf("ab"), widthOf("社保12")]).toEqual([2, 1, 3]);
  });
});
