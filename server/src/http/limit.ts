import { createHash } from "node:crypto";
import type { Volatile } from "../ports/volatile.ts";
import { refuse, type Refusal } from "../refusal.ts";

/** How often one caller may call. Who that is, the door says: a session on routes for those signed in, else a network address. */
export interface Limit {
  name: string;
  count: number;
  windowMs: number;
  /** What happens while counts cannot be kept. Where talking must go on, everybody is let in; where guessing must not, nobody. */
  whenAway?: "let-in";
}

/** For a count, where talking must go on without it. */
const PATIENCE_MS = 300;

export const perMinute = (name: string, count: number, whenAway?: "let-in"): Limit => ({
  name,
  count,
  windowMs: 60_000,
  ...(whenAway ? { whenAway } : {}),
});

/** `caller` is whatever names them; it is kept only as a hash. */
export async function withinLimit(
  volatile: Volatile,
  limit: Limit | undefined,
  caller: string,
): Promise<Refusal | undefined> {
  if (!limit) return undefined;
  // Only a hash of who asks leaves this function: an address or a token must not lie about in Redis.
  const hit = await counted(volatile, limit, createHash("sha256").update(caller).digest("base64url").slice(0, 22));
  if (hit === undefined) return undefined;
  const { count, resetsInMs } = hit;
  if (count <= limit.count) return undefined;
  const retryAfterSeconds = Math.max(1, Math.ceil(resetsInMs / 1000));
  return refuse("too-many", `操作太快了，请 ${retryAfterSeconds} 秒后再试`, { retryAfterSeconds });
}

/** Undefined when counts cannot be kept and the limit says to let in: after a moment, for nobody should wait for a count. */
async function counted(volatile: Volatile, limit: Limit, caller: string) {
  const hit = volatile.hit(`limit:${limit.name}:${caller}`, limit.windowMs);
  if (limit.whenAway === undefined) return hit;
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<undefined>((resolve) => (timer = setTimeout(() => resolve(undefined), PATIENCE_MS)));
  try {
    return await Promise.race([hit.catch(() => undefined), tooLong]);
  } finally {
    clearTimeout(timer);
  }
}
