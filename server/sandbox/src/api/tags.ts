import type { World } from "../world/index.ts";
import { fine, list, record, text, type Endpoint } from "./endpoint.ts";
import { need, Refused } from "./errors.ts";

const AT_ONCE = 50;
const ON_ONE = 20;
const MOST = 100;
const PAGE = 10_000;
/** A tag with more followers must be emptied before it can go. */
const TOO_POPULAR = 100_000;

function nameOf(world: World, given: unknown): string {
  const name = text(given);
  need(name.trim() !== "" && !world.tags.named(name), 45157);
  need(Array.from(name).length <= 30, 45158);
  return name;
}
function tagOf(world: World, id: unknown): number {
  const number = Number(id);
  need(!(number >= 0 && number <= 2), 45058);
  need(world.tags.find(number), 45159);
  return number;
}
/** Everybody must be a follower, or nobody is tagged. */
function people(world: World, given: unknown): string[] {
  const openids = list(given).map(text);
  need(openids.length > 0 && openids.length <= AT_ONCE, 40032);
  for (const openid of openids) need(world.followers.following.has(openid), 40003);
  return openids;
}

const post = (path: string, handle: Endpoint["handle"]): Endpoint => ({ method: "POST", path, token: true, handle });

export const tags: readonly Endpoint[] = [
  post("/cgi-bin/tags/create", ({ world, body }) => {
    need(world.tags.list().length < MOST, 45056);
    const { id, name } = world.tags.create(nameOf(world, record(body["tag"])["name"]));
    return { tag: { id, name } };
  }),
  { method: "GET", path: "/cgi-bin/tags/get", token: true, handle: ({ world }) => ({ tags: world.tags.list() }) },
  post("/cgi-bin/tags/update", ({ world, body }) => {
    const tag = record(body["tag"]);
    world.tags.rename(tagOf(world, tag["id"]), nameOf(world, tag["name"]));
    return fine;
  }),
  post("/cgi-bin/tags/delete", ({ world, body }) => {
    const tag = tagOf(world, record(body["tag"])["id"]);
    need(world.tags.members(tag).size <= TOO_POPULAR, 45057);
    world.tags.remove(tag);
    return fine;
  }),
  post("/cgi-bin/tags/members/batchtagging", ({ world, body }) => {
    const tag = tagOf(world, body["tagid"]);
    const openids = people(world, body["openid_list"]);
    for (const openid of openids) need(world.tags.of(openid).filter((one) => one !== tag).length < ON_ONE, 45059);
    for (const openid of openids) world.tags.put(tag, openid);
    return fine;
  }),
  post("/cgi-bin/tags/members/batchuntagging", ({ world, body }) => {
    const tag = tagOf(world, body["tagid"]);
    for (const openid of people(world, body["openid_list"])) world.tags.take(tag, openid);
    return fine;
  }),
  post("/cgi-bin/tags/getidlist", ({ world, body }) => {
    const openid = text(body["openid"]);
    need(world.followers.findByOpenid(openid), 40003);
    return { tagid_list: world.tags.of(openid) };
  }),
  post("/cgi-bin/user/tag/get", ({ world, body }) => {
    const members = world.tags.members(tagOf(world, body["tagid"]));
    const page = members.page(text(body["next_openid"]), PAGE);
    if (!page) throw new Refused(40003);
    return { count: page.length, data: { openid: page }, next_openid: page.at(-1) ?? "" };
  }),
  post("/cgi-bin/user/info/batchget", ({ world, body }) => {
    const wanted = list(body["user_list"]).map((one) => text(record(one)["openid"]));
    need(wanted.length > 0 && wanted.length <= 100, 40032);
    return {
      user_info_list: wanted.map((openid) => {
        const follower = world.followers.findByOpenid(openid);
        need(follower, 40003);
        if (!follower?.following) return { subscribe: 0, openid };
        const subscribe_time = Math.floor(follower.followedAt / 1000);
        return { subscribe: 1, openid, unionid: follower.unionid, subscribe_time, tagid_list: world.tags.of(openid) };
      }),
    };
  }),
];
