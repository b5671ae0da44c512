// npm run kb -- fit [--also FOLDER]
// Fits the weights of ranking and of trust, and writes them into server/src/knowledge/retrieval/weights.ts. Learnt from our own entries: every
// similar question is asked as if nobody had written it down, in a bare knowledge base and in a full one; entries are left out so that
// their questions have no right answer; `beyond-us.ts` holds what is not ours at all. FOLDER may hold a knowledge base and questions from
// elsewhere (kb.jsonl, queries-dev.jsonl), so that the weights do not learn the manner of one author. Two dozen numbers, drawn towards
// plain prior ones: too few to learn anything by heart.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { entries } from "../../server/src/knowledge/index.ts";
import { trustNames, trustSignals, createSearch, signalNames } from "../../server/src/knowledge/retrieval/index.ts";
import type { Search } from "../../server/src/knowledge/retrieval/index.ts";
import type { Searchable } from "../../server/src/knowledge/entry.ts";
import { beyondUs } from "./beyond-us.ts";

const TARGET = new URL("../../server/src/knowledge/retrieval/weights.ts", import.meta.url);
const CANDIDATES = 40;
/** How much steeper the ranking's softmax is than its scores, so that scores stay around 0 … 6. */
const STEEPNESS = 2;

/** One question with the right entries, against one knowledge base. */
interface Case {
  search: Search<Searchable>;
  text: string;
  right: ReadonlySet<string>;
  share: number;
}

const prior: Readonly<Record<string, number>> = {
  text: 2,
  coverage: 1,
  closeness: 1.5,
  body: 1,
  scheme: 1.5,
  group: 1.7,
  event: 1.9,
  action: 1.6,
  aspect: 1.4,
  schemeMissing: -0.5,
  groupMissing: -0.7,
  eventMissing: -0.9,
  actionMissing: -0.6,
  aspectMissing: -0.7,
  schemeExtra: -1.5,
  groupExtra: -0.9,
  eventExtra: -1.2,
  actionExtra: -1.2,
  aspectExtra: -0.8,
  around: 1.4,
  conflict: -1.1,
  actionConflict: -0.3,
  exact: 1,
};

function ownCases(): Case[] {
  const cases: Case[] = [];
  const none = new Set<string>();
  const plain = (entry: Searchable): Searchable => ({ id: entry.id, question: entry.question, answer: entry.answer });
  const bare = createSearch(entries.map(plain));
  const full = createSearch<Searchable>(entries);
  for (const entry of entries) {
    const right = new Set([entry.id]);
    for (const [number, way] of entry.similar.entries()) {
      cases.push({ search: bare, text: way, right, share: 1 });
      const others = entry.similar.filter((other) => other !== way);
      const without = entries.map((one) => (one === entry ? { ...one, similar: others } : one));
      cases.push({ search: createSearch<Searchable>(without), text: way, right, share: number < 2 ? 1 : 0.5 });
    }
    const leftOut = createSearch<Searchable>(entries.filter((one) => one !== entry));
    for (const text of [entry.question, ...entry.similar.slice(0, 1)])
      cases.push({ search: leftOut, text, right: none, share: 0.5 });
  }
  for (const text of beyondUs)
    cases.push({ search: bare, text, right: none, share: 1 }, { search: full, text, right: none, share: 1 });
  return cases;
}

const rowsOf = (file: string): Record<string, unknown>[] =>
  readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line));

function casesOf(folder: string): Case[] {
  const base = rowsOf(path.join(folder, "kb.jsonl")) as unknown as Searchable[];
  const search = createSearch(base);
  const asked = rowsOf(path.join(folder, "queries-dev.jsonl")).map((row): Case => {
    const also = Array.isArray(row["also"]) ? row["also"] : [];
    const right = new Set(row["kb_id"] === null ? [] : [String(row["kb_id"]), ...also.map(String)]);
    return { search, text: String(row["query"]), right, share: 1 };
  });
  return [...asked, ...beyondUs.map((text): Case => ({ search, text, right: new Set(), share: 0.5 }))];
}

