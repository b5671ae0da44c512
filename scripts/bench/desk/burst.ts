import { setTimeout as pause } from "node:timers/promises";
import { sql } from "kysely";
import { freshDatabase } from "../../../server/test/database.ts";
import { fillAgents } from "./fill.ts";
import { freePort, launch, phones, until } from "./run.ts";

/** Everybody asks for a person in the same moment, and nobody of the desk is ready. */
export interface Burst {
  citizens: number;
  /** Those who are in the queue in the end, and talks beyond one for each. */
  queued: number;
  doubled: number;
  /** Callbacks that WeChat repeated, or gave up. */
  repeated: number;
  /** Milliseconds: a callback, and until the last one is in the queue. */
  stored50: number;
  stored99: number;
  allMs: number;
  /** Those told their place, at once or late. */
  told: number;
}

const at = (sorted: readonly number[], part: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;

export async function burst(citizens: number): Promise<Burst> {
  const fresh = await freshDatabase();
  const stops: (() => void)[] = [];
  try {
    const { db } = fresh;
    await fillAgents(db, 10, 5);
    const port = await freePort();
    const sandbox = await launch("../broadcast/sandbox.ts", {
      SANDBOX_CALLBACK_URL: `http://127.0.0.1:${port}/wechat`,
    });
    stops.push(sandbox.stop);
    const env = { DATABASE_URL: fresh.url, PORT: String(port), WECHAT_API_BASE: sandbox.url, LOG_LEVEL: "error" };
    stops.push((await launch("./server.ts", env)).stop);
    const phone = phones(sandbox.url);
    const ids: string[] = [];
    for (let n = 0; n < citizens; n++) ids.push(await phone.follow(n));
    await pause(2_000);
    const talks = async () =>
      (
        await sql<{ n: number; people: number }>`
          select count(*)::integer as n, count(distinct identity)::integer as people from conversations`.execute(db)
      ).rows[0] ?? { n: 0, people: 0 };
    const begun = performance.now();
    await Promise.all(ids.map((id) => phone.write(id, "转人工")));
    let last = begun;
    await until("the queue stands still", 120, async () => {
      const before = (await talks()).n;
      if (before > 0 && performance.now() - last > 12_000) return true;
      await pause(300);
      if ((await talks()).n !== before) last = performance.now();
      return before === citizens;
    });
    const allMs = performance.now() - begun;
    const settled = async () =>
      (
        await sql<{ waiting: number; told: number }>`
          select count(*) filter (where reply is null)::integer as waiting,
            count(*) filter (where reply->>'text' like '%已为您转人工%')::integer as told
          from inbound where kind = 'text'`.execute(db)
      ).rows[0] ?? { waiting: 0, told: 0 };
    await until("nobody waits for an answer", 120, async () => (await settled()).waiting === 0);
    await pause(5_000);
    const { n, people } = await talks();
    const calls = (await phone.calls()).filter((one) => one.note.startsWith("text"));
    const took = calls.map((one) => one.tookMs).toSorted((a, b) => a - b);
    return {
      citizens,
      queued: people,
      doubled: n - people,
      repeated: calls.filter((one) => !one.note.endsWith("第 1 次")).length,
      stored50: at(took, 0.5),
      stored99: at(took, 0.99),
      allMs,
      told: (await settled()).told,
    };
  } finally {
    for (const stop of stops.toReversed()) stop();
    await pause(500);
    await fresh.drop();
  }
}
