import { Terms, isPair, termsOf } from "./terms.ts";

const K1 = 1.2;
const B = 0.4;
/** A single character says less than a pair; one that stands nearly everywhere in a large knowledge base says nothing. */
const SINGLE = 0.5;

/**
 * One field of the index: documents of terms, in flat arrays. `add` all, then `seal`, then ask. A term counts once per document: questions
 * are too short for repetition to mean anything.
 */
export class Field {
  readonly #terms: Terms;
  readonly #pairsOnly: boolean;
  /** While building: term and document of every occurrence, in order of documents. */
  #seenTerms = new Int32Array(1 << 12);
  #seen = 0;
  readonly #ends: number[] = [];
  #starts = new Uint32Array(0);
  #docs = new Uint32Array(0);
  #norms = new Float32Array(0);
  /** By document: the weight of what it shares with the question under way. */
  covered = new Float32Array(0);
  touched = new Uint32Array(0);
  #everywhere = Infinity;
  #totals = new Float32Array(0);

  constructor(options: { pairsOnly?: boolean } = {}) {
    this.#terms = new Terms();
    this.#pairsOnly = options.pairsOnly ?? false;
  }

  get size(): number {
    return this.#ends.length;
  }

  /** Answers the number of the document. */
  add(text: string): number {
    for (const term of termsOf(text, this.#pairsOnly)) {
      if (this.#seen === this.#seenTerms.length) {
        const larger = new Int32Array(this.#seenTerms.length * 2);
        larger.set(this.#seenTerms);
        this.#seenTerms = larger;
      }
      this.#seenTerms[this.#seen++] = this.#terms.place(term);
    }
    return this.#ends.push(this.#seen) - 1;
  }

  seal(): void {
    const starts = new Uint32Array(this.#terms.size + 1);
    for (let at = 0; at < this.#seen; at++) starts[(this.#seenTerms[at] ?? 0) + 1]! += 1;
    for (let term = 0; term < this.#terms.size; term++) starts[term + 1]! += starts[term]!;
    const next = starts.slice();
    const docs = new Uint32Array(this.#seen);
    const norms = new Float32Array(this.#ends.length);
    // A base may have no answers at all: nothing is longer than nothing.
    const average = this.#seen / Math.max(1, this.#ends.length) || 1;
    let at = 0;
    for (let doc = 0; doc < this.#ends.length; doc++) {
      const end = this.#ends[doc] ?? 0;
      norms[doc] = (K1 + 1) / (1 + K1 * (1 - B + (B * (end - at)) / average));
      for (; at < end; at++) docs[next[this.#seenTerms[at] ?? 0]!++] = doc;
    }
    this.#starts = starts;
    this.#docs = docs;
    this.#norms = norms;
    this.covered = new Float32Array(this.#ends.length);
    this.touched = new Uint32Array(this.#ends.length);
    this.#everywhere = Math.max(2_000, this.#ends.length / 12);
    this.#seenTerms = new Int32Array(0);
    this.#totals = new Float32Array(this.#ends.length);
    this.#terms.each((term, number) => {
      const idf = this.idf(term);
      for (let one = starts[number]!; one < starts[number + 1]!; one++) this.#totals[docs[one]!]! += idf;
    });
  }

  /** The weight of all terms of a document. */
  total(doc: number): number {
    return this.#totals[doc] ?? 0;
  }

  /** How rare a term is; a term that nobody uses is as rare as one that a single document uses. */
  idf(term: number): number {
    const number = this.#terms.find(term);
    const seen = number < 0 ? 0 : this.#starts[number + 1]! - this.#starts[number]!;
    const idf = Math.log(1 + (this.size - seen + 0.5) / (seen + 0.5));
    return isPair(term) ? idf : idf * SINGLE;
  }

  has(term: number): boolean {
    return this.#terms.find(term) >= 0;
  }

  /**
   * Weighs every document that shares a term with the question; `weights` holds a weight per term. Answers how many there are: the
   * first so many of `touched`. What they share is in `covered` until `forget`.
   */
  match(weights: ReadonlyMap<number, number>): number {
    const { covered, touched } = this;
    let count = 0;
    for (const [term, weight] of weights) {
      const number = this.#terms.find(term);
      if (number < 0) continue;
      const [from, to] = [this.#starts[number]!, this.#starts[number + 1]!];
      if (!isPair(term) && to - from > this.#everywhere) continue;
      const idf = this.idf(term) * weight;
      for (let at = from; at < to; at++) {
        const doc = this.#docs[at]!;
        const before = covered[doc]!;
        if (before === 0) touched[count++] = doc;
        covered[doc] = before + idf;
      }
    }
    return count;
  }

  /** BM25 of a document touched by the last `match`. */
  score(doc: number): number {
    return this.covered[doc]! * this.#norms[doc]!;
  }

  forget(count: number): void {
    for (let at = 0; at < count; at++) this.covered[this.touched[at]!] = 0;
  }
}
