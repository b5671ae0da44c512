import { dayKinds, type DayKind, type HourSpan } from "@wsi/shared/case";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { closedOn, timesOn, type TimesPlan } from "./times.ts";

const usual: HourSpan[] = [
  { from: "09:00", to: "12:00" },
  { from: "13:00", to: "17:00" },
];
const plan = (over: Partial<Record<DayKind, HourSpan[]>> = {}, more: Partial<TimesPlan> = {}): TimesPlan => ({
  days: Object.fromEntries(
    dayKinds.map((kind) => [kind, over[kind] ?? (["sat", "sun", "holiday"].includes(kind) ? [] : usual)]),
  ) as Record<DayKind, HourSpan[]>,
  special: [],
  slotMinutes: 30,
  ...more,
});

describe("the times of a window", () => {
  it("fill its hours, with a break at noon", () => {
    const times = timesOn(plan(), "2026-03-04");
    expect(times).toHaveLength(14);
    expect(times[5]).toEqual({ from: "11:30", to: "12:00" });
    expect(times[6]).toEqual({ from: "13:00", to: "13:30" });
  });

  it("leave out what is too short at the end of a span", () => {
    const times = timesOn(plan({ wed: [{ from: "09:00", to: "10:10" }] }), "2026-03-04");
    expect(times.at(-1)).toEqual({ from: "09:30", to: "10:00" });
  });

  it("are none at weekends and holidays, and there are some on a weekend day that is worked", () => {
    expect(timesOn(plan(), "2026-10-01")).toEqual([]);
    expect(closedOn(plan(), "2026-10-01")).toBe("法定节假日");
    expect(closedOn(plan(), "2026-03-07")).toBe("周末");
    expect(timesOn(plan(), "2026-10-10")).toHaveLength(14);
  });

  it("follow a special day with its reason", () => {
    const shut = plan({}, { special: [{ day: "2026-03-04", spans: [], why: "系统升级" }] });
    expect(closedOn(shut, "2026-03-04")).toBe("系统升级");
    expect(closedOn(shut, "2026-03-05")).toBeNull();
  });

  it("never overlap, never leave their hours, and are as long as they say", () => {
    const clock = fc.integer({ min: 0, max: 1440 });
    const cuts = fc.uniqueArray(clock, { minLength: 2, maxLength: 8 }).map((all) => all.toSorted((a, b) => a - b));
    const print = (at: number) => `${String(Math.floor(at / 60)).padStart(2, "0")}:${String(at % 60).padStart(2, "0")}`;
    fc.assert(
      fc.property(cuts, fc.constantFrom(10, 15, 20, 30, 60), (all, slotMinutes) => {
        const spans: HourSpan[] = [];
        for (let n = 0; n + 1 < all.length; n += 2)
          spans.push({ from: print(all[n] ?? 0), to: print(all[n + 1] ?? 0) });
        const times = timesOn(plan({ wed: spans }, { slotMinutes }), "2026-03-04");
        for (const [n, one] of times.entries()) {
          expect(spans.some((span) => span.from <= one.from && one.to <= span.to)).toBe(true);
          expect((times[n + 1]?.from ?? "99") >= one.to).toBe(true);
        }
        const whole = spans.reduce((sum, { from, to }) => {
          const [a, b] = [from, to].map((at) => Number(at.slice(0, 2)) * 60 + Number(at.slice(3)));
          return sum + Math.floor(((b ?? 0) - (a ?? 0)) / slotMinutes);
        }, 0);
        expect(times).toHaveLength(whole);
      }),
    );
  });
});
