import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { roundUp } from "../charts/scale.ts";
import { linesOf, type Moment } from "./chart-lines.ts";

const size = { width: 600, height: 200 };
const moment = (at: string, more: Partial<Moment> = {}): Moment => ({
  at,
  sent: 0,
  delivered: 0,
  failed: 0,
  unknown: 0,
  ...more,
});

describe("the chart of a broadcast", () => {
  it("leaves a gap where nothing was sent", () => {
    const { bars } = linesOf(
      [moment("2026-11-24T02:00:00Z", { sent: 5 }), moment("2026-11-24T02:09:00Z", { sent: 5 })],
      "minute",
      size,
    );
    expect(bars.map((bar) => Math.round(bar.x + bar.width / 2))).toEqual([30, 570]);
  });

  it("stacks what failed on what was sent, and ends at the top of the grid", () => {
    const { top, bars, dots } = linesOf(
      [moment("2026-11-24T02:00:00Z", { sent: 60, failed: 40, delivered: 50 })],
      "hour",
      size,
    );
    expect(top).toBe(100);
    expect(bars[0]?.parts).toEqual([
      { of: "sent", y: 80, height: 120 },
      { of: "failed", y: 0, height: 80 },
    ]);
    expect(dots).toEqual([{ at: "2026-11-24T02:00:00Z", x: 300, y: 100 }]);
  });

  it("draws nothing for nothing", () => {
    expect(linesOf([], "minute", size)).toEqual({ top: 1, bars: [], dots: [] });
  });

  it("has a grid that every number fits in, and that is not ten times too high", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000_000 }), (most) => {
        const top = roundUp(most);
        return top >= most && top < most * 10;
      }),
    );
  });
});
