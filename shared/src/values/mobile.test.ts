import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Mobile } from "./index.ts";

const wrong = { ok: false, message: "手机号码是 11 位数字，以 1 开头，请核对" };

describe("a mobile number", () => {
  it("is read full-width, in groups, with the country's code, and printed as it is kept", () => {
    fc.assert(
      fc.property(fc.nat(999), fc.constantFrom("", " ", "-", "\u3000", "\u2011"), (seed, between) => {
        const mobile = Mobile.sample(seed);
        const grouped = [mobile.slice(0, 3), mobile.slice(3, 7), mobile.slice(7)].join(between);
        const wide = grouped.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
        for (const typed of [grouped, wide, `+86${between}${grouped}`, `86${grouped}`, ` ${grouped} `])
          expect(Mobile.parse(typed)).toEqual({ ok: true, value: mobile });
        expect(Mobile.parse(Mobile.print(mobile))).toEqual({ ok: true, value: mobile });
      }),
    );
  });

  it("is refused when a digit is missing or too many, or it is a number of the desk", () => {
    for (const typed of [
      "1380013800",
      "138001380000",
      "12800138000",
      "12333",
      "027-12333",
      "1380013800a",
      "+1 13800138000",
    ])
      expect(Mobile.parse(typed)).toEqual(wrong);
    expect(Mobile.parse("  ")).toEqual({ ok: false, message: "请填写手机号码" });
  });

  it("that is invented lies between 13800138000 and 13800138999", () => {
    fc.assert(fc.property(fc.nat(), (seed) => /^13800138\d{3}$/.test(Mobile.sample(seed))));
  });
});
