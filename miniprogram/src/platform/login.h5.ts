import type { LoginAnswer } from "./login.ts";
import { hear, insidePhone, post } from "./parent.h5.ts";

const patienceMs = 8000;

/** In a browser there is no WeChat to ask but the phone around us: `wsi:login` goes up, `wsi:login:code` comes back. */
export function login(): Promise<LoginAnswer> {
  if (!insidePhone()) return Promise.resolve({ ok: false, message: "请在微信中打开" });
  const id = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
  return new Promise((answer) => {
    const settle = (found: LoginAnswer) => {
      stop();
      clearTimeout(timer);
      answer(found);
    };
    const stop = hear((message) => {
      if (message.type !== "wsi:login:code" || message.id !== id) return;
      settle(
        typeof message.code === "string" && message.code !== ""
          ? { ok: true, code: message.code }
          : { ok: false, message: "微信登录没有成功，请关闭后重新打开" },
      );
    });
    const timer = setTimeout(() => settle({ ok: false, message: "微信没有回应，请关闭后重新打开" }), patienceMs);
    post({ type: "wsi:login", id });
  });
}

export const keepsSession = !insidePhone();
