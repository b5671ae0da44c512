import { createHash } from "node:crypto";
import * as v from "valibot";
import { isDay } from "@wsi/shared/values";
import {
  knowledgeAudienceName,
  knowledgeDraftSchema,
  knowledgeIdSchema,
  knowledgeTrustName,
  type KnowledgeDraft,
} from "@wsi/shared/contract";
import { asksOf, tidy } from "../draft.ts";
import { labelOf, WHOLE_ROW, type ColumnKey } from "./columns.ts";

/** One row of a file as it was found, before anything is believed of it. */
export interface RawRow {
  /** The line of the file or the row of the sheet, from 1. */
  row: number;
  cells: Readonly<Partial<Record<ColumnKey, unknown>>>;
}
export interface Problem {
  row: number;
  column: string;
  reason: string;
}
export interface GoodRow {
  row: number;
  id: string;
  draft: KnowledgeDraft;
}

/** Why a cell cannot be read; caught by `readRow`. */
class Unreadable extends Error {}
const wrong = (reason: string): never => {
  throw new Unreadable(reason);
};

const isBlank = (cell: unknown): cell is undefined | null | "" =>
  cell === undefined || cell === null || (typeof cell === "string" && cell.trim() === "");

function textOf(cell: unknown): string {
  if (isBlank(cell)) return "";
  if (typeof cell === "string") return cell.replaceAll("\r\n", "\n").trim();
  if (typeof cell === "number" || typeof cell === "boolean") return String(cell);
  return wrong("应该是文字");
}

function listOf(cell: unknown, separator: RegExp): string[] {
  if (isBlank(cell)) return [];
  if (Array.isArray(cell)) {
    if (cell.some((one) => typeof one !== "string" && typeof one !== "number")) wrong("列表里只能是文字");
    return cell.map((one) => String(one).trim()).filter(Boolean);
  }
  return textOf(cell)
    .split(separator)
    .map((one) => one.trim())
    .filter(Boolean);
}
const LINES = /\n+/;
/** Short words: one a line, or all on one line. */
const WORDS = /[；;|、，,]+/;
const wordsOf = (cell: unknown) => listOf(cell, typeof cell === "string" && cell.trim().includes("\n") ? LINES : WORDS);

function dayOf(cell: unknown): string | null {
  if (isBlank(cell)) return null;
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? wrong("日期不对") : cell.toISOString().slice(0, 10);
  const text = textOf(cell);
  const [, year = "", month = "", day = ""] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? [];
  const plain = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return isDay(plain) ? plain : wrong("日期要写成 2026-01-31 这样，并且是真有的一天");
}

function yearOf(cell: unknown): number | null {
  if (isBlank(cell) || cell === "不分年度") return null;
  const text = textOf(cell).replace(/年(度)?$/, "");
  return /^\d{4}$/.test(text) ? Number(text) : wrong("政策年度要写成四位数字，如 2026");
}

/** A code of the contract, or its Chinese name. */
function codeOf<C extends string>(text: string, names: Readonly<Record<C, string>>, what: string): C {
  const found = (Object.entries(names) as [C, string][]).find(([code, name]) => code === text || name === text);
  return found ? found[0] : wrong(`没有「${text.slice(0, 20)}」这种${what}，可填：${Object.values(names).join("、")}`);
}

const audienceOf = (cell: unknown): KnowledgeDraft["audience"] =>
  wordsOf(cell)
    .filter((one) => one !== "所有人")
    .map((one) => codeOf(one, knowledgeAudienceName, "适用人群"));

function itemsOf(cell: unknown): KnowledgeDraft["linkedItems"] {
  if (Array.isArray(cell))
    return cell.map((one: unknown) => {
      const { code, label } = (typeof one === "object" && one !== null ? one : {}) as Record<string, unknown>;
      return typeof code === "string" && typeof label === "string" ? { code, label } : wrong("要有事项编号和按钮文字");
    });
  return listOf(cell, LINES).map((line) => {
    // Longer than both may be; the pattern below is slow with very long lines.
    if (line.length > 200) return wrong("按钮文字或事项编号太长");
    const [, label, code] = /^(.+?)\s*[（(]\s*([^（）()]+?)\s*[）)]$/.exec(line) ?? [];
    return label !== undefined && code !== undefined ? { code, label } : wrong("要写成：按钮文字（事项编号）");
  });
}

