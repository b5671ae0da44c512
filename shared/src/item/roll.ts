import { parseAnswer, printAnswer, sampleAnswer, type Field } from "../field/index.ts";
import { Money, unreadable, type Parsed } from "../values/index.ts";

/**
 * A roll 花名册: one matter for many people, a row each, in a spreadsheet. Its columns are questions of the same kinds as a form's, so a
 * row is judged as the form for one person would be.
 */
export interface RollDefinition {
  /** kebab-case English, for ever. */
  code: string;
  /** The item it is the batch of: whoever may do that for an employer may send in the roll. */
  item: string;
  /** As people look for it. */
  name: string;
  /** Name of the sheet and of the template. */
  title: string;
  /** What follows when it is confirmed, one sentence each. */
  consequences: readonly string[];
  /** What must be chosen before the file is sent. */
  of?: "project";
  /** What one should know before filling it in. */
  advice: string;
  columns: Readonly<Record<string, Field>>;
  /** Column whose value may stand in one row only. */
  unique: string;
}

/** A cell as a spreadsheet gives it; `lossy`: the sheet kept it as a number and has lost its end. */
export type RollCell = string | { lossy: string };
/** By column key; Chinese, says how to mend it. */
export type RowProblems = Record<string, string>;

const words = ["是", "否"] as const;
/** What stands before a bracket, so that 「60%（最低）」 may be written 60%. */
const short = (label: string) => label.replace(/[（(].*$/, "").trim();

/** The words a column takes: what a drop-down offers. */
export function wordsOf(asked: Field): string[] | undefined {
  if (asked.kind === "yesNo") return [...words];
  if (asked.kind === "choice") return Object.values<string>(asked.options);
  return undefined;
}

const keyOf = (options: Readonly<Record<string, string>>, word: string): string | undefined =>
  Object.entries(options).find(([key, label]) => label === word || short(label) === word || key === word)?.[0];

/** Turns the text of a cell into what the question takes over the wire. */
function fromCell(asked: Field, cell: RollCell): Parsed<unknown> {
  if (typeof cell !== "string")
    return unreadable("表格把这一格存成了数字，末几位已经变了：请把整列设为「文本」，再重新填写");
  const text = cell.normalize("NFKC").trim();
  switch (asked.kind) {
    case "money":
      return Money.parse(text);
    case "month":
      // A month that is typed into a sheet becomes its first day.
      return { ok: true, value: text.replace(/^(\d{4}-\d{2})-01$/, "$1") };
    case "yesNo":
      return text === "是" || text === "否"
        ? { ok: true, value: text === "是" }
        : unreadable(`「${asked.label}」请填「是」或「否」`);
    case "choice": {
      const key = keyOf(asked.options, text) ?? keyOf(asked.options, cell.trim());
      return key === undefined
        ? unreadable(`「${asked.label}」没有「${text.slice(0, 20)}」这一种，请从下拉列表里选`)
        : { ok: true, value: key };
    }
    case "choices": {
      const keys = text.split(/[、,，;；/ ]+/).map((word) => keyOf(asked.options, word) ?? "");
      return keys.includes("")
        ? unreadable(`「${asked.label}」请填：${Object.values<string>(asked.options).join("、")}，多个用顿号隔开`)
        : { ok: true, value: [...new Set(keys)] };
    }
    default:
      return { ok: true, value: text };
  }
}

/** Where each column of the roll stands among the heads; or what is wrong with the heads, one sentence each. */
export function matchHeads(
  roll: RollDefinition,
  heads: readonly string[],
): { ok: true; at: Readonly<Record<string, number>> } | { ok: false; problems: string[] } {
  const problems: string[] = [];
  const at: Record<string, number> = {};
  for (const [key, asked] of Object.entries(roll.columns)) {
    const label = asked.label.replaceAll(/\s/g, "");
    const found = heads.flatMap((head, index) => (head === label ? [index] : []));
    if (found.length > 1) problems.push(`「${asked.label}」这一列出现了 ${found.length} 次，请只留一列`);
    if (found[0] !== undefined) at[key] = found[0];
    else if (!asked.optional) problems.push(`缺少「${asked.label}」这一列：请下载模板，不要改表头`);
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, at };
}

/** Judges one row. A column that may be empty and is, is left out of the values. */
export function checkRow(
  roll: RollDefinition,
  cells: Readonly<Record<string, RollCell>>,
  today: string,
): { ok: true; values: Record<string, unknown> } | { ok: false; problems: RowProblems } {
  const values: Record<string, unknown> = {};
  const problems: RowProblems = {};
  for (const [key, asked] of Object.entries(roll.columns)) {
    const cell = cells[key] ?? "";
    if (cell === "") {
      if (!asked.optional) problems[key] = `请填写「${asked.label}」`;
      continue;
    }
    const raw = fromCell(asked, cell);
    const read = raw.ok ? parseAnswer(asked, raw.value, today) : raw;
    if (read.ok) values[key] = read.value;
    else problems[key] = read.message;
  }
  return Object.keys(problems).length > 0 ? { ok: false, problems } : { ok: true, values };
}

/** Rows whose unique value stands in an earlier row: index → the row it repeats. */
export function repeated(
  roll: RollDefinition,
  rows: readonly Readonly<Record<string, unknown>>[],
): Map<number, number> {
  const first = new Map<unknown, number>();
  const again = new Map<number, number>();
  for (const [index, row] of rows.entries()) {
    const value = row[roll.unique];
    if (value === undefined) continue;
    const before = first.get(value);
    if (before === undefined) first.set(value, index);
    else again.set(index, before);
  }
  return again;
}

/** How a value would be written in the sheet: the example of a template. */
export function sampleCell(asked: Field, today: string): string {
  const value = sampleAnswer(asked, 1, today);
  const printed = printAnswer(asked, value);
  return asked.kind === "money" ? printed.replaceAll(/[,元\s]/g, "") : asked.kind === "date" ? String(value) : printed;
}
