import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BankCard, luhn } from "./index.ts";

const wrongCheck = { ok: false, message: "银行卡号校验不符，请对照卡面重新核对" };
const card = fc
  .tuple(fc.integer({ min: 5, max: 12 }), fc.nat(99_999))
  .map(([length, n]) => `999999${String(n).padStart(length, "0")}`)
  .map((body) => body + [..."0123456789"].find((digit) => luhn(body + digit)));

describe("a bank card number", () => {
  it("of 12 to 19 digits is read as printed on the card, in fours", () => {
    fc.assert(
      fc.property(card, (right) => {
        expect(BankCard.parse(right)).toEqual({ ok: true, value: right });
        expect(BankCard.print(right)).toMatch(/^(\d{4} )+\d{1,4}$/);
        expect(BankCard.parse(BankCard.print(right))).toEqual({ ok: true, value: right });
      }),
    );
  });

  it("with any one digit changed is refused", () => {
    fc.assert(
      fc.property(card, fc.nat(), fc.integer({ min: 1, max: 9 }), (right, place, shift) => {
        const at = place % right.length;
        const digit = String((Number(right[at]) + shift) % 10);
        expect(BankCard.parse(right.slice(0, at) + digit + right.slice(at + 1))).toEqual(wrongCheck);
      }),
      { numRuns: 1_000 },
    );
  });

  it("is refused with a sentence when it is too short, too long or not digits", () => {
    for (const typed of ["", "99999900000", "9".repeat(20), "9999 9900 0000 000X", "卡"])
      expect(BankCard.parse(typed)).toEqual({
        ok: false,
        message: "银行卡号是 12 到 19 位数字，请对照卡面核对",
      });
  });

  it("shows its last four only", () => {
    fc.assert(fc.property(card, (right) => BankCard.mask(right) === "*".repeat(right.length - 4) + right.slice(-4)));
  });
});
