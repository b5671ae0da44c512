import { figureKinds, type Figure, type FigureKind, type FigureKindInfo } from "@wsi/shared/insurance";
import { Month } from "@wsi/shared/values";
import { shownNumber } from "./numbers.ts";

export const infoOf = (kind: FigureKind): FigureKindInfo => figureKinds[kind];

/** When a row holds: a year by its name, else its months. */
export function periodWords(kind: FigureKind, { from, until }: Pick<Figure, "from" | "until">): string {
  const { cadence } = figureKinds[kind];
  if (cadence === "policy-year") return `${from.slice(0, 4)} 年度`;
  if (cadence === "calendar-year") return `${from.slice(0, 4)} 年`;
  return until === undefined ? `${Month.print(from)}起` : `${Month.print(from)}至${Month.print(until)}`;
}
export const monthsWords = ({ from, until }: Pick<Figure, "from" | "until">): string =>
  until === undefined ? `${Month.print(from)}起` : `${Month.print(from)}至${Month.print(until)}`;

/** Every number of a row with what it is called. */
export function numbersOf(
  kind: FigureKind,
  value: Readonly<Record<string, number>>,
): { name: string; label: string; text: string }[] {
  const info = infoOf(kind);
  if ("fields" in info)
    return Object.entries(info.fields).map(([name, part]) => {
      const number = value[name];
      return { name, label: part.label, text: number === undefined ? "—" : shownNumber(number, part.unit) };
    });
  return Object.entries(value).map(([key, number]) => ({
    name: key,
    label:
      info.key.unit === "district"
        ? shownNumber(Number(key), "district")
        : `${info.key.label} ${shownNumber(Number(key), info.key.unit)}`,
    text: shownNumber(number, info.value.unit),
  }));
}

export function Numbers({ kind, row, before }: { kind: FigureKind; row: Figure; before?: Figure | null }) {
  const old = new Map(before ? numbersOf(kind, before.value).map((one) => [one.name, one.text]) : []);
  const gone = before ? numbersOf(kind, before.value).filter((one) => !(one.name in row.value)) : [];
  return (
    <dl className="fig-numbers">
      {numbersOf(kind, row.value).map((one) => {
        const was = old.get(one.name);
        const changed = before !== undefined && was !== one.text;
        return (
          <div key={one.name} className={changed ? "changed" : undefined}>
            <dt>{one.label}</dt>
            <dd>
              {changed && was !== undefined ? <del>{was}</del> : null} {one.text}
            </dd>
          </div>
        );
      })}
      {gone.map((one) => (
        <div key={one.name} className="changed">
          <dt>{one.label}</dt>
          <dd>
            <del>{one.text}</del> 去掉
          </dd>
        </div>
      ))}
    </dl>
  );
}
