/**
 * A process that applies the next confirmed roll and is killed -9 on the way: before its n-th statement, before it commits, or after the
 * commit. Run by rolls/kill.test.ts; prints how many statements it took when it is let live.
 */
import process from "node:process";
import pg from "pg";
import { embeddedCoreInsurance } from "../src/adapters/core-insurance/embedded.ts";
import { createDb } from "../src/db.ts";
import { applyNext } from "../src/rolls/index.ts";

const { DATABASE_URL, DIE } = process.env as Record<string, string>;
const die = () => process.kill(process.pid, "SIGKILL");

let statements = 0;
let last = false;
const query = pg.Client.prototype.query as (...args: unknown[]) => Promise<unknown>;
pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
  const given = args[0] as string | { text?: string };
  const text = typeof given === "string" ? given : (given.text ?? "");
  statements += 1;
  // Progress is noted beside the transaction and commits by itself.
  last ||= text.includes("ledger_effects");
  const commits = last && /^commit/i.test(text);
  if (DIE === String(statements) || (DIE === "commit" && commits)) die();
  const answer = query.apply(this, args);
  return DIE === "committed" && commits ? answer.then(die) : answer;
} as never;

const db = createDb(DATABASE_URL ?? "");
const applied = await applyNext(db, embeddedCoreInsurance, () => new Date());
await db.destroy();
console.log(JSON.stringify({ applied, statements }));
