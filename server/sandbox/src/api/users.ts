import { text, type Endpoint } from "./endpoint.ts";
import { need, Refused } from "./errors.ts";
import type { MediaType } from "../world/media.ts";

const PAGE = 10_000;
const limits: Record<MediaType, { bytes: number; types: RegExp }> = {
  image: { bytes: 10 * 1024 * 1024, types: /^image\/(png|jpe?g|gif|bmp)$/ },
  voice: { bytes: 2 * 1024 * 1024, types: /^audio\// },
  video: { bytes: 10 * 1024 * 1024, types: /^video\// },
  thumb: { bytes: 64 * 1024, types: /^image\/jpe?g$/ },
};
const isType = (type: string): type is MediaType => Object.hasOwn(limits, type);

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
  {
    method: "POST",
    path: "/cgi-bin/media/upload",
    token: true,
    handle({ world, query, file }) {
      const type = text(query["type"]);
      if (!isType(type)) throw new Refused(40008);
      if (!file || file.bytes.length === 0) throw new Refused(41005);
      need(limits[type].types.test(file.contentType), 40008);
      need(file.bytes.length <= limits[type].bytes, 45002);
      const media = world.media.add(type, file.contentType, file.name, file.bytes);
      const id = type === "thumb" ? { thumb_media_id: media.id } : { media_id: media.id };
      return { type, ...id, created_at: Math.floor(media.createdAt / 1000) };
    },
  },
  {
    method: "GET",
    path: "/cgi-bin/media/get",
    token: true,
    handle({ world, query }) {
      const media = world.media.find(text(query["media_id"]));
      if (!media) throw new Refused(40007);
      return { contentType: media.contentType, bytes: world.media.read(media) };
    },
  },
];
