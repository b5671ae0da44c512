import type { BroadcastAccount } from "./parts.ts";

/** What broadcasts use of the account's connection. */
export const accountOf = (wechat: Omit<BroadcastAccount, "miniAppId">, miniAppId: string): BroadcastAccount => ({
  mass: wechat.mass,
  articles: wechat.articles,
  subscriptions: wechat.subscriptions,
  miniSubscriptions: wechat.miniSubscriptions,
  messages: wechat.messages,
  miniAppId,
});
