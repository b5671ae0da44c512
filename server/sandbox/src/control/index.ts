/** The API behind the phone page: what people do with a phone, and what makes WeChat misbehave. For pages of this origin only. */
import { PassThrough } from "node:stream";
import Router from "@koa/router";
import type { Middleware } from "koa";
import * as v from "valibot";
import { isErrorCode } from "../api/errors.ts";
import { verify } from "../push/deliver.ts";
import type { Pusher } from "../push/index.ts";
import type { Follower } from "../world/followers.ts";
import { faultKinds } from "../world/faults.ts";
import type { World } from "../world/index.ts";
import type { PhoneState } from "./contract.ts";
import { crowdRoutes } from "./crowd.ts";
import { deskRoutes } from "./desk.ts";
import { createActs } from "./follower-acts.ts";
import { gestureRoutes } from "./gestures.ts";
import { done, line, ofFollower, ownOrigin, read, readPicture, Unreadable } from "./request.ts";

const prefix = "/__sandbox";
const HEARTBEAT_MS = 15_000;
const local = /^(127\.0\.0\.1|localhost)(:\d+)?$/;

const shapes = {
  name: v.object({ name: line(20) }),
  follow: v.object({ scene: v.optional(v.pipe(v.string(), v.maxLength(64)), "") }),
  message: v.variant("kind", [
    v.object({ kind: v.literal("text"), text: line(2_000) }),
    v.object({ kind: v.literal("location"), latitude: v.number(), longitude: v.number(), label: line(100) }),
  ]),
  choice: v.object({ id: v.pipe(v.string(), v.maxLength(128)), text: line(2_000) }),
  consent: v.object({ template: line(64), accept: v.boolean() }),
  tap: v.object({ button: v.number(), sub: v.optional(v.number()) }),
  clock: v.object({ advanceMs: v.pipe(v.number(), v.minValue(0), v.maxValue(400 * 86_400_000)) }),
  settings: v.object({
    mode: v.optional(v.picklist(["plain", "compatible", "encrypted"])),
    miniProgramLinked: v.optional(v.boolean()),
  }),
  fault: v.pipe(
    v.object({
      kind: v.picklist(faultKinds),
      times: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)), 1),
      path: v.optional(v.string()),
      ms: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(60_000))),
      code: v.optional(v.pipe(v.number(), v.check(isErrorCode, "没有这个错误码"))),
    }),
    v.check(
      ({ kind, code }) => (kind === "code") === (code !== undefined),
      "要回哪个错误码？code 只和 kind: code 一起用",
    ),
  ),
};

/** A page elsewhere must not be able to use this machine's sandbox; what it cannot read it says in a sentence. */
const guarded =
  (routes: Middleware): Middleware =>
  async (ctx, next) => {
    if (!ctx.path.startsWith(`${prefix}/`)) return next();
    const origin = ctx.get("origin");
    if (!local.test(ctx.get("host")) || (origin !== "" && origin !== ownOrigin(ctx))) {
      ctx.status = 403;
      ctx.body = { error: "只有本机的手机页面能用" };
      return;
    }
    try {
      await routes(ctx, next);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      ctx.status = 422;
      ctx.body = { error: error.message };
    }
  };

