/** One engine, one size, in a process of its own: `growth.ts ENGINE SIZE` prints build time, memory and latency as JSON. */
import { entries } from "../../../server/src/knowledge/index.ts";
import { engines } from "./peers.ts";

const [name = "", count = "0"] = process.argv.slice(2);
const build = engines[name];
if (!build) throw new Error(`no such engine: ${name}`);

/** Entries that share words but are not each other's copies: two questions and two answers of ours cut into one. */
function invented(size: number) {
  let seed = 7;
  const next = (most: number) => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % most;
  const pick = () => entries[next(entries.length)] ?? entries[0]!;
  const list = Array.from({ length: size }, (_, at) => {
    const [a, b, c, d] = [pick(), pick(), pick(), pick()];
    const question =
      (a.similar[next(a.similar.length)] ?? a.question).slice(0, 5 + next(9)) + b.question.slice(next(5));
    return { id: `${at}`, question, answer: c.answer.slice(next(60)) + d.answer.slice(next(60)) + at };
  });
  // Whole strings, not chains of slices: what an import would hold.
  return JSON.parse(JSON.stringify(list)) as typeof list;
}

const list = invented(Number(count));
const gc = globalThis.gc ?? (() => undefined);
gc();
const before = process.memoryUsage();
const began = performance.now();
const engine = build(list);
const buildMs = performance.now() - began;
gc();
const after = process.memoryUsage();
const asked = entries.flatMap((entry) => entry.similar);
for (const text of asked.slice(0, 100)) engine.ask(text);
const took = asked
  .map((text) => {
    const start = performance.now();
    engine.ask(text);
    return performance.now() - start;
  })
  .toSorted((a, b) => a - b);
const memory = after.heapUsed - before.heapUsed + after.arrayBuffers - before.arrayBuffers;
console.log(
  JSON.stringify({
    buildMs,
    memoryMb: memory / 1e6,
    p50: took[Math.floor(took.length / 2)],
    p99: took[Math.floor(took.length * 0.99)],
  }),
);
