/**
 * Picks the adapter behind every port, by the environment alone. What is opened here is closed by `close`, in the reverse order.
 * Nothing is answered and nothing runs yet: that is app.ts and work.ts.
 */
import path from "node:path";
import type { PoolConfig } from "pg";
import { embeddedCoreInsurance } from "./adapters/core-insurance/embedded.ts";
import { systemClock } from "./adapters/clock/system.ts";
import { startEmbeddedPostgres } from "./adapters/database/embedded.ts";
import { createListener } from "./adapters/database/listener.ts";
import { createDiskFiles } from "./adapters/files/disk.ts";
import { createSafe } from "./adapters/safe/aes.ts";
import { createPostgresVolatile } from "./adapters/volatile/postgres.ts";
import { createRedisVolatile } from "./adapters/volatile/redis.ts";
import { createWechat } from "./adapters/wechat/index.ts";
import { findBoundMobile } from "./citizens/index.ts";
import { connections } from "./connections.ts";
import { createDb, migrate } from "./db.ts";
import type { Env } from "./env.ts";
import { loadFigures } from "./figures/index.ts";
import { createMetrics } from "./http/metrics.ts";
import { createLog } from "./log.ts";
import { followRoster } from "./roster/index.ts";

export async function createServices(env: Env) {
  const log = createLog({ level: env.LOG_LEVEL });
  const closers: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const closer of closers.splice(0).toReversed())
      await closer().catch((error: unknown) => log.error({ err: error }, "something did not close"));
  };
  const lost = (what: string) => (error: unknown) => log.warn({ err: error }, what);
  try {
    const config = await database(env, (line) => log.info(line), closers);
    const db = createDb({ ...config, max: connections.pool }, lost("a database connection broke"));
    closers.push(() => db.destroy());
    const storing = createDb({ ...config, max: connections.storing }, lost("a database connection of the inbox broke"));
    closers.push(() => storing.destroy());
    const applied = await migrate(db);
    if (applied.length > 0) log.info({ applied }, "migrations");

    const clock = systemClock;
    await loadFigures(db, clock.now());

    const listener = createListener(config, lost("the database listener"));
    closers.push(() => listener.close());
    const volatile =
      env.REDIS_URL === undefined
        ? createPostgresVolatile(db, config, lost("the volatile listener"))
        : createRedisVolatile(env.REDIS_URL, lost("Redis"));
    closers.push(() => volatile.close());

    const metrics = createMetrics();
    return {
      env,
      log,
      clock,
      db,
      storing,
      config,
      listener,
      volatile,
      files: createDiskFiles(path.join(env.DATA_DIR, "files")),
      safe: createSafe(env.SECRETS_KEY, env.SECRETS_KEY_PREVIOUS),
      core: embeddedCoreInsurance,
      mobileOf: findBoundMobile,
      roster: await followRoster((channel, hear) => listener.listen(channel, hear)),
      wechat: createWechat(env, { volatile, clock, log, onCall: metrics.wechatCall }),
      metrics,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
export type Services = Awaited<ReturnType<typeof createServices>>;

async function database(
  env: Env,
  log: (line: string) => void,
  closers: (() => Promise<unknown>)[],
): Promise<PoolConfig> {
  if (env.DATABASE_URL !== undefined) return { connectionString: env.DATABASE_URL };
  const own = await startEmbeddedPostgres({ dataDir: env.DATA_DIR, log });
  closers.push(() => own.stop());
  return own.config;
}
