import type { SubscriptionMessages } from "../../ports/account.ts";
import { attempt } from "./attempt.ts";
import type { WechatClient } from "./client.ts";
import type { WechatConfig } from "./config.ts";

const PORT = "subscription-messages";

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
            data: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }])),
          }),
        () => ({ outcome: "sent" }),
      ),
  };
}
