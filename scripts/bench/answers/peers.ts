/** What answers are measured beside: MiniSearch, and BM25 as the textbook has it, both over characters and pairs of characters. */
import MiniSearch from "minisearch";
import type { Searchable } from "../../../server/src/knowledge/entry.ts";
import { createSearch, judge, rated } from "../../../server/src/knowledge/index.ts";

export interface Result {
  id: string;
  /** Comparable across questions. */
  score: number;
}
export interface Engine {
  /** Best first. `decision` only when the engine decides for itself. */
  ask(text: string): { results: Result[]; decision?: "answer" | "menu" | "handoff" };
}
export type Build = (entries: readonly Searchable[]) => Engine;

const MOST = 10;
const grams = (text: string): string[] => {
  const chars = Array.from(text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ""));
  return chars.flatMap((char, at) => (at + 1 < chars.length ? [char, char + (chars[at + 1] ?? "")] : [char]));
};
const written = (entry: Searchable) => [entry.question, ...(entry.similar ?? [])].join("\n");

const ours: Build = (entries) => {
  const search = createSearch(entries);
  return {
    ask(text) {
      const query = search.read(text);
      const found = search.find(query, MOST);
      const judged = judge(query, found);
      const results = rated(found, judged).map(({ entry, score }) => ({ id: entry.id, score }));
      return { decision: judged.decision, results };
    },
  };
};

const miniSearch: Build = (entries) => {
  const index = new MiniSearch({ fields: ["question", "answer"], tokenize: grams, processTerm: (term) => term });
  index.addAll(entries.map((entry) => ({ id: entry.id, question: written(entry), answer: entry.answer })));
  const options = { boost: { question: 3 }, combineWith: "OR" } as const;
  return {
    ask: (text) => ({
      results: index
        .search(text, options)
        .slice(0, MOST)
        .map(({ id, score }) => ({ id: String(id), score })),
    }),
  };
};

const K1 = 1.2;
const B = 0.75;
const bm25: Build = (entries) => {
  const postings = new Map<string, Map<number, number>>();
  const lengths = entries.map((entry, doc) => {
    const terms = grams(`${written(entry)}\n${entry.answer}`);
    for (const term of terms) {
      const docs = postings.get(term) ?? new Map<number, number>();
      postings.set(term, docs.set(doc, (docs.get(doc) ?? 0) + 1));
    }
    return terms.length;
  });
  const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length);
  return {
    ask(text) {
      const scores = new Map<number, number>();
      for (const term of new Set(grams(text))) {
        const docs = postings.get(term);
        if (!docs) continue;
        const idf = Math.log(1 + (entries.length - docs.size + 0.5) / (docs.size + 0.5));
        for (const [doc, count] of docs) {
          const norm = count + K1 * (1 - B + (B * (lengths[doc] ?? 0)) / average);
          scores.set(doc, (scores.get(doc) ?? 0) + (idf * count * (K1 + 1)) / norm);
        }
      }
      return {
        results: [...scores]
          .toSorted(([, a], [, b]) => b - a)
          .slice(0, MOST)
          .map(([doc, score]) => ({ id: entries[doc]?.id ?? "", score })),
      };
    },
  };
};

export const engines: Readonly<Record<string, Build>> = { ours, MiniSearch: miniSearch, BM25: bm25 };
