import { listTemplates, isOfWechat } from "../../broadcasts/index.ts";
import { miniTemplates } from "../../citizens/index.ts";
import { inTransaction } from "../../db.ts";
import type { SubscriptionMessages } from "../../ports/account.ts";
import { bad, good, mind, skipped, type Check, type Finding } from "../check.ts";
import { accountApp, miniApp, wechatLate, wechatTrouble } from "../trouble.ts";
import type { World } from "../world.ts";

/** Those that were brought from WeChat still stand there; those for trying out have no business on a real account. */
async function compare(
  world: World,
  app: "account" | "mini-program",
  at: Pick<SubscriptionMessages, "templates">,
  needed: readonly string[],
): Promise<Finding> {
  const all = await inTransaction(await world.database(), (tx) => listTemplates(tx, null));
  const kept = all.filter((one) => one.app === app);
  const found = await at.templates();
  if (found.outcome === "refused") return bad(`微信回答 ${found.code}：${found.advice}`);
  const there = new Set(found.templates.map((one) => one.id));
  const real = kept.filter((one) => isOfWechat(one.id));
  const gone = real.filter((one) => !there.has(one.id));
  const demo = kept.length - real.length;
  const lacking = needed.filter((title) => !kept.some((one) => one.title === title));
  const refresh = "工作台 → 推送 → 订阅通知 → 从微信更新模板";
  const seen = `微信上 ${there.size} 个，工作台 ${real.length} 个${demo > 0 ? `，演示用的 ${demo} 个` : ""}`;
  if (gone.length > 0)
    return bad(
      `${seen}；微信上已经没有：${gone.map((one) => one.title).join("、")}`,
      `在微信后台重新选用这些模板，再更新：${refresh}`,
    );
  const doubts = [
    ...(there.size > real.length ? [`微信上有新选用的还没有取来：${refresh}`] : []),
    ...(lacking.length > 0 ? [`还没有「${lacking.join("」「")}」：在小程序后台 → 订阅消息里选用，再${refresh}`] : []),
    ...(world.env.NODE_ENV === "production" && demo > 0 ? ["演示用的模板在真实账号上发不出去，推送时不要选它们"] : []),
  ];
  return doubts.length > 0 ? mind(seen, ...doubts) : good(seen);
}

export const templates: Check = {
  id: "templates",
  name: "订阅通知模板",
  needs: ["token", "migrations"],
  settings: [],
  late: wechatLate,
  run: (world) => compare(world, "account", world.wechat.subscriptions, []),
  trouble: (error) => wechatTrouble(error, accountApp),
};

export const miniProgramTemplates: Check = {
  id: "mini-templates",
  name: "小程序订阅消息模板",
  needs: ["mini-token", "migrations"],
  settings: [],
  late: wechatLate,
  async run(world) {
    if (world.env.WECHAT_MINI_APP_ID === "") return skipped("没有设置 WECHAT_MINI_APP_ID");
    return compare(world, "mini-program", world.wechat.miniSubscriptions, Object.values(miniTemplates));
  },
  trouble: (error) => wechatTrouble(error, miniApp),
};
