import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../values/index.ts";
import { addWorkingDays, calendarKnows, isWorkingDay, nextWorkingDay, workingDaysBetween } from "./calendar.ts";
import { dueDay, type Happened } from "./deadline.ts";

// Into 2027 on purpose, whose holidays are not published here.
const day = fc.nat(1_300).map((after) => addDays("2024-01-01", after));
const on = (action: Happened["action"], date: string, time = "10:00"): Happened => ({
  action,
  at: new Date(`${date}T${time}:00+08:00`).toISOString(),
});

describe("working days", () => {
  it("that are added never lead back: a later start or more days, a later or the same end", () => {
    fc.assert(
      fc.property(day, fc.nat(30), fc.nat(40), fc.nat(20), (from, later, count, more) => {
        expect(addWorkingDays(from, count) <= addWorkingDays(addDays(from, later), count)).toBe(true);
        expect(addWorkingDays(from, count) <= addWorkingDays(from, count + more)).toBe(true);
        expect(addWorkingDays(addWorkingDays(from, count), more)).toBe(addWorkingDays(from, count + more));
      }),
    );
  });

  it("add up: from one day to the next to a third, as from the first to the third", () => {
    fc.assert(
      fc.property(day, fc.nat(60), fc.nat(60), (from, a, b) => {
        const [middle, to] = [addDays(from, a), addDays(from, a + b)];
        expect(workingDaysBetween(from, middle) + workingDaysBetween(middle, to)).toBe(workingDaysBetween(from, to));
      }),
    );
    expect(workingDaysBetween("2026-11-23", "2026-11-20")).toBe(0);
  });

  it.each([
    ["春节 2024", "2024-02-09", "2024-02-18"],
    ["五一 2024", "2024-04-30", "2024-05-06"],
    ["国庆 2024", "2024-09-30", "2024-10-08"],
    ["春节 2025", "2025-01-27", "2025-02-05"],
    ["国庆和中秋 2025", "2025-09-30", "2025-10-09"],
    ["元旦 2026", "2025-12-31", "2026-01-04"],
    ["春节 2026", "2026-02-14", "2026-02-24"],
    ["清明 2026", "2026-04-03", "2026-04-07"],
    ["端午 2026", "2026-06-18", "2026-06-22"],
  ])("go on after the holiday as the State Council published it: %s", (_name, last, first) => {
    expect(isWorkingDay(last)).toBe(true);
    expect(nextWorkingDay(last)).toBe(first);
  });

  it("make a week of six where a Saturday is worked, and every other week is of five at most", () => {
    expect(workingDaysBetween("2026-10-04", "2026-10-11")).toBe(3);
    expect(workingDaysBetween("2026-05-03", "2026-05-10")).toBe(4);
    expect(workingDaysBetween("2026-09-13", "2026-09-20")).toBe(6);
  });

  it("beyond the published years are Monday to Friday but for the holidays of the law, across the last night as well", () => {
    expect(calendarKnows("2026-12-31")).toBe(true);
    expect(calendarKnows("2027-01-01")).toBe(false);
    expect(nextWorkingDay("2026-12-31")).toBe("2027-01-04");
    expect(calendarKnows("2023-12-31")).toBe(false);
    fc.assert(
      fc.property(fc.nat(5_000), (after) => {
        const later = addDays("2029-01-01", after);
        const weekday = new Date(`${later}T00:00:00Z`).getUTCDay();
        const lawful = ["01-01", "05-01", "05-02", "10-01", "10-02", "10-03"].includes(later.slice(5));
        expect(isWorkingDay(later)).toBe(weekday >= 1 && weekday <= 5 && !lawful);
      }),
    );
  });
});

describe("a promise", () => {
  it("of more days is never due earlier, and is always due on a working day", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 30 }), fc.nat(10), (from, limit, more) => {
        const history = [on("submit", from), on("accept", from)];
        const due = String(dueDay(history, limit));
        expect(isWorkingDay(due)).toBe(true);
        expect(workingDaysBetween(from, due)).toBe(limit);
        expect(String(dueDay(history, limit + more)) >= due).toBe(true);
      }),
    );
  });

  it("counts from a Friday evening or a holiday to the working days after it", () => {
    expect(dueDay([on("accept", "2026-11-20", "18:00")], 1)).toBe("2026-11-23");
    expect(dueDay([on("accept", "2026-10-01")], 1)).toBe("2026-10-08");
    expect(dueDay([on("accept", "2026-09-30")], 5)).toBe("2026-10-13");
  });

  it("adds up the waiting of several rounds, and the first acceptance begins it", () => {
    const history = [
      on("accept", "2026-11-02"),
      on("return", "2026-11-03"),
      on("resubmit", "2026-11-05"),
      on("accept", "2026-11-06"),
      on("return", "2026-11-09"),
      on("resubmit", "2026-11-10"),
    ];
    // Five days from 2 November, and two and one that it waited.
    expect(dueDay(history, 5)).toBe(addWorkingDays("2026-11-02", 8));
    expect(dueDay(history.slice(0, 5), 5)).toBe("waiting");
    expect(dueDay([], 5)).toBeNull();
  });

  it("is not moved by what else happens to a case", () => {
    const history = [on("submit", "2026-11-20"), on("accept", "2026-11-23")];
    for (const action of ["approve", "effect", "close", "rate", "save"] as const)
      expect(dueDay([...history, on(action, "2026-11-24")], 3)).toBe("2026-11-26");
  });
});
