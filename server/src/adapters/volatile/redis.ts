/** `ports/volatile` on Redis, through ioredis. While Redis is away every call fails soon and clearly; it is back by itself. */
import { Redis } from "ioredis";
import { PortFault } from "../../ports/fault.ts";
import type { Volatile } from "../../ports/volatile.ts";
import { checkText, wholeMs } from "./limits.ts";

/** Redis may be shared: ours are known by their prefix. */
const PREFIX = "wsi:";
const COMMAND_MS = 2_000;

const DELETE_IF_EQUAL = `if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0`;
/** Counting and starting the window are one step: a counter can never be left without an end. */
const HIT = `local n = redis.call('incr', KEYS[1])
if n == 1 then redis.call('pexpire', KEYS[1], ARGV[1]) end
return {n, redis.call('pttl', KEYS[1])}`;

/** Redis answers a wrong command with a ReplyError; everything else means that it did not answer. */
export async function reach<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const answered = error instanceof Error && error.name === "ReplyError";
    if (answered && /^(NOAUTH|WRONGPASS|NOPERM)/.test(error.message)) {
      throw new PortFault("volatile", "misconfigured", "Redis 拒绝了登录，请检查 REDIS_URL 里的用户名和密码");
    }
    if (answered && !/^(LOADING|READONLY|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|OOM|BUSY)/.test(error.message)) throw error;
    throw new PortFault("volatile", "unreachable", "Redis 连不上，请检查它是否在运行，以及 REDIS_URL");
  }
}

/** `onTrouble` hears of lost connections and of listeners that threw. */
export function createRedisVolatile(url: string, onTrouble: (error: unknown) => void = () => undefined): Volatile {
  const options = {
    connectTimeout: COMMAND_MS,
    commandTimeout: COMMAND_MS,
    maxRetriesPerRequest: 1,
    // What was on its way when the connection broke may have happened: the caller hears of it, it is not repeated.
    autoResendUnfulfilledCommands: false,
    retryStrategy: (attempt: number) => Math.min(50 * 2 ** Math.min(attempt, 6), 2_000),
  };
  const redis = new Redis(url, options);
  redis.on("error", onTrouble);

  const hearers = new Map<string, Set<(text: string) => void>>();
  let listening: Redis | undefined;
  /** A connection that subscribes can do nothing else; it subscribes again by itself when it is back. */
  function listeningConnection(): Redis {
    if (listening === undefined) {
      listening = new Redis(url, { ...options, autoResubscribe: true });
      listening.on("error", onTrouble);
      listening.on("message", (channel: string, text: string) => {
        for (const hear of hearers.get(channel) ?? []) {
          try {
            hear(text);
          } catch (error) {
            onTrouble(error);
          }
        }
      });
    }
    return listening;
  }

  async function stopHearing(channel: string, hear: (text: string) => void): Promise<void> {
    const set = hearers.get(channel);
    if (set === undefined || !set.delete(hear) || set.size > 0) return;
    hearers.delete(channel);
    await listening?.unsubscribe(channel).catch(() => undefined);
  }

  return {
    async get(key) {
      return (await reach(redis.get(PREFIX + key))) ?? undefined;
    },
    async set(key, value, ttlMs) {
      await reach(redis.set(PREFIX + key, value, "PX", wholeMs(ttlMs)));
    },
    async setIfAbsent(key, value, ttlMs) {
      return (await reach(redis.set(PREFIX + key, value, "PX", wholeMs(ttlMs), "NX"))) === "OK";
    },
    async delete(key) {
      await reach(redis.del(PREFIX + key));
    },
    async deleteIfEqual(key, value) {
      return (await reach(redis.eval(DELETE_IF_EQUAL, 1, PREFIX + key, value))) === 1;
    },
    async hit(key, windowMs) {
      const answer = await reach(redis.eval(HIT, 1, `${PREFIX}hit:${key}`, wholeMs(windowMs)));
      const [count, left] = Array.isArray(answer) ? (answer as unknown[]) : [];
      if (typeof count !== "number" || typeof left !== "number")
        throw new PortFault("volatile", "nonsense", "Redis 的计数不是数字");
      return { count, resetsInMs: Math.max(0, left) };
    },
    async publish(channel, text) {
      checkText(text);
      await reach(redis.publish(PREFIX + channel, text));
    },
    async subscribe(channel, hear) {
      const name = PREFIX + channel;
      const own = (text: string) => hear(text);
      const set = hearers.get(name) ?? new Set();
      hearers.set(name, set.add(own));
      try {
        await reach(listeningConnection().subscribe(name));
      } catch (error) {
        set.delete(own);
        if (set.size === 0) hearers.delete(name);
        throw error;
      }
      return () => stopHearing(name, own);
    },
    async ping() {
      await reach(redis.ping());
    },
    async close() {
      hearers.clear();
      for (const connection of [redis, listening]) connection?.disconnect();
    },
  };
}
