import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../values/index.ts";
import {
  addWorkingDays,
  calendarKnows,
  isOpen,
  isWorkingDay,
  nextOpening,
  nextWorkingDay,
  workingDaysBetween,
} from "./calendar.ts";
import { dueDay } from "./deadline.ts";
import { holidays } from "./holidays.ts";

const day = fc.integer({ min: 0, max: 1_095 }).map((after) => addDays("2024-01-01", after));

describe("the calendar", () => {
  it("knows holidays, weekends, and weekends that are worked for a long holiday", () => {
    expect(isWorkingDay("2026-10-01")).toBe(false);
    expect(isWorkingDay("2026-10-07")).toBe(false);
    expect(isWorkingDay("2026-10-08")).toBe(true);
    expect(isWorkingDay("2026-10-10")).toBe(true);
    expect(isWorkingDay("2026-10-11")).toBe(false);
    expect(isWorkingDay("2024-02-18")).toBe(true);
    expect(isWorkingDay("2025-01-26")).toBe(true);
  });

  it("goes by weekdays and the law's own holidays in a year whose list is not published, and says that it does", () => {
    expect(calendarKnows("2026-11-23")).toBe(true);
    expect(calendarKnows("2031-10-01")).toBe(false);
    expect(isWorkingDay("2031-10-01")).toBe(false);
    expect(isWorkingDay("2031-10-06")).toBe(true);
    expect(isWorkingDay("2027-01-01")).toBe(false);
    expect(nextWorkingDay("2027-02-04")).toBe("2027-02-09");
    expect(isWorkingDay("2031-10-04")).toBe(false);
  });

  it("has only real days, each make-up day on a weekend, no holiday that is worked", () => {
    for (const [year, { free, worked, source }] of Object.entries(holidays)) {
      expect(source).toContain(year);
      for (const date of worked) {
        expect([0, 6]).toContain(new Date(`${year}-${date}T00:00:00Z`).getUTCDay());
        expect(free.some((span) => span.slice(0, 5) <= date && date <= span.slice(6))).toBe(false);
      }
      for (const span of free) expect(span.slice(0, 5) <= span.slice(6)).toBe(true);
    }
  });

  it("counts working days there and back, for any day and number", () => {
    fc.assert(
      fc.property(day, fc.nat(60), (from, count) => {
        const to = addWorkingDays(from, count);
        expect(workingDaysBetween(from, to)).toBe(count);
        expect(addWorkingDays(from, count + 1) > to).toBe(true);
        if (count > 0) expect(isWorkingDay(to)).toBe(true);
      }),
    );
  });

  it("crosses a long holiday: three working days after the last before 国庆", () => {
    expect(nextWorkingDay("2026-09-30")).toBe("2026-10-08");
    expect(addWorkingDays("2026-09-30", 3)).toBe("2026-10-10");
  });
});

describe("the desk's hours", () => {
  const at = (text: string) => new Date(`${text}:00+08:00`);

  it("are those of Beijing, with a break at noon", () => {
    expect(isOpen(at("2026-11-23T09:00"))).toBe(true);
    expect(isOpen(at("2026-11-23T12:00"))).toBe(false);
    expect(isOpen(at("2026-11-23T13:00"))).toBe(true);
    expect(isOpen(at("2026-11-23T17:00"))).toBe(false);
    expect(isOpen(at("2026-11-22T10:00"))).toBe(false);
  });

  it("open next later today, or on the next working day", () => {
    expect(nextOpening(at("2026-11-23T03:22"))).toEqual({ day: "2026-11-23", time: "09:00" });
    expect(nextOpening(at("2026-11-23T12:10"))).toEqual({ day: "2026-11-23", time: "13:00" });
    expect(nextOpening(at("2026-09-30T18:00"))).toEqual({ day: "2026-10-08", time: "09:00" });
  });
});

describe("the promised day", () => {
  const happened = (action: "submit" | "accept" | "return" | "resubmit", on: string) => ({
    action,
    at: `${on}T10:00:00+08:00`,
  });

  it("begins with the acceptance", () => {
    expect(dueDay([happened("submit", "2026-11-20")], 3)).toBeNull();
    expect(dueDay([happened("submit", "2026-11-20"), happened("accept", "2026-11-23")], 3)).toBe("2026-11-26");
  });

  it("stands still while the person mends, over weekends and holidays", () => {
    const accepted = [happened("accept", "2026-09-28"), happened("return", "2026-09-29")];
    expect(dueDay(accepted, 3)).toBe("waiting");
    // 30 September, 8 and 9 October do not count; 10 October is a Saturday that is worked.
    expect(dueDay([...accepted, happened("resubmit", "2026-10-09")], 3)).toBe("2026-10-12");
    expect(dueDay([...accepted, happened("resubmit", "2026-09-29")], 3)).toBe("2026-10-08");
  });

  it("is never earlier for having waited longer", () => {
    fc.assert(
      fc.property(day, fc.nat(5), fc.nat(20), fc.nat(20), (from, before, wait, more) => {
        const back = addDays(from, before);
        const due = (days: number) =>
          dueDay([happened("accept", from), happened("return", back), happened("resubmit", addDays(back, days))], 5);
        expect(String(due(wait + more)) >= String(due(wait))).toBe(true);
      }),
    );
  });

  it("is the day in Beijing, not in Greenwich", () => {
    expect(dueDay([{ action: "accept", at: "2026-11-23T17:00:00Z" }], 0)).toBe("2026-11-24");
  });
});
