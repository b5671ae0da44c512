/**
 * Everything that speaks WeChat, and nothing else does. In: `webhook` takes WeChat's signed, perhaps encrypted push, makes it an
 * `Update` of `ports/messages.ts`, has it answered within the five seconds that WeChat waits, and renders the `Reply`. Out:
 * `messages` (customer-service messages), `menu` and all that `ports/account.ts` knows of call WeChat's HTTP API through `client`,
 * which wraps npm's wechat-api, extended by the table in `endpoints.ts`, fetches access tokens by `token` and repeats what may be
 * repeated by `patience`; `login` (mini-program codes) needs no token. Read `webhook.ts` first, then `replies.ts`.
 */
import type { Middleware } from "koa";
import type {
  AccountCare,
  Articles,
  Followers,
  FollowerTags,
  MassMessages,
  QrCodes,
  ServiceAccounts,
  ServiceSessions,
  SubscriptionMessages,
} from "../../ports/account.ts";
import type { Clock } from "../../ports/clock.ts";
import type {
  AccountMenu,
  FollowerDirectory,
  Messages,
  MiniProgramLogin,
  TemporaryMedia,
} from "../../ports/messages.ts";
import type { Volatile } from "../../ports/volatile.ts";
import { createArticles } from "./articles.ts";
import { createAccountCare } from "./care.ts";
import { createWechatClient, type WechatClient } from "./client.ts";
import { createCovers } from "./covers.ts";
import { readWechatConfig, type WechatConfig, type WechatEnv } from "./config.ts";
import { createWechatDirectory } from "./directory.ts";
import { createFollowerTags } from "./follower-tags.ts";
import { createFollowers } from "./followers.ts";
import { koaWebhook } from "./koa.ts";
import { createWechatLogin } from "./login.ts";
import { createMassMessages } from "./mass.ts";
import { createTemporaryMedia } from "./media.ts";
import { createWechatMenu } from "./menu.ts";
import { createWechatMessages } from "./messages.ts";
import { createQrCodes } from "./qr-codes.ts";
import { createServiceAccounts, createServiceSessions } from "./service-sessions.ts";
import { createMiniSubscriptions, createSubscriptions } from "./subscriptions.ts";
import { createTokenProvider } from "./token.ts";
import type { OnCall } from "./transport.ts";
import { createWebhook, type Log, type WebhookParts } from "./webhook.ts";

export type { WechatConfig, WechatEnv } from "./config.ts";
export type { OnCall } from "./transport.ts";

export interface Wechat {
  config: WechatConfig;
  client: WechatClient;
  messages: Messages;
  media: TemporaryMedia;
  login: MiniProgramLogin;
  menu: AccountMenu;
  directory: FollowerDirectory;
  mass: MassMessages;
  articles: Articles;
  subscriptions: SubscriptionMessages;
  miniSubscriptions: SubscriptionMessages;
  followers: Followers;
  tags: FollowerTags;
  care: AccountCare;
  qrCodes: QrCodes;
  serviceAccounts: ServiceAccounts;
  serviceSessions: ServiceSessions;
  /** The Koa middleware for the callback address. */
  callback(parts: Pick<WebhookParts, "receive" | "onLate">): Middleware;
}

export interface WechatWorld {
  volatile: Volatile;
  clock: Clock;
  log: Log;
  /** Counts every call that leaves, each try by itself. */
  onCall?: OnCall | undefined;
}

/** Throws when the configuration cannot be right; opens no connection. */
export function createWechat(env: WechatEnv, world: WechatWorld): Wechat {
  const config = readWechatConfig(env);
  const { volatile, clock, log, onCall } = world;
  const client = createWechatClient(config, createTokenProvider(config, volatile, clock, { onCall }), { onCall });
  // The mini-program is another app at WeChat: its own token, the same calls.
  const mini = { ...config, appId: config.miniAppId, appSecret: config.miniAppSecret };
  const miniClient = createWechatClient(mini, createTokenProvider(mini, volatile, clock, { onCall }), { onCall });
  const media = createTemporaryMedia(client);
  return {
    config,
    client,
    messages: createWechatMessages(client, config, createCovers(media, volatile, config.appId)),
    media,
    login: createWechatLogin(config, { onCall }),
    menu: createWechatMenu(client, config),
    directory: createWechatDirectory(client),
    mass: createMassMessages(client),
    articles: createArticles(client),
    subscriptions: createSubscriptions(client, config),
    miniSubscriptions: createMiniSubscriptions(miniClient),
    followers: createFollowers(client),
    tags: createFollowerTags(client),
    care: createAccountCare(client, config),
    qrCodes: createQrCodes(client, config),
    serviceAccounts: createServiceAccounts(client),
    serviceSessions: createServiceSessions(client),
    callback: ({ receive, onLate }) => koaWebhook(createWebhook({ config, clock, log, receive, onLate })),
  };
}
