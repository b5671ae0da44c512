import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "../../../test/database.ts";
import { aDay, prove, sandboxFor, type Fault } from "../../../test/desk-day.ts";
import { freePort, serverProcess, type ServerProcess } from "../../../test/server-process.ts";

/** What is done to two servers on one database, with the consoles at `first` and the citizens, and WeChat, at `second`. */
interface House {
  first: ServerProcess;
  second: ServerProcess;
  database: TestDatabase;
}
interface Trouble {
  /** Milliseconds by which the clock of each is ahead. */
  skew?: [number, number];
  /** Before these of the citizen's lines. */
  before: number[];
  strike(house: House, time: number): Promise<void>;
}

const skewed = fileURLToPath(new URL("../../../test/skewed-clock.mjs", import.meta.url));
const clock = (ms: number): Record<string, string> =>
  ms === 0 ? {} : { NODE_OPTIONS: `--import ${skewed}`, CLOCK_SKEW_MS: String(ms) };

const cutConnections = async ({ db }: TestDatabase): Promise<number> => {
  const { rows } = await sql<{ cut: boolean }>`
    select pg_terminate_backend(pid) as cut from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`.execute(
    db,
  );
  return rows.filter((row) => row.cut).length;
};

const troubles: Record<string, Trouble> = {
  "nothing but that the feed must cross from one to the other": { before: [], strike: async () => undefined },
  "the citizens' one killed -9 twice while the consoles' one lives": {
    before: [6, 18],
    async strike({ second }) {
      await pause(Math.random() * 12);
      await second.kill();
      await second.start();
    },
  },
  "every connection to PostgreSQL cut, ten times": {
    before: [2, 5, 8, 11, 14, 17, 20, 23, 26, 28],
    async strike({ database }) {
      await pause(Math.random() * 12);
      // The pools of both, the listeners, and pg-boss.
      expect(await cutConnections(database)).toBeGreaterThan(5);
      await pause(100);
    },
  },
  "clocks a minute apart, the consoles' one ahead": {
    skew: [30_000, -30_000],
    before: [],
    strike: async () => undefined,
  },
  // The other sweeps, and sees signs of agents that are a minute old already.
  "clocks a minute apart, the consoles' one behind": {
    skew: [-30_000, 30_000],
    before: [],
    strike: async () => undefined,
  },
};

it.each(Object.entries(troubles))(
  "two servers on one database, with %s: no message lost, none twice, the order kept, nobody stuck",
  { timeout: 240_000 },
  async (_what, { skew = [0, 0], before, strike }) => {
    const database = await freshDatabase();
    const dataDir = await mkdtemp(path.join(tmpdir(), "wsi-processes-"));
    const [port, other] = [await freePort(), await freePort()];
    const sandbox = await sandboxFor(other);
    const env = { NODE_ENV: "test", DEMO: "yes", REDIS_URL: "", WECHAT_API_BASE: sandbox.url, LOG_LEVEL: "error" };
    const own = { ...env, DATABASE_URL: database.url, DATA_DIR: dataDir };
    const first = serverProcess(port, { ...own, ...clock(skew[0]) });
    const second = serverProcess(other, { ...own, ...clock(skew[1]) });
    try {
      await first.start();
      await second.start();
      let times = 0;
      const fault: Fault = { before, strike: () => strike({ first, second, database }, (times += 1)) };
      const day = await aDay({ agents: first.origin, citizens: second.origin, sandbox }, fault);
      expect(times).toBe(before.length);
      await prove(database.db, sandbox, day);
    } finally {
      await Promise.all([first.kill(), second.kill()]);
      await sandbox.close();
      await database.drop();
      // What was killed with it may write its last page a moment later.
      await rm(dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    }
  },
);
