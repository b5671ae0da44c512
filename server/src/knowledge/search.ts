import type { Searchable } from "./entry.ts";
import { conceptsOf, type Concept, type ConceptKind } from "./lexicon.ts";
import { gramsOf, normalise } from "./normalise.ts";

/**
 * Finds the entries nearest to a question. Every way of asking (the question and its similar ones) is a document of its own under BM25
 * over characters and bigrams, the best of them counts; keywords and answer add a little. Shared concepts lift, a conflicting scheme
 * pulls down. Scores are divided by what the question could reach at most, so that they compare across questions.
 */
export interface Signals {
  /** Which share of the question's weight the best way of asking has. */
  coverage: number;
  /** Shared concepts, weighed: 0 … 1. */
  concepts: number;
  /** The question names one scheme, the entry another. */
  conflict: boolean;
}
export interface Found<E> {
  entry: E;
  score: number;
  signals: Signals;
}
export interface Query {
  text: string;
  concepts: readonly Concept[];
  /** The share of its bigrams that the knowledge base knows at all. */
  known: number;
}

const K1 = 1.2;
const B = 0.4;
const BODY = 0.6;
const CONCEPTS = 0.9;
const CONFLICT = 0.5;
const weight: Readonly<Record<ConceptKind, number>> = { scheme: 1.2, event: 1.2, action: 1.1, aspect: 0.5, outside: 1 };
const CANDIDATES = 200;

interface Posting {
  docs: number[];
  counts: number[];
}

/** One field of BM25: documents of grams that point to entries. */
class Field {
  readonly #postings = new Map<string, Posting>();
  readonly #lengths: number[] = [];
  readonly owners: number[] = [];
  #total = 0;

  add(owner: number, text: string): void {
    const counts = new Map<string, number>();
    const grams = gramsOf(text);
    for (const gram of grams) counts.set(gram, (counts.get(gram) ?? 0) + 1);
    const doc = this.owners.push(owner) - 1;
    this.#lengths.push(grams.length);
    this.#total += grams.length;
    for (const [gram, count] of counts) {
      let posting = this.#postings.get(gram);
      if (!posting) this.#postings.set(gram, (posting = { docs: [], counts: [] }));
      posting.docs.push(doc);
      posting.counts.push(count);
    }
  }

  has = (gram: string): boolean => this.#postings.has(gram);

  idf(gram: string): number {
    const seen = this.#postings.get(gram)?.docs.length ?? 0;
    const idf = Math.log(1 + (this.owners.length - seen + 0.5) / (seen + 0.5));
    return gram.length === 1 ? idf * 0.5 : idf;
  }

  /** BM25 of every document that shares a gram, and the weight of what it shares. */
  score(grams: ReadonlySet<string>): Map<number, { score: number; covered: number }> {
    const average = this.#total / Math.max(1, this.owners.length);
    const found = new Map<number, { score: number; covered: number }>();
    for (const gram of grams) {
      const posting = this.#postings.get(gram);
      if (!posting) continue;
      const idf = this.idf(gram);
      for (let at = 0; at < posting.docs.length; at++) {
        const doc = posting.docs[at] ?? 0;
        const count = posting.counts[at] ?? 0;
        const norm = K1 * (1 - B + (B * (this.#lengths[doc] ?? 0)) / average);
        const part = (idf * count * (K1 + 1)) / (count + norm);
        const one = found.get(doc);
        if (one) {
          one.score += part;
          one.covered += idf;
        } else found.set(doc, { score: part, covered: idf });
      }
    }
    return found;
  }
}

function conceptSignals(
  asked: readonly Concept[],
  entry: ReadonlyMap<string, Concept>,
): Pick<Signals, "concepts" | "conflict"> {
  let shared = 0;
  let all = 0;
  for (const { name, kind } of asked) {
    all += weight[kind];
    if (entry.has(name)) shared += weight[kind];
  }
  for (const { name, kind } of entry.values()) if (!asked.some((one) => one.name === name)) all += weight[kind] * 0.2;
  const schemes = asked.filter((one) => one.kind === "scheme" && one.name !== "employer");
  const others = [...entry.values()].filter((one) => one.kind === "scheme" && one.name !== "employer");
  const conflict = schemes.length > 0 && others.length > 0 && !schemes.some((one) => entry.has(one.name));
  return { concepts: all === 0 ? 0 : shared / all, conflict };
}

export interface Search<E> {
  read(text: string): Query;
  /** Best first. `allowed` leaves out what must not be given today. */
  find(query: Query, most: number, allowed?: (entry: E) => boolean): Found<E>[];
}

export function createSearch<E extends Searchable>(entries: readonly E[]): Search<E> {
  const asking = new Field();
  const body = new Field();
  const concepts = entries.map((entry, index) => {
    const ways = [entry.question, ...(entry.similar ?? [])].map(normalise);
    for (const way of ways) asking.add(index, way);
    body.add(
      index,
      normalise(
        [...(entry.keywords ?? []), ...(entry.keywords ?? []), entry.question, entry.answer.slice(0, 160)].join(""),
      ),
    );
    const words = normalise([entry.question, ...(entry.similar ?? []), ...(entry.keywords ?? [])].join("，"));
    const own = [normalise(entry.question), ...ways, words].flatMap(conceptsOf);
    return new Map(own.map((concept) => [concept.name, concept]));
  });

  return {
    read(text) {
      const normalised = normalise(text);
      const pairs = gramsOf(normalised).filter((gram) => gram.length === 2);
      const known = pairs.filter((gram) => asking.has(gram) || body.has(gram)).length;
      return {
        text: normalised,
        concepts: conceptsOf(normalised),
        known: pairs.length === 0 ? 0 : known / pairs.length,
      };
    },

    find(query, most, allowed = () => true) {
      const grams = new Set(gramsOf(query.text));
      let possible = 0;
      for (const gram of grams) possible += asking.idf(gram);
      if (possible === 0) return [];
      const best = new Map<number, { text: number; coverage: number }>();
      for (const [doc, { score, covered }] of asking.score(grams)) {
        const owner = asking.owners[doc] ?? 0;
        if (score > (best.get(owner)?.text ?? 0)) best.set(owner, { text: score, coverage: covered / possible });
      }
      for (const [doc, { score }] of body.score(grams)) {
        const owner = body.owners[doc] ?? 0;
        const one = best.get(owner);
        if (one) one.text += score * BODY;
        else best.set(owner, { text: score * BODY, coverage: 0 });
      }
      return [...best]
        .toSorted(([, a], [, b]) => b.text - a.text)
        .slice(0, CANDIDATES)
        .flatMap(([index, { text, coverage }]): Found<E>[] => {
          const entry = entries[index];
          if (!entry || !allowed(entry)) return [];
          const signals = { coverage, ...conceptSignals(query.concepts, concepts[index] ?? new Map()) };
          const score = text / possible + CONCEPTS * signals.concepts - (signals.conflict ? CONFLICT : 0);
          return [{ entry, score, signals }];
        })
        .toSorted((a, b) => b.score - a.score)
        .slice(0, most);
    },
  };
}
