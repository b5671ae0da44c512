/**
 * Everything that speaks WeChat, and nothing else does. In: `webhook` takes WeChat's signed, perhaps encrypted push, makes it an
 * `Update` of `ports/messages.ts`, has it answered within the five seconds that WeChat waits, and renders the `Reply`. Out:
 * `messages` (customer-service messages), `login` (mini-program codes) and `menu` call WeChat's HTTP API through `client`, which
 * wraps npm's wechat-api and fetches access tokens by `token`. Read `webhook.ts` first, then `replies.ts`.
 */
import type { Middleware } from "koa";
import type { Articles, MassMessages, SubscriptionMessages } from "../../ports/account.ts";
import type { Clock } from "../../ports/clock.ts";
import type { AccountMenu, FollowerDirectory, Messages, MiniProgramLogin } from "../../ports/messages.ts";
import type { Volatile } from "../../ports/volatile.ts";
import { createArticles } from "./articles.ts";
import { createWechatClient, type WechatClient } from "./client.ts";
import { readWechatConfig, type WechatConfig, type WechatEnv } from "./config.ts";
import { createWechatDirectory } from "./directory.ts";
import { koaWebhook } from "./koa.ts";
import { createWechatLogin } from "./login.ts";
import { createMassMessages } from "./mass.ts";
import { createWechatMenu } from "./menu.ts";
import { createWechatMessages } from "./messages.ts";
import { createSubscriptions } from "./subscriptions.ts";
import { createTokenProvider } from "./token.ts";
import { createWebhook, type Log, type WebhookParts } from "./webhook.ts";

export type { WechatConfig, WechatEnv } from "./config.ts";

export interface Wechat {
  config: WechatConfig;
  client: WechatClient;
  messages: Messages;
  login: MiniProgramLogin;
  menu: AccountMenu;
  directory: FollowerDirectory;
  mass: MassMessages;
  articles: Articles;
  subscriptions: SubscriptionMessages;
  /** The Koa middleware for the callback address. */
  callback(parts: Pick<WebhookParts, "receive" | "onLate">): Middleware;
}

/** Throws when the configuration cannot be right; opens no connection. */
export function createWechat(env: WechatEnv, world: { volatile: Volatile; clock: Clock; log: Log }): Wechat {
  const config = readWechatConfig(env);
  const { volatile, clock, log } = world;
  const client = createWechatClient(config, createTokenProvider(config, volatile, clock));
  return {
    config,
    client,
    messages: createWechatMessages(client, config),
    login: createWechatLogin(config),
    menu: createWechatMenu(client, config),
    directory: createWechatDirectory(client),
    mass: createMassMessages(client),
    articles: createArticles(client),
    subscriptions: createSubscriptions(client, config),
    callback: ({ receive, onLate }) => koaWebhook(createWebhook({ config, clock, log, receive, onLate })),
  };
}
