import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readWhole, readXml, writeXml, XmlRefused } from "./xml.ts";

/** Everything but what XML cannot carry, lone surrogates, and the carriage return that XML turns into a line feed. */
const carried = (text: string): string =>
  Buffer.from(text, "utf8")
    .toString("utf8")
    .replace(/(?![\t\n])[\p{Cc}\ufffe\uffff]/gu, "");

const deep = (levels: number): string => `<xml>${"<a>".repeat(levels)}${"</a>".repeat(levels)}</xml>`;

/** What reading this throws, or undefined. */
function thrownBy(text: string): unknown {
  try {
    readXml(text);
    return undefined;
  } catch (error) {
    return error;
  }
}

describe("reading XML", () => {
  it("reads fields, nested fields and lists, without a prototype", () => {
    const text =
      "<xml><A><![CDATA[一 <b> ]]></A><B>1 &amp; 2</B><C><D>x</D></C><P><item><F>1</F></item><item><F>2</F></item></P><E/></xml>";
    const read = readXml(text);
    expect(Object.getPrototypeOf(read)).toBeNull();
    expect(JSON.parse(JSON.stringify(read))).toEqual({
      A: "一 <b> ",
      B: "1 & 2",
      C: { D: "x" },
      P: { item: [{ F: "1" }, { F: "2" }] },
      E: "",
    });
  });

  it("treats __proto__ as a field like any other", () => {
    const read = readXml("<xml><__proto__><polluted>1</polluted></__proto__></xml>");
    expect(Object.keys(read)).toEqual(["__proto__"]);
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });

  it.each([
    ["an empty body", ""],
    ["no XML", "hello"],
    ["JSON", '{"MsgType":"text"}'],
    ["another root", "<html></html>"],
    ["two roots", "<xml></xml><xml></xml>"],
    ["an unclosed element", "<xml><A>1</xml>"],
    ["a cut end", "<xml><A>1</A>"],
    ["a field twice", "<xml><A>1</A><A>2</A></xml>"],
    ["an attribute", '<xml><A b="1">1</A></xml>'],
    ["a document type", "<!DOCTYPE xml><xml></xml>"],
    ["an entity bomb", '<!DOCTYPE xml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><xml><A>&b;</A></xml>'],
    ["an outside entity", '<!DOCTYPE xml [<!ENTITY a SYSTEM "file:///etc/hostname">]><xml><A>&a;</A></xml>'],
    ["an entity never declared", "<xml><A>&a;</A></xml>"],
    ["a processing instruction", "<xml><?php 1 ?></xml>"],
    ["too deep", deep(6)],
    ["too many elements", `<xml>${Array.from({ length: 200 }, (_, n) => `<a${n}/>`).join("")}</xml>`],
    ["too long", `<xml><A>${"x".repeat(64 * 1024)}</A></xml>`],
  ])("refuses %s", (_, text) => {
    expect(() => readXml(text)).toThrow(XmlRefused);
  });

  it("takes what is just within the limits", () => {
    expect(readXml(deep(5))).toBeTruthy();
    expect(
      Object.keys(readXml(`<xml>${Array.from({ length: 199 }, (_, n) => `<a${n}/>`).join("")}</xml>`)),
    ).toHaveLength(199);
  });

  it("never throws anything but its own refusal, whatever it is given", () => {
    const piece = fc.constantFrom(
      "<xml>",
      "</xml>",
      "<a>",
      "</a>",
      "<![CDATA[",
      "]]>",
      "<!DOCTYPE",
      "&",
      "&#0;",
      "<?",
      "?>",
      "<!--",
      "-->",
      "/>",
      '="',
      "__proto__",
      "\u0000",
    );
    const text = fc
      .array(fc.oneof(piece, fc.string({ unit: "binary" })), { maxLength: 30 })
      .map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(
        fc.oneof(
          text,
          text.map((inner) => `<xml>${inner}</xml>`),
        ),
        (given) => {
          const thrown = thrownBy(given);
          expect(thrown === undefined || thrown instanceof XmlRefused).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe("writing XML", () => {
  it("cannot be talked out of its CDATA section", () => {
    const hostile = "x]]></Content><MsgType>image</MsgType><Content><![CDATA[";
    const read = readXml(writeXml({ MsgType: "text", Content: hostile }));
    expect({ ...read }).toEqual({ MsgType: "text", Content: hostile });
  });

  it("brings every text back as it was, in its own field and no other", () => {
    const text = fc
      .array(
        fc.oneof(
          fc.constantFrom("]]>", "]]", "]", ">", "<![CDATA[", "&lt;", "</Content>"),
          fc.string({ unit: "binary" }),
        ),
      )
      .map((all) => carried(all.join("")));
    fc.assert(
      fc.property(text, text, (content, title) => {
        const read = readXml(writeXml({ Content: content, Count: 1, Nested: { Title: title } }));
        expect(JSON.parse(JSON.stringify(read))).toEqual({ Content: content, Count: "1", Nested: { Title: title } });
      }),
      { numRuns: 1000 },
    );
  });
});

describe("the short way for flat messages", () => {
  const name = fc.constantFrom("ToUserName", "Content", "MsgId", "item", "Event", "a1", "__proto__");
  const piece = fc.oneof(
    fc.string({ unit: "binary", maxLength: 12 }),
    fc.constantFrom(
      "<![CDATA[x]]>",
      "<![CDATA[a]b]]]>",
      "<![CDATA[]]>",
      "12",
      " ",
      "&amp;",
      "]]>",
      "\r\n",
      "<b>1</b>",
      "<!-- -->",
      "<?x?>",
      "一",
    ),
  );
  const field = fc.tuple(name, fc.array(piece, { maxLength: 3 }), fc.constantFrom("", "\n", " ", "\r\n", "x"));
  const message = fc
    .tuple(fc.array(field, { maxLength: 6 }), fc.constantFrom("</xml>", "</xml>\n", "</xml>x", "", "</xml></xml>"))
    .map(
      ([fields, end]) =>
        `<xml>${fields.map(([tag, parts, gap]) => `<${tag}>${parts.join("")}</${tag}>${gap}`).join("")}${end}`,
    );
  const outcome = (read: (text: string) => unknown, text: string): string => {
    try {
      return JSON.stringify(read(text));
    } catch (error) {
      return error instanceof XmlRefused ? "refused" : `threw ${String(error)}`;
    }
  };

  it("reads and refuses exactly what the parser does", () => {
    fc.assert(
      fc.property(message, (text) => {
        expect(outcome(readXml, text)).toBe(outcome(readWhole, text));
      }),
      { numRuns: 20_000 },
    );
  });

  it("is not slow on what it cannot read", () => {
    const began = performance.now();
    for (const text of [
      `<xml><a><![CDATA[${"]".repeat(60_000)}`,
      `<xml>${" ".repeat(60_000)}`,
      `<xml>${"<a>".repeat(20_000)}`,
    ])
      outcome(readXml, text);
    expect(performance.now() - began).toBeLessThan(500);
  });
});
