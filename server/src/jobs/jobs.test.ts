import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { freshDatabase } from "../../test/database.ts";
import type { TestDatabase } from "../../test/database.ts";
import { runJobs } from "./index.ts";
import type { Jobs, ScheduledJob } from "./index.ts";

let fresh: TestDatabase;
const running: Jobs[] = [];
const failures: unknown[] = [];
beforeEach(async () => void (fresh = await freshDatabase()));
afterEach(async () => {
  await Promise.all(running.splice(0).map((jobs) => jobs.stop()));
  failures.length = 0;
  await fresh.drop();
});
const log = { info: () => undefined, error: (fields: unknown) => void failures.push(fields) };
async function start(...jobs: ScheduledJob[]): Promise<Jobs> {
  const started = await runJobs({ config: { connectionString: fresh.url }, jobs, log, checkEverySeconds: 1 });
  running.push(started);
  return started;
}
const plan = async () =>
  (await sql<Record<string, string>>`select name, cron, timezone from pgboss.schedule order by name`.execute(fresh.db))
    .rows;

const work = async () => undefined;

describe("jobs", () => {
  it("are planned in Beijing time, and taken off the plan when they are gone from the list", async () => {
    await start({ name: "old", cron: "0 3 * * *", work }, { name: "case.expire", cron: "30 2 * * *", work });
    await running.pop()?.stop();
    await start({ name: "case.expire", cron: "45 2 * * *", work });
    expect(await plan()).toEqual([{ name: "case.expire", cron: "45 2 * * *", timezone: "Asia/Shanghai" }]);
  });

  it("are done when their minute comes, by one of several processes", async () => {
    const turns: string[] = [];
    const job = (who: string): ScheduledJob => ({ name: "tick", cron: "* * * * *", work: async () => turns.push(who) });
    await Promise.all([start(job("one")), start(job("two"))]);
    await vi.waitFor(() => expect(turns).toHaveLength(1), { timeout: 15_000, interval: 100 });
    const done = await sql<{ n: number }>`select count(*) as n from pgboss.job where name = 'tick'`.execute(fresh.db);
    expect(done.rows).toEqual([{ n: 1 }]);
  });

  it("log what they throw, keep nothing of it in the database, and go on", async () => {
    let turns = 0;
    const jobs = await start({
      name: "weak",
      cron: "0 3 1 1 *",
      work: async () => {
        turns++;
        if (turns === 1) throw new Error("about 张三");
      },
    });
    await jobs.trigger("weak");
    await vi.waitFor(() => expect(failures).toHaveLength(1), { timeout: 15_000, interval: 50 });
    expect(failures[0]).toMatchObject({ job: "weak", err: { message: "about 张三" } });
    await vi.waitFor(async () => {
      const kept = await sql<{
        state: string;
        output: unknown;
      }>`select state, output from pgboss.job where name = 'weak'`.execute(fresh.db);
      expect(kept.rows[0]?.state).toBe("retry");
      expect(JSON.stringify(kept.rows)).not.toContain("张三");
    }, 10_000);
  });

  it("finish what is under way before they stop", async () => {
    let finished = false;
    let begun = false;
    const jobs = await start({
      name: "slow",
      cron: "0 3 1 1 *",
      work: async () => {
        begun = true;
        await sql`select pg_sleep(0.3)`.execute(fresh.db);
        finished = true;
      },
    });
    await jobs.trigger("slow");
    await vi.waitFor(() => expect(begun).toBe(true), { timeout: 15_000, interval: 20 });
    await jobs.stop();
    running.length = 0;
    expect(finished).toBe(true);
  });

  it("refuse to trigger what is not on the list", async () => {
    const jobs = await start();
    await expect(jobs.trigger("nothing")).rejects.toThrow("nothing");
  });
});
