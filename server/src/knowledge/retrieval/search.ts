import type { Searchable } from "../entry.ts";
import { indexEntries, type EntryIndex } from "./index-of-entries.ts";
import { ownLexicon, type Concept, type ConceptKind, type Lexicon } from "./lexicon/index.ts";
import { createRepair, type Repair } from "./pinyin.ts";
import { read, type Reading } from "./reading.ts";
import { isPair, termOf, termsOf } from "./terms.ts";
import { withClauses } from "./normalise.ts";
import type { Field } from "./field.ts";
import { rankWeights } from "./weights.ts";

/** What speaks for and against one entry as the answer to one question; all of it comparable across questions. */
export const signalNames = [
  "text",
  "coverage",
  "closeness",
  "body",
  "scheme",
  "group",
  "event",
  "action",
  "aspect",
  "schemeMissing",
  "groupMissing",
  "eventMissing",
  "actionMissing",
  "aspectMissing",
  "schemeExtra",
  "groupExtra",
  "eventExtra",
  "actionExtra",
  "aspectExtra",
  "around",
  "conflict",
  "actionConflict",
  "exact",
] as const;
export type SignalName = (typeof signalNames)[number];
export type Signals = Readonly<Record<SignalName, number>>;

export interface Found<E> {
  entry: E;
  score: number;
  signals: Signals;
  /** Neighbouring subjects that this way of asking speaks of, and whether it names other cities. */
  outside: ReadonlySet<Concept>;
  /** The share of the question that the entry nowhere speaks of, its whole answer included: 0 … 1, rare words weighing more. */
  strange(): number;
  /** Whether those very words stand anywhere in the entry. */
  says(words: string): boolean;
}
export interface Query extends Reading {
  /** The share of its pairs of characters that the knowledge base knows. */
  known: number;
}
export interface Search<E> {
  read(text: string): Query;
  /** Best first. `allowed` leaves out what must not be given today. */
  find(query: Query, most: number, allowed?: (entry: E) => boolean): Found<E>[];
}

const CANDIDATES = 120;
/** In choosing candidates only. */
const BODY = 0.35;
const weight: Readonly<Record<ConceptKind, number>> = {
  scheme: 1.2,
  group: 0.8,
  event: 1.1,
  action: 1,
  aspect: 0.6,
  outside: 0,
  place: 0,
};
const isMain = ({ kind, name }: Concept) => kind === "scheme" && name !== "social";

interface Candidate {
  entry: number;
  /** Its ways of asking that share anything. */
  ways: { doc: number; text: number; covered: number }[];
  body: number;
}

/** The entries whose words are nearest, by the better of their ways of asking and their body. */
function choose(index: EntryIndex, query: Query, allowed: (entry: number) => boolean): Candidate[] {
  const { asking, body, best } = index;
  const docs = asking.match(query.terms);
  const bodies = body.match(query.terms);
  const seen: number[] = [];
  for (let at = 0; at < docs; at++) {
    const doc = asking.touched[at]!;
    const entry = index.owner(doc);
    const before = best[entry]!;
    // Number 0 is no document: 0 means none yet.
    if (before === 0) seen.push(entry);
    if (before === 0 || asking.score(doc) > asking.score(before - 1)) best[entry] = doc + 1;
  }
  const worth = (entry: number) => asking.score(best[entry]! - 1) + BODY * body.score(entry);
  // A list of the best so far, its weakest first to go.
  let weakest = -1;
  let kept: { entry: number; worth: number }[] = [];
  for (const entry of seen) {
    const one = worth(entry);
    if (one <= weakest || !allowed(entry)) continue;
    kept.push({ entry, worth: one });
    if (kept.length < 4 * CANDIDATES) continue;
    kept = kept.toSorted((a, b) => b.worth - a.worth).slice(0, CANDIDATES);
    weakest = kept.at(-1)?.worth ?? -1;
  }
  const candidates = kept
    .toSorted((a, b) => b.worth - a.worth)
    .slice(0, CANDIDATES)
    .map(({ entry }): Candidate => {
      const ways = index
        .ways(entry)
        .map((doc) => ({ doc, text: asking.score(doc), covered: asking.covered[doc]! }))
        .filter(({ covered }) => covered > 0);
      return { entry, ways, body: body.score(entry) };
    });
  for (const entry of seen) best[entry] = 0;
  asking.forget(docs);
  body.forget(bodies);
  return candidates;
}

