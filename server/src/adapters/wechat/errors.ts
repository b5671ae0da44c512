import { PortFault, type FaultKind } from "../../ports/fault.ts";
import { Throttled, type AccountRefusal } from "../../ports/account.ts";
import type { Refusal } from "../../ports/messages.ts";

/** WeChat answered, and the answer was an error code. Inside the adapter only: it leaves as a refusal or a PortFault. */
export class WechatError extends Error {
  readonly code: number;
  /** 45065 tells the id of the first message. Nothing else of the answer is kept: it may hold what must not be logged. */
  readonly messageId: string | undefined;
  /** 40164 tells in its text from which address we came: whoever must allow it wants to know it. */
  readonly address: string | undefined;
  constructor(code: number, answer: Readonly<Record<string, unknown>> = {}) {
    super(`WeChat answered ${code}`);
    this.name = "WechatError";
    this.code = code;
    const id = answer["msg_id"];
    this.address = /^invalid ip ([0-9a-f.:]{3,45})\b/i.exec(String(answer["errmsg"]))?.[1];
    this.messageId = /^\d{1,20}$/.test(String(id)) ? String(id) : undefined;
  }
}

/** The token we used is no longer WeChat's: fetch another, try once more. */
export const STALE_TOKEN: ReadonlySet<number> = new Set([40001, 40014, 42001]);

/** Too many calls within this minute. */
export const TOO_FAST = 45011;
export const NEXT_MINUTE_MS = 60_000;
/** Too many calls today. */
export const USED_UP = 45009;

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
  61450: { kind: "busy", advice: "微信客服系统繁忙，稍后再试" },
  65303: { kind: "misconfigured", advice: "还没有默认菜单，请先发布默认菜单，再发布按标签显示的菜单" },
};

type Because = AccountRefusal["because"];
/** WeChat's numbers for "this account's call is not done": values, because the editor can mend them. */
const ACCOUNT: Readonly<Record<number, { because: Because; advice: string }>> = {
  40004: { because: "bad-content", advice: "文件类型不对，请换成 jpg 或 png" },
  40005: { because: "bad-content", advice: "文件类型不对，请换成 jpg 或 png" },
  40006: { because: "bad-content", advice: "文件太大，请压缩后再传" },
  40009: { because: "bad-content", advice: "图片太大，请压缩到 1 MB 以内" },
  40032: { because: "bad-content", advice: "一次的人数不对：群发名单 2 到 10000 人，打标签最多 50 人" },
  40037: { because: "not-found", advice: "模板不存在，请在公众平台核对模板编号" },
  40053: { because: "bad-content", advice: "二维码参数不对：场景值 1 到 64 个字，临时码最长 30 天" },
  40008: { because: "bad-content", advice: "微信不支持对这种消息这样操作，撤回只能用于图文和视频" },
  40059: { because: "not-found", advice: "没有这条群发消息，可能已被删除" },
  40152: { because: "not-found", advice: "没有这个标签，请先同步标签" },
  40201: { because: "not-allowed", advice: "还没有在公众平台填写服务器地址，填好并启用后再检测" },
  45001: { because: "bad-content", advice: "文件太大，请压缩后再传" },
  45003: { because: "bad-content", advice: "标题太长，最多 32 个字" },
  45004: { because: "bad-content", advice: "摘要太长，最多 128 个字" },
  45028: { because: "quota-used-up", advice: "本月的群发次数已用完，下个月再发，或改用发布、订阅消息" },
  45029: { because: "quota-used-up", advice: "永久二维码已满 10 万个，请改用临时二维码" },
  45056: { because: "quota-used-up", advice: "标签已满 100 个，请先删掉不用的" },
  45157: { because: "already", advice: "已有同名标签，或名字里有微信不收的字，请换个名字" },
  45158: { because: "bad-content", advice: "标签名太长，最多 30 个字" },
  45159: { because: "not-found", advice: "没有这个标签，请先同步标签" },
  45057: { because: "not-allowed", advice: "这个标签的粉丝超过 10 万，微信不让直接删，请先把粉丝从标签里移出" },
  45058: { because: "not-allowed", advice: "这是微信自带的标签，不能改名或删除" },
  45059: { because: "quota-used-up", advice: "对方身上已有 20 个标签，请先去掉几个" },
  45066: { because: "already", advice: "同一批刚刚提交过，微信要求隔一分钟再查" },
  45067: { because: "bad-content", advice: "批次编号太长" },
  45083: { because: "bad-content", advice: "群发速度只有 0 到 4 五档" },
  47003: { because: "bad-content", advice: "模板里有一项填得不合格式，请对照模板修改" },
  48006: { because: "quota-used-up", advice: "本月的清零次数已用完" },
  53503: { because: "bad-content", advice: "草稿没有通过微信的发布检查，请到公众平台查看原因" },
  53504: { because: "not-allowed", advice: "需要先到公众平台完成操作，再发布" },
  53505: { because: "not-allowed", advice: "需要在公众平台确认保护后再发布" },
  61452: { because: "not-found", advice: "没有这个客服账号，请先刷新客服名单" },
  65400: { because: "not-allowed", advice: "公众号没有开通客服功能，请先到公众平台开通" },
  65401: { because: "not-found", advice: "没有这个客服账号，请先刷新客服名单" },
  65402: { because: "not-allowed", advice: "这个客服账号还没有绑定微信号，绑定后才能接待" },
  65413: { because: "not-found", advice: "对方现在没有进行中的会话" },
  65414: { because: "already", advice: "另一位客服正在接待对方，请等会话结束后再转" },
  65415: { because: "not-allowed", advice: "这位客服不在线，请换一位在线的客服" },
  76021: { because: "not-found", advice: "没有这个接口，请核对接口地址" },
  76022: { because: "not-allowed", advice: "账号不能使用这个接口，查不到它的次数" },
};

/** A refusal of a call of the account as a value, or undefined when the code means that something is broken. */
export function findAccountRefusal(code: number): AccountRefusal | undefined {
  const known = ACCOUNT[code] ?? REFUSALS[code];
  return known && { outcome: "refused", code, ...known };
}

/** What WeChat's refusal to deliver means, or undefined when the code is no such refusal. */
export function findRefusal(code: number): { because: Refusal; advice: string } | undefined {
  return REFUSALS[code];
}

/** A code as a fault in our words. Unlisted codes mean a request WeChat could not use: nothing a repetition would mend. */
export function faultOf(port: string, code: number, address?: string): PortFault {
  const known = FAULTS[code];
  if (code === TOO_FAST && known) return new Throttled(port, `errcode ${code}: ${known.advice}`, code, NEXT_MINUTE_MS);
  const advice = known?.advice ?? "微信拒绝了这次调用，请按错误码在微信文档里查找原因";
  const from = address === undefined ? "" : `：${address}`;
  return new PortFault(port, known?.kind ?? "nonsense", `errcode ${code}: ${advice}${from}`, code);
}
