import type Router from "@koa/router";
import * as v from "valibot";
import type { World } from "../world/index.ts";
import type { createActs } from "./follower-acts.ts";
import { done, line, ofFollower, ownOrigin, read, readPicture, Unreadable } from "./request.ts";

const place = (given: unknown): number | undefined =>
  typeof given === "string" && /^\d$/.test(given) ? Number(given) : undefined;
const tapped = { button: v.number(), sub: v.optional(v.number()) };
const shapes = {
  scan: v.object({ ticket: line(512) }),
  voice: v.object({ said: line(500), recognised: v.optional(v.boolean(), true) }),
  decisions: v.object({
    choices: v.pipe(
      v.array(v.object({ template: line(64), accept: v.boolean() })),
      v.minLength(1, "没有选模板"),
      v.maxLength(5, "一次最多 5 个模板"),
    ),
  }),
  result: v.variant("kind", [
    v.object({ ...tapped, kind: v.literal("scanned"), text: line(500) }),
    v.object({
      ...tapped,
      kind: v.literal("place"),
      latitude: v.number(),
      longitude: v.number(),
      label: line(100),
    }),
  ]),
};

/** What people do with a phone besides writing and tapping: scan a code, speak, answer a dialog of WeChat's, finish what a button began. */
export function gestureRoutes(router: Router, world: World, acts: ReturnType<typeof createActs>): void {
  const of = ofFollower(world);

  /** The codes that can be scanned now, newest first. */
  router.get("/qr-codes", (ctx) => {
    ctx.body = world.qrCodes.list().slice(0, 50);
  });
  router.post(
    "/followers/:id/scans",
    of(async (ctx, follower) => {
      const code = world.qrCodes.find((await read(ctx, shapes.scan)).ticket);
      if (!code) throw new Unreadable("这个二维码过期了，或者没有这个 ticket");
      acts.follow(follower, code.scene, code.ticket);
      return done;
    }),
  );
  router.post(
    "/followers/:id/voices",
    of(async (ctx, follower) => {
      const { said, recognised } = await read(ctx, shapes.voice);
      acts.speak(follower, said, recognised);
      return done;
    }),
  );
  /** Templates that a page of the account may ask about: those it took out of WeChat's library. */
  router.get("/subscription-templates", (ctx) => {
    ctx.body = world.templates.list("subscription").map(({ id, title, longTerm }) => ({ id, title, longTerm }));
  });
  router.post(
    "/followers/:id/decisions",
    of(async (ctx, follower) => {
      acts.decideAll(follower, (await read(ctx, shapes.decisions)).choices);
      return done;
    }),
  );
  /** The dialog of wx.requestSubscribeMessage, in the mini-program: nobody is told but the page that asked. */
  router.post(
    "/followers/:id/mini-decisions",
    of(async (ctx, follower) => {
      for (const { template, accept } of (await read(ctx, shapes.decisions)).choices)
        if (accept) world.consents.agree(follower.miniOpenid, template);
        else if (world.templates.find(template)?.longTerm) world.consents.withdraw(follower.miniOpenid, template);
      world.changed();
      return done;
    }),
  );
  router.post(
    "/followers/:id/menu-results",
    of(async (ctx, follower) => {
      const result = await read(ctx, shapes.result);
      const opens = acts.finish(follower, result);
      if (opens === undefined) throw new Unreadable("菜单刚刚换过，请再点一次");
      return { open: opens };
    }),
  );
  /** The picture that a button asked for: its bytes are the body, the button stands in the address. */
  router.post(
    "/followers/:id/menu-pictures",
    of(async (ctx, follower) => {
      const { type, bytes } = await readPicture(ctx);
      const [button, sub] = [place(ctx.query["button"]), place(ctx.query["sub"])];
      if (button === undefined || !acts.choosePicture(follower, { button, sub, type, bytes, origin: ownOrigin(ctx) }))
        throw new Unreadable("菜单刚刚换过，请再点一次");
      return done;
    }),
  );
}
