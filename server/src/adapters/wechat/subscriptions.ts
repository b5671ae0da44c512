import type { SubscriptionMessages } from "../../ports/account.ts";
import { attempt } from "./attempt.ts";
import type { WechatClient } from "./client.ts";
import type { WechatConfig } from "./config.ts";

const PORT = "subscription-messages";

const dataOf = (values: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }]));

/** 订阅通知 of the account: one consent, one message; WeChat gives no idempotency key. */
export function createSubscriptions(client: WechatClient, config: WechatConfig): SubscriptionMessages {
  return {
    send: (openid, { templateId, open, values }) =>
      attempt(
        PORT,
        () =>
          client.call("subscriptionSend", {
            touser: openid,
            template_id: templateId,
            ...(open === undefined
              ? {}
              : { miniprogram: { appid: config.miniAppId, pagepath: open.replace(/^\/+/, "") } }),
            data: dataOf(values),
          }),
        () => ({ outcome: "sent" }),
      ),
  };
}

/** 订阅消息 of the mini-program. `client` speaks with its token; openids and templates are its own. */
export function createMiniSubscriptions(client: WechatClient): SubscriptionMessages {
  return {
    send: (openid, { templateId, open, values }) =>
      attempt(
        PORT,
        () =>
          client.call("miniSubscriptionSend", {
            touser: openid,
            template_id: templateId,
            ...(open === undefined ? {} : { page: open.replace(/^\/+/, "") }),
            miniprogram_state: "formal",
            lang: "zh_CN",
            data: dataOf(values),
          }),
        () => ({ outcome: "sent" }),
      ),
  };
}
