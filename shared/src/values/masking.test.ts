import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { IdNumber, maskText, Mobile, BankCard, masks } from "./index.ts";

const seed = fc.nat(9_999);
const secret = fc.oneof(
  seed.map((n) => IdNumber.sample(n)),
  seed.map((n) => Mobile.sample(n)),
  seed.map((n) => BankCard.sample(n)),
);
const around = fc.constantFrom("", "我的号码是", "：", "（", "，请查", " ", "\n", "电话", "/", "a");

describe("masking", () => {
  it("shows the first and the last of each, by one table", () => {
    expect(masks.idNumber("990101199001011234")).toBe("990***********1234");
    expect(masks.mobile("13800138000")).toBe("138****8000");
    expect(masks.personName("王小汉")).toBe("王**");
    expect(masks.bankCard("9999990000000006")).toBe("************0006");
  });

  it("lets no number of a person through, whatever stands around and between them", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(around, secret), { minLength: 1, maxLength: 4 }), around, (parts, last) => {
        // Digits that touch are one number to anybody who reads them: two people's numbers have something between.
        const text =
          parts.map(([before, number], at) => (at > 0 && before === "" ? " " : before) + number).join("") + last;
        const masked = maskText(text);
        for (const [, number] of parts) expect(masked).not.toContain(number);
      }),
      { numRuns: 2_000 },
    );
  });

  it("masks numbers side by side and in groups", () => {
    expect(maskText("990101199001011234 13800138000")).toBe("990***********1234 138****8000");
    expect(maskText("13800138000 13800138001")).toBe("138****8000 138****8001");
    expect(maskText("卡 9999 9900 0000 0006")).toBe("卡 ************0006");
    expect(maskText("138-0013-8000")).toBe("138****8000");
    expect(maskText("99010119900101123x")).toBe("990***********123x");
    expect(maskText("+86 13800138000")).toMatch(/^\+[*\d ]+$/);
    expect(maskText("+86 13800138000")).not.toContain("0138");
  });

  it("leaves alone what says nothing of a person", () => {
    for (const text of [
      "2024-05-06",
      "2024-05-06 13:30",
      "1,054.55 元",
      "办件编号 SB20261124000001",
      "12333",
      "一次性告知 BZ20261124000003",
      "2026 年 5 月到 2026 年 7 月",
      "2024-05 2024-06 2024-07 2024-08",
    ])
      expect(maskText(text)).toBe(text);
  });

  it("is quick on a long text", () => {
    const began = performance.now();
    maskText("1 ".repeat(100_000));
    maskText("1".repeat(200_000));
    maskText("12345678901234567 ".repeat(10_000));
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  it("never throws", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => typeof maskText(text) === "string"));
  });
});
