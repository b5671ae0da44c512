/** What the checks look at. Nothing is opened before a check asks for it, so that what is away hinders nobody else. */
import { hasCluster, startEmbeddedPostgres } from "../adapters/database/embedded.ts";
import { lookAtRedis, type RedisSight } from "../adapters/volatile/redis-sight.ts";
import { createAccountCare } from "../adapters/wechat/care.ts";
import { createWechatClient } from "../adapters/wechat/client.ts";
import { readWechatConfig, type WechatConfig } from "../adapters/wechat/config.ts";
import { createWechatMenu } from "../adapters/wechat/menu.ts";
import { askEcho, askWechatTime, type EchoAnswer } from "../adapters/wechat/probe.ts";
import { createMiniSubscriptions, createSubscriptions } from "../adapters/wechat/subscriptions.ts";
import { createTokenProvider } from "../adapters/wechat/token.ts";
import { createDb, type Db } from "../db.ts";
import type { Env, EnvFault } from "../env.ts";
import type { AccountCare, SubscriptionMessages } from "../ports/account.ts";
import type { Clock } from "../ports/clock.ts";
import type { StandingMenus } from "../ports/messages.ts";
import type { Volatile } from "../ports/volatile.ts";

export interface World {
  env: Env;
  faults: readonly EnvFault[];
  clock: Clock;
  /** Of Node: 20.19.0. */
  nodeVersion: string;
  /** Certificates to be trusted besides the system's. */
  trusted: string | undefined;
  /** Opened at the first call; a failure is told to everybody who asks. */
  database(): Promise<Db>;
  /** False when `DATABASE_URL` is wrong, or there is none and the embedded one was never started. */
  hasDatabase(): boolean;
  redis(): Promise<RedisSight>;
  wechat: {
    /** Really asks WeChat for an access token. Throws PortFault. */
    token(): Promise<void>;
    miniToken(): Promise<void>;
    menu: StandingMenus;
    care: Pick<AccountCare, "callbackAddresses" | "checkCallback">;
    subscriptions: Pick<SubscriptionMessages, "templates">;
    miniSubscriptions: Pick<SubscriptionMessages, "templates">;
    time(): Promise<number>;
    callbackUrl: string;
    echo(how: { forged: boolean }): Promise<EchoAnswer>;
  };
  close(): Promise<void>;
}

/** Under the limit of a check, so that the network's own word is heard rather than silence. */
const CALL_MS = 4_000;

/** Keeps nothing: the doctor asks WeChat itself, and leaves the token that the service shares alone. */
const forgetful: Volatile = {
  get: async () => undefined,
  set: async () => undefined,
  setIfAbsent: async () => true,
  delete: async () => undefined,
  deleteIfEqual: async () => true,
  hit: async () => ({ count: 1, resetsInMs: 0 }),
  publish: async () => undefined,
  subscribe: async () => async () => undefined,
  ping: async () => undefined,
  close: async () => undefined,
};

/**
 * A stable token is handed out again as long as it lives: asking for it takes it away from nobody. A call is tried once; an operator who
 * sees "busy" runs the doctor again.
 */
function connect(config: WechatConfig, clock: Clock) {
  const tokens = createTokenProvider(config, forgetful, clock, { timeoutMs: CALL_MS });
  return { tokens, client: createWechatClient(config, tokens, { timeoutMs: CALL_MS, patience: { tries: 1 } }) };
}

export interface Surroundings {
  env: Env;
  faults: readonly EnvFault[];
  clock: Clock;
  nodeVersion: string;
  trusted?: string | undefined;
}

export function openWorld({ env, faults, clock, nodeVersion, trusted }: Surroundings): World {
  const config = readWechatConfig(env);
  const account = connect(config, clock);
  const mini = connect({ ...config, appId: config.miniAppId, appSecret: config.miniAppSecret }, clock);
  const callbackUrl = `${env.PUBLIC_URL.replace(/\/+$/, "")}/wechat`;
  const closers: (() => Promise<unknown>)[] = [];
  let db: Promise<Db> | undefined;

  async function open(): Promise<Db> {
    const own = env.DATABASE_URL === undefined ? await startEmbeddedPostgres({ dataDir: env.DATA_DIR }) : undefined;
    if (own) closers.push(() => own.stop());
    const opened = createDb({
      ...(own ? own.config : { connectionString: env.DATABASE_URL }),
      application_name: "wuhan-social-insurance doctor",
      max: 2,
      connectionTimeoutMillis: CALL_MS,
      statement_timeout: CALL_MS,
    });
    closers.push(() => opened.destroy());
    return opened;
  }

  return {
    env,
    faults,
    clock,
    nodeVersion,
    trusted,
    database: () => (db ??= open()),
    hasDatabase: () =>
      !faults.some((one) => one.name === "DATABASE_URL") &&
      (env.DATABASE_URL !== undefined || hasCluster(env.DATA_DIR)),
    redis: () => lookAtRedis(env.REDIS_URL ?? "", CALL_MS),
    wechat: {
      token: async () => void (await account.tokens.get()),
      miniToken: async () => void (await mini.tokens.get()),
      menu: createWechatMenu(account.client, config),
      care: createAccountCare(account.client, config),
      subscriptions: createSubscriptions(account.client, config),
      miniSubscriptions: createMiniSubscriptions(mini.client),
      time: () => askWechatTime(config, CALL_MS),
      callbackUrl,
      echo: ({ forged }) => askEcho(callbackUrl, config, clock, CALL_MS, forged),
    },
    async close() {
      await db?.catch(() => undefined);
      for (const closer of closers.splice(0).toReversed()) await closer().catch(() => undefined);
    },
  };
}
