/** The API behind the phone page: what people do with a phone, and what makes WeChat misbehave. For pages of this origin only. */
import { PassThrough } from "node:stream";
import Router, { type RouterContext } from "@koa/router";
import type { Middleware } from "koa";
import * as v from "valibot";
import { readBytes, readText } from "../api/body.ts";
import { verify } from "../push/deliver.ts";
import type { Pusher } from "../push/index.ts";
import type { Follower } from "../world/followers.ts";
import { faultKinds } from "../world/faults.ts";
import type { World } from "../world/index.ts";
import type { PhoneState } from "./contract.ts";
import { createActs } from "./follower-acts.ts";

const prefix = "/__sandbox";
const HEARTBEAT_MS = 15_000;
const MAX_PICTURE = 10 * 1024 * 1024;
const pictures: Readonly<Record<string, string>> = {
  "image/png": "\u0089PNG\r\n\u001a\n",
  "image/jpeg": "\u00ff\u00d8\u00ff",
};
const local = /^(127\.0\.0\.1|localhost)(:\d+)?$/;

const line = (max: number) => v.pipe(v.string(), v.minLength(1, "不能是空的"), v.maxLength(max, `最多 ${max} 个字`));
const shapes = {
  name: v.object({ name: line(20) }),
  follow: v.object({ scene: v.optional(v.pipe(v.string(), v.maxLength(64)), "") }),
  message: v.variant("kind", [
    v.object({ kind: v.literal("text"), text: line(2_000) }),
    v.object({ kind: v.literal("location"), latitude: v.number(), longitude: v.number(), label: line(100) }),
  ]),
  choice: v.object({ id: v.pipe(v.string(), v.maxLength(128)), text: line(2_000) }),
  crowd: v.object({ count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200_000)) }),
  consent: v.object({ template: line(64), accept: v.boolean() }),
  tap: v.object({ button: v.number(), sub: v.optional(v.number()) }),
  clock: v.object({ advanceMs: v.pipe(v.number(), v.minValue(0), v.maxValue(400 * 86_400_000)) }),
  mode: v.object({ mode: v.picklist(["plain", "compatible", "encrypted"]) }),
  fault: v.object({
    kind: v.picklist(faultKinds),
    times: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)), 1),
    path: v.optional(v.string()),
    ms: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(60_000))),
  }),
};

/** `ctx.origin` is what the caller claims (its Origin header), not where we are. */
const ownOrigin = (ctx: Pick<RouterContext, "protocol" | "host">) => `${ctx.protocol}://${ctx.host}`;

class Unreadable extends Error {}

async function read<S extends v.GenericSchema>(ctx: RouterContext, shape: S): Promise<v.InferOutput<S>> {
  let given: unknown = {};
  try {
    const text = await readText(ctx);
    if (text !== "") given = JSON.parse(text);
  } catch {
    throw new Unreadable("不是 JSON");
  }
  const checked = v.safeParse(shape, given);
  if (!checked.success) throw new Unreadable(checked.issues[0].message);
  return checked.output;
}

/** A picture as a phone sends one: at most 10 MB, and what it says it is. */
async function readPicture(ctx: RouterContext): Promise<{ type: string; bytes: Buffer }> {
  const type = ctx.get("content-type");
  const beginning = pictures[type];
  if (!beginning) throw new Unreadable("只能发 JPG 或 PNG 图片");
  const bytes = await readBytes(ctx).catch(() => undefined);
  if (!bytes || bytes.length > MAX_PICTURE) throw new Unreadable("图片不能超过 10 MB，请压缩后再发");
  if (!bytes.toString("latin1", 0, 8).startsWith(beginning))
    throw new Unreadable("这张图片打不开，请换一张 JPG 或 PNG 图片");
  return { type, bytes };
}

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
  /** Routes of one follower, 404 when there is none of that id. */
  const of =
    (work: (ctx: RouterContext, follower: Follower) => Promise<object> | object) => async (ctx: RouterContext) => {
      const follower = followers.find(String(ctx.params["id"]));
      ctx.status = follower ? 200 : 404;
      ctx.body = follower ? await work(ctx, follower) : { error: "没有这个人" };
    };
  const done = { done: true };

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
  /** Followers by the thousand, as an account has them: they follow already, and nobody is told. */
  router.post("/crowd", async (ctx) => {
    const { count } = await read(ctx, shapes.crowd);
    for (let at = 0; at < count; at++) {
      const { id } = followers.create(`粉丝${at + 1}`);
      followers.follow(id, clock.now(), "");
    }
    world.changed();
    ctx.body = { followers: followers.list().length };
  });
  /** What the follower says to the dialog of subscription messages. */
  router.post(
    "/followers/:id/consents",
    of(async (ctx, follower) => {
      const { template, accept } = await read(ctx, shapes.consent);
      acts.decide(follower, template, accept);
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
    ctx.body = { mode: account.settings.mode, callbackUrl: account.settings.callbackUrl, verified: account.verified };
  });
  router.put("/settings", async (ctx) => {
    account.change({ ...account.settings, ...(await read(ctx, shapes.mode)) });
    account.verified = (await verify(account.settings, Date.now())) ? "yes" : "no";
    world.changed();
    ctx.body = { mode: account.settings.mode, verified: account.verified };
  });
  router.post("/clock", async (ctx) => {
    clock.advance((await read(ctx, shapes.clock)).advanceMs);
    world.changed();
    ctx.body = { now: clock.now() };
  });
  router.get("/faults", (ctx) => void (ctx.body = faults.list()));
  router.post("/faults", async (ctx) => {
    const { kind, times, path, ms } = await read(ctx, shapes.fault);
    faults.arm({ kind, times, ...(path === undefined ? {} : { path }), ...(ms === undefined ? {} : { ms }) });
    ctx.body = faults.list();
  });
  router.delete("/faults", (ctx) => {
    faults.clear();
    ctx.body = [];
  });
  router.get("/transcript", (ctx) => void (ctx.body = transcript.list(Number(ctx.query["after"] ?? 0))));
  return guarded(router.routes() as unknown as Middleware);
}
