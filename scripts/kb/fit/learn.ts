/** Two dozen numbers learnt from questions, drawn to plain prior ones: too few to learn anything by heart. */
import { signalNames, trustNames, trustSignals } from "../../../server/src/knowledge/retrieval/index.ts";
import type { Case } from "./cases.ts";

const CANDIDATES = 40;
/** How much steeper the ranking's softmax is than its scores, so that scores stay around 0 … 6. */
const STEEPNESS = 2;

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

/** What was found, once for all fits: looking is slower than learning. */
const looked = new WeakMap<Case["search"], Map<string, ReturnType<typeof lookUp>>>();
function lookUp({ search, text }: Case) {
  const query = search.read(text);
  return { query, found: search.find(query, CANDIDATES) };
}
function look(one: Case): ReturnType<typeof lookUp> {
  const known = looked.get(one.search) ?? new Map<string, ReturnType<typeof lookUp>>();
  looked.set(one.search, known);
  const found = known.get(one.text) ?? lookUp(one);
  known.set(one.text, found);
  return found;
}

/** What is found, in the order of these weights. */
export function ranked(one: Case, ranking: Readonly<Record<string, number>>) {
  const { query, found } = look(one);
  const scored = found.map((hit) => ({
    ...hit,
    score: signalNames.reduce((sum, name) => sum + (ranking[name] ?? 0) * hit.signals[name], 0),
  }));
  return { query, found: scored.toSorted((a, b) => b.score - a.score) };
}

/** Softmax over the candidates of each question, by plain gradient ascent. */
export function fitRanking(cases: readonly Case[]): Record<string, number> {
  const rows = cases.flatMap((one) => {
    const { right, share } = one;
    const { found } = look(one);
    if (!found.some((hit) => right.has(hit.entry.id))) return [];
    const signals = found.map((hit) => signalNames.map((name) => hit.signals[name]));
    return [{ signals, right: found.map((hit) => right.has(hit.entry.id)), share }];
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
export function fitTrust(cases: readonly Case[], ranking: Readonly<Record<string, number>>): Record<string, number> {
  const rows = cases.map((one) => {
    const { right, share } = one;
    const { query, found } = ranked(one, ranking);
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