function signalsOf(
  query: Query,
  own: readonly Concept[],
  around: readonly Concept[],
  rarity: (concept: Concept) => number,
  from: { text: number; coverage: number; closeness: number; body: number; exact: boolean },
): Signals {
  const signals: Record<string, number> = Object.fromEntries(signalNames.map((name) => [name, 0]));
  signals["text"] = from.text;
  signals["coverage"] = from.coverage;
  signals["closeness"] = from.closeness;
  signals["body"] = from.body;
  signals["exact"] = from.exact ? 1 : 0;
  const worthOf = (concept: Concept) => weight[concept.kind] * (0.3 + 0.7 * rarity(concept));
  let asked = 0;
  for (const [concept, share] of query.concepts) asked += worthOf(concept) * share;
  let said = 0;
  for (const concept of own) said += worthOf(concept);
  const shares = { asked: Math.max(0.8, asked), said: Math.max(0.8, said) };
  let [sharedActions, askedActions] = [0, 0];
  for (const [concept, share] of query.concepts) {
    const { kind } = concept;
    const worth = (worthOf(concept) * share) / shares.asked;
    if (kind === "action") askedActions++;
    const part = nearness(concept, own);
    if (part > 0 && kind === "action") sharedActions++;
    signals[kind]! += worth * part;
    if (part < 1) {
      signals[`${kind}Missing`]! += worth * (1 - part);
      if (around.includes(concept)) signals["around"]! += worth * (1 - part);
    }
  }
  let ownActions = 0;
  const askedConcepts = [...query.concepts.keys()];
  for (const concept of own) {
    if (concept.kind === "outside" || concept.kind === "place") continue;
    if (concept.kind === "action") ownActions++;
    signals[`${concept.kind}Extra`]! += ((1 - nearness(concept, askedConcepts)) * worthOf(concept)) / shares.said;
  }
  const asks = askedConcepts.filter(isMain);
  const has = own.filter(isMain);
  const meets = asks.some((one) => nearness(one, has) > 0);
  signals["conflict"] = asks.length > 0 && has.length > 0 && !meets ? 1 : 0;
  signals["actionConflict"] = askedActions > 0 && ownActions > 0 && sharedActions === 0 ? 1 : 0;
  return signals as Signals;
}

/** 1 when it is among them, less when only something akin is. */
function nearness(concept: Concept, among: readonly Concept[]): number {
  let nearest = 0;
  for (const other of among) {
    if (other === concept) return 1;
    nearest = Math.max(nearest, concept.akin.get(other.name) ?? 0);
  }
  return nearest;
}

/** All that an entry says. Made for one entry of a question only, the first. */
const wholeOf = ({ question, similar = [], keywords = [], answer }: Searchable): string =>
  withClauses([question, ...similar, ...keywords, answer].join("，"));
function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function strangeness(query: Query, whole: string, concepts: readonly Concept[], asking: Field): number {
  const spoken = new Set(termsOf(whole, true));
  // Another word for the same is no stranger.
  for (const [form, meant] of query.forms)
    if (meant.some((one) => nearness(one, concepts) > 0)) for (const term of termsOf(form, true)) spoken.add(term);
  let [all, missing] = [0, 0];
  for (const [term, share] of query.terms) {
    if (!isPair(term)) continue;
    const worth = asking.idf(term) * share;
    all += worth;
    if (!spoken.has(term)) missing += worth;
  }
  return all === 0 ? 0 : missing / all;
}

export function scoreOf(signals: Signals): number {
  let score = 0;
  for (const name of signalNames) score += rankWeights[name] * signals[name];
  return score;
}

const repairs = new WeakMap<Lexicon, Repair>();
function repairOf(lexicon: Lexicon): Repair {
  const known = repairs.get(lexicon) ?? createRepair(lexicon);
  repairs.set(lexicon, known);
  return known;
}

export function createSearch<E extends Searchable>(entries: readonly E[], lexicon: Lexicon = ownLexicon): Search<E> {
  const index = indexEntries(entries, lexicon);
  const words = { lexicon, repair: repairOf(lexicon) };
  const { asking, body } = index;
  const knows = (pair: string) => {
    const term = termOf(pair.charCodeAt(0), pair.length > 1 ? pair.charCodeAt(1) : 0);
    return pair.length > 1 && (asking.has(term) || body.has(term));
  };

  return {
    read(text) {
      const reading = read(text, words, knows);
      let [pairs, known] = [0, 0];
      for (const term of reading.terms.keys()) {
        if (term < 0x10000) continue;
        pairs++;
        if (asking.has(term) || body.has(term)) known++;
      }
      return { ...reading, known: pairs === 0 ? 0 : known / pairs };
    },

    find(query, most, allowed = () => true) {
      let possible = 0;
      let pairs = 0;
      for (const [term, share] of query.terms) {
        const idf = asking.idf(term) * share;
        possible += idf;
        if (term >= 0x10000) pairs += body.idf(term) * share;
      }
      if (possible === 0) return [];
      const chosen = choose(index, query, (entry) => allowed(entries[entry]!));
      return chosen
        .map(({ entry, ways, body: inBody }): Found<E> => {
          const around = index.around(entry);
          let [best, score]: [Signals | undefined, number] = [undefined, -Infinity];
          let way = 0;
          for (const { doc, text, covered } of ways) {
            const coverage = covered / possible;
            const closeness = covered / Math.max(1, asking.total(doc));
            const signals = signalsOf(query, index.conceptsOf(doc), around, index.rarity, {
              text: text / possible,
              coverage,
              closeness,
              body: pairs === 0 ? 0 : inBody / pairs,
              exact: coverage > 0.999 && closeness > 0.999,
            });
            const one = scoreOf(signals);
            if (one > score) [best, score, way] = [signals, one, doc];
          }
          if (!best) throw new Error("a candidate shares nothing");
          const outside = new Set(
            index.conceptsOf(way).filter(({ kind, name }) => kind === "outside" || name === "elsewhere"),
          );
          const whole = once(() => wholeOf(entries[entry]!));
          return {
            entry: entries[entry]!,
            signals: best,
            score,
            outside,
            strange: () => strangeness(query, whole(), [...around, ...index.conceptsOf(way)], asking),
            says: (words) => whole().includes(words),
          };
        })
        .toSorted((a, b) => b.score - a.score)
        .slice(0, most);
    },
  };
}
