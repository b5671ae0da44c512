import type { PoolConfig } from "pg";
import { createPostgresVolatile } from "../../../server/src/adapters/volatile/postgres.ts";
import { createWechat, type Wechat } from "../../../server/src/adapters/wechat/index.ts";
import type { Db } from "../../../server/src/db.ts";
import { readEnv } from "../../../server/src/env.ts";
import { createLog } from "../../../server/src/log.ts";

export interface Account extends Wechat {
  miniAppId: string;
  close(): Promise<void>;
}

/** The account's connection, put together as services.ts does, with the demo's settings. `apiBase` is where the sandbox is. */
export function connectAccount(db: Db, config: PoolConfig, apiBase: string): Account {
  const env = readEnv({ WECHAT_API_BASE: apiBase });
  const volatile = createPostgresVolatile(db, config);
  const wechat = createWechat(env, { volatile, clock: { now: () => new Date() }, log: createLog({ level: "silent" }) });
  return { ...wechat, miniAppId: env.WECHAT_MINI_APP_ID, close: () => volatile.close() };
}
