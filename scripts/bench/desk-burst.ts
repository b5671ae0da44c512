/**
 * The morning's rush: 500 citizens ask for a person in one moment through the sandbox's signed callbacks, three times over. `npm run bench --
 * desk-burst`; fails when somebody is not in the queue, is there twice or was not told, or when WeChat had to say something twice. DESK_TALKS
 * makes it smaller; then docs/BENCHMARKS.md is left as it is.
 */
import { cpus, loadavg } from "node:os";
import { burst, type Burst } from "./desk/burst.ts";
import { writeSection } from "./document/report.ts";

const CITIZENS = 500;
const ROUNDS = 3;
const citizens = Number(process.env["DESK_TALKS"] ?? CITIZENS);
const small = citizens < CITIZENS;

const seconds = (ms: number) => (ms / 1_000).toFixed(1);
const line = (one: Burst, load: number) =>
  `| ${one.citizens} | ${one.lost} | ${one.doubled} | ${one.repeated} | ${one.givenUp} | ${one.took.p50} | ${one.took.p99} | ${one.took.worst} | ${seconds(one.allMs)} s | ${one.told} | ${one.reached} | ${seconds(one.reachedMs)} s | ${load.toFixed(1)} |`;

const measured: Burst[] = [];
const lines: string[] = [];
for (let round = 0; round < (small ? 1 : ROUNDS); round++) {
  // Of the minute before: what else the machine had to do.
  const load = loadavg()[0] ?? Number.NaN;
  const one = await burst(citizens);
  measured.push(one);
  lines.push(line(one, load));
  console.log(lines.at(-1));
}
const text = [
  `Node ${process.version}, ${cpus().length} cores shared by phones, sandbox, server and database; an empty house each time.`,
  "",
  "| at once | not in the queue | twice | callbacks repeated | given up | answered p50 ms | p99 ms | worst ms | all in the queue | told their place | reached by it | all reached | load before |",
  "|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
  ...lines,
  "",
  "Everybody says 转人工 in the same moment. WeChat waits 5,000 ms for an answer to a callback and then says it again; the sandbox counts every",
  "callback by its try, in steps of 10 ms. Who cannot be answered in time is told `success` and gets the place by a customer-service message.",
].join("\n");
console.log(`\n${text}`);
if (!small) writeSection("desk-burst", "The morning's rush", text);
const wrong = (one: Burst) =>
  one.lost + one.doubled + one.repeated + one.givenUp > 0 || one.told < citizens || one.reached < citizens;
if (measured.some(wrong)) {
  console.error("somebody is not in the queue, is there twice or was not told, or WeChat had to repeat itself");
  process.exit(1);
}
process.exit(0);
