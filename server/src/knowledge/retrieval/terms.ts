/**
 * Characters and pairs of characters as whole numbers, and the numbers' place in the index: an open-addressed table, since a Map of half a
 * million numbers would be the largest thing in the process.
 */
const FREE = -1;

/** The number of a character, or of a pair. */
export const termOf = (first: number, second: number): number => first * 0x10000 + second;

export class Terms {
  #keys: Float64Array;
  #values: Int32Array;
  #mask: number;
  size = 0;

  constructor(capacity = 1 << 12) {
    this.#keys = new Float64Array(capacity).fill(FREE);
    this.#values = new Int32Array(capacity);
    this.#mask = capacity - 1;
  }

  #slot(term: number): number {
    // Both halves of the number must reach the low bits.
    let slot = (Math.imul(term % 0x10000, 0x9e3779b1) ^ Math.imul(Math.floor(term / 0x10000), 0x85ebca6b)) & this.#mask;
    while (this.#keys[slot] !== FREE && this.#keys[slot] !== term) slot = (slot + 1) & this.#mask;
    return slot;
  }

  /** -1 when it is not there. */
  find(term: number): number {
    const slot = this.#slot(term);
    return this.#keys[slot] === FREE ? -1 : (this.#values[slot] ?? -1);
  }

  /** Adds it when it is new; numbers run from 0. */
  place(term: number): number {
    let slot = this.#slot(term);
    if (this.#keys[slot] === term) return this.#values[slot] ?? -1;
    if (this.size * 2 > this.#mask) {
      this.#grow();
      slot = this.#slot(term);
    }
    this.#keys[slot] = term;
    this.#values[slot] = this.size;
    return this.size++;
  }

  each(visit: (term: number, number: number) => void): void {
    for (let slot = 0; slot <= this.#mask; slot++) {
      const term = this.#keys[slot] ?? FREE;
      if (term !== FREE) visit(term, this.#values[slot] ?? 0);
    }
  }

  #grow(): void {
    const [keys, values] = [this.#keys, this.#values];
    this.#keys = new Float64Array(keys.length * 2).fill(FREE);
    this.#values = new Int32Array(keys.length * 2);
    this.#mask = this.#keys.length - 1;
    for (let at = 0; at < keys.length; at++) {
      const term = keys[at] ?? FREE;
      if (term === FREE) continue;
      const slot = this.#slot(term);
      this.#keys[slot] = term;
      this.#values[slot] = values[at] ?? 0;
    }
  }
}

/** Characters that carry no meaning alone. */
const weak = new Set(
  Array.from("的了吗呢啊吧么我是在有和就也都这那要你他她它们个把被让给", (char) => char.charCodeAt(0)),
);

/** The terms of a text (normalised), each once; with `pairsOnly`, single characters are left out. */
export function termsOf(text: string, pairsOnly = false): number[] {
  const terms = new Set<number>();
  for (let at = 0; at < text.length; at++) {
    const first = text.charCodeAt(at);
    if (!pairsOnly && !weak.has(first)) terms.add(termOf(0, first));
    if (at + 1 < text.length) terms.add(termOf(first, text.charCodeAt(at + 1)));
  }
  return [...terms];
}
export const isPair = (term: number): boolean => term >= 0x10000;
