import { bad, good, type Check } from "../check.ts";
import { wechatLate, wechatTrouble } from "../trouble.ts";

const SHOWN = 3;

export const addresses: Check = {
  id: "addresses",
  name: "微信的 IP",
  needs: ["token"],
  settings: [],
  late: wechatLate,
  async run({ wechat }) {
    const found = await wechat.care.callbackAddresses();
    if (found.outcome === "refused") return bad(`微信回答 ${found.code}：${found.advice}`);
    const { addresses: all } = found;
    if (all.length === 0) return bad("微信没有给出 IP", "过几分钟再运行一次 npm run doctor");
    const rest = all.length > SHOWN ? " 等" : "";
    return good(`微信从 ${all.length} 个地址推送消息，防火墙要放行：${all.slice(0, SHOWN).join("、")}${rest}`);
  },
  trouble: (error) => wechatTrouble(error),
};
