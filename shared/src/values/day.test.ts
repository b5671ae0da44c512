import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, addYears, Day, daysBetween, isDay } from "./index.ts";

const day = fc.nat(100_000).map((after) => addDays("1900-01-01", after));
const wrong = { ok: false, message: "日期不对，请按「2026-01-31」这样填写" };

describe("a day", () => {
  it("is read as it is printed, and with spaces, dots or strokes", () => {
    fc.assert(
      fc.property(day, (one) => {
        const [year, month, date] = one.split("-");
        for (const typed of [
          Day.print(one),
          ` ${one}\u3000`,
          `${year} 年 ${Number(month)} 月 ${Number(date)} 日`,
          `${year}.${month}.${date}`,
          `${year}/${Number(month)}/${Number(date)}`,
        ])
          expect(Day.parse(typed)).toEqual({ ok: true, value: one });
      }),
    );
  });

  it("that does not exist is refused, leap years counted", () => {
    expect([isDay("2024-02-29"), isDay("2025-02-29"), isDay("2000-02-29"), isDay("1900-02-29")]).toEqual([
      true,
      false,
      true,
      false,
    ]);
    for (const typed of [
      "2026-02-30",
      "2026-04-31",
      "2026-00-10",
      "2026-10-00",
      "2026-10",
      "",
      "1879-01-01",
      "2201-01-01",
    ])
      expect(Day.parse(typed)).toEqual(wrong);
  });

  it("with something hanging on it is refused, not cut short", () => {
    for (const typed of ["2026-02-03-04", "2026-02-03 13:30", "2026-02-03T00:00:00Z", "2026-02-031", "2026-02-03 至今"])
      expect(Day.parse(typed)).toEqual(wrong);
  });

  it("moves there and back by any number of days, and the count between agrees", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -4_000, max: 4_000 }), (one, count) => {
        const moved = addDays(one, count);
        expect(isDay(moved)).toBe(true);
        expect(daysBetween(one, moved)).toBe(count);
        expect(addDays(moved, -count)).toBe(one);
      }),
    );
    expect(addDays("2024-02-28", 1)).toBe("2024-02-29");
    expect(addYears("2024-02-29", 4)).toBe("2028-02-29");
    expect(addYears("2024-02-29", 15)).toBe("2039-02-28");
    expect(addYears("2026-11-28", 15)).toBe("2041-11-28");
    expect(addDays("2025-12-31", 1)).toBe("2026-01-01");
  });
});
