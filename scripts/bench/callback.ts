/**
 * The callback under load: our whole pipeline (verify, decrypt, dedupe, store on disk, answer, encrypt) beside the bare echo of
 * the npm peers, which store nothing, and a bare Koa route that does not even look. Same run, same machine, rounds interleaved,
 * medians. Writes its section of docs/BENCHMARKS.md.
 */
import { fork, type ChildProcess } from "node:child_process";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import type { Db } from "../../server/src/db.ts";
import { freshDatabase } from "../../server/test/database.ts";
import { flood, steady, type Measured } from "./callback/load.ts";
import { createRequests, type Mode } from "./callback/messages.ts";
import { writeSection } from "./document/report.ts";

const CONNECTIONS = 64;
const SECONDS = 4;
const ROUNDS = 3;
const STEADY_PER_SECOND = 300;
const STEADY_SECONDS = 10;
/** More than any contestant can answer in a round. */
const STOCK = 100_000;

interface Contestant {
  name: string;
  kind: string;
  mode: Mode;
}
const CONTESTANTS: Contestant[] = [
  { name: "ours, stored on disk", kind: "ours", mode: "plain" },
  { name: "co-wechat echo", kind: "co-wechat", mode: "plain" },
  { name: "wechat echo", kind: "wechat", mode: "plain" },
  { name: "bare Koa route", kind: "koa", mode: "plain" },
  { name: "ours, stored on disk, encrypted", kind: "ours", mode: "encrypted" },
  { name: "co-wechat echo, encrypted", kind: "co-wechat", mode: "encrypted" },
];

async function start({ kind, mode }: Contestant, url: string): Promise<{ port: number; child: ChildProcess }> {
  const file = fileURLToPath(new URL("callback/server.ts", import.meta.url));
  const child = fork(file, [kind, mode, url], {
    execArgv: ["--import", "tsx"],
    env: { ...process.env, NODE_ENV: "production" },
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.once("message", (message) => resolve(Number(message)));
    child.once("exit", (code) => reject(new Error(`${kind} ended with ${code}`)));
  });
  return { port, child };
}

async function stop(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.removeAllListeners("exit").once("exit", resolve));
  child.kill("SIGKILL");
  await gone;
}

function stockOf(mode: Mode): Buffer[] {
  const next = createRequests(mode);
  return Array.from({ length: mode === "plain" ? STOCK : STOCK / 2 }, next);
}

const count = async (db: Db): Promise<number> =>
  Number((await sql<{ n: string }>`select count(*) as n from inbound`.execute(db)).rows[0]?.n);