/** Softmax over the candidates of each question, by plain gradient ascent. */
function fitRanking(cases: readonly Case[]): Record<string, number> {
  const rows = cases.flatMap(({ search, text, right, share }) => {
    const found = search.find(search.read(text), CANDIDATES);
    if (!found.some((one) => right.has(one.entry.id))) return [];
    const signals = found.map((one) => signalNames.map((name) => one.signals[name]));
    return [{ signals, right: found.map((one) => right.has(one.entry.id)), share }];
  });
  const start = signalNames.map((name) => prior[name] ?? 0);
  const weights = [...start];
  const total = rows.reduce((sum, row) => sum + row.share, 0);
  const dot = (row: readonly number[]) => row.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), 0);
  for (let round = 0; round < 300; round++) {
    const slope = weights.map(() => 0);
    for (const { signals, right, share } of rows) {
      const scores = signals.map((row) => STEEPNESS * dot(row));
      const highest = Math.max(...scores);
      const parts = scores.map((score) => Math.exp(score - highest));
      const all = parts.reduce((sum, part) => sum + part, 0);
      const good = parts.reduce((sum, part, at) => sum + (right[at] ? part : 0), 0);
      for (const [at, row] of signals.entries()) {
        const part = parts[at] ?? 0;
        const pull = ((right[at] ? part / good : 0) - part / all) * share * STEEPNESS;
        if (Math.abs(pull) > 1e-6) for (let one = 0; one < row.length; one++) slope[one]! += pull * (row[one] ?? 0);
      }
    }
    for (let at = 0; at < weights.length; at++)
      weights[at]! += 0.5 * ((slope[at] ?? 0) / total - 0.01 * ((weights[at] ?? 0) - (start[at] ?? 0)));
  }
  return Object.fromEntries(signalNames.map((name, at) => [name, weights[at] ?? 0]));
}

/** Logistic regression: is the first one right? */
function fitTrust(cases: readonly Case[], ranking: Readonly<Record<string, number>>): Record<string, number> {
  const rows = cases.map(({ search, text, right, share }) => {
    const query = search.read(text);
    const found = search
      .find(query, CANDIDATES)
      .map((one) => ({
        ...one,
        score: signalNames.reduce((sum, name) => sum + (ranking[name] ?? 0) * one.signals[name], 0),
      }))
      .toSorted((a, b) => b.score - a.score);
    const signals = trustSignals(query, found);
    const first = found[0];
    return {
      signals: trustNames.map((name) => signals[name]),
      good: first && right.has(first.entry.id) ? 1 : 0,
      share,
    };
  });
  const weights = trustNames.map(() => 0);
  const total = rows.reduce((sum, row) => sum + row.share, 0);
  for (let round = 0; round < 3_000; round++) {
    const slope = weights.map(() => 0);
    for (const { signals, good, share } of rows) {
      const sum = signals.reduce((all, value, at) => all + value * (weights[at] ?? 0), 0);
      const off = (good - 1 / (1 + Math.exp(-sum))) * share;
      for (let at = 0; at < signals.length; at++) slope[at]! += off * (signals[at] ?? 0);
    }
    for (let at = 0; at < weights.length; at++)
      weights[at]! += 0.3 * ((slope[at] ?? 0) / total - (at > 0 ? 0.003 * (weights[at] ?? 0) : 0));
  }
  return Object.fromEntries(trustNames.map((name, at) => [name, weights[at] ?? 0]));
}

const { values } = parseArgs({ allowPositionals: true, options: { also: { type: "string" } } });
const also = values.also;
if (also !== undefined && !existsSync(path.join(also, "kb.jsonl"))) throw new Error(`${also} holds no kb.jsonl`);
/** Ours are many and of one hand; what was asked elsewhere by many hands teaches more: together four times as much. */
const OTHERS = 4;
function balanced(own: readonly Case[], others: readonly Case[]): Case[] {
  const sum = (some: readonly Case[]) => some.reduce((total, one) => total + one.share, 0);
  const factor = others.length === 0 ? 1 : (OTHERS * sum(own)) / sum(others);
  return [...own, ...others.map((one) => ({ ...one, share: one.share * factor }))];
}
const cases = balanced(ownCases(), also === undefined ? [] : casesOf(also));
const ranking = fitRanking(cases);
const trust = fitTrust(cases, ranking);
const print = (weights: Readonly<Record<string, number>>) =>
  Object.entries(weights)
    .map(([name, weight]) => `  ${name}: ${Number(weight.toFixed(3))},`)
    .join("\n");
writeFileSync(
  TARGET,
  `/** Written by \`npm run kb -- fit\`: do not edit. What the names mean stands in search.ts and confidence.ts. */
import type { TrustName } from "./confidence.ts";
import type { SignalName } from "./search.ts";

export const rankWeights: Readonly<Record<SignalName, number>> = {
${print(ranking)}
};

export const trustWeights: Readonly<Record<TrustName, number>> = {
${print(trust)}
};
`,
);
console.log(`weights fitted on ${cases.length} questions`);
