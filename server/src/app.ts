/** Everything that answers over HTTP, made of the services: WeChat's callback, the citizen's and the staff's doors, the page apps. */
import Router from "@koa/router";
import { isOpen, nextOpening } from "@wsi/shared/case";
import Koa from "koa";
import { createApi } from "./api/index.ts";
import { createBot, personalRecords, whenLate } from "./bot/index.ts";
import { createInbox } from "./bot/inbox/index.ts";
import { accountOf, rowTags } from "./broadcasts/index.ts";
import { createConsole, createSigns } from "./console/index.ts";
import type { Tx } from "./db.ts";
import { DESK_CHANNEL, DESK_DRAFTS_CHANNEL } from "./desk/index.ts";
import { createBell } from "./http/bell.ts";
import { funnel, shielded } from "./http/funnel.ts";
import { healthRoutes } from "./http/health.ts";
import { timed } from "./http/metrics.ts";
import { pages } from "./http/pages.ts";
import { followFigures } from "./figures/index.ts";
import { followPublished, loadSeed } from "./knowledge/editorial/index.ts";
import { put } from "./outbox/index.ts";
import type { Reply, Update } from "./ports/messages.ts";
import type { Services } from "./services.ts";

const mostStreams = 500;

/** The reply that came after WeChat's five seconds: a customer-service message, once. */
const sendLate = (tx: Tx, update: Update, reply: Reply) =>
  put(tx, {
    key: `late:${update.key}`,
    kind: "wechat.message",
    stream: update.openid,
    payload: { openid: update.openid, reply },
  });

export async function createApp(services: Services) {
  const { env, log, clock, db, storing, volatile, files, safe, core, mobileOf, roster, wechat, metrics, listener } =
    services;
  await loadSeed(db, clock.now());
  const live = await followPublished({
    db,
    listen: (channel, hear) => listener.listen(channel, hear),
    onTrouble: (error) => log.error({ err: error }, "the knowledge could not be renewed"),
  });
  const policy = await followFigures({
    db,
    listen: (channel, hear) => listener.listen(channel, hear),
    onTrouble: (error) => log.error({ err: error }, "the policy figures could not be renewed"),
  });
  const answer = createBot({
    clock,
    log,
    figures: policy.figures,
    knowledge: live.knowledge,
    hours: { isOpen, nextOpening },
    roster,
    personal: personalRecords(core),
    publicUrl: env.PUBLIC_URL,
  });
  const inbox = createInbox({
    db,
    storing,
    clock,
    log,
    answer,
    async onLate(tx, update, reply) {
      const late = await whenLate(tx, { services: { roster }, now: clock.now() }, update, reply);
      if (late.kind !== "nothing") await sendLate(tx, update, late);
    },
  });

  const deskBell = createBell();
  const deaf = await listener.listen(DESK_CHANNEL, deskBell.ring);
  const draftBell = createBell();
  const deafToDrafts = await listener.listen(DESK_DRAFTS_CHANNEL, draftBell.ring);
  const signs = createSigns(volatile, log);
  const streams = { open: 0, most: mostStreams };
  metrics.watch("console_streams", "Open console event streams of this process", () => streams.open);

  const base = { db, clock, volatile };
  const api = createApi(
    { core, mobileOf, volatile, files, login: wechat.login, db, roster, deskBell, publicUrl: env.PUBLIC_URL },
    base,
  );
  const broadcasts = { account: accountOf(wechat, wechat.config.miniAppId), files, tags: rowTags };
  const staff = createConsole(
    {
      core,
      mobileOf,
      db,
      clock,
      log,
      volatile,
      files,
      safe,
      broadcasts,
      deskBell,
      draftBell,
      streams,
      signs,
      roster,
      knowledge: live.knowledge,
    },
    base,
  );

  const open = new Router();
  open.all(
    "/wechat",
    wechat.callback({
      receive: (update) => inbox.receive(update),
      onLate: (update, reply) => db.transaction().execute(async (tx) => void (await sendLate(tx, update, reply))),
    }),
  );
  healthRoutes(open, services);

  const app = new Koa({ proxy: env.TRUST_PROXY === "yes" });
  app.silent = true;
  app.on("error", (error: unknown) => log.warn({ err: error }, "a connection broke while it was answered"));
  app.use(timed(metrics));
  app.use(funnel(log));
  app.use(shielded(env.FRAME_ANCESTORS));
  app.use(open.routes());
  app.use(api.router.routes());
  app.use(staff.router.routes());
  app.use(pages("/m/", "dist/h5"));
  app.use(pages("/console/", "dist/console"));

  return {
    callback: app.callback(),
    inbox,
    served: [...api.served, ...staff.served],
    async close() {
      await deaf();
      await deafToDrafts();
      await signs.close();
      await live.close();
      await policy.close();
      await inbox.close();
    },
  };
}
export type App = Awaited<ReturnType<typeof createApp>>;
