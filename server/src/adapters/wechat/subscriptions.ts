import type { SubscriptionMessages } from "../../ports/account.ts";
import { attempt, listOf, recordOf } from "./attempt.ts";
import type { WechatClient } from "./client.ts";
import type { WechatConfig } from "./config.ts";

const PORT = "subscription-messages";

const dataOf = (values: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }]));

/** Characters that WeChat takes in a field, by the kind that its name begins with. */
const mostOf: Readonly<Record<string, number>> = {
  thing: 20,
  symbol: 5,
  phone_number: 17,
  car_number: 8,
  name: 10,
  phrase: 5,
};
const OTHERS = 32;

/** 「缴费项目:{{thing1.DATA}}」, a line for each field. */
const fieldsIn = (content: string) =>
  [...content.matchAll(/([^\n:：{}]*)[:：]?\s*\{\{\s*([a-z_]+\d{1,3})\.DATA\s*\}\}/g)].map(
    ([, label = "", name = ""]) => ({
      name,
      label: label.trim() || name,
      max: mostOf[name.replace(/\d+$/, "")] ?? OTHERS,
    }),
  );

const templatesOf =
  (client: WechatClient): SubscriptionMessages["templates"] =>
  () =>
    attempt(
      PORT,
      () => client.call("subscriptionTemplates", {}),
      ({ data }) => ({
        outcome: "done",
        templates: listOf(data).flatMap((one) => {
          const { priTmplId, title, content, type } = recordOf(one);
          if (typeof priTmplId !== "string" || typeof content !== "string") return [];
          const fields = fieldsIn(content);
          return [
            { id: priTmplId, title: typeof title === "string" ? title : priTmplId, longTerm: type === 3, fields },
          ];
        }),
      }),
    );

/** 订阅通知 of the account: one consent, one message; WeChat gives no idempotency key. */
export function createSubscriptions(client: WechatClient, config: WechatConfig): SubscriptionMessages {
  return {
    templates: templatesOf(client),
    send: (openid, { templateId, open, values }) =>
      attempt(
        PORT,
        () =>
          client.call("subscriptionSend", {
            touser: openid,
            template_id: templateId,
            ...(open === undefined || config.miniAppId === ""
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
    templates: templatesOf(client),
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
