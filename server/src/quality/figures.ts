import type { QualityFigures, QualityMeans } from "@wsi/shared/contract";
import { agreementOf } from "@wsi/shared/quality";
import type { Counted } from "./counted.ts";

/**
 * What scored talks come to. Means are of the talks the draw chose: those looked at for a reason were chosen because something was wrong,
 * and would pull down whoever gets the hard talks.
 */

const mean = (totals: readonly number[]): number | null =>
  totals.length === 0 ? null : Math.round(totals.reduce((sum, one) => sum + one, 0) / totals.length);

function meansOf(rows: readonly Counted[]): QualityMeans {
  const totals = (drawn: boolean) => rows.filter((one) => one.drawn === drawn).map((one) => one.total);
  return {
    drawn: totals(true).length,
    average: mean(totals(true)),
    others: totals(false).length,
    othersAverage: mean(totals(false)),
    criticals: rows.filter((one) => one.critical).length,
  };
}

/** Rows by a name, in the order of the names. */
function apart<K>(rows: readonly Counted[], keyOf: (row: Counted) => K): [K, Counted[]][] {
  const found = new Map<K, Counted[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const known = found.get(key);
    if (known) known.push(row);
    else found.set(key, [row]);
  }
  return [...found];
}

interface Given {
  section: string;
  name: string;
  points: number;
  most: number;
}
/** Every point that was judged in drawn talks, critical error or not: what was done well stays done well. */
const givenIn = (rows: readonly Counted[]): Given[] =>
  rows
    .filter((one) => one.drawn)
    .flatMap(({ rubric, marks }) =>
      rubric.sections.flatMap((section) =>
        section.points.flatMap((point) => {
          const points = marks.points.find((one) => one.id === point.id)?.points ?? null;
          return points === null ? [] : [{ section: section.name, name: point.name, points, most: point.most }];
        }),
      ),
    );

function shares<T extends object>(given: readonly Given[], labelOf: (one: Given) => T) {
  const sums = new Map<string, { label: T; points: number; most: number; judged: number }>();
  for (const one of given) {
    const label = labelOf(one);
    const key = JSON.stringify(label);
    const known = sums.get(key) ?? { label, points: 0, most: 0, judged: 0 };
    sums.set(key, { label, points: known.points + one.points, most: known.most + one.most, judged: known.judged + 1 });
  }
  return [...sums.values()]
    .map(({ label, points, most, judged }) => ({ ...label, given: Math.round((points * 1000) / most), judged }))
    .toSorted((a, b) => a.given - b.given);
}

/** All but the names of groups and the span, which the caller knows. */
export function figuresOf(rows: readonly Counted[]): Omit<QualityFigures, "groups" | "from" | "to"> & {
  groups: (QualityMeans & { groupId: string | null })[];
} {
  const given = givenIn(rows);
  const appealed = rows.filter((one) => one.appeal !== null);
  const criticals = rows.flatMap(({ rubric, marks }) =>
    marks.criticals.map((one) => rubric.criticals.find((known) => known.id === one.id)?.name ?? one.id),
  );
  return {
    whole: meansOf(rows),
    agents: apart(rows, (one) => one.agent.id)
      .map(([id, theirs]) => ({
        id,
        name: theirs[0]?.agent.name ?? "",
        ...meansOf(theirs),
        appeals: theirs.filter((one) => one.appeal !== null).length,
        changed: theirs.filter((one) => one.appeal === "changed").length,
      }))
      .toSorted((a, b) => a.name.localeCompare(b.name, "zh-CN")),
    groups: apart(rows, (one) => one.groupId).map(([groupId, theirs]) => ({ groupId, ...meansOf(theirs) })),
    sections: shares(given, ({ section }) => ({ name: section })),
    points: shares(given, ({ section, name }) => ({ section, name })),
    criticals: [...new Set(criticals)]
      .map((name) => ({ name, count: criticals.filter((one) => one === name).length }))
      .toSorted((a, b) => b.count - a.count),
    appeals: {
      made: appealed.length,
      upheld: appealed.filter((one) => one.appeal === "upheld").length,
      changed: appealed.filter((one) => one.appeal === "changed").length,
    },
    agreement: agreementOf(rows.flatMap(({ rubric, pair }) => (pair === null ? [] : [{ rubric, ...pair }]))),
  };
}
