/**
 * The two files of `kb -- ask`, which others write: UTF-8 with or without a mark at its beginning, any line ends, empty lines, keys that
 * we do not know. What cannot be meant is named by file and line; nothing is guessed.
 */
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import type { Searchable } from "../../server/src/knowledge/index.ts";

type Row = Readonly<Record<string, unknown>>;
type Id = string | number;

export interface Base {
  entries: Searchable[];
  /** By our text of it: the id as it was given. */
  ids: ReadonlyMap<string, Id>;
  notes: string[];
  problems: string[];
}
export interface Asked {
  id: unknown;
  query: string;
}

const isId = (value: unknown): value is Id =>
  (typeof value === "string" && value !== "") || (typeof value === "number" && Number.isFinite(value));

/** A list of texts; one text alone is a list of one. */
const texts = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).flatMap((one) => {
    if (typeof one === "number") return [String(one)];
    return typeof one === "string" && one.trim() !== "" ? [one] : [];
  });

async function readRows(file: string, take: (row: Row) => string | undefined): Promise<string[]> {
  const problems: string[] = [];
  let number = 0;
  for await (const line of createInterface({ input: createReadStream(file, "utf8"), crlfDelay: Infinity })) {
    number++;
    const text = number === 1 ? line.replace(/^\ufeff/, "") : line;
    if (text.trim() === "") continue;
    const problem = takeRow(text, take);
    if (problem !== undefined) problems.push(`${file} 第 ${number} 行：${problem}`);
  }
  return problems;
}

function takeRow(text: string, take: (row: Row) => string | undefined): string | undefined {
  let row: unknown;
  try {
    row = JSON.parse(text);
  } catch {
    row = undefined;
  }
  if (typeof row !== "object" || row === null || Array.isArray(row)) return "不是一行完整的 JSON 对象";
  return take(row as Row);
}

/** An id that comes again is another way of asking the same, since nobody could tell the two apart in a result. */
export async function readBase(file: string): Promise<Base> {
  const entries = new Map<string, Searchable & { similar: string[]; keywords: string[] }>();
  const ids = new Map<string, Id>();
  let again = 0;
  const problems = await readRows(file, (row) => {
    const { id, question, answer, topic } = row;
    if (!isId(id)) return "缺少 id（文字或数字）";
    if (typeof question !== "string" || question.trim() === "") return `「${id}」缺少 question`;
    const [similar, keywords] = [texts(row["similar"]), texts(row["keywords"])];
    const known = entries.get(String(id));
    if (known) {
      again++;
      known.similar.push(question, ...similar);
      known.keywords.push(...keywords);
      return undefined;
    }
    ids.set(String(id), id);
    entries.set(String(id), {
      id: String(id),
      question,
      answer: typeof answer === "string" ? answer : "",
      similar,
      keywords,
      ...(typeof topic === "string" ? { topic } : {}),
    });
    return undefined;
  });
  const notes = again === 0 ? [] : [`${file}：有 ${again} 行的 id 前面已经有过，当作同一条的另一种问法`];
  return { entries: [...entries.values()], ids, notes, problems };
}

/** An empty question is one, too: it is handed to a person. */
export async function readAsked(file: string): Promise<{ asked: Asked[]; problems: string[] }> {
  const asked: Asked[] = [];
  const problems = await readRows(file, ({ id, query }) => {
    if (typeof query !== "string") return "缺少 query（文字）";
    asked.push({ id, query });
    return undefined;
  });
  return { asked, problems };
}
