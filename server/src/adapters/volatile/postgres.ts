/** `ports/volatile` on PostgreSQL: unlogged tables for values and counters, LISTEN/NOTIFY for fan-out, the database's clock. */
import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import type { ClientConfig } from "pg";
import type { Db } from "../../db.ts";
import { PortFault } from "../../ports/fault.ts";
import type { Volatile } from "../../ports/volatile.ts";
import { createListener } from "../database/listener.ts";
import { checkText, wholeMs } from "./limits.ts";

export interface PostgresVolatile extends Volatile {
  /** Deletes what has expired; answers how many. Runs by itself every minute. */
  sweep(): Promise<number>;
}

const SWEEP_EVERY_MS = 60_000;

/** The database answered, so this is a mistake of ours; anything else means that it is away. */
function isAnswer(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  // Classes 08 connection, 53 out of resources, 57 operator intervention (shutdown, terminated) are no answers to the question.
  return typeof code === "string" && /^[0-9A-Z]{5}$/.test(code) && !/^(08|53|57)/.test(code);
}

async function reach<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (isAnswer(error)) throw error;
    throw new PortFault("volatile", "unreachable", "PostgreSQL 连不上，请检查数据库是否在运行");
  }
}

/** Any text names a channel; PostgreSQL's own names are short. */
function channelName(channel: string): string {
  return `volatile_${createHash("sha256").update(channel).digest("hex").slice(0, 40)}`;
}

const after = (ms: number): RawBuilder<Date> => sql`clock_timestamp() + ${wholeMs(ms)} * interval '1 millisecond'`;

/**
 * `listenOn`: how the one listening connection is opened, normally the same configuration as `db`'s. `onTrouble` hears of lost
 * connections and of listeners that threw.
 */
export function createPostgresVolatile(
  db: Db,
  listenOn: string | ClientConfig,
  onTrouble: (error: unknown) => void = () => undefined,
): PostgresVolatile {
  const listener = createListener(listenOn, onTrouble);

  async function sweep(): Promise<number> {
    const gone = await reach(
      sql`with kv as (delete from volatile_kv where expires_at <= clock_timestamp() returning 1),
        counters as (delete from volatile_counter where resets_at <= clock_timestamp() returning 1)
        select (select count(*) from kv) + (select count(*) from counters) as n`.execute(db),
    );
    return (gone.rows[0] as { n: number }).n;
  }
  const sweeper = setInterval(() => void sweep().catch(onTrouble), SWEEP_EVERY_MS).unref();

  return {
    sweep,
    async get(key) {
      const found = await reach(
        sql<{
          value: string;
        }>`select value from volatile_kv where key = ${key} and expires_at > clock_timestamp()`.execute(db),
      );
      return found.rows[0]?.value;
    },
    async set(key, value, ttlMs) {
      await reach(
        sql`insert into volatile_kv (key, value, expires_at) values (${key}, ${value}, ${after(ttlMs)})
          on conflict (key) do update set value = excluded.value, expires_at = excluded.expires_at`.execute(db),
      );
    },
    async setIfAbsent(key, value, ttlMs) {
      const set = await reach(
        sql`insert into volatile_kv as old (key, value, expires_at) values (${key}, ${value}, ${after(ttlMs)})
          on conflict (key) do update set value = excluded.value, expires_at = excluded.expires_at
          where old.expires_at <= clock_timestamp() returning 1`.execute(db),
      );
      return set.rows.length > 0;
    },
    async delete(key) {
      await reach(sql`delete from volatile_kv where key = ${key}`.execute(db));
    },
    async deleteIfEqual(key, value) {
      const gone = await reach(
        sql<{ live: boolean }>`delete from volatile_kv where key = ${key} and value = ${value}
          returning expires_at > clock_timestamp() as live`.execute(db),
      );
      return gone.rows[0]?.live === true;
    },
    async hit(key, windowMs) {
      const counted = await reach(
        sql<{ count: number; left: number }>`insert into volatile_counter as old (key, count, resets_at)
          values (${key}, 1, ${after(windowMs)})
          on conflict (key) do update set
            count = case when old.resets_at <= clock_timestamp() then 1 else old.count + 1 end,
            resets_at = case when old.resets_at <= clock_timestamp() then excluded.resets_at else old.resets_at end
          returning count, ceil(extract(epoch from resets_at - clock_timestamp()) * 1000)::integer as left`.execute(db),
      );
      const row = counted.rows[0];
      if (row === undefined) throw new PortFault("volatile", "nonsense", "计数没有返回结果");
      return { count: row.count, resetsInMs: Math.max(0, row.left) };
    },
    async publish(channel, text) {
      checkText(text);
      await reach(sql`select pg_notify(${channelName(channel)}, ${text})`.execute(db));
    },
    subscribe: (channel, hear) => reach(listener.listen(channelName(channel), hear)),
    async ping() {
      await reach(sql`select 1`.execute(db));
    },
    async close() {
      clearInterval(sweeper);
      await listener.close();
    },
  };
}
