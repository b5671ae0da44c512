import Taro from "@tarojs/taro";
import type { SubscribeAnswer } from "./subscribe.ts";

/** WeChat's reasons, as far as the person can do something about them. */
const reasons: Readonly<Record<number, string>> = {
  20004: "您在微信里关掉了本小程序的通知。请点右上角「···」→「设置」→「通知管理」打开，再来一次",
  20005: "小程序现在不能申请通知，请过几天再试",
};

export async function askToSubscribe(offers: readonly { template: string; title: string }[]): Promise<SubscribeAnswer> {
  try {
    // The result has one key for each template beside errMsg. Other mini-program hosts want entityIds; WeChat knows none.
    const tmplIds = offers.map((one) => one.template);
    const result = await Taro.requestSubscribeMessage({ tmplIds, entityIds: [] });
    const decided = tmplIds.map((template) => ({
      template,
      accepted: String(Reflect.get(result, template) ?? "").startsWith("accept"),
    }));
    return { ok: true, decided };
  } catch (error) {
    const { errCode } = (typeof error === "object" && error !== null ? error : {}) as { errCode?: number };
    return { ok: false, message: reasons[errCode ?? 0] ?? "微信没有打开通知的选择框，请升级微信后再试" };
  }
}
