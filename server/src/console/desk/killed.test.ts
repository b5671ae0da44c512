import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect, it } from "vitest";
import { aDay, prove, sandboxFor } from "../../../test/desk-day.ts";
import { freshDatabase } from "../../../test/database.ts";
import { freePort, serverProcess } from "../../../test/server-process.ts";
import { startEmbeddedPostgres } from "../../adapters/database/embedded.ts";
import { createDb, type Db } from "../../db.ts";

/** Where the data is while the server dies: `open` only afterwards, for who has a connection keeps an embedded server alive. */
interface Keeping {
  env: Record<string, string>;
  open(): Promise<{ db: Db; close(): Promise<void> }>;
}

/** As on a newcomer's machine: the PostgreSQL is the server's own and goes down with it. */
async function itsOwn(dataDir: string): Promise<Keeping> {
  return {
    env: { DATABASE_URL: "", DATA_DIR: dataDir },
    async open() {
      const postgres = await startEmbeddedPostgres({ dataDir });
      const db = createDb({ ...postgres.config, max: 3 });
      return { db, close: async () => (await db.destroy(), await postgres.stop()) };
    },
  };
}
/** As in a city: it stands beside the server, and is left with half a transaction. */
async function beside(dataDir: string): Promise<Keeping> {
  const { db, url, drop } = await freshDatabase();
  return { env: { DATABASE_URL: url, DATA_DIR: dataDir }, open: async () => ({ db, close: drop }) };
}

it.each([
  ["a PostgreSQL of its own, which goes down with it", itsOwn],
  ["a PostgreSQL beside it", beside],
])(
  "killed -9 four times in mid-chat, once while it starts, with %s: no message lost, none twice, the order kept, nobody stuck",
  { timeout: 300_000 },
  async (_where, keeping) => {
    const dataDir = await mkdtemp(path.join(tmpdir(), "wsi-killed-"));
    // Else an embedded PostgreSQL, which never runs as root, would have to put its files elsewhere.
    await chmod(dataDir, 0o755);
    const { env, open } = await keeping(dataDir);
    const port = await freePort();
    const sandbox = await sandboxFor(port);
    const own = { NODE_ENV: "test", DEMO: "yes", REDIS_URL: "", WECHAT_API_BASE: sandbox.url, LOG_LEVEL: "error" };
    const server = serverProcess(port, { ...own, ...env });
    try {
      await server.start();
      const desk = { agents: server.origin, citizens: server.origin, sandbox };
      let deaths = 0;
      /** Within a few milliseconds, with whatever is under way then: requests, callbacks, an upload, a parcel. */
      async function die(): Promise<void> {
        await pause(Math.random() * 12);
        await server.kill();
        deaths += 1;
        if (deaths === 2) {
          const starting = server.start().catch(() => undefined);
          await pause(400 + Math.random() * 1_200);
          await server.kill();
          await starting;
        }
        await server.start();
      }
      const day = await aDay(desk, { before: [4, 10, 17, 24], strike: die });
      expect(deaths).toBe(4);
      const { db, close } = await open();
      try {
        await prove(db, sandbox, day);
      } finally {
        await close();
      }
    } finally {
      await server.kill();
      await sandbox.close();
      // What was killed with it may write its last page a moment later.
      await rm(dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    }
  },
);
