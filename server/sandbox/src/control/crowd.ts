import type Router from "@koa/router";
import type { RouterContext } from "@koa/router";
import * as v from "valibot";
import { MOST_OF_A_CROWD } from "../world/crowd.ts";
import { means, type Means } from "../world/arrivals.ts";
import type { World } from "../world/index.ts";
import { read, Unreadable } from "./request.ts";

const whole = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));
const shapes = {
  crowd: v.object({ count: whole(1, MOST_OF_A_CROWD) }),
  tag: v.object({ tag: v.number(), every: v.optional(whole(1, MOST_OF_A_CROWD), 1) }),
  pace: v.object({
    massCallsPerMinute: v.optional(whole(1, 1_000_000)),
    delays: v.optional(v.record(v.pipe(v.string(), v.startsWith("/")), whole(0, 60_000))),
  }),
};
const isMeans = (text: string): text is Means => means.some((one) => one === text);

/** Control of the crowd: followers by the million, and what has reached each of them. */
export function crowdRoutes(router: Router, world: World): void {
  const { allowances, arrivals, clock, crowd, delays, followers, mass, tags } = world;
  const told = () => ({
    followers: followers.list().length + crowd.size(),
    size: crowd.size(),
    following: followers.following.size,
    mass: mass.counts(),
  });
  const missing = (ctx: RouterContext, error: string) => {
    ctx.status = 404;
    ctx.body = { error };
  };

  router.get("/crowd", (ctx) => void (ctx.body = told()));
  /** They follow already, and nobody is told. */
  router.post("/crowd", async (ctx) => {
    const { count } = await read(ctx, shapes.crowd);
    if (crowd.size() + count > MOST_OF_A_CROWD) throw new Unreadable(`一共最多 ${MOST_OF_A_CROWD} 人`);
    followers.gather(count, clock.now());
    world.changed();
    ctx.body = told();
  });
  /** All of them have just written something: the window for customer-service messages is open. Nobody is told. */
  router.post("/crowd/messages", (ctx) => {
    allowances.contactCrowd();
    ctx.body = told();
  });
  router.post("/crowd/tags", async (ctx) => {
    const { tag, every } = await read(ctx, shapes.tag);
    if (!tags.find(tag)) return missing(ctx, "没有这个标签");
    tags.putOnCrowd(tag, every);
    world.changed();
    ctx.body = { members: tags.members(tag).size };
  });
  /** A byte for each, by place: how many messages of that kind arrived, 255 at most. */
  router.get("/crowd/arrivals/:means", (ctx) => {
    const by = String(ctx.params["means"]);
    if (!isMeans(by)) return missing(ctx, "没有这种消息");
    ctx.type = "application/octet-stream";
    ctx.body = Buffer.from(arrivals.bytes(by));
  });
  router.delete("/crowd/arrivals", (ctx) => {
    arrivals.clear();
    ctx.body = told();
  });
  /** How fast this WeChat answers, and how often it may be called, for tests of speed. Does not outlive a restart. */
  router.get("/pace", (ctx) => {
    ctx.body = { massCallsPerMinute: mass.callsPerMinute, delays: delays.list() };
  });
  router.put("/pace", async (ctx) => {
    const { massCallsPerMinute, delays: wanted } = await read(ctx, shapes.pace);
    if (massCallsPerMinute !== undefined) mass.callsPerMinute = massCallsPerMinute;
    for (const [path, ms] of Object.entries(wanted ?? {})) delays.set(path, ms);
    ctx.body = { massCallsPerMinute: mass.callsPerMinute, delays: delays.list() };
  });
}