function sourceOf(cells: RawRow["cells"]): KnowledgeDraft["source"] {
  const { source } = cells;
  const parts = (typeof source === "object" && source !== null && !Array.isArray(source) ? source : undefined) as
    | Record<string, unknown>
    | undefined;
  const title = parts ? textOf(parts["title"]) : textOf(source);
  const article = textOf(parts?.["article"] ?? cells.article);
  return { title, article: article === "" ? null : article };
}

const readers = {
  question: ({ question }: RawRow["cells"]) => textOf(question),
  similar: ({ similar }: RawRow["cells"]) => listOf(similar, LINES),
  keywords: ({ keywords }: RawRow["cells"]) => wordsOf(keywords),
  answer: ({ answer }: RawRow["cells"]) => textOf(answer),
  topic: ({ topic }: RawRow["cells"]) => textOf(topic) || "综合",
  audience: ({ audience }: RawRow["cells"]) => audienceOf(audience),
  policyYear: ({ policyYear }: RawRow["cells"]) => yearOf(policyYear),
  effectiveFrom: ({ effectiveFrom }: RawRow["cells"], today: string) => dayOf(effectiveFrom) ?? today,
  expires: ({ expires }: RawRow["cells"]) => dayOf(expires),
  source: (cells: RawRow["cells"]) => sourceOf(cells),
  trust: ({ trust }: RawRow["cells"]) =>
    isBlank(trust) ? ("check" as const) : codeOf(textOf(trust), knowledgeTrustName, "可信程度"),
  linkedItems: ({ linkedItems }: RawRow["cells"]) => itemsOf(linkedItems),
  supersedes: ({ supersedes }: RawRow["cells"]) => wordsOf(supersedes),
};

const isColumn = (key: string): key is ColumnKey => key in labelOf;
const labelAt = (key: string): string => (isColumn(key) ? labelOf[key] : WHOLE_ROW);

/** Stands for an entry without an id of its own: the same question comes to the same id. */
const idFor = (question: string) => `k-${createHash("sha256").update(asksOf(question)).digest("hex").slice(0, 10)}`;

/** A row as an entry, or everything that is wrong with it. `today` is the Beijing day. */
export function readRow({ row, cells }: RawRow, today: string): GoodRow | Problem[] {
  const problems: Problem[] = [];
  const found: Record<string, unknown> = {};
  const attempt = (key: string, read: () => unknown) => {
    try {
      found[key] = read();
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      problems.push({ row, column: labelAt(key), reason: error.message });
    }
  };
  for (const [key, read] of Object.entries(readers)) attempt(key, () => read(cells, today));
  attempt("id", () => textOf(cells.id));
  const { id: givenId, ...rest } = found;
  const broken = new Set(problems.map((one) => one.column));
  const report = (issues: readonly v.BaseIssue<unknown>[], at: (issue: v.BaseIssue<unknown>) => string) => {
    for (const issue of issues) {
      const column = at(issue);
      // What could not even be read was said already.
      if (!broken.has(column)) problems.push({ row, column, reason: issue.message });
    }
  };
  const draft = v.safeParse(knowledgeDraftSchema, rest);
  if (!draft.success) report(draft.issues, (issue) => labelAt((v.getDotPath(issue) ?? "").split(".")[0] ?? ""));
  if (draft.success && draft.output.expires !== null && draft.output.expires < draft.output.effectiveFrom)
    problems.push({ row, column: labelOf.expires, reason: "失效日期早于生效日期" });
  const named = typeof givenId === "string" && givenId !== "";
  const id = v.safeParse(knowledgeIdSchema, named ? givenId : idFor(draft.success ? draft.output.question : ""));
  if (!id.success) report(id.issues, () => labelOf.id);
  return problems.length === 0 && draft.success && id.success
    ? { row, id: id.output, draft: tidy(draft.output) }
    : problems;
}
