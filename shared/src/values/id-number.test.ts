import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { birthDateOf, IdNumber, isDay, sexOf } from "./index.ts";

const id = fc.nat(9_999).map((seed) => IdNumber.sample(seed));

describe("an ID number", () => {
  it("is refused with every other check character than its own, and the sentence says to look at the last one", () => {
    fc.assert(
      fc.property(id, fc.constantFrom(..."0123456789X"), (right, last) => {
        const read = IdNumber.parse(right.slice(0, 17) + last);
        expect(read).toEqual(
          last === right[17]
            ? { ok: true, value: right }
            : { ok: false, message: "身份证号最后一位校验不符，请对照证件重新核对" },
        );
      }),
    );
  });

  it("with two different neighbours swapped is refused", () => {
    fc.assert(
      fc.property(id, fc.nat(15), (right, at) => {
        fc.pre(right[at] !== right[at + 1]);
        expect(IdNumber.parse(right.slice(0, at) + right[at + 1] + right[at] + right.slice(at + 2)).ok).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it("says what to look at: the form, the old number of 15 digits, the birth date", () => {
    const form = "身份证号码是 18 位，前 17 位是数字，最后一位是数字或 X，请对照证件核对";
    for (const wrong of [
      "99010119741212859",
      "99010119741212859XX",
      "99010119741212859Y",
      "090101197412128590",
      "我的",
    ])
      expect(IdNumber.parse(wrong)).toEqual({ ok: false, message: form });
    expect(IdNumber.parse("990101 740101 123")).toEqual({
      ok: false,
      message: "这是 15 位的旧号码，请填写 18 位身份证号码",
    });
    for (const born of ["19900230", "19901301", "19900001", "18000101", "20250229"])
      expect(IdNumber.parse(`990101${born}1230`)).toEqual({
        ok: false,
        message: "身份证号码里的出生日期不对，请对照证件核对第 7 到 14 位",
      });
    expect(IdNumber.parse(" \u3000")).toEqual({ ok: false, message: "请填写身份证号码" });
  });

  it("tells the birth date and the sex, odd for men", () => {
    expect(birthDateOf("99010119741212859X")).toBe("1974-12-12");
    expect(sexOf("99010119741212859X")).toBe("male");
    expect(sexOf("990101197412128603")).toBe("female");
    fc.assert(fc.property(id, (one) => isDay(birthDateOf(one))));
  });

  it("that is invented belongs to region 99, and to nobody", () => {
    fc.assert(fc.property(id, (one) => one.startsWith("99")));
  });

  it("keeps its birth date to itself when masked", () => {
    fc.assert(
      fc.property(id, (one) => {
        expect(IdNumber.mask(one)).toHaveLength(18);
        expect(IdNumber.mask(one)).not.toContain(one.slice(6, 14));
        expect(IdNumber.mask(one)).not.toContain(one.slice(6, 10));
      }),
    );
  });
});
