/** The questions that weights are learnt from and judged by: our own, those beyond us, and a foreign set. */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Searchable } from "../../../server/src/knowledge/entry.ts";
import { entries } from "../../../server/src/knowledge/index.ts";
import { createSearch, type Search } from "../../../server/src/knowledge/retrieval/index.ts";
import { beyondUs } from "../beyond-us.ts";

/** One question with the right entries, against one knowledge base. */
export interface Case {
  search: Search<Searchable>;
  text: string;
  right: ReadonlySet<string>;
  share: number;
  /** Where it is asked: of ours without similar questions, of ours with them, of ours without the entry, of others. */
  set: "bare" | "full" | "left-out" | "others";
}

export function ownCases(): Case[] {
  const cases: Case[] = [];
  const none = new Set<string>();
  const plain = (entry: Searchable): Searchable => ({ id: entry.id, question: entry.question, answer: entry.answer });
  const bare = createSearch(entries.map(plain));
  const full = createSearch<Searchable>(entries);
  for (const entry of entries) {
    const right = new Set([entry.id]);
    for (const [number, way] of entry.similar.entries()) {
      cases.push({ search: bare, text: way, right, share: 1, set: "bare" });
      const others = entry.similar.filter((other) => other !== way);
      const without = entries.map((one) => (one === entry ? { ...one, similar: others } : one));
      cases.push({
        search: createSearch<Searchable>(without),
        text: way,
        right,
        share: number < 2 ? 1 : 0.5,
        set: "full",
      });
    }
    const leftOut = createSearch<Searchable>(entries.filter((one) => one !== entry));
    for (const text of [entry.question, ...entry.similar.slice(0, 1)])
      cases.push({ search: leftOut, text, right: none, share: 0.5, set: "left-out" });
  }
  for (const text of beyondUs)
    cases.push(
      { search: bare, text, right: none, share: 1, set: "bare" },
      { search: full, text, right: none, share: 1, set: "full" },
    );
  return cases;
}

const rowsOf = (file: string): Record<string, unknown>[] =>
  readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line));

export function foreignCases(folder: string): Case[] {
  const base = rowsOf(path.join(folder, "kb.jsonl")) as unknown as Searchable[];
  const search = createSearch(base);
  const asked = rowsOf(path.join(folder, "queries-dev.jsonl")).map((row): Case => {
    const also = Array.isArray(row["also"]) ? row["also"] : [];
    const right = new Set(row["kb_id"] === null ? [] : [String(row["kb_id"]), ...also.map(String)]);
    return { search, text: String(row["query"]), right, share: 1, set: "others" };
  });
  return [...asked, ...beyondUs.map((text): Case => ({ search, text, right: new Set(), share: 0.5, set: "others" }))];
}

/** Ours are many and of one hand; what was asked elsewhere by many hands teaches more: together four times as much. */
const OTHERS = 4;
export function balanced(own: readonly Case[], others: readonly Case[]): Case[] {
  const sum = (some: readonly Case[]) => some.reduce((total, one) => total + one.share, 0);
  const factor = others.length === 0 || own.length === 0 ? 1 : (OTHERS * sum(own)) / sum(others);
  return [...own, ...others.map((one) => ({ ...one, share: one.share * factor }))];
}
