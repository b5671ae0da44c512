import { Redis } from "ioredis";
import { reach } from "./redis.ts";

export interface RedisSight {
  version: string;
  /** `master`, or a replica, which takes nothing. */
  role: string;
  /** What happens when the memory is full. */
  policy: string;
  /** Bytes; 0: no limit. */
  maxMemory: number;
  usedMemory: number;
}

/** How a Redis is set up, over a connection of its own that is closed again. Throws PortFault, which never holds the address. */
export async function lookAtRedis(url: string, timeoutMs: number): Promise<RedisSight> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: timeoutMs,
    commandTimeout: timeoutMs,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  // What the connection says besides is said by the commands, too.
  redis.on("error", () => undefined);
  try {
    const told = await reach(redis.connect().then(() => redis.info()));
    const line = (name: string) => new RegExp(`^${name}:(.*)$`, "m").exec(told)?.[1]?.trim() ?? "";
    return {
      version: line("redis_version"),
      role: line("role"),
      policy: line("maxmemory_policy"),
      maxMemory: Number(line("maxmemory")),
      usedMemory: Number(line("used_memory")),
    };
  } finally {
    redis.disconnect();
  }
}
