import { setTimeout as pause } from "node:timers/promises";
import { sql } from "kysely";
import { freshDatabase } from "../../../server/test/database.ts";
import { fillAgents } from "./fill.ts";
import { freePort, launch, phones, until } from "./run.ts";

/** Everybody asks for a person in the same moment, and nobody of the desk is ready. */
export interface Burst {
  citizens: number;
  /** Those who are not in the queue in the end, and talks beyond one for each. */
  lost: number;
  doubled: number;
  /** Callbacks that WeChat sent a second or a third time, and those it gave up. */
  repeated: number;
  givenUp: number;
  /** Milliseconds from a callback's departure to its answer. */
  took: { p50: number; p99: number; worst: number };
  /** Until the last one is in the queue. */
  allMs: number;
  /** Those told their place, at once or late, and those it has reached on the phone. */
  told: number;
  reached: number;
  /** Until the phone of the last one has it. */
  reachedMs: number;
}

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
    await until("the follows are told", 60, async () => (await phone.deliveries()).answered === citizens);
    await phone.countAnew();

    const counts = async () =>
      (
        await sql<{ talks: number; people: number; told: number; sent: number; under: number }>`
          select (select count(*) from conversations)::integer as talks,
            (select count(distinct identity) from conversations)::integer as people,
            (select count(*) from inbound where kind = 'text' and reply->>'text' like '%已为您转人工%')::integer as told,
            (select count(*) from outbox where key like 'late:%' and state = 'sent')::integer as sent,
            (select count(*) from outbox where key like 'late:%' and state in ('queued', 'sending'))::integer as under`.execute(
          db,
        )
      ).rows[0] ?? { talks: 0, people: 0, told: 0, sent: 0, under: 0 };
    const begun = performance.now();
    await Promise.all(ids.map((id) => phone.write(id, "转人工")));
    let allMs = Number.NaN;
    let reachedMs = Number.NaN;
    // Somebody lost is found by the end of it: WeChat gives up after fifteen seconds.
    await until("everybody is in the queue and has been told", 120, async () => {
      const { people, told, under } = await counts();
      const { answered, givenUp } = await phone.deliveries();
      if (people === citizens && Number.isNaN(allMs)) allMs = performance.now() - begun;
      if (told < citizens || under > 0 || answered + givenUp < citizens) return performance.now() - begun > 60_000;
      reachedMs = performance.now() - begun;
      return true;
    });
    // Whatever would come twice has come by now.
    await pause(5_000);
    const { talks, people, told, sent } = await counts();
    const { sent: tries, givenUp, took, answered } = await phone.deliveries();
    const late = await sql<{ n: number }>`select count(*)::integer as n from outbox where key like 'late:%'`.execute(
      db,
    );
    return {
      citizens,
      lost: citizens - people,
      doubled: talks - people,
      repeated: tries[1] + tries[2],
      givenUp,
      took,
      allMs,
      told,
      // Who was not answered late was answered by the callback itself.
      reached: answered - (late.rows[0]?.n ?? 0) + sent,
      reachedMs,
    };
  } finally {
    for (const stop of stops.toReversed()) stop();
    await pause(500);
    await fresh.drop();
  }
}
