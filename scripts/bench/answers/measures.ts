/** How good answers are: the share found, how well right and wrong are told apart, and what would have been said. */
import type { Engine } from "./peers.ts";

export interface Question {
  query: string;
  /** Empty: a person must answer. */
  right: readonly string[];
  kind: string;
}
export interface Measured {
  questions: number;
  first: number;
  firstThree: number;
  /** The same for what real users wrote, and for typing errors, traditional characters and pinyin. */
  firstReal: number;
  firstTyping: number;
  /** Chance that a question with an answer scores higher than one without. */
  told: number;
  /** Of the questions that a person must answer, the share that scores like the upper nine tenths of the others. */
  wrongAtNinety: number;
  /** By the engine's own decision; absent when it takes none. */
  own?: { right: number; wrong: number; beyond: number; precision: number; rightOrOffered: number };
  p50: number;
  p99: number;
}

const REAL = /^(real-user|public-paraphrase|real-web)$/;
const TYPING = /^own-(typo|trad|pinyin)$/;
const share = (part: number, of: number) => (of === 0 ? Number.NaN : part / of);
const at = (sorted: readonly number[], part: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;

export function measure(engine: Engine, questions: readonly Question[]): Measured {
  const took: number[] = [];
  for (const { query } of questions) engine.ask(query);
  const asked = questions.map((question) => {
    const began = performance.now();
    const { results, decision } = engine.ask(question.query);
    took.push(performance.now() - began);
    const rank = results.findIndex(({ id }) => question.right.includes(id));
    return { ...question, rank: rank < 0 ? Infinity : rank, score: results[0]?.score ?? -1, decision };
  });
  const ours = asked.filter(({ right }) => right.length > 0);
  const beyond = asked.filter(({ right }) => right.length === 0);
  const first = (list: typeof asked) => share(list.filter(({ rank }) => rank === 0).length, list.length);
  let higher = 0;
  for (const one of ours)
    for (const other of beyond) higher += one.score > other.score ? 1 : one.score === other.score ? 0.5 : 0;
  const scores = ours.map(({ score }) => score).toSorted((a, b) => b - a);
  const ninety = scores[Math.ceil(scores.length * 0.9) - 1] ?? 0;
  const answered = (list: typeof asked) => list.filter(({ decision }) => decision === "answer");
  const right = answered(ours).filter(({ rank }) => rank === 0).length;
  const offered = ours.filter(({ decision, rank }) => decision === "menu" && rank < 3).length;
  took.sort((a, b) => a - b);
  return {
    questions: asked.length,
    first: first(ours),
    firstThree: share(ours.filter(({ rank }) => rank < 3).length, ours.length),
    firstReal: first(ours.filter(({ kind }) => REAL.test(kind))),
    firstTyping: first(ours.filter(({ kind }) => TYPING.test(kind))),
    told: share(higher, ours.length * beyond.length),
    wrongAtNinety: share(beyond.filter(({ score }) => score >= ninety).length, beyond.length),
    ...(asked.some(({ decision }) => decision !== undefined) && {
      own: {
        right: share(right, ours.length),
        wrong: share(answered(ours).length - right, ours.length),
        beyond: share(answered(beyond).length, beyond.length),
        precision: share(right, answered(asked).length),
        rightOrOffered: share(right + offered, ours.length),
      },
    }),
    p50: at(took, 0.5),
    p99: at(took, 0.99),
  };
}
