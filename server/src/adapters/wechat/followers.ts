import type { FollowerDetails, Followers } from "../../ports/account.ts";
import { PortFault } from "../../ports/fault.ts";
import { asFault, listOf, recordOf } from "./attempt.ts";
import type { WechatClient } from "./client.ts";
import { WechatError } from "./errors.ts";
import type { Answer } from "./transport.ts";

const PORT = "followers";
const AT_ONCE = 100;
/** An openid that never was this account's; WeChat then tells of none of the others either. */
const NOT_OURS = 40003;

const nobody = (openid: string): FollowerDetails => ({
  openid,
  following: false,
  unionid: null,
  followedAt: null,
  tags: [],
});

function readDetails(openid: string, told: Answer): FollowerDetails {
  // WeChat tells nothing but the openid of those who left.
  if (Number(told["subscribe"]) !== 1) return nobody(openid);
  const { unionid, subscribe_time: seconds } = told;
  return {
    openid,
    following: true,
    unionid: typeof unionid === "string" && unionid !== "" ? unionid : null,
    followedAt: typeof seconds === "number" && seconds > 0 ? new Date(seconds * 1000) : null,
    tags: listOf(told["tagid_list"]).filter((tag) => typeof tag === "number"),
  };
}

/** Everybody who follows, from `user/get` and `user/info/batchget`. */
export function createFollowers(client: WechatClient): Followers {
  async function ask(openids: readonly string[]): Promise<FollowerDetails[]> {
    const user_list = openids.map((openid) => ({ openid, lang: "zh_CN" as const }));
    const answer = await client.call("followers", { user_list });
    const told = new Map(
      listOf(answer["user_info_list"]).map((one) => [recordOf(one)["openid"], recordOf(one)] as const),
    );
    return openids.map((openid) => readDetails(openid, told.get(openid) ?? {}));
  }

  /** Halves the list until the strangers stand alone: six or seven more calls for each of them, none for anybody else. */
  async function find(openids: readonly string[]): Promise<FollowerDetails[]> {
    try {
      return await ask(openids);
    } catch (error) {
      if (!(error instanceof WechatError) || error.code !== NOT_OURS) throw error;
      if (openids.length === 1) return openids.map(nobody);
      const half = Math.ceil(openids.length / 2);
      return [...(await find(openids.slice(0, half))), ...(await find(openids.slice(half)))];
    }
  }

  return {
    async page(after) {
      const answer = await client
        .call("followersPage", after === null ? {} : { next_openid: after })
        .catch(asFault(PORT));
      const total = answer["total"];
      if (typeof total !== "number") throw new PortFault(PORT, "nonsense", "no total in the answer");
      const openids = listOf(recordOf(answer["data"])["openid"]).filter((openid) => typeof openid === "string");
      // WeChat names a next one even on the last page, and answers an empty page then.
      const last = openids.length === 0 || (after === null && openids.length >= total);
      const next = last ? undefined : answer["next_openid"];
      return { total, openids, next: typeof next === "string" && next !== "" ? next : null };
    },
    async details(openids) {
      if (openids.length > AT_ONCE) throw new RangeError(`at most ${AT_ONCE} followers at once`);
      return openids.length === 0 ? [] : find(openids).catch(asFault(PORT));
    },
  };
}
