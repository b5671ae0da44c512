import type { Marks } from "./marks.ts";
import { pointsOf, type Rubric } from "./rubric.ts";

/** Two who scored the same talk without seeing each other's. */
export interface Pair {
  rubric: Rubric;
  first: { marks: Marks; total: number };
  second: { marks: Marks; total: number };
}
export interface Agreement {
  pairs: number;
  /** Points given exactly alike, out of those both judged; the two numbers, so that a share of little is seen to be one. */
  alike: number;
  judged: number;
  /** Mean distance of the totals, in tenths of a point; null without pairs. */
  apart: number | null;
  /** Talks in which one saw a critical error and the other did not. */
  verdictsApart: number;
  /** By name of the point, the most disputed first. */
  points: { name: string; alike: number; judged: number }[];
}

export function agreementOf(pairs: readonly Pair[]): Agreement {
  const points = new Map<string, { name: string; alike: number; judged: number }>();
  for (const { rubric, first, second } of pairs)
    for (const point of pointsOf(rubric)) {
      const [one, other] = [first, second].map(({ marks }) => marks.points.find((mark) => mark.id === point.id));
      if (!one || !other) continue;
      const found = points.get(point.name) ?? { name: point.name, alike: 0, judged: 0 };
      points.set(point.name, {
        ...found,
        alike: found.alike + Number(one.points === other.points),
        judged: found.judged + 1,
      });
    }
  const all = [...points.values()];
  const sum = (of: (one: Pair) => number) => pairs.reduce((before, one) => before + of(one), 0);
  return {
    pairs: pairs.length,
    alike: all.reduce((before, one) => before + one.alike, 0),
    judged: all.reduce((before, one) => before + one.judged, 0),
    apart:
      pairs.length === 0 ? null : Math.round(sum((one) => Math.abs(one.first.total - one.second.total)) / pairs.length),
    verdictsApart: sum((one) => Number(one.first.marks.criticals.length > 0 !== one.second.marks.criticals.length > 0)),
    points: all.toSorted((a, b) => a.alike / a.judged - b.alike / b.judged || b.judged - a.judged),
  };
}
