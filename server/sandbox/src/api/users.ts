import { text, type Endpoint } from "./endpoint.ts";
import { Refused } from "./errors.ts";

const PAGE = 10_000;
export const users: readonly Endpoint[] = [
  {
    method: "GET",
    path: "/cgi-bin/user/info",
    token: true,
    handle({ world, query }) {
      const follower = world.followers.findByOpenid(text(query["openid"]));
      if (!follower) throw new Refused(40003);
      if (!follower.following) return { subscribe: 0, openid: follower.openid };
      return {
        subscribe: 1,
        openid: follower.openid,
        language: "zh_CN",
        subscribe_time: Math.floor(follower.followedAt / 1000),
        unionid: follower.unionid,
        remark: "",
        groupid: 0,
        tagid_list: world.tags.of(follower.openid),
        subscribe_scene: follower.scene === "" ? "ADD_SCENE_SEARCH" : "ADD_SCENE_QR_CODE",
        qr_scene: 0,
        qr_scene_str: follower.scene,
      };
    },
  },
  {
    method: "GET",
    path: "/cgi-bin/user/get",
    token: true,
    handle({ world, query }) {
      const { following } = world.followers;
      const page = following.page(text(query["next_openid"]), PAGE);
      if (!page) throw new Refused(40003);
      return {
        total: following.size,
        count: page.length,
        ...(page.length > 0 ? { data: { openid: page } } : {}),
        next_openid: page.at(-1) ?? "",
      };
    },
  },
];
