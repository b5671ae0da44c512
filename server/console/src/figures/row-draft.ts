/** A row while it is typed: everything is text until it is sent. */
import { figureKinds, type Figure, type FigureKind, type FigureKindInfo } from "@wsi/shared/insurance";
import { addMonths } from "@wsi/shared/values";
import { readNumber, typedNumber } from "./numbers.ts";

export interface RowDraft {
  from: string;
  until: string;
  /** Fixed names or the lines of a table, in order. */
  numbers: { key: string; text: string }[];
  source: string;
  trust: Figure["trust"];
  verified: boolean;
  document: string;
  link: string;
}

const infoOf = (kind: FigureKind): FigureKindInfo => figureKinds[kind];

/** The row as it is, to be changed. */
export function draftOf(kind: FigureKind, row: Figure): RowDraft {
  const info = infoOf(kind);
  const texts =
    "fields" in info
      ? Object.entries(info.fields).map(([key, part]) => ({ key, text: typedNumber(row.value[key] ?? 0, part.unit) }))
      : Object.entries(row.value).map(([key, number]) => ({
          key: typedNumber(Number(key), info.key.unit),
          text: typedNumber(number, info.value.unit),
        }));
  const { from, until = "", source, trust, verified, document = "", link = "" } = row;
  return { from, until, numbers: texts, source, trust, verified, document, link };
}

/** A new one: the lines of the newest row, its numbers left open so that none is carried over unseen. */
export function blankOf(kind: FigureKind, from: string, like: Figure | undefined): RowDraft {
  const info = infoOf(kind);
  const keys =
    "fields" in info
      ? Object.keys(info.fields)
      : Object.keys(like?.value ?? {}).map((key) => typedNumber(Number(key), info.key.unit));
  return {
    from,
    until: figureKinds[kind].cadence === "until-changed" ? "" : addMonths(from, 11),
    numbers: (keys.length > 0 ? keys : [""]).map((key) => ({ key, text: "" })),
    source: "",
    trust: "official",
    verified: false,
    document: "",
    link: "",
  };
}

/** What is sent, or what cannot be read, by the field's name. */
export function rowOf(kind: FigureKind, draft: RowDraft): { row: Figure } | { problems: Record<string, string> } {
  const info = infoOf(kind);
  const problems: Record<string, string> = {};
  const value: Record<string, number> = {};
  for (const [at, { key, text }] of draft.numbers.entries()) {
    const part = "fields" in info ? info.fields[key] : info.value;
    const name = "fields" in info ? key : readNumber(key, info.key.unit);
    const number = part && readNumber(text, part.unit);
    if (name === undefined) problems[`key-${at}`] = "这一格没填，或者不是数字";
    else if (number === undefined) problems[`number-${at}`] = "没填，或者数不对";
    else if (String(name) in value) problems[`key-${at}`] = "和上面重复了";
    else value[String(name)] = number;
  }
  if (!/^\d{4}-\d{2}$/.test(draft.from)) problems["from"] = "请选从哪个月起";
  if (Object.keys(problems).length > 0) return { problems };
  const { from, until, source, trust, verified, document, link } = draft;
  return {
    row: {
      from,
      ...(until === "" ? {} : { until }),
      value,
      source: source.trim(),
      trust,
      verified,
      ...(document.trim() === "" ? {} : { document: document.trim() }),
      ...(link.trim() === "" ? {} : { link: link.trim() }),
    },
  };
}
