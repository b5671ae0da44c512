import type { RouterContext } from "@koa/router";
import { createHash } from "node:crypto";
import type { Volatile } from "../ports/volatile.ts";
import { refuse, type Refusal } from "../refusal.ts";

/** How often one caller may call: counted per network address and, when there is one, per session. */
export interface Limit {
  name: string;
  count: number;
  windowMs: number;
}

export const perMinute = (name: string, count: number): Limit => ({ name, count, windowMs: 60_000 });

export async function withinLimit(
  volatile: Volatile,
  limit: Limit | undefined,
  ctx: RouterContext,
): Promise<Refusal | undefined> {
  if (!limit) return undefined;
  // Only a hash of who asks leaves this function: an address or a token must not lie about in Redis.
  const caller = createHash("sha256")
    .update(`${ctx.ip} ${ctx.get("authorization")}`)
    .digest("base64url")
    .slice(0, 22);
  const { count, resetsInMs } = await volatile.hit(`limit:${limit.name}:${caller}`, limit.windowMs);
  if (count <= limit.count) return undefined;
  const retryAfterSeconds = Math.max(1, Math.ceil(resetsInMs / 1000));
  return refuse("too-many", `操作太快了，请 ${retryAfterSeconds} 秒后再试`, { retryAfterSeconds });
}
