import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  BankCard,
  CreditCode,
  Day,
  IdNumber,
  Mobile,
  Money,
  Month,
  monthsBetween,
  PersonName,
  Region,
  yuan,
} from "./index.ts";

const texts = { IdNumber, CreditCode, Mobile, BankCard, Month, Day, PersonName, Region };
const reason = (read: { ok: boolean; message?: string }) => (read.ok ? "" : (read.message ?? ""));
const wide = (text: string) =>
  Array.from(text, (one) => (one >= "!" && one <= "~" ? String.fromCharCode(one.charCodeAt(0) + 0xfee0) : one)).join(
    "",
  );

describe("every value", () => {
  it.each(Object.entries(texts))("reads its own samples and what it prints: %s", (_name, value) => {
    fc.assert(
      fc.property(fc.nat(100_000), (seed) => {
        const sample = value.sample(seed);
        expect(value.parse(sample)).toEqual({ ok: true, value: sample });
        expect(value.parse(value.print(sample))).toEqual({ ok: true, value: sample });
      }),
      { numRuns: 300 },
    );
  });

  it.each(Object.entries(texts))(
    "answers any text with a value or a Chinese sentence, and never throws: %s",
    (_name, value) => {
      fc.assert(
        fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
          const read = value.parse(text);
          expect(read.ok ? "值" : read.message).toMatch(/[\u4e00-\u9fff]/);
        }),
      );
    },
  );
});

describe("an ID number", () => {
  it("is read with spaces, a small x and full-width digits", () => {
    const id = "99010119741212859X";
    for (const typed of [" 990101 19741212 859X ", "99010119741212859x", wide(id)])
      expect(IdNumber.parse(typed)).toEqual({ ok: true, value: id });
  });

  it("with any one digit changed is refused", () => {
    fc.assert(
      fc.property(fc.nat(9_999), fc.nat(16), fc.nat(8), (seed, at, shift) => {
        const id = IdNumber.sample(seed);
        const digit = String((Number(id[at]) + 1 + shift) % 10);
        expect(IdNumber.parse(id.slice(0, at) + digit + id.slice(at + 1)).ok).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  it("says what is wrong: length, date, check digit", () => {
    expect(reason(IdNumber.parse("990101740101123"))).toContain("15 位");
    expect(reason(IdNumber.parse("99010119900101"))).toContain("18 位");
    expect(reason(IdNumber.parse("990101199002301230"))).toContain("出生日期");
    expect(reason(IdNumber.parse("990101197412128590"))).toContain("校验不符");
    expect(reason(IdNumber.parse(""))).toBe("请填写身份证号码");
  });
});

describe("a credit code", () => {
  it("with two neighbours swapped is refused, unless they are alike", () => {
    fc.assert(
      fc.property(fc.nat(9_999_999), fc.integer({ min: 0, max: 15 }), (seed, at) => {
        const code = CreditCode.sample(seed);
        const swapped = code.slice(0, at) + code[at + 1] + code[at] + code.slice(at + 2);
        expect(CreditCode.parse(swapped).ok).toBe(code[at] === code[at + 1]);
      }),
    );
  });
});

describe("money", () => {
  it("is whole fen, typed in yuan", () => {
    expect(Money.parse("1234.5")).toEqual({ ok: true, value: 123_450 });
    expect(Money.parse("￥1,054.55 元")).toEqual({ ok: true, value: 105_455 });
    for (const wrong of ["-1", "1.234", "1e5", "一百", "", "1.2.3"]) expect(Money.parse(wrong).ok).toBe(false);
  });

  it("is printed with separators and read again, to the fen", () => {
    fc.assert(
      fc.property(fc.nat(1_000_000_000), (fen) => {
        expect(Money.parse(Money.print(fen))).toEqual({ ok: true, value: fen });
      }),
    );
    expect(yuan(-100_005)).toBe("-1,000.05");
  });
});

describe("months and days", () => {
  it("are read as people write them", () => {
    for (const typed of ["2026年6月", "2026-6", "2026/06", "２０２６-０６"])
      expect(Month.parse(typed)).toEqual({ ok: true, value: "2026-06" });
    for (const typed of ["2026年2月3日", "2026-2-3", "2026/02/03"])
      expect(Day.parse(typed)).toEqual({ ok: true, value: "2026-02-03" });
    for (const wrong of ["2026-13", "2026-00", "26-1", "six"]) expect(Month.parse(wrong).ok).toBe(false);
    for (const wrong of ["2026-02-30", "2025-02-29", "2026-1"]) expect(Day.parse(wrong).ok).toBe(false);
  });

  it("between two months are all of them, none when they are the wrong way round", () => {
    expect(monthsBetween("2025-11", "2026-02")).toEqual(["2025-11", "2025-12", "2026-01", "2026-02"]);
    expect(monthsBetween("2026-02", "2025-11")).toEqual([]);
  });
});

describe("a name", () => {
  it("may carry any of the middle dots people find on their keyboards", () => {
    for (const typed of ["安娜·林德", "安娜.林德", "安娜•林德", "安娜・林德"])
      expect(PersonName.parse(typed)).toEqual({ ok: true, value: "安娜·林德" });
    for (const wrong of ["王", "王2", "王小汉！", "<b>"]) expect(PersonName.parse(wrong).ok).toBe(false);
  });
});

describe("a mobile number", () => {
  it("is read with the country's code and in groups", () => {
    for (const typed of ["+8613800138000", "138 0013 8000", "138-0013-8000"])
      expect(Mobile.parse(typed)).toEqual({ ok: true, value: "13800138000" });
    for (const wrong of ["12800138000", "1380013800", "138001380000"]) expect(Mobile.parse(wrong).ok).toBe(false);
  });
});
