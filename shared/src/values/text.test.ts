import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { beginningOf, isWhole } from "./text.ts";

const family = "👨‍👩‍👧‍👦";
/** Words with everything that people paste among them: letters with marks, families, flags, other directions, halves of pairs. */
const pieces = [
  "社",
  "保",
  "a",
  " ",
  "\n",
  family,
  "🏳️‍🌈",
  "🇨🇳",
  "👩🏽‍⚕️",
  "e\u0301\u0302",
  "\u202Eשלום",
  "𠮷",
  "\u200D",
  "\r\n",
  "\uD83D",
  "\uDC4D",
  "\u0000",
];
const pasted = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: "binary" })), { maxLength: 40 })
  .map((all) => all.join(""));
const characters = new Intl.Segmenter("zh", { granularity: "grapheme" });
const ends = (text: string) => new Set([...characters.segment(text)].map((one) => one.index + one.segment.length));

describe("a text", () => {
  it("is whole without NUL and halves of pairs, whatever else it holds", () => {
    fc.assert(
      fc.property(pasted, (text) => {
        // An address has no halves either, and says so by throwing.
        const hasHalf = () => expect(() => encodeURIComponent(text)).toThrow(URIError);
        if (isWhole(text)) expect(decodeURIComponent(encodeURIComponent(text))).toBe(text);
        else if (!text.includes("\u0000")) hasHalf();
      }),
    );
    for (const half of ["👍".slice(0, 1), "👍".slice(1), "好\uD83D好", "\u0000"]) expect(isWhole(half)).toBe(false);
  });

  it("is cut where a reader sees the end of a character, as late as may be", () => {
    fc.assert(
      fc.property(pasted, fc.nat(60), (text, most) => {
        const cut = beginningOf(text, most);
        expect(text.startsWith(cut)).toBe(true);
        expect(cut.length).toBeLessThanOrEqual(most);
        if (isWhole(text)) expect(isWhole(cut)).toBe(true);
        if (cut === text) return;
        const fit = [...ends(text)].filter((end) => end <= most);
        if (fit.length > 0) expect(cut.length).toBe(Math.max(...fit));
      }),
      // Half a pair is a character of its own to who reads, and stays.
      { examples: [["\uD83D\u0000", 1]] },
    );
    expect(beginningOf(`${family}好`, 5)).toBe("👨‍👩");
    expect(beginningOf(`好${family}`, 5)).toBe("好");
  });

  it("of one character without end is cut between code points", () => {
    const zalgo = `e${"\u0301".repeat(300)}`;
    expect(beginningOf(zalgo, 20)).toBe(zalgo.slice(0, 20));
    expect(isWhole(beginningOf(family, 4))).toBe(true);
  });
});
