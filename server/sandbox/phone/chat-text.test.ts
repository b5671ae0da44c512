import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { piecesOf, plain } from "./chat-text.ts";

describe("the text of a message", () => {
  it("becomes words, things to say, pages of the mini-program and web pages", () => {
    const text =
      '先续保。\n<a href="weixin://bizmsgmenu?msgmenucontent=%E8%BD%AC%E4%BA%BA%E5%B7%A5&msgmenuid=7">转人工</a> <a data-miniprogram-appid="wx99" data-miniprogram-path="apply/guide/index?code=a" href="http://127.0.0.1/m/">去办</a><a href="https://example.com/?a=1&amp;b=2">网页</a>';
    expect(piecesOf(text)).toEqual([
      { kind: "text", text: "先续保。\n" },
      { kind: "say", text: "转人工", says: "转人工", id: "7" },
      { kind: "text", text: " " },
      { kind: "mini-program", text: "去办", path: "apply/guide/index?code=a" },
      { kind: "page", text: "网页", url: "https://example.com/?a=1&b=2" },
    ]);
  });

  it("never opens what is no web address", () => {
    expect(piecesOf('<a href="javascript:alert(1)">看</a>')).toEqual([{ kind: "text", text: "看" }]);
  });

  it("loses no word, whatever it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (text) => {
        const said = piecesOf(text)
          .map((piece) => piece.text)
          .join("");
        if (!/<a\s/i.test(text)) expect(said).toBe(plain(text));
      }),
    );
  });
});
