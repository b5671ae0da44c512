import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../values/index.ts";
import { workingDaysBetween } from "./calendar.ts";
import { clockOf, standing, targetDay, workingDaysAgo } from "./clock.ts";
import type { Happened } from "./deadline.ts";

const on = (action: Happened["action"], day: string): Happened => ({ action, at: `${day}T02:00:00.000Z` });
const day = fc.integer({ min: 0, max: 1_200 }).map((after) => addDays("2024-01-01", after));

describe("the clock of a case", () => {
  it("runs green, amber in the last third, red when broken, and stands while the person mends", () => {
    const history = [on("submit", "2026-11-20"), on("accept", "2026-11-23")];
    expect(clockOf(history, 6, "2026-11-23")).toEqual({ limit: 6, due: "2026-12-01", tone: "green", left: 6 });
    expect(clockOf(history, 6, "2026-11-27").tone).toBe("amber");
    expect(clockOf(history, 6, "2026-12-01")).toMatchObject({ tone: "amber", left: 0 });
    expect(clockOf(history, 6, "2026-12-03")).toMatchObject({ tone: "red", left: -2 });
    expect(clockOf([...history, on("return", "2026-11-24")], 6, "2027-01-01").tone).toBe("paused");
    expect(clockOf(history.slice(0, 1), 6, "2026-11-23")).toEqual({ limit: 6, due: null, tone: "none", left: null });
  });

  it("never turns back from red, and says late on a weekend too", () => {
    fc.assert(
      fc.property(day, fc.nat(40), fc.nat(20), (due, later, limit) => {
        const { tone, left } = standing(due, limit, addDays(due, later + 1));
        expect(tone).toBe("red");
        expect(left).toBeLessThan(0);
      }),
    );
  });

  it("aims, before acceptance, at the day it would have had if accepted at once", () => {
    expect(targetDay([on("submit", "2026-11-20")], 3)).toBe("2026-11-25");
    expect(targetDay([on("submit", "2026-11-20"), on("accept", "2026-11-24")], 3)).toBe("2026-11-27");
    expect(targetDay([], 3)).toBeNull();
  });

  it("counts back so that exactly so many working days lie between", () => {
    fc.assert(
      fc.property(day, fc.nat(30), (today, count) => {
        expect(workingDaysBetween(workingDaysAgo(today, count), today)).toBe(count);
      }),
    );
  });
});
