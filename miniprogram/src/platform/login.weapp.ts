import Taro from "@tarojs/taro";
import type { LoginAnswer } from "./login.ts";

export async function login(): Promise<LoginAnswer> {
  try {
    const { code } = await Taro.login();
    return code ? { ok: true, code } : { ok: false, message: "微信登录没有成功，请关闭小程序重新打开" };
  } catch {
    return { ok: false, message: "微信登录没有成功，请检查网络后重新打开小程序" };
  }
}

export const keepsSession = true;
