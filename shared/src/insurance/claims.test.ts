import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addMonths, monthsApart } from "../values/index.ts";
import { seedFigures as figures } from "../../../server/src/figures/seed.ts";
import { lateFee } from "./late-fee.ts";
import { reachesRetirement, retirementOf } from "./retirement.ts";
import { longestUnemployment, unemploymentBenefit } from "./unemployment.ts";

describe("retirement", () => {
  it("is where the gradual postponement puts it", () => {
    expect(reachesRetirement(figures, "male", "1964-12-31")).toBe("2024-12");
    expect(reachesRetirement(figures, "male", "1965-01-01")).toBe("2025-02");
    expect(reachesRetirement(figures, "male", "1965-05-01")).toBe("2025-07");
    expect(reachesRetirement(figures, "male", "1980-01-01")).toBe("2043-01");
    expect(reachesRetirement(figures, "female", "1970-01-15")).toBe("2025-02");
    expect(reachesRetirement(figures, "female", "1990-01-15")).toBe("2048-01");
    // The official table: workers born in January 1975 retire at 50 and 1 month, those of March at 50 and 2.
    expect(retirementOf(figures, "female-50", "1975-01-20")).toMatchObject({
      month: "2025-02",
      age: { years: 50, months: 1 },
    });
    expect(retirementOf(figures, "female-50", "1975-03-01")).toMatchObject({
      month: "2025-05",
      age: { years: 50, months: 2 },
    });
    expect(retirementOf(figures, "female-50", "1985-01-01").age).toEqual({ years: 55, months: 0 });
  });

  it("needs fifteen years of contributions until 2029, and twenty from 2039", () => {
    expect(retirementOf(figures, "male", "1964-01-01").monthsNeeded).toBe(180);
    expect(retirementOf(figures, "male", "1969-01-01").month.slice(0, 4)).toBe("2030");
    expect(retirementOf(figures, "male", "1969-01-01").monthsNeeded).toBe(186);
    expect(retirementOf(figures, "male", "1990-01-01").monthsNeeded).toBe(240);
  });

  it("never comes earlier than before, nor later by more than the law allows, and later births never retire earlier", () => {
    const group = fc.constantFrom("male" as const, "female" as const, "female-50" as const);
    const months = fc.integer({ min: 0, max: 700 });
    fc.assert(
      fc.property(group, months, (who, after) => {
        const born = addMonths("1955-01", after);
        const found = retirementOf(figures, who, `${born}-15`);
        expect(monthsApart(born, found.month)).toBe(found.age.years * 12 + found.age.months);
        expect(found.postponed).toBeLessThanOrEqual(who === "female-50" ? 60 : 36);
        expect(found.earliest <= found.month).toBe(true);
        expect(retirementOf(figures, who, `${addMonths(born, 1)}-15`).month > found.month).toBe(true);
      }),
    );
  });
});

describe("unemployment benefit", () => {
  it("lasts as long as the law says", () => {
    expect([0, 11, 12, 59, 60, 119, 120, 400].map((paid) => longestUnemployment(figures, paid, "2026-05-01"))).toEqual([
      0, 0, 12, 12, 18, 18, 24, 24,
    ]);
  });

  it("differs by district and year, and is refused with the reason below a year", () => {
    expect(unemploymentBenefit(figures, "420106", 30, "2022-05-01")).toMatchObject({
      ok: true,
      value: { monthly: 180_900, months: 12 },
    });
    expect(unemploymentBenefit(figures, "420117", 130, "2022-05-01")).toMatchObject({
      ok: true,
      value: { monthly: 162_000, months: 24 },
    });
    expect(unemploymentBenefit(figures, "420106", 30, "2026-05-01")).toMatchObject({
      ok: true,
      value: { verified: false },
    });
    expect(unemploymentBenefit(figures, "420106", 11, "2026-05-01")).toMatchObject({ ok: false });
  });
});

describe("a late fee", () => {
  it("is 0.05 % a day, in whole fen", () => {
    expect(lateFee(figures, 100_000, 30, "2026-05-01")).toBe(1_500);
    expect(lateFee(figures, 84_480, 1, "2026-05-01")).toBe(42);
    expect(() => lateFee(figures, 0.5, 1, "2026-05-01")).toThrow(RangeError);
  });
});
