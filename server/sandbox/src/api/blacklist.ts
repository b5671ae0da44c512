import type { World } from "../world/index.ts";
import { fine, list, post, text, type Endpoint } from "./endpoint.ts";
import { need } from "./errors.ts";

const AT_ONCE = 20;
const PAGE = 1000;

/** Everybody must be known, or nobody is touched. */
function people(world: World, given: unknown): string[] {
  const openids = list(given).map(text);
  need(openids.length > 0 && openids.length <= AT_ONCE, 40032);
  for (const openid of openids) need(world.followers.findByOpenid(openid), 40003);
  return openids;
}

/** Shutting followers out 黑名单: 20 at once, read 1000 a page. */
export const blacklist: readonly Endpoint[] = [
  post("/cgi-bin/tags/members/getblacklist", ({ world, body }) => {
    const all = world.blacklist.list();
    const begin = text(body["begin_openid"]);
    const start = begin === "" ? 0 : all.indexOf(begin) + 1;
    need(begin === "" || start > 0, 40003);
    const page = all.slice(start, start + PAGE);
    return { total: all.length, count: page.length, data: { openid: page }, next_openid: page.at(-1) ?? "" };
  }),
  post("/cgi-bin/tags/members/batchblacklist", ({ world, body }) => {
    for (const openid of people(world, body["openid_list"])) world.blacklist.add(openid);
    return fine;
  }),
  post("/cgi-bin/tags/members/batchunblacklist", ({ world, body }) => {
    for (const openid of people(world, body["openid_list"])) world.blacklist.remove(openid);
    return fine;
  }),
];
