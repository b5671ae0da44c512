import * as fc from "fast-check";
import { addMonths } from "../values/index.ts";
import { describe, expect, it } from "vitest";
import { seedFigures as figures } from "../../../server/src/figures/seed.ts";
import { employerMonth, flexibleMonth, isTier } from "./amounts.ts";
import { policyYearOf } from "./policy-year.ts";

const month = fc.integer({ min: 0, max: 400 }).map((after) => addMonths("2010-01", after));
const pension = (of: string, tier: number) => flexibleMonth(figures, of, ["pension"], tier).lines[0]?.person;

describe("amounts", () => {
  it("are what the published tables of 2022 and 2023 say", () => {
    expect([60, 70, 80, 90, 100, 150, 200, 250, 300].map((tier) => pension("2023-06", tier))).toEqual([
      81_540, 95_200, 108_800, 122_400, 135_900, 203_800, 271_800, 339_800, 407_700,
    ]);
    expect([60, 70, 80, 90, 100, 150, 200, 250, 300].map((tier) => pension("2023-07", tier))).toEqual([
      84_480, 98_600, 112_800, 126_800, 140_800, 211_200, 281_600, 352_000, 422_400,
    ]);
    expect(isTier(figures, 65)).toBe(false);
    expect(() => flexibleMonth(figures, "2023-07", ["pension"], 65)).toThrow("no tier");
  });

  it("belong to the policy year that begins in July, and say when another year's figures stand in", () => {
    expect([policyYearOf("2024-06"), policyYearOf("2024-07")]).toEqual([2023, 2024]);
    expect(flexibleMonth(figures, "2024-06", ["pension"], 60).estimate).toBeUndefined();
    expect(flexibleMonth(figures, "2024-07", ["pension"], 60).estimate).toContain(
      "2024 年度标准尚未录入，按 2023 年度",
    );
  });

  it("clamp a wage to 60-300 % and stay whole fen, for any wage and month", () => {
    fc.assert(
      fc.property(month, fc.integer({ min: 0, max: 100_000_000 }), (of, wage) => {
        for (const line of employerMonth(figures, of, wage)) {
          expect(line.base).toBeGreaterThanOrEqual(Math.min(...employerMonth(figures, of, 0).map((low) => low.base)));
          expect(line.base).toBeLessThanOrEqual(Math.max(...employerMonth(figures, of, 1e9).map((high) => high.base)));
          expect([line.base, line.unit, line.person].every(Number.isSafeInteger)).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });
});
