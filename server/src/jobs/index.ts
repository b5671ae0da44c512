/**
 * What is done by the clock and by nobody's request: sealing the audit trail, letting cases lapse, sweeping. pg-boss keeps the
 * plan in PostgreSQL (schema `pgboss`), so any number of processes may run this and each turn is done by one of them; a turn
 * never overlaps the one before it, and one whose process died is done again.
 */
import { Client } from "pg";
import type { ClientConfig, PoolConfig } from "pg";
import PgBoss from "pg-boss";
import { connections } from "../connections.ts";
import type { Log } from "../log.ts";

export interface ScheduledJob {
  /** Letters, digits, - _ . only, e.g. "audit.seal". */
  name: string;
  /** Five fields, in Beijing time. */
  cron: string;
  /** Must bear being done twice. What it throws is logged, and it is tried twice more. */
  work(): Promise<unknown>;
}

export interface JobsParts {
  config: string | PoolConfig;
  /** The whole list of the house: what was planned once and is no longer in it is taken off the plan. */
  jobs: readonly ScheduledJob[];
  log: Pick<Log, "info" | "error">;
  /** How often due turns are looked for and fetched. Tests are in a hurry. */
  checkEverySeconds?: number;
}

export interface Jobs {
  /** Does one now, out of turn, through the queue. */
  trigger(name: string): Promise<void>;
  /** Waits up to 30 s for what is under way. */
  stop(): Promise<void>;
}

const TIME_ZONE = "Asia/Shanghai";
const TURN_MINUTES = 15;

/** Creating queues in two processes at once deadlocks in pg-boss 10 (seen in our test): one after another, then. */
async function inTurn<T>(config: ClientConfig, work: () => Promise<T>): Promise<T> {
  const client = new Client(config);
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query("select pg_advisory_lock(hashtext('wuhan-social-insurance jobs'))");
    return await work();
  } finally {
    await client.end();
  }
}

export async function runJobs(parts: JobsParts): Promise<Jobs> {
  const { jobs, log, checkEverySeconds = 5 } = parts;
  const given = typeof parts.config === "string" ? { connectionString: parts.config } : parts.config;
  const boss = new PgBoss({
    application_name: "wuhan-social-insurance jobs",
    ...(given as PgBoss.DatabaseOptions),
    max: connections.jobs,
    cronMonitorIntervalSeconds: Math.min(checkEverySeconds * 3, 30),
    cronWorkerIntervalSeconds: checkEverySeconds,
    archiveCompletedAfterSeconds: 24 * 3_600,
    deleteAfterDays: 7,
  });
  let stopped = false;
  boss.on("error", (error) => {
    // Its last connections are still closing after it says that it has stopped; nobody needs them any more.
    if (!stopped) log.error({ err: error }, "jobs: the database is away");
  });
  const known = new Set(jobs.map((job) => job.name));
  try {
    await inTurn(given, plan);
  } catch (error) {
    await boss.stop({ graceful: false });
    throw error;
  }

  async function plan(): Promise<void> {
    await boss.start();

    for (const { name, cron, work } of jobs) {
      const rules = { name, policy: "stately", retryLimit: 2, retryDelay: 30, expireInMinutes: TURN_MINUTES } as const;
      await boss.createQueue(name, rules);
      await boss.work(name, { pollingIntervalSeconds: checkEverySeconds, batchSize: 1 }, async () => {
        const from = performance.now();
        const failed = await work().then(
          () => false,
          (error: unknown) => {
            log.error({ job: name, err: error }, "jobs: a turn failed");
            return true;
          },
        );
        // pg-boss keeps what it catches in its tables: only that it failed, never what an error may quote.
        if (failed) throw new Error("see the log");
        log.info({ job: name, ms: Math.round(performance.now() - from) }, "jobs: a turn is done");
      });
      await boss.schedule(name, cron, {}, { tz: TIME_ZONE });
    }
    for (const { name } of await boss.getSchedules()) if (!known.has(name)) await boss.unschedule(name);
  }

  return {
    async trigger(name) {
      if (!known.has(name)) throw new Error(`there is no job called ${name}`);
      await boss.send(name, {});
    },
    async stop() {
      await boss.stop({ graceful: true, wait: true, timeout: 30_000 });
      stopped = true;
    },
  };
}
