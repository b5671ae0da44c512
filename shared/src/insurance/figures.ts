import { figureKinds, type FigureKind, type FigureValues } from "./figure-kinds.ts";
import { policyYearOf } from "./policy-year.ts";

/** How far a source can be trusted: a law that was read, an official notice, a newspaper, a third party, our own reading. */
export type FigureTrust = "law" | "official" | "news" | "weak" | "ours";

export interface Figure<V = Readonly<Record<string, number>>> {
  /** First month it holds, 'YYYY-MM'. */
  from: string;
  /** Last month; absent: until the next row begins. */
  until?: string;
  value: V;
  source: string;
  trust: FigureTrust;
  /** True once the bureau has confirmed it. */
  verified: boolean;
  /** Number 文号 and address of the notice, when verified. */
  document?: string;
  link?: string;
}

/**
 * One consistent state of all policy figures, plain data. Each kind's rows are sorted by `from` and never overlap. A snapshot never
 * changes: an approval makes the next `version`, and what was computed can name the one it used.
 */
export interface Figures {
  version: number;
  rows: { readonly [K in FigureKind]: readonly Figure<FigureValues[K]>[] };
}

export const covers = ({ from, until }: Pick<Figure, "from" | "until">, month: string): boolean =>
  from <= month && (until === undefined || month <= until);

/** The row of a month; where none covers it, the nearest earlier one stands in, or the first. Undefined: nothing was ever entered. */
export function findFigure<K extends FigureKind>(
  figures: Figures,
  kind: K,
  month: string,
): Figure<FigureValues[K]> | undefined {
  const rows: readonly Figure<FigureValues[K]>[] = figures.rows[kind];
  return rows.findLast((row) => row.from <= month) ?? rows[0];
}

/** `findFigure` for kinds that the seed has: throws when there is none at all. */
export function figureAt<K extends FigureKind>(figures: Figures, kind: K, month: string): Figure<FigureValues[K]> {
  const found = findFigure(figures, kind, month);
  if (!found) throw new Error(`no figures of ${kind} at all`);
  return found;
}
export const valueAt = <K extends FigureKind>(figures: Figures, kind: K, month: string): FigureValues[K] =>
  figureAt(figures, kind, month).value;

/** A table's rows, smallest key first. */
export const tableOf = (value: Readonly<Record<string, number>>): [number, number][] =>
  Object.entries(value)
    .map(([key, number]): [number, number] => [Number(key), number])
    .toSorted(([a], [b]) => a - b);
/** The entry of the largest key that is not above `at`. */
export const stepOf = (value: Readonly<Record<string, number>>, at: number): number | undefined =>
  tableOf(value).findLast(([from]) => from <= at)?.[1];

/**
 * 以公布为准, the only way it is said: set when the year of `month` has no row of its own and `row` stands in for it. Figures that
 * hold until they change never need it.
 */
export function standIn(kind: FigureKind, row: Pick<Figure, "from" | "until">, month: string): string | undefined {
  const { cadence, name } = figureKinds[kind];
  if (cadence === "until-changed" || covers(row, month)) return undefined;
  if (cadence === "calendar-year")
    return `${month.slice(0, 4)} 年${name}尚未录入，按 ${row.from.slice(0, 4)} 年的估算，以公布为准`;
  return `${policyYearOf(month)} 年度标准尚未录入，按 ${policyYearOf(row.from)} 年度标准估算，以公布为准`;
}
