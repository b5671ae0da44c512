import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { blocksOf, printBlocks } from "./prose.ts";

const id = "11111111-1111-4111-8111-111111111111";

describe("an article as lines", () => {
  it("becomes blocks", () => {
    const text = `# 怎么办\n\n先看**这里**，再看[原文](https://example.com/a)。\n\n- 一\n- 二\n\n1. 先\n2. 后\n\n> 依据\n\n[图片 ${id} 大厅]\n\n[小程序 pages/find/index 去办理]`;
    expect(blocksOf(text)).toEqual([
      { kind: "heading", text: "怎么办" },
      {
        kind: "paragraph",
        runs: [
          { text: "先看" },
          { text: "这里", bold: true },
          { text: "，再看" },
          { text: "原文", link: "https://example.com/a" },
          { text: "。" },
        ],
      },
      { kind: "list", ordered: false, items: [[{ text: "一" }], [{ text: "二" }]] },
      { kind: "list", ordered: true, items: [[{ text: "先" }], [{ text: "后" }]] },
      { kind: "quote", runs: [{ text: "依据" }] },
      { kind: "picture", picture: id, caption: "大厅" },
      { kind: "card", title: "去办理", page: "pages/find/index", picture: null },
    ]);
    expect(printBlocks(blocksOf(text))).toBe(text);
  });

  it("reads what it prints, whatever was typed", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("字", "*", "[", "]", "(", ")", "#", "-", ">", " ", "\n", "1", ".") }),
        (text) => {
          const once = printBlocks(blocksOf(text));
          expect(printBlocks(blocksOf(once))).toBe(once);
        },
      ),
    );
  });

  it("is nothing when nothing was typed", () => {
    expect(blocksOf(" \n \n")).toEqual([]);
  });
});
