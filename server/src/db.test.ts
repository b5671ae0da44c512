import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { sql } from "kysely";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshDatabase, testServer } from "../test/database.ts";
import type { TestDatabase } from "../test/database.ts";
import { createDb, inTransaction, migrate } from "./db.ts";

describe("the database", () => {
  let fresh: TestDatabase;
  beforeAll(async () => void (fresh = await freshDatabase()));
  afterAll(() => fresh.drop());

  it("hands out days as text, instants as Date, money as number, documents parsed", async () => {
    const { rows } = await sql<
      Record<string, unknown>
    >`select date '2026-02-28' as day, timestamptz '2026-03-01T00:00:00+08' as at,
      9007199254740991::bigint as fen, count(*) as n, '{"a":[1]}'::jsonb as doc, 1.50::numeric as rate`.execute(
      fresh.db,
    );
    expect(rows[0]).toEqual({
      day: "2026-02-28",
      at: new Date("2026-02-28T16:00:00Z"),
      fen: 9007199254740991,
      n: 1,
      doc: { a: [1] },
      rate: "1.50",
    });
  });

  it("throws rather than round a bigint beyond 2^53", async () => {
    await expect(sql`select 9007199254740993::bigint as n`.execute(fresh.db)).rejects.toThrow(/2\^53/);
  });

  it("rolls a transaction back when its work throws", async () => {
    const lost = inTransaction(fresh.db, async (tx) => {
      await tx.insertInto("volatile_counter").values({ key: "k", count: 1, resets_at: new Date() }).execute();
      throw new Error("no");
    });
    await expect(lost).rejects.toThrow("no");
    expect(await fresh.db.selectFrom("volatile_counter").selectAll().execute()).toEqual([]);
  });

  it("finds nothing left to migrate in a fresh database", async () => {
    expect(await migrate(fresh.db)).toEqual([]);
  });
});

describe("migrations", () => {
  it("are applied once when four processes start at the same moment", async () => {
    const url = new URL(await testServer());
    const admin = new Client({ connectionString: url.href });
    await admin.connect();
    const name = `wsi_migrate_${process.pid}`;
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.query(`create database ${name}`);
    url.pathname = `/${name}`;
    try {
      const pools = [1, 2, 3, 4].map(() => createDb(url.href));
      const applied = await Promise.all(pools.map((db) => migrate(db)));
      await Promise.all(pools.map((db) => db.destroy()));
      expect(applied.flat().filter((one) => one === "0001_platform")).toHaveLength(1);
      expect(applied.filter((one) => one.length > 0)).toHaveLength(1);
    } finally {
      await admin.query(`drop database if exists ${name} with (force)`);
      await admin.end();
    }
  });
});

describe("databases for tests", () => {
  it("are cleaned up by the next run when a run was killed", async () => {
    const child = `import { freshDatabase } from "./server/test/database.ts";
      const one = await freshDatabase(); process.stdout.write(new URL(one.url).pathname.slice(1)); process.kill(process.pid, "SIGKILL");`;
    const killed = await promisify(execFile)(process.execPath, [
      "--import",
      "tsx",
      "--input-type=module",
      "-e",
      child,
    ]).catch((error: unknown) => error as { stdout: string; signal: string });
    const left = killed.stdout;
    expect(left).toMatch(/^wsi_test_/);
    // Another process, another run: it sweeps as it starts.
    const next = child.replace("process.kill", "await one.drop(); process.exit(0); process.kill");
    await promisify(execFile)(process.execPath, ["--import", "tsx", "--input-type=module", "-e", next]);
    const admin = new Client({ connectionString: await testServer() });
    await admin.connect();
    const found = await admin.query("select 1 from pg_database where datname = $1", [left]);
    await admin.end();
    expect(found.rowCount).toBe(0);
  });
});
