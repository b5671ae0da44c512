/**
 * A database of its own for every test that wants one: a clone (about 30 ms) of a template with all migrations and the policy figures, on the PostgreSQL
 * of `DATABASE_URL` (its user must be allowed to create databases) or else on our embedded one.
 *
 * Any number of processes may do this at once. Each holds an advisory lock under the number of its run; databases of a run whose
 * lock nobody holds were left by a killed process and are dropped by the next.
 */
import { createHash, randomInt } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Pool } from "pg";
import { startEmbeddedPostgres } from "../src/adapters/database/embedded.ts";
import { createDb, migrate } from "../src/db.ts";
import type { Db } from "../src/db.ts";
import { loadFigures, seedFigures } from "../src/figures/index.ts";

export interface TestDatabase {
  db: Db;
  /** For a second pool, a child process, pg-boss. */
  url: string;
  drop(): Promise<void>;
}

/** First halves of the advisory locks: a run, the making of a template, the use of a template. */
const RUN = 7101;
const MAKING = 7102;
const USING = 7103;

/** The server that tests use: `DATABASE_URL`, else the embedded one, kept in the system's temporary folder between runs. */
export async function testServer(): Promise<string> {
  const given = process.env["DATABASE_URL"];
  if (given !== undefined && given !== "") return given;
  return (await startEmbeddedPostgres({ dataDir: join(tmpdir(), `wsi-test-postgres-${process.getuid?.() ?? 0}`) })).url;
}

function at(url: string, database: string): string {
  const moved = new URL(url);
  moved.pathname = `/${database}`;
  return moved.href;
}

/** The same migrations and figures, the same template, even in another run. */
function digestOfMigrations(): { name: string; number: number } {
  const folder = fileURLToPath(new URL("../migrations/", import.meta.url));
  const hash = createHash("sha256");
  for (const file of readdirSync(folder).toSorted())
    hash
      .update(file)
      .update("\0")
      .update(readFileSync(folder + file))
      .update("\0");
  const digest = hash.update(JSON.stringify(seedFigures)).digest();
  return { name: `wsi_template_${digest.toString("hex").slice(0, 16)}`, number: digest.readInt32BE(0) };
}

async function names(admin: Pool, pattern: string): Promise<string[]> {
  const found = await admin.query<{ datname: string }>("select datname from pg_database where datname like $1", [
    pattern,
  ]);
  return found.rows.map((row) => row.datname);
}

/** Drops `names` if nobody holds the lock that stands for them. */
async function dropUnlessHeld(admin: Pool, kind: number, number: number, name: string): Promise<void> {
  const free = await admin.query<{ free: boolean }>("select pg_try_advisory_lock($1, $2) as free", [kind, number]);
  if (free.rows[0]?.free !== true) return;
  try {
    await admin.query(`drop database if exists "${name}" with (force)`);
  } finally {
    await admin.query("select pg_advisory_unlock($1, $2)", [kind, number]);
  }
}

async function dropLeftovers(admin: Pool, ours: number): Promise<void> {
  for (const name of await names(admin, "wsi_test_%")) {
    const run = Number(/^wsi_test_(\d+)_/.exec(name)?.[1]);
    if (Number.isInteger(run) && run !== ours) await dropUnlessHeld(admin, RUN, run, name);
  }
  for (const name of await names(admin, "wsi_template_%")) {
    const number = Buffer.from(name.slice("wsi_template_".length, "wsi_template_".length + 8), "hex").readInt32BE(0);
    if (name !== digestOfMigrations().name) await dropUnlessHeld(admin, USING, number, name);
  }
}

async function makeTemplate(admin: Pool, url: string, name: string): Promise<void> {
  await admin.query("select pg_advisory_lock($1, 0)", [MAKING]);
  try {
    if ((await names(admin, name)).length > 0) return;
    // Under another name until it is whole: a killed maker leaves nothing that looks finished.
    const half = "wsi_half_template";
    await admin.query(`drop database if exists ${half} with (force)`);
    await admin.query(`create database ${half}`);
    const db = createDb({ connectionString: at(url, half), max: 2 });
    try {
      await migrate(db);
      await loadFigures(db, new Date());
    } finally {
      await db.destroy();
    }
    await admin.query(`alter database ${half} rename to "${name}"`);
  } finally {
    await admin.query("select pg_advisory_unlock($1, 0)", [MAKING]);
  }
}

interface Run {
  admin: Pool;
  url: string;
  number: number;
  template: string;
}

async function startRun(): Promise<Run> {
  const url = await testServer();
  // One connection: it holds our locks while we live, and does not keep us alive.
  const admin = new Pool({
    connectionString: url,
    application_name: "wsi-test",
    max: 1,
    idleTimeoutMillis: 0,
    allowExitOnIdle: true,
  });
  admin.on("error", () => undefined);
  const number = randomInt(1, 2 ** 31 - 1);
  const template = digestOfMigrations();
  await admin.query("select pg_advisory_lock($1, $2)", [RUN, number]);
  await admin.query("select pg_advisory_lock_shared($1, $2)", [USING, template.number]);
  await dropLeftovers(admin, number);
  await makeTemplate(admin, url, template.name);
  return { admin, url, number, template: template.name };
}

let run: Promise<Run> | undefined;
let made = 0;
/** A new, migrated database, empty but for the policy figures. Call `drop()` when done; what is not dropped goes with the next run. */
export async function freshDatabase(): Promise<TestDatabase> {
  const { admin, url, number, template } = await (run ??= startRun());
  const name = `wsi_test_${number}_${++made}`;
  await admin.query(`create database "${name}" template "${template}"`);
  const own = at(url, name);
  const db = createDb({ connectionString: own, max: 8 });
  return {
    db,
    url: own,
    async drop() {
      await db.destroy();
      await admin.query(`drop database if exists "${name}" with (force)`);
    },
  };
}
