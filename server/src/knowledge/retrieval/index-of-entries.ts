import type { Searchable } from "../entry.ts";
import { Field } from "./field.ts";
import type { Concept, Lexicon } from "./lexicon/index.ts";
import { joined, withClauses } from "./normalise.ts";

/** How much of an answer is looked at: its beginning says what it is about. */
const BODY_CHARS = 90;

/**
 * The knowledge base as flat arrays: every way of asking (the question and its similar ones) is a document of `asking`; keywords and the
 * beginning of the answer are one document of `body`. A hundred thousand entries fit into tens of megabytes.
 */
export interface EntryIndex {
  asking: Field;
  body: Field;
  /** Room for choosing: by entry, its best document of the question under way plus one. All zero between questions. */
  best: Uint32Array;
  /** The entry of a way of asking. */
  owner(doc: number): number;
  /** The ways of asking of an entry. */
  ways(entry: number): number[];
  /** Concepts of a way of asking. */
  conceptsOf(doc: number): readonly Concept[];
  /** Concepts of keywords, other ways of asking, and the beginning of the answer. */
  around(entry: number): readonly Concept[];
  /** How telling a concept is here: 1 for what nobody mentions, towards 0 for what all do. */
  rarity(concept: Concept): number;
}

class Lists {
  #ids = new Uint8Array(1 << 12);
  #length = 0;
  readonly #ends: number[] = [];
  readonly #concepts: readonly Concept[];

  constructor(concepts: readonly Concept[]) {
    this.#concepts = concepts;
  }

  add(concepts: Iterable<Concept>): void {
    for (const { id } of concepts) {
      if (this.#length === this.#ids.length) {
        const larger = new Uint8Array(this.#ids.length * 2);
        larger.set(this.#ids);
        this.#ids = larger;
      }
      this.#ids[this.#length++] = id;
    }
    this.#ends.push(this.#length);
  }

  get(index: number): Concept[] {
    const list: Concept[] = [];
    for (let at = this.#ends[index - 1] ?? 0, end = this.#ends[index] ?? 0; at < end; at++) {
      const concept = this.#concepts[this.#ids[at] ?? 0];
      if (concept) list.push(concept);
    }
    return list;
  }
}

export function indexEntries(entries: readonly Searchable[], lexicon: Lexicon): EntryIndex {
  const allConcepts = lexicon.concepts;
  const conceptsIn = (text: string): Set<Concept> =>
    new Set(lexicon.mentionsIn(text).flatMap((mention) => mention.concepts));
  const asking = new Field();
  const body = new Field({ pairsOnly: true });
  const owners: number[] = [];
  const firstOf = new Uint32Array(entries.length);
  const own = new Lists(allConcepts);
  const around = new Lists(allConcepts);
  const seen = new Uint32Array(allConcepts.length);
  for (const [index, entry] of entries.entries()) {
    const wide = new Set<Concept>();
    firstOf[index] = owners.length;
    for (const way of [entry.question, ...(entry.similar ?? [])]) {
      const text = withClauses(way);
      asking.add(joined(text));
      owners.push(index);
      const concepts = conceptsIn(text);
      own.add(concepts);
      for (const concept of concepts) {
        wide.add(concept);
        seen[concept.id]! += 1;
      }
    }
    const text = withClauses([...(entry.keywords ?? []), entry.answer.slice(0, BODY_CHARS)].join("，"));
    body.add(joined(text));
    for (const concept of conceptsIn(text)) wide.add(concept);
    around.add(wide);
  }
  asking.seal();
  body.seal();
  const ownerOf = Uint32Array.from(owners);
  const idf = new Float64Array(allConcepts.length);
  const most = Math.log(1 + owners.length);
  for (const { id } of allConcepts) idf[id] = Math.log(1 + owners.length / ((seen[id] ?? 0) + 1)) / most;
  return {
    asking,
    body,
    best: new Uint32Array(entries.length),
    owner: (doc) => ownerOf[doc] ?? 0,
    ways(entry) {
      const ways: number[] = [];
      for (let doc = firstOf[entry] ?? 0; ownerOf[doc] === entry; doc++) ways.push(doc);
      return ways;
    },
    conceptsOf: (doc) => own.get(doc),
    around: (entry) => around.get(entry),
    rarity: (concept) => idf[concept.id] ?? 1,
  };
}
