import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { folded, shown } from "./shown.ts";

describe("what strangers wrote", () => {
  it("leaves HTML and emoji as they are, for React to show as text", () => {
    expect(shown("<b>您好</b> 👨‍👩‍👧 \n再见")).toBe("<b>您好</b> 👨‍👩‍👧 \n再见");
  });
  it("makes marks that turn the writing around visible", () => {
    expect(shown("付\u202E元001\u202C")).toBe("付⟨RLO⟩元001⟨PDF⟩");
  });
  it("shows a control character instead of obeying it", () => {
    expect(shown("a\u0000b\u001Bc\r\nd")).toBe("a�b�c\nd");
  });
  it("folds what is very long and never cuts an emoji in two", () => {
    expect(folded("短")).toBeNull();
    expect(folded(`${"好".repeat(279)}👨‍👩‍👧‍👦您好`)).toBe(`${"好".repeat(279)}…`);
    expect(folded("😀".repeat(400))).toBe(`${"😀".repeat(280)}…`);
    expect(folded(Array.from({ length: 30 }, (_, at) => String(at)).join("\n"))).toBe("0\n1\n2\n3\n4\n5\n6\n7\n8\n…");
  });

  it("whatever it is: nothing turns or hides, nothing else changes, and what is folded is the beginning of it", () => {
    const pieces = [
      "社保",
      "\u202E",
      "\u2066",
      "\u200F",
      "\u0000",
      "\u001B",
      "\r\n",
      "\t",
      "👨‍👩‍👧‍👦",
      "e\u0301",
      "<b>",
      "\n\n\n",
    ];
    const pasted = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: "grapheme" })), { maxLength: 120 });
    fc.assert(
      fc.property(pasted, (all) => {
        const clean = shown(all.join(""));
        expect(clean).not.toMatch(/[\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069\u0000-\u0008\u000B-\u001F\u007F]/);
        expect(shown(clean)).toBe(clean);
        const short = folded(clean);
        if (short === null) return;
        const beginning = short.replace(/\n?…$/, "");
        expect(clean.startsWith(beginning)).toBe(true);
        expect(Array.from(beginning).length).toBeLessThanOrEqual(280);
        // It ends where a reader sees a character end.
        const characters = new Intl.Segmenter("zh", { granularity: "grapheme" }).segment(clean);
        expect([0, characters.containing(beginning.length)?.index]).toContain(beginning.length);
      }),
    );
  });
});
