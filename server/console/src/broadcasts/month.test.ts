import { describe, expect, it } from "vitest";
import { daysOf, monthAfter } from "./month.ts";

describe("a month", () => {
  it("goes on over the year", () => {
    expect(monthAfter("2026-12", 1)).toBe("2027-01");
    expect(monthAfter("2026-01", -1)).toBe("2025-12");
  });
  it("is whole weeks from Monday", () => {
    const days = daysOf("2026-11");
    expect(days.length % 7).toBe(0);
    expect(days[0]?.day).toBe("2026-10-26");
    expect(days.filter((one) => one.inside)).toHaveLength(30);
  });
});
