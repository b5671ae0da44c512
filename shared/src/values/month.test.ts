import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addMonths, isMonth, Month, monthOf, monthsApart, monthsBetween } from "./index.ts";

const month = fc.nat(1_800).map((after) => addMonths("1950-01", after));
const wrong = { ok: false, message: "月份不对，请按「2026-01」这样填写" };

describe("a month", () => {
  it("is read as it is printed, and with spaces", () => {
    fc.assert(
      fc.property(month, (one) => {
        for (const typed of [
          one,
          Month.print(one),
          ` ${one} `,
          one.replace("-", " 年 ") + " 月",
          one.replace("-", "."),
        ])
          expect(Month.parse(typed)).toEqual({ ok: true, value: one });
      }),
    );
  });

  it("is refused when a day or nonsense hangs on it, or it does not exist", () => {
    for (const typed of [
      "2026-06-15",
      "2026-06-99",
      "2026-13",
      "2026-0",
      "2026-006",
      "202606",
      "0026-06",
      "",
      "-",
      "六月",
    ])
      expect(Month.parse(typed)).toEqual(wrong);
  });

  it("moves there and back by any number of months, over years", () => {
    fc.assert(
      fc.property(month, fc.integer({ min: -500, max: 500 }), (one, count) => {
        const moved = addMonths(one, count);
        expect(monthsApart(one, moved)).toBe(count);
        expect(addMonths(moved, -count)).toBe(one);
        expect(moved < one).toBe(count < 0);
      }),
    );
    expect(addMonths("2025-12", 1)).toBe("2026-01");
    expect(addMonths("2026-01", -1)).toBe("2025-12");
  });

  it("row holds both ends, in order, none twice", () => {
    fc.assert(
      fc.property(month, fc.nat(60), (from, count) => {
        const row = monthsBetween(from, addMonths(from, count));
        expect(row).toHaveLength(count + 1);
        expect(row).toEqual([...new Set(row)].toSorted());
        expect([row[0], row.at(-1)]).toEqual([from, addMonths(from, count)]);
        expect(row.every(isMonth)).toBe(true);
      }),
    );
  });

  it("of a day is its first seven characters", () => {
    expect(monthOf("2026-11-23")).toBe("2026-11");
  });
});
