/** Where an operator finds what is to be changed. Names as in WeChat's own documents (开发接入 → 服务端 API 调用说明) of 2026. */
const account = "微信开发者平台（developers.weixin.qq.com/platform）→ 我的业务 → 服务号";

export const places = {
  accountKeys: `${account} → 基础信息 → 开发密钥`,
  /** Older accounts: 公众平台 → 设置与开发 → 基本配置. */
  accountPush: `${account} → 消息推送（或公众平台 → 设置与开发 → 基本配置 → 服务器配置）`,
  miniKeys: "公众平台（mp.weixin.qq.com，用小程序账号登录）→ 管理 → 开发管理 → 开发设置",
  restart: "改好环境变量后重启服务，再运行 npm run doctor",
} as const;
