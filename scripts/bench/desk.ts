/**
 * The desk on a full day: 500 open chats, 50 agents with the feed open, 50 messages a second in through the sandbox's signed callbacks for a
 * minute, while chats end and others come; then the same beside 100 000 old chats. `npm run bench -- desk`; fails when a line was lost,
 * came twice or out of order on any console, or when somebody waited while an agent with room was ready. DESK_SECONDS, DESK_TALKS and
 * DESK_RATE make it small; then docs/BENCHMARKS.md is left as it is.
 */
import { cpus } from "node:os";
import { measure, type Measured } from "./desk/run.ts";
import { writeSection } from "./document/report.ts";

const seconds = Number(process.env["DESK_SECONDS"] ?? 60);
const talks = Number(process.env["DESK_TALKS"] ?? 500);
const small = seconds < 60 || talks < 500;
const perSecond = Number(process.env["DESK_RATE"] ?? (small ? 10 : 50));
const agents = small && talks < 500 ? Math.max(2, Math.ceil(talks / 10)) : 50;

const whole = (value: number) => Math.round(value).toLocaleString("en");
const line = (one: Measured) =>
  `| ${whole(one.talks)} | ${one.agents} | ${whole(one.old)} | ${one.perSecond} | ${whole(one.sent)} | ${one.p50.toFixed(1)} | ${one.p99.toFixed(1)} | ${one.worst.toFixed(0)} | ${one.stored50} | ${one.stored99} | ${one.repeated} | ${one.peakMb.toFixed(0)} MB | ${one.lost} | ${one.doubled} | ${one.disorder} | ${one.turned} | ${one.stuck} |`;

const measured: Measured[] = [];
for (const old of small ? [0] : [0, 100_000]) {
  const one = await measure({ agents, talks, perSecond, seconds, old });
  console.log(line(one));
  measured.push(one);
}
const text = [
  `Node ${process.version}, ${cpus().length} cores shared by phones, sandbox, server, database and consoles.`,
  "",
  "| open chats | consoles | old chats | messages/s | sent | p50 ms | p99 ms | worst ms | stored p50 ms | stored p99 ms | callbacks repeated | peak memory | lost | twice | out of order | ended and begun | waited though there was room |",
  "|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
  ...measured.map(line),
  "",
  "From the press of a phone in the sandbox to the moment the line is at each of the consoles, every console counted: the callback is signed and",
  "encrypted, verified, stored, answered, kept by the desk and told by the feed. Stored: every callback, counted by the sandbox in steps of 10 ms. Memory is the server's, its web and worker parts together.",
].join("\n");
console.log(`\n${text}`);
if (!small) writeSection("desk", "The desk on a full day", text);
if (measured.some((one) => one.lost > 0 || one.doubled > 0 || one.disorder > 0 || one.stuck > 0 || one.repeated > 0)) {
  console.error(
    "a line was lost, came twice or out of order, or somebody waited though there was room, or WeChat had to repeat itself",
  );
  process.exit(1);
}
process.exit(0);
