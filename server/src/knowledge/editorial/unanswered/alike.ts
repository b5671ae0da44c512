import { createKnowledge } from "../../index.ts";

/** When two questions are the same question in other words. */

export interface Shape {
  /** Characters and pairs of characters. */
  grams: ReadonlySet<string>;
  /** What the lexicon recognises in it. */
  concepts: ReadonlySet<string>;
}

/** In every question, and so no sign of any. */
const EMPTY_WORDS =
  /请问|我想问|想问一下|问一下|你好|您好|谢谢|怎么样|怎么|怎样|如何|什么|可以|能不能|一下|[吗呢啊吧呀的了]/g;

// Knows no entries; it only reads.
const reader = createKnowledge([]);
/** Any day will do: reading does not depend on it. */
const ANY_DAY = "2026-01-01";

/** Of a normalised text. */
export function shapeOf(asks: string): Shape {
  const told = asks.replaceAll(EMPTY_WORDS, "");
  const signs = [...(told.length >= 2 ? told : asks)];
  const grams = new Set(signs);
  for (const [index, sign] of signs.entries()) {
    const next = signs[index + 1];
    if (next !== undefined) grams.add(sign + next);
  }
  const { concepts, outside } = reader.explain(asks, ANY_DAY);
  return { grams, concepts: new Set([...concepts, ...outside]) };
}

function shared<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): number {
  let count = 0;
  for (const one of a) if (b.has(one)) count++;
  return count;
}

/** 0 … 1: the cosine of the two sets of characters and pairs. */
export const closeness = (a: Shape, b: Shape): number =>
  a.grams.size === 0 || b.grams.size === 0 ? 0 : shared(a.grams, b.grams) / Math.sqrt(a.grams.size * b.grams.size);

/** One names all that the other names, or they share most: 失业金怎么申请 and 生育金怎么申请 share characters and are not alike. */
function agree(a: Shape, b: Shape): boolean {
  const both = shared(a.concepts, b.concepts);
  return both === Math.min(a.concepts.size, b.concepts.size) || both / (a.concepts.size + b.concepts.size - both) > 0.5;
}

const ALIKE = 0.6;

/** Questions by their shape, so that the nearest is found without looking at all of them. */
export function createNeighbours<T>() {
  const kept: { shape: Shape; value: T }[] = [];
  const byGram = new Map<string, number[]>();
  return {
    add(shape: Shape, value: T): void {
      const number = kept.push({ shape, value }) - 1;
      for (const gram of shape.grams) {
        const known = byGram.get(gram);
        if (known) known.push(number);
        else byGram.set(gram, [number]);
      }
    },
    /** The nearest that is alike. */
    find(shape: Shape): T | undefined {
      const met = new Map<number, number>();
      for (const gram of shape.grams)
        for (const number of byGram.get(gram) ?? []) met.set(number, (met.get(number) ?? 0) + 1);
      let best: { value: T; close: number } | undefined;
      for (const [number, common] of met) {
        const other = kept[number];
        if (!other) continue;
        const close = common / Math.sqrt(shape.grams.size * other.shape.grams.size);
        if (close >= ALIKE && close > (best?.close ?? 0) && agree(shape, other.shape))
          best = { value: other.value, close };
      }
      return best?.value;
    },
  };
}
