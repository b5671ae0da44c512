import { describe, expect, it } from "vitest";
import { BankCard, CreditCode, creditCheckCharacter, IdNumber, idCheckDigit } from "./index.ts";

/** The published vectors of the standards themselves: the only real-looking numbers in the repository. */
describe("published vectors", () => {
  it.each(["11010519491231002X", "440524188001010014"])("of GB 11643 pass: %s", (id) => {
    expect(IdNumber.parse(id)).toEqual({ ok: true, value: id });
    expect(idCheckDigit(id.slice(0, 17))).toBe(id[17]);
  });

  it.each(["91350100M000100Y43", "91440300708461136T", "914403001922038216", "91110000802100433B"])(
    "of GB 32100 pass: %s",
    (code) => {
      expect(CreditCode.parse(code)).toEqual({ ok: true, value: code });
      expect(creditCheckCharacter(code.slice(0, 17))).toBe(code[17]);
    },
  );

  it("of Luhn passes", () => {
    expect(BankCard.parse("6222020200112230905").ok).toBe(true);
    expect(BankCard.parse("6222020200112230906").ok).toBe(false);
  });
});
