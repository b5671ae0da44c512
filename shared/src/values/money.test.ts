import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Money, yuan } from "./index.ts";

const value = (fen: number) => ({ ok: true, value: fen });
const wrong = { ok: false, message: "金额不对，请填写数字，最多两位小数，例如 1234.50" };

describe("an amount of money", () => {
  it("is never off by a fen, up to the largest that can be typed", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_999_999_999_999 }), (fen) => {
        expect(Money.parse(yuan(fen))).toEqual(value(fen));
        expect(Money.parse(`${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, "0")}`)).toEqual(value(fen));
      }),
    );
    expect(Money.parse("1.10")).toEqual(value(110));
    expect(Money.parse("0.29")).toEqual(value(29));
    expect(Money.parse("4.35")).toEqual(value(435));
  });

  it("is read full-width, with spaces, separators and signs of yuan", () => {
    for (const typed of ["１２３４．５", "1 234.50", "¥1,234.50", "￥1234.5元", "1，234.5 元", " 01234.50 "])
      expect(Money.parse(typed)).toEqual(value(123_450));
  });

  it("below nothing, with three decimals, in words or too large is refused", () => {
    for (const typed of ["-5", "－5", "\u22125", "1.005", "1.", ".5", "1e3", "0x10", "五百", "5万", "", "9".repeat(12)])
      expect(Money.parse(typed)).toEqual(wrong);
  });

  it("is printed in yuan with two decimals", () => {
    expect([0, 5, 100, 99_999, 100_000_000].map(Money.print)).toEqual([
      "0.00 元",
      "0.05 元",
      "1.00 元",
      "999.99 元",
      "1,000,000.00 元",
    ]);
    expect(yuan(-1)).toBe("-0.01");
  });
});
