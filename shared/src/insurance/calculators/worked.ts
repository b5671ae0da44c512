import { Month, type Parsed } from "../../values/index.ts";
import { figureKinds, type FigureKind } from "../figure-kinds.ts";
import { covers, findFigure, standIn, type Figures, type FigureTrust } from "../figures.ts";

/** One line of an answer: an amount in fen, or words; `why` is its arithmetic. */
export interface WorkedLine {
  label: string;
  fen?: number;
  text?: string;
  why?: string;
  /** The one that the person has, or chose. */
  on?: true;
}
/** A figure that was used, so that people can look it up. */
export interface Basis {
  name: string;
  /** When it holds, in words. */
  period: string;
  source: string;
  trust: FigureTrust;
  /** 以公布为准: not confirmed by the bureau, or another year's. */
  asPublished: boolean;
  document?: string;
  link?: string;
}
/** What a calculator answers: the results first, then how they came about, then what they stand on. */
export interface Worked {
  results: WorkedLine[];
  groups: { title: string; lines: WorkedLine[] }[];
  basis: Basis[];
  /** 以公布为准, when the year's own figures are unknown. */
  remark?: string;
  notes: string[];
  /** The version of the policy figures. */
  figures: number;
}
export type Calculation = Parsed<Worked>;

/** '2023-07' → 2023年7月, with or without an end. */
const periodOf = (from: string, until: string | undefined): string =>
  until === undefined ? `${Month.print(from)}起` : `${Month.print(from)}至${Month.print(until)}`;

function basisOf(figures: Figures, kind: FigureKind, month: string): Basis[] {
  const { name } = figureKinds[kind];
  const row = findFigure(figures, kind, month);
  if (!row) return [{ name, period: "尚未录入", source: "等待公布", trust: "ours", asPublished: true }];
  const { source, trust, verified, document, link } = row;
  return [
    {
      name,
      period: periodOf(row.from, row.until),
      source,
      trust,
      asPublished: !verified || !covers(row, month),
      ...(document === undefined ? {} : { document }),
      ...(link === undefined ? {} : { link }),
    },
  ];
}

/** Puts together what was worked out for `months` with the figures it stands on; each kind is named once for each row used. */
export function workedOf(
  figures: Figures,
  months: readonly string[],
  kinds: readonly FigureKind[],
  parts: Pick<Worked, "results" | "groups" | "notes">,
): Worked {
  const basis = kinds.flatMap((kind) => months.flatMap((month) => basisOf(figures, kind, month)));
  const seen = new Map<string, Basis>();
  for (const one of basis) {
    const key = `${one.name} ${one.period}`;
    seen.set(key, { ...one, asPublished: one.asPublished || (seen.get(key)?.asPublished ?? false) });
  }
  const remark = kinds
    .flatMap((kind) => months.map((month) => ({ kind, month, row: findFigure(figures, kind, month) })))
    .map(({ kind, month, row }) => (row ? standIn(kind, row, month) : `${figureKinds[kind].name}尚未录入，以公布为准`))
    .find((words) => words !== undefined);
  return { ...parts, basis: [...seen.values()], ...(remark === undefined ? {} : { remark }), figures: figures.version };
}
