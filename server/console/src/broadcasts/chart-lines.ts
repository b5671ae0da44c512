/** The geometry of the chart of one broadcast, in units of a drawing of fixed size. */
import { roundUp } from "../charts/scale.ts";

export interface Moment {
  /** ISO instant: the beginning of the minute or hour. */
  at: string;
  sent: number;
  delivered: number;
  failed: number;
  unknown: number;
}
export interface Bar {
  at: string;
  x: number;
  width: number;
  /** From the bottom up; what is zero is left out. */
  parts: { of: "sent" | "failed" | "unknown"; y: number; height: number }[];
}
export interface ChartLines {
  /** The highest line of the grid: at least every bar. */
  top: number;
  bars: Bar[];
  /** Delivered, joined by a line. */
  dots: { at: string; x: number; y: number }[];
}

/** Moments stand where their time is: a gap in sending is a gap in the drawing. */
export function linesOf(
  moments: readonly Moment[],
  unit: "minute" | "hour",
  size: { width: number; height: number },
): ChartLines {
  const first = moments[0];
  const last = moments.at(-1);
  if (!first || !last) return { top: 1, bars: [], dots: [] };
  const step = unit === "minute" ? 60_000 : 3_600_000;
  const slots = Math.round((Date.parse(last.at) - Date.parse(first.at)) / step) + 1;
  const slot = size.width / slots;
  const width = Math.max(1, Math.min(48, slot * 0.7));
  const top = roundUp(Math.max(...moments.map((one) => Math.max(one.sent + one.failed + one.unknown, one.delivered))));
  const heightOf = (people: number) => (people / top) * size.height;
  const middle = (at: string) => ((Date.parse(at) - Date.parse(first.at)) / step + 0.5) * slot;
  return {
    top,
    bars: moments.map((one) => {
      let y = size.height;
      const parts = (["sent", "unknown", "failed"] as const).flatMap((of) => {
        if (one[of] === 0) return [];
        const height = Math.max(1, heightOf(one[of]));
        y -= height;
        return [{ of, y, height }];
      });
      return { at: one.at, x: middle(one.at) - width / 2, width, parts };
    }),
    dots: moments.some((one) => one.delivered > 0)
      ? moments.map((one) => ({ at: one.at, x: middle(one.at), y: size.height - heightOf(one.delivered) }))
      : [],
  };
}
