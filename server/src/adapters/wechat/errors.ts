import { PortFault, type FaultKind } from "../../ports/fault.ts";
import type { Refusal } from "../../ports/messages.ts";

/** WeChat answered, and the answer was an error code. Inside the adapter only: it leaves as a refusal or a PortFault. */
export class WechatError extends Error {
  readonly code: number;
  constructor(code: number) {
    super(`WeChat answered ${code}`);
    this.name = "WechatError";
    this.code = code;
  }
}

/** The token we used is no longer WeChat's: fetch another, try once more. */
export const STALE_TOKEN: ReadonlySet<number> = new Set([40001, 40014, 42001]);

/** WeChat's numbers for "it will not be delivered", each with what an agent or operator can do about it. */
const REFUSALS: Readonly<Record<number, { because: Refusal; advice: string }>> = {
  40003: { because: "not-following", advice: "对方不是本服务号的粉丝，请改用短信或等对方重新关注" },
  43004: { because: "not-following", advice: "对方没有关注本服务号，请改用短信或等对方关注后再发" },
  50005: { because: "not-following", advice: "对方已取消关注，请改用短信或等对方重新关注" },
  43019: { because: "blocked", advice: "对方在黑名单里，移出黑名单后才能发送" },
  43101: { because: "blocked", advice: "对方没有同意接收这类消息，请等对方下次订阅" },
  48002: { because: "blocked", advice: "对方关闭了接收消息，请改用短信联系" },
  45015: { because: "window-closed", advice: "对方超过 48 小时没有互动，微信不再允许发客服消息，请改用订阅消息或短信" },
  45047: { because: "quota-used-up", advice: "对方没有新的互动，可发的条数已用完，请等对方回复后再发" },
  45002: { because: "too-long", advice: "内容超过微信的长度限制，请分成几条发送" },
  45008: { because: "too-long", advice: "图文超过一篇，请只保留一篇" },
  87014: { because: "content-refused", advice: "微信认为内容有风险，请改写后再发" },
  40007: { because: "content-refused", advice: "图片或语音已过期，请重新上传后再发" },
  48008: { because: "content-refused", advice: "本账号没有发送这类消息的权限，请改用文字" },
};

const FAULTS: Readonly<Record<number, { kind: FaultKind; advice: string }>> = {
  [-1]: { kind: "busy", advice: "微信系统繁忙，稍后自动再试" },
  45009: { kind: "busy", advice: "今天的接口调用次数已用完，零点后恢复，或在公众平台清零" },
  45011: { kind: "busy", advice: "调用太快，一分钟后再试" },
  40002: { kind: "misconfigured", advice: "grant_type 不对，请检查程序版本" },
  40013: { kind: "misconfigured", advice: "AppID 不对，请检查 WECHAT_APP_ID 和 WECHAT_MINI_APP_ID" },
  40125: {
    kind: "misconfigured",
    advice: "AppSecret 不对，请在公众平台重置后更新 WECHAT_APP_SECRET 或 WECHAT_MINI_APP_SECRET",
  },
  41002: { kind: "misconfigured", advice: "缺少 AppID，请填写 WECHAT_APP_ID" },
  41004: { kind: "misconfigured", advice: "缺少 AppSecret，请填写 WECHAT_APP_SECRET" },
  40243: { kind: "misconfigured", advice: "AppSecret 已被冻结，请在公众平台解冻" },
  40164: { kind: "misconfigured", advice: "服务器 IP 不在白名单，请在公众平台的 IP 白名单里加上" },
  61004: { kind: "misconfigured", advice: "服务器 IP 不在白名单，请在公众平台的 IP 白名单里加上" },
  48001: { kind: "misconfigured", advice: "账号没有这个接口的权限，请在公众平台的接口权限里查看" },
  48004: { kind: "misconfigured", advice: "接口被微信封禁，请登录公众平台查看通知" },
  40001: {
    kind: "misconfigured",
    advice: "access_token 或 AppSecret 不对；如果还有别的程序在用同一个账号，请让它们共用一个 token",
  },
  40014: { kind: "misconfigured", advice: "access_token 不对，请检查是否有别的程序在刷新它" },
  42001: { kind: "misconfigured", advice: "access_token 过期，请检查服务器时间" },
  40016: { kind: "misconfigured", advice: "菜单按钮个数不对：一级最多 3 个，二级最多 5 个" },
  40018: { kind: "misconfigured", advice: "菜单名称太长：一级最多 4 个汉字，二级最多 8 个汉字" },
  40017: { kind: "misconfigured", advice: "菜单按钮类型不对" },
};

/** What WeChat's refusal to deliver means, or undefined when the code is no such refusal. */
export function findRefusal(code: number): { because: Refusal; advice: string } | undefined {
  return REFUSALS[code];
}

/** A code as a fault in our words. Unlisted codes mean a request WeChat could not use: nothing a repetition would mend. */
export function faultOf(port: string, code: number): PortFault {
  const known = FAULTS[code];
  const advice = known?.advice ?? "微信拒绝了这次调用，请按错误码在微信文档里查找原因";
  return new PortFault(port, known?.kind ?? "nonsense", `errcode ${code}: ${advice}`, code);
}
