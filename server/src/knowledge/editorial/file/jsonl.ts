import type { KnowledgeDraft } from "@wsi/shared/contract";
import { WHOLE_ROW, columnKeys } from "./columns.ts";
import type { Problem, RawRow } from "./row.ts";

/** One JSON object a line, UTF-8. Keys that we do not know are left alone: other people's files have more. */
export function parseJsonl(text: string): { rows: RawRow[]; problems: Problem[] } {
  const rows: RawRow[] = [];
  const problems: Problem[] = [];
  const lines = text.replace(/^\ufeff/, "").split(/\r?\n/);
  for (const [index, line] of lines.entries()) {
    if (line.trim() === "") continue;
    const row = index + 1;
    const value = parsed(line);
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      problems.push({ row, column: WHOLE_ROW, reason: '不是一行完整的 JSON 对象，例如 {"question":…,"answer":…}' });
      continue;
    }
    const from = value as Record<string, unknown>;
    // Only own keys: a line may name __proto__.
    const cells = Object.fromEntries(columnKeys.flatMap((key) => (Object.hasOwn(from, key) ? [[key, from[key]]] : [])));
    rows.push({ row, cells });
  }
  return { rows, problems };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

export interface Exported {
  id: string;
  draft: KnowledgeDraft;
}

/** The same file that `parseJsonl` takes. */
export const printJsonl = (entries: readonly Exported[]): string =>
  entries.map(({ id, draft }) => `${JSON.stringify({ id, ...draft })}\n`).join("");
