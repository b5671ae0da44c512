import type Router from "@koa/router";
import * as v from "valibot";
import type { Pusher } from "../push/index.ts";
import { sessionClosed, sessionOpened, sessionSwitched } from "../push/messages.ts";
import type { Follower } from "../world/followers.ts";
import type { World } from "../world/index.ts";
import type { DeskState } from "./contract.ts";
import { done, line, read, Unreadable } from "./request.ts";

const shapes = {
  online: v.object({ account: line(64), online: v.boolean() }),
  session: v.object({ account: line(64), openid: line(64) }),
  words: v.object({ account: line(64), openid: line(64), text: line(2_000) }),
  quota: v.object({ path: line(200), daily: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
};

/** What people do who sit at WeChat's own desk 客服: come and go, take who waits, talk, and close. */
export function deskRoutes(router: Router, world: World, pusher: Pusher): void {
  const { chats, desk, followers } = world;

  function followerOf(openid: string): Follower {
    const found = followers.findByOpenid(openid);
    if (!found) throw new Unreadable("没有这个人");
    return found;
  }
  function needAgent(account: string): void {
    if (!desk.find(account)?.online) throw new Unreadable("这个客服账号不在线，或者没有这个账号");
  }
  function needSession(account: string, openid: string): void {
    if (desk.serving(openid)?.account !== account) throw new Unreadable("这个人现在不由这个客服接待");
  }

  router.get("/desk", (ctx) => {
    const person = ({ openid }: { openid: string }) => ({
      openid,
      name: followers.findByOpenid(openid)?.name ?? openid,
    });
    const state: DeskState = {
      agents: desk
        .agents()
        .map(({ account, nick, online }) => ({ account, nick, online, with: desk.sessionsOf(account).map(person) })),
      waiting: desk.waiting().map((one) => ({ ...person(one), account: one.account })),
    };
    ctx.body = state;
  });
  router.put("/desk/agents", async (ctx) => {
    const { account, online } = await read(ctx, shapes.online);
    if (!desk.find(account)) throw new Unreadable("没有这个客服账号：先用接口 kfaccount/add 加上");
    desk.online(account, online);
    world.changed();
    ctx.body = done;
  });
  router.post("/desk/sessions", async (ctx) => {
    const { account, openid } = await read(ctx, shapes.session);
    const follower = followerOf(openid);
    needAgent(account);
    if (desk.serving(openid)) throw new Unreadable("这个人已经有人接待了");
    desk.serve(openid, account);
    pusher.push(follower, sessionOpened(pusher.headOf(follower), account));
    world.changed();
    ctx.body = done;
  });
  router.post("/desk/words", async (ctx) => {
    const { account, openid, text } = await read(ctx, shapes.words);
    const follower = followerOf(openid);
    needSession(account, openid);
    // Words from WeChat's desk are nobody's allowance, and the account's server does not hear of them.
    desk.record(account, openid, 2002, text);
    chats.add(follower.id, "account", { kind: "text", text }, "custom");
    world.changed();
    ctx.body = done;
  });
  router.post("/desk/closings", async (ctx) => {
    const { account, openid } = await read(ctx, shapes.session);
    const follower = followerOf(openid);
    needSession(account, openid);
    desk.close(openid);
    pusher.push(follower, sessionClosed(pusher.headOf(follower), account));
    world.changed();
    ctx.body = done;
  });
  /** To another agent: `account` is who takes over. */
  router.post("/desk/switches", async (ctx) => {
    const { account, openid } = await read(ctx, shapes.session);
    const follower = followerOf(openid);
    needAgent(account);
    const before = desk.serving(openid);
    if (!before || before.account === account) throw new Unreadable("这个人现在没有由别的客服接待");
    desk.serve(openid, account);
    pusher.push(follower, sessionSwitched(pusher.headOf(follower), before.account, account));
    world.changed();
    ctx.body = done;
  });
  /** Another daily limit for a call, so that 45009 is met without a hundred thousand calls. */
  router.put("/quotas", async (ctx) => {
    const { path, daily } = await read(ctx, shapes.quota);
    world.quotas.limit(path, daily);
    world.changed();
    ctx.body = world.quotas.read(path);
  });
}
