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
});