/** One round: a new process, half a second to warm up, then the measured seconds. Every answer of ours must be a row. */
async function round(contestant: Contestant, db: Db, url: string): Promise<Measured> {
  const { port, child } = await start(contestant, url);
  try {
    await flood(port, CONNECTIONS, 1, stockOf(contestant.mode));
    const stock = stockOf(contestant.mode);
    const before = contestant.kind === "ours" ? await count(db) : 0;
    const measured = await flood(port, CONNECTIONS, SECONDS, stock);
    if (measured.failed > 0) throw new Error(`${contestant.name}: ${measured.failed} wrong answers`);
    if (contestant.kind === "ours" && (await count(db)) - before !== measured.answered)
      throw new Error("an answer without a row");
    return measured;
  } finally {
    await stop(child);
  }
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

const medians = (rounds: Measured[]) => ({
  perSecond: median(rounds.map((one) => one.perSecond)),
  p50: median(rounds.map((one) => one.p50)),
  p99: median(rounds.map((one) => one.p99)),
});

/** Old messages, as months of service leave them. */
async function fill(db: Db, rows: number): Promise<void> {
  await sql`insert into inbound (key, openid, kind, at, received_at, update, reply, state, lease_until)
    select 'm:' || (23000000000000000 + n)::text, 'oOld' || n % 100000, 'text', now() - interval '1 day', now() - interval '1 day',
      jsonb_build_object('key', 'm:' || n, 'text', '断缴了怎么办'), '{"kind":"text","text":"断缴了怎么办"}'::jsonb, 'answered', now()
    from generate_series(${await count(db)}::bigint + 1, ${rows}::bigint) n`.execute(db);
  await sql`vacuum analyze inbound`.execute(db);
}

const whole = (value: number): string => Math.round(value).toLocaleString("en");
const ms = (value: number): string => value.toFixed(1);

async function compare(db: Db, url: string): Promise<string[]> {
  const results = new Map<string, Measured[]>(CONTESTANTS.map(({ name }) => [name, []]));
  for (let n = 1; n <= ROUNDS; n++) {
    for (const contestant of CONTESTANTS) {
      const measured = await round(contestant, db, url);
      console.log(`round ${n}: ${contestant.name}: ${whole(measured.perSecond)}/s`);
      results.get(contestant.name)?.push(measured);
    }
  }
  const base = medians(results.get("co-wechat echo") ?? []).perSecond;
  const lines = ["| | messages/s | × co-wechat, plain | p50 ms | p99 ms |", "|---|---:|---:|---:|---:|"];
  for (const [name, rounds] of results) {
    const { perSecond, p50, p99 } = medians(rounds);
    lines.push(`| ${name} | ${whole(perSecond)} | ${(perSecond / base).toFixed(2)} | ${ms(p50)} | ${ms(p99)} |`);
  }
  return lines;
}

async function keepPace(db: Db, url: string): Promise<string[]> {
  const lines = [`| rows in the inbox | mode | p50 ms | p99 ms | flood, messages/s |`, "|---:|---|---:|---:|---:|"];
  for (const rows of [100_000, 1_000_000]) {
    await sql`truncate inbound`.execute(db);
    await fill(db, rows);
    for (const mode of ["plain", "encrypted"] as const) {
      const contestant = { name: `ours with ${rows} rows`, kind: "ours", mode };
      const flooded = medians([
        await round(contestant, db, url),
        await round(contestant, db, url),
        await round(contestant, db, url),
      ]);
      const { port, child } = await start(contestant, url);
      await flood(port, 8, 1, stockOf(mode));
      const paced = await steady(port, STEADY_PER_SECOND, STEADY_SECONDS, createRequests(mode));
      await stop(child);
      if (paced.failed > 0) throw new Error(`${paced.failed} wrong answers at a steady pace`);
      const line = `| ${whole(rows)} | ${mode} | ${ms(paced.p50)} | ${ms(paced.p99)} | ${whole(flooded.perSecond)} |`;
      console.log(line);
      lines.push(line);
    }
  }
  return lines;
}

const { db, url, drop } = await freshDatabase();
const setting = async (name: string): Promise<string> =>
  (await sql<{ value: string }>`select current_setting(${name}) as value`.execute(db)).rows[0]?.value ?? "?";
const settings = await Promise.all(
  ["server_version", "fsync", "synchronous_commit", "full_page_writes"].map(
    async (name) => `${name} ${await setting(name)}`,
  ),
);
await fill(db, 100_000);
const compared = await compare(db, url);
const paced = await keepPace(db, url);
await drop();

const section = [
  `Node ${process.version}, ${cpus().length} cores shared by load, server and database. PostgreSQL: ${settings.join(", ")}.`,
  `${CONNECTIONS} connections, ${ROUNDS} interleaved rounds of ${SECONDS} s, each in a new process, medians. Every message has its own id;`,
  "ours verifies, dedupes, has it on disk before it answers, and notes the reply; its rows are counted against the answers after",
  "every round. The peers echo and store nothing.",
  "",
  ...compared,
  "",
  `A steady ${STEADY_PER_SECOND} messages/s for ${STEADY_SECONDS} s, and the cost of growth:`,
  "",
  ...paced,
].join("\n");
console.log(`\n${section}`);
writeSection("callback", "The callback", section);
process.exit(0);