export function controlRoutes(world: World, pusher: Pusher): Middleware {
  const router = new Router({ prefix });
  const acts = createActs(world, pusher);
  const { account, allowances, chats, clock, codes, faults, followers, media, menu, transcript } = world;

  const card = ({ id, name, following }: Follower) => ({ id, name, following });
  const of = ofFollower(world);

  router.get("/state", (ctx) => {
    const follower = followers.find(String(ctx.query["follower"] ?? ""));
    const { name, miniAppId, publicUrl } = account.settings;
    const state: PhoneState = {
      account: { name, miniAppId, publicUrl, verified: account.verified },
      followers: followers.list().map(card),
      follower: follower ? { ...card(follower), openid: follower.openid } : null,
      menu: follower ? menu.for(world.tags.of(follower.openid)) : menu.buttons(),
      chat: follower ? chats.read(follower.id) : [],
      allowance: { left: follower ? allowances.left(follower.openid) : 0 },
      now: clock.now(),
    };
    ctx.body = state;
  });
  router.post("/followers", async (ctx) => {
    const { name } = await read(ctx, shapes.name);
    ctx.body = card(followers.create(name));
    world.changed();
  });
  crowdRoutes(router, world);
  /** What the follower says to the dialog of subscription messages. */
  router.post(
    "/followers/:id/consents",
    of(async (ctx, follower) => {
      const { template, accept } = await read(ctx, shapes.consent);
      acts.decideAll(follower, [{ template, accept }]);
      return done;
    }),
  );
  router.post(
    "/followers/:id/follow",
    of(async (ctx, follower) => {
      acts.follow(follower, (await read(ctx, shapes.follow)).scene);
      return done;
    }),
  );
  router.post(
    "/followers/:id/unfollow",
    of((_ctx, follower) => {
      acts.unfollow(follower);
      return done;
    }),
  );
  router.post(
    "/followers/:id/messages",
    of(async (ctx, follower) => {
      const message = await read(ctx, shapes.message);
      if (message.kind === "text") acts.write(follower, message.text);
      else acts.sendPlace(follower, message);
      return done;
    }),
  );
  router.post(
    "/followers/:id/choices",
    of(async (ctx, follower) => {
      const { id, text } = await read(ctx, shapes.choice);
      acts.write(follower, text, id);
      return done;
    }),
  );
  router.post(
    "/followers/:id/pictures",
    of(async (ctx, follower) => {
      const { type, bytes } = await readPicture(ctx);
      acts.sendPicture(follower, type, bytes, ownOrigin(ctx));
      return done;
    }),
  );
  router.post(
    "/followers/:id/menu",
    of(async (ctx, follower) => {
      const { button, sub } = await read(ctx, shapes.tap);
      const opens = acts.tap(follower, button, sub);
      if (opens === undefined) throw new Unreadable("菜单刚刚换过，请再点一次");
      return { open: opens };
    }),
  );
  router.post(
    "/followers/:id/login-codes",
    of((_ctx, follower) => ({ code: codes.issue(follower.id) })),
  );
  router.get("/followers/:id/events", (ctx) => {
    const follower = followers.find(String(ctx.params["id"]));
    if (!follower) return void (ctx.status = 404);
    const stream = new PassThrough();
    ctx.type = "text/event-stream";
    ctx.set("Cache-Control", "no-store");
    ctx.body = stream;
    stream.write("retry: 500\n\n");
    const deaf = chats.listen(follower.id, (event) => stream.write(`data: ${JSON.stringify(event)}\n\n`));
    const beat = setInterval(() => stream.write(": beat\n\n"), HEARTBEAT_MS);
    ctx.req.on("close", () => {
      clearInterval(beat);
      deaf();
      stream.end();
    });
  });
  router.get("/media/:id", (ctx) => {
    const found = media.find(String(ctx.params["id"]));
    if (!found) return void (ctx.status = 404);
    ctx.type = found.contentType;
    ctx.set("Content-Security-Policy", "default-src 'none'; sandbox");
    ctx.body = media.read(found);
  });

  router.get("/settings", (ctx) => {
    const { mode, callbackUrl, miniProgramLinked } = account.settings;
    ctx.body = { mode, callbackUrl, miniProgramLinked, verified: account.verified };
  });
  router.put("/settings", async (ctx) => {
    const { settings } = account;
    const { mode = settings.mode, miniProgramLinked = settings.miniProgramLinked } = await read(ctx, shapes.settings);
    account.change({ ...settings, mode, miniProgramLinked });
    account.verified = (await verify(account.settings, Date.now())) ? "yes" : "no";
    world.changed();
    ctx.body = { mode, miniProgramLinked, verified: account.verified };
  });
  router.post("/clock", async (ctx) => {
    clock.advance((await read(ctx, shapes.clock)).advanceMs);
    world.changed();
    ctx.body = { now: clock.now() };
  });
  router.get("/faults", (ctx) => void (ctx.body = faults.list()));
  router.post("/faults", async (ctx) => {
    const { kind, times, path, ms, code } = await read(ctx, shapes.fault);
    faults.arm({
      kind,
      times,
      ...(path === undefined ? {} : { path }),
      ...(ms === undefined ? {} : { ms }),
      ...(code === undefined ? {} : { code }),
    });
    ctx.body = faults.list();
  });
  router.delete("/faults", (ctx) => {
    faults.clear();
    ctx.body = [];
  });
  deskRoutes(router, world, pusher);
  gestureRoutes(router, world, acts);
  router.get("/deliveries", (ctx) => void (ctx.body = world.deliveries.read()));
  router.delete("/deliveries", (ctx) => {
    world.deliveries.clear();
    ctx.body = world.deliveries.read();
  });
  router.get("/transcript", (ctx) => void (ctx.body = transcript.list(Number(ctx.query["after"] ?? 0))));
  return guarded(router.routes() as unknown as Middleware);
}
