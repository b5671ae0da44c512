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

  it("loses no word, and finds every link, whatever stands around them", () => {
    const words = fc.string({ unit: "grapheme", maxLength: 30 }).map((text) => text.replaceAll(/[<>&]/g, "·"));
    const linked = fc.tuple(
      words,
      fc.constantFrom(
        'href="weixin://bizmsgmenu?msgmenucontent=%E4%BA%BA&msgmenuid=1"',
        'data-miniprogram-appid="wx99" data-miniprogram-path="pages/home/index" href="https://example.com/"',
        "href='https://example.com/'",
      ),
    );
    const part = fc.oneof(
      words.map((text) => ({ text, written: text, link: false })),
      linked.map(([text, attributes]) => ({ text, written: `<a ${attributes}>${text}</a>`, link: true })),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const pieces = piecesOf(parts.map(({ written }) => written).join(""));
        expect(pieces.map(({ text }) => text).join("")).toBe(parts.map(({ text }) => text).join(""));
        expect(pieces.filter(({ kind }) => kind !== "text").length).toBe(parts.filter(({ link }) => link).length);
      }),
    );
  });

  it("never throws, and shows as it stands what is no link of WeChat's", () => {
    const scrap = fc.constantFrom(
      "<a",
      "<a ",
      "</a>",
      ">",
      '"',
      "href=",
      "weixin://bizmsgmenu?",
      "%E4",
      "%zz",
      "&amp;",
      "&",
      "断缴",
    );
    fc.assert(
      fc.property(fc.array(scrap, { maxLength: 20 }), (scraps) => {
        const text = scraps.join("");
        const said = piecesOf(text)
          .map((piece) => piece.text)
          .join("");
        if (!/<a\s[^<>]*>[^<>]*<\/a>/i.test(text)) expect(said).toBe(plain(text));
        expect(said.split("断缴").length).toBeGreaterThanOrEqual(
          text.replaceAll(/<a\s[^<>]*>/gi, "").split("断缴").length,
        );
      }),
    );
  });
});
