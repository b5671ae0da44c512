import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, addMonths, BankCard, IdNumber, maskText, masks, Mobile, Money } from "./index.ts";

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

  it("masks full-width numbers, and whatever spaces and hyphens a keyboard puts into them", () => {
    for (const typed of [
      "１３８００１３８０００",
      "138\u00a00013\u00a08000",
      "138\u30000013\u30008000",
      "138\u20110013\u20118000",
      "138  0013  8000",
      "138 - 0013 - 8000",
    ])
      expect(maskText(`电话${typed}。`)).toBe("电话138****8000。");
    expect(maskText("013800138000")).toBe("0138****8000");
    expect(maskText("008613800138000")).toBe("0086138****8000");
    expect(maskText("990101１９９００１０１123Ｘ")).toBe("990***********123X");
  });

  it("lets no number through that a form would read, in groups of any widths", () => {
    const between = fc.constantFrom(" ", "  ", "-", "\u00a0", "\u3000", "\u2011", "－", " - ", "\t");
    const wide = (text: string) => Array.from(text, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0)).join("");
    const cut = (text: string, widths: number[], separator: string) => {
      const groups: string[] = [];
      let at = 0;
      for (const width of [...widths, text.length]) {
        if (at < text.length) groups.push(text.slice(at, at + width));
        at += width;
      }
      return groups.join(separator);
    };
    fc.assert(
      fc.property(
        secret,
        fc.array(fc.integer({ min: 3, max: 8 }), { maxLength: 5 }),
        between,
        fc.boolean(),
        (number, widths, separator, full) => {
          const typed = cut(full ? wide(number) : number, widths, separator);
          const digits = maskText(`我是${typed}，请查`)
            .normalize("NFKC")
            .replace(/[^\d*X]/g, "");
          expect(digits).not.toContain(number);
          expect(digits).toContain("****");
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it("keeps a date that stands beside a number", () => {
    fc.assert(
      fc.property(fc.nat(3_000), seed, fc.boolean(), (after, n, isFirst) => {
        const [day, mobile] = [addDays("2020-01-01", after), Mobile.sample(n)];
        const masked = maskText(isFirst ? `${day} ${mobile}` : `${mobile} ${day}`);
        expect(masked).toBe(isFirst ? `${day} ${masks.mobile(mobile)}` : `${masks.mobile(mobile)} ${day}`);
      }),
    );
  });

  it("leaves alone every case number, range of days, row of months, amount and time", () => {
    const day = fc.nat(5_000).map((after) => addDays("2018-01-01", after));
    const months = fc
      .tuple(fc.nat(100), fc.integer({ min: 2, max: 12 }))
      .map(([from, count]) => Array.from({ length: count }, (_, at) => addMonths("2018-01", from + at)).join(" "));
    const numbered = fc
      .tuple(fc.constantFrom("SB", "BZ", "LD", ""), day, fc.nat(999_999))
      .map(([kind, on, n]) => `${kind}${on.replaceAll("-", "")}${String(n).padStart(6, "0")}`);
    const ordinary = fc.oneof(
      numbered,
      months,
      fc.tuple(day, day).map(([from, to]) => `${from} ${to}`),
      fc.tuple(day, day).map(([from, to]) => `${from} - ${to}`),
      fc.tuple(day, fc.nat(23), fc.nat(59)).map(([on, h, m]) => `${on} ${h}:${String(m).padStart(2, "0")}`),
      fc.nat(2_000_000_000).map((fen) => Money.print(fen)),
    );
    fc.assert(
      fc.property(ordinary, (text) => {
        expect(maskText(text)).toBe(text);
        expect(maskText(`关于${text}的事`)).toBe(`关于${text}的事`);
      }),
      { numRuns: 3_000 },
    );
  });

  it("changes nothing when it is done twice", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(secret, around), { maxLength: 6 }), (parts) => {
        const once = maskText(parts.join(" "));
        expect(maskText(once)).toBe(once);
      }),
    );
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
