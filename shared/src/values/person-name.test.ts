import { describe, expect, it } from "vitest";
import { PersonName } from "./index.ts";

describe("a name", () => {
  it("begins with a letter: dots and strokes alone are none", () => {
    for (const typed of ["··", "--", "' '", "·阿依古丽", "\u0301a"]) expect(PersonName.parse(typed).ok).toBe(false);
  });

  it("is counted as people count, also with rare characters, from 2 to 30", () => {
    expect(PersonName.parse("𠮷𠮷")).toEqual({ ok: true, value: "𠮷𠮷" });
    expect(PersonName.parse("林".repeat(30)).ok).toBe(true);
    for (const typed of ["𠮷", "林".repeat(31), ""])
      expect(PersonName.parse(typed)).toEqual({ ok: false, message: "姓名是 2 到 30 个字，请和身份证上写得一样" });
    expect(PersonName.mask("𠮷林禾")).toBe("𠮷**");
  });

  it("keeps one space between the parts of a foreigner's name", () => {
    expect(PersonName.parse("  ANNA   LIND ")).toEqual({ ok: true, value: "ANNA LIND" });
  });
});
