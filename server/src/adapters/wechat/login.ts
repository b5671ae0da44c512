import { PortFault } from "../../ports/fault.ts";
import type { MiniProgramLogin } from "../../ports/messages.ts";
import type { WechatConfig } from "./config.ts";
import { faultOf, WechatError } from "./errors.ts";
import { exchange, type Answer, type Wire } from "./transport.ts";

const PORT = "mini-program-login";

const REFUSALS: Readonly<Record<number, string>> = {
  40029: "登录凭证无效或已过期，请重新打开小程序",
  40163: "登录凭证已经用过，请重新打开小程序",
  41008: "缺少登录凭证，请重新打开小程序",
  40226: "微信认为这个账号有风险，暂时不能登录，请换个账号或到窗口办理",
};

/** WeChat's login code is good for one use within five minutes. The session_key that comes with the answer is dropped here. */
export function createWechatLogin(config: WechatConfig, wire: Wire = {}): MiniProgramLogin {
  return {
    async identify(code) {
      // WeChat's own codes have 32 characters; anything else need not travel.
      if (!/^[\w-]{1,128}$/.test(code)) return { outcome: "refused", because: "登录凭证无效，请重新打开小程序" };
      const query = new URLSearchParams({
        appid: config.miniAppId,
        secret: config.miniAppSecret,
        js_code: code,
        grant_type: "authorization_code",
      });
      let answer: Answer;
      try {
        answer = await exchange(PORT, `${config.apiBase}/sns/jscode2session?${query}`, { method: "GET" }, wire);
      } catch (error) {
        if (!(error instanceof WechatError)) throw error;
        const because = REFUSALS[error.code];
        if (because === undefined) throw faultOf(PORT, error.code);
        return { outcome: "refused", because };
      }
      const { openid, unionid } = answer;
      if (typeof openid !== "string" || openid === "") throw new PortFault(PORT, "nonsense", "no openid in the answer");
      return { outcome: "known", openid, ...(typeof unionid === "string" && unionid !== "" ? { unionid } : {}) };
    },
  };
}
