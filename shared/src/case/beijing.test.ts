import { describe, expect, it } from "vitest";
import { beijingDay, beijingInstant, beijingMoment, beijingTime, inBeijing } from "./beijing.ts";

describe("the clock in Beijing", () => {
  it("begins its day at 16:00 in Greenwich", () => {
    expect(beijingDay("2026-11-23T15:59:59.999Z")).toBe("2026-11-23");
    expect(beijingDay("2026-11-23T16:00:00Z")).toBe("2026-11-24");
    expect(beijingDay(new Date("2026-12-31T16:00:00Z"))).toBe("2027-01-01");
  });

  it("shows the minute that has begun", () => {
    expect(beijingTime("2026-11-23T01:05:59.999Z")).toBe("09:05");
    expect(inBeijing(new Date("2026-11-23T16:00:00Z"))).toEqual({ day: "2026-11-24", time: "00:00" });
    expect(beijingMoment("2026-11-23T06:20:00Z")).toBe("2026-11-23 14:20");
  });

  it("leads back to the instant", () => {
    expect(beijingInstant("2026-11-24").toISOString()).toBe("2026-11-23T16:00:00.000Z");
    expect(beijingMoment(beijingInstant("2026-02-28", "23:59"))).toBe("2026-02-28 23:59");
    expect(beijingInstant("2026-11-23", "24:00")).toEqual(beijingInstant("2026-11-24"));
  });
});
