import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CreditCode } from "./index.ts";

const code = fc.nat(9_999_999).map((seed) => CreditCode.sample(seed));
const letters = "0123456789ABCDEFGHJKLMNPQRTUWXY";

describe("a credit code", () => {
  it("with any one character changed is refused, and the sentence says where to look", () => {
    fc.assert(
      fc.property(code, fc.nat(17), fc.constantFrom(...letters), (right, at, letter) => {
        fc.pre(right[at] !== letter);
        expect(CreditCode.parse(right.slice(0, at) + letter + right.slice(at + 1))).toEqual({
          ok: false,
          message: "统一社会信用代码最后一位校验不符，请对照营业执照重新核对",
        });
      }),
      { numRuns: 1_000 },
    );
  });

  it("is read in small letters, full-width letters, and groups", () => {
    fc.assert(
      fc.property(code, (right) => {
        const wide = Array.from(right, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0)).join("");
        for (const typed of [right.toLowerCase(), wide, ` ${right.slice(0, 8)}-${right.slice(8)} `])
          expect(CreditCode.parse(typed)).toEqual({ ok: true, value: right });
      }),
    );
  });

  it("says which letters it never has, and asks when nothing was typed", () => {
    const message = "统一社会信用代码是 18 位数字和字母（没有 I、O、S、V、Z），请对照营业执照核对";
    const right = CreditCode.sample(1);
    for (const letter of "IOSVZ")
      expect(CreditCode.parse(`91${letter}${right.slice(3)}`)).toEqual({ ok: false, message });
    expect(CreditCode.parse(right.slice(1))).toEqual({ ok: false, message });
    expect(CreditCode.parse("")).toEqual({ ok: false, message: "请填写统一社会信用代码" });
  });
});
