/** plain 明文, compatible 兼容, encrypted 安全: as set for the account on WeChat's console. */
export type WechatMode = "plain" | "compatible" | "encrypted";

/** The variables of the environment that this adapter reads, by their own names. Defaults are the caller's business. */
export interface WechatEnv {
  WECHAT_APP_ID: string;
  WECHAT_APP_SECRET: string;
  WECHAT_TOKEN: string;
  /** 43 characters. Not needed in plain mode. */
  WECHAT_ENCODING_AES_KEY?: string | undefined;
  /** The key before the last change on WeChat's console; messages under it are still read, and answered with it. */
  WECHAT_ENCODING_AES_KEY_PREVIOUS?: string | undefined;
  WECHAT_MODE: WechatMode;
  /** Default https://api.weixin.qq.com */
  WECHAT_API_BASE?: string | undefined;
  WECHAT_MINI_APP_ID: string;
  WECHAT_MINI_APP_SECRET: string;
  /** Where the H5 build is served for phones that cannot open the mini-program. */
  PUBLIC_URL?: string | undefined;
}

export interface WechatConfig {
  appId: string;
  appSecret: string;
  token: string;
  /** Current key first. Empty in plain mode. */
  aesKeys: readonly Buffer[];
  mode: WechatMode;
  /** Without a slash at the end. */
  apiBase: string;
  /** Empty: there is no mini-program; cards go as words, and pages open on the web. */
  miniAppId: string;
  miniAppSecret: string;
  /** The web address of a mini-program page. */
  webPage(path: string): string;
  /** How far WeChat's timestamp may be from our clock, in milliseconds. */
  windowMs: number;
}

/**
 * WeChat's EncodingAESKey: 43 characters of base64 for 32 bytes. The last character carries two bits that mean nothing, and real
 * keys have them set: so never compare with a re-encoded key. Throws a plain Error, without the key in it, on any other shape.
 */
export function decodeAesKey(text: string): Buffer {
  if (!/^[A-Za-z0-9+/]{43}$/.test(text)) throw new Error("EncodingAESKey must be 43 letters and digits");
  return Buffer.from(`${text}=`, "base64");
}

/** Throws an Error that names the faulty variable and never its value. */
export function readWechatConfig(env: WechatEnv): WechatConfig {
  const keys = [env.WECHAT_ENCODING_AES_KEY, env.WECHAT_ENCODING_AES_KEY_PREVIOUS].filter((key) => key !== undefined);
  const aesKeys = keys.filter((key) => key !== "").map(decodeAesKey);
  if (env.WECHAT_MODE !== "plain" && aesKeys.length === 0) {
    throw new Error(`WECHAT_ENCODING_AES_KEY is needed when WECHAT_MODE is ${env.WECHAT_MODE}`);
  }
  const publicUrl = (env.PUBLIC_URL ?? "").replace(/\/+$/, "");
  return {
    appId: env.WECHAT_APP_ID,
    appSecret: env.WECHAT_APP_SECRET,
    token: env.WECHAT_TOKEN,
    aesKeys,
    mode: env.WECHAT_MODE,
    apiBase: (env.WECHAT_API_BASE ?? "https://api.weixin.qq.com").replace(/\/+$/, ""),
    miniAppId: env.WECHAT_MINI_APP_ID,
    miniAppSecret: env.WECHAT_MINI_APP_SECRET,
    webPage: (path) => `${publicUrl}/m/#/${path.replace(/^\/+/, "")}`,
    windowMs: 10 * 60_000,
  };
}
