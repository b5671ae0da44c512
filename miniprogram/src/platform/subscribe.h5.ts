import { hear, insidePhone, post } from "./parent.h5.ts";
import type { SubscribeAnswer } from "./subscribe.ts";

const isDecided = (value: unknown): value is { template: string; accepted: boolean } =>
  typeof value === "object" &&
  value !== null &&
  "template" in value &&
  typeof value.template === "string" &&
  "accepted" in value &&
  typeof value.accepted === "boolean";

/** In a browser the phone around us shows the dialog: `wsi:subscribe` goes up, `wsi:subscribe:done` comes back. */
export function askToSubscribe(offers: readonly { template: string; title: string }[]): Promise<SubscribeAnswer> {
  if (!insidePhone()) return Promise.resolve({ ok: false, message: "微信通知要在微信里打开小程序才能设置" });
  const id = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
  return new Promise((answer) => {
    const stop = hear((message) => {
      if (message["type"] !== "wsi:subscribe:done" || message["id"] !== id) return;
      stop();
      const { decided } = message;
      answer(
        Array.isArray(decided)
          ? { ok: true, decided: decided.filter(isDecided) }
          : { ok: false, message: "微信没有回应，请再点一次" },
      );
    });
    post({ type: "wsi:subscribe", id, offers });
  });
}
