import { PortFault } from "../../ports/fault.ts";
import type { FollowerDirectory } from "../../ports/messages.ts";
import type { WechatClient } from "./client.ts";
import { faultOf, WechatError } from "./errors.ts";

const PORT = "followers";
const NOT_OURS = 40003;

/** Who a follower is, from `user/info`. Only the unionid is read: WeChat has told no names or pictures since 2021. */
export function createWechatDirectory(client: WechatClient): FollowerDirectory {
  return {
    async find(openid) {
      try {
        const told = await client.call("follower", { openid, lang: "zh_CN" });
        const unionid = (told as Readonly<Record<string, unknown>>)["unionid"];
        if (unionid !== undefined && typeof unionid !== "string")
          throw new PortFault(PORT, "nonsense", "unionid 不是文字");
        return { unionid: unionid || null };
      } catch (error) {
        if (!(error instanceof WechatError)) throw error;
        if (error.code === NOT_OURS) return undefined;
        throw faultOf(PORT, error.code);
      }
    },
  };
}
