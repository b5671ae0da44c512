import * as v from "valibot";
import { answers, route } from "./route.ts";

/** A message 订阅消息 that WeChat lets the mini-program send to this person once for every time they agreed. */
export interface CitizenSubscription {
  /** WeChat's id of the template. */
  template: string;
  title: string;
  /** One agreement lasts until it is taken back on WeChat's settings page. */
  longTerm: boolean;
  /** How many may still be sent; of a lasting one 1 or 0. */
  left: number;
}

/** Signed in, bound or not. The dialog is WeChat's; what was chosen in it is told here, and the list answered anew. */
export const citizenSubscriptions = {
  subscriptions: route("GET", "/api/subscriptions", v.strictObject({}), answers<CitizenSubscription[]>()),
  decideSubscriptions: route(
    "POST",
    "/api/subscriptions",
    v.strictObject({
      decided: v.pipe(
        v.array(
          v.strictObject({
            template: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{3,64}$/, "通知的编号不对，请刷新后再试")),
            accepted: v.boolean(),
          }),
        ),
        v.minLength(1, "没有选通知"),
        v.maxLength(5, "一次最多选 5 个通知"),
      ),
    }),
    answers<CitizenSubscription[]>(),
  ),
};
