import { good, skipped, type Check } from "../check.ts";
import { accountApp, miniApp, wechatLate, wechatTrouble } from "../trouble.ts";

export const token: Check = {
  id: "token",
  name: "access token",
  needs: [],
  settings: ["WECHAT_API_BASE", "WECHAT_APP_ID", "WECHAT_APP_SECRET"],
  late: wechatLate,
  async run({ env, wechat }) {
    await wechat.token();
    return good(`微信发给了服务号 ${env.WECHAT_APP_ID}`);
  },
  trouble: (error) => wechatTrouble(error, accountApp),
};

export const miniToken: Check = {
  id: "mini-token",
  name: "小程序",
  needs: [],
  settings: ["WECHAT_API_BASE", "WECHAT_MINI_APP_ID", "WECHAT_MINI_APP_SECRET"],
  late: wechatLate,
  async run({ env, wechat }) {
    if (env.WECHAT_MINI_APP_ID === "") return skipped("没有设置 WECHAT_MINI_APP_ID，卡片改用文字和网页");
    await wechat.miniToken();
    return good(`AppID 和 AppSecret 有效，微信发给了小程序 ${env.WECHAT_MINI_APP_ID} access token`);
  },
  trouble: (error) => wechatTrouble(error, miniApp),
};
