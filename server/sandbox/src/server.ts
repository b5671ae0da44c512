/** The sandbox as one server: WeChat's HTTP API, its callbacks to the account, and a phone to look at. Imports nothing of the product. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Koa from "koa";
import { wechatApi } from "./api/index.ts";
import { articlePages } from "./article-pages.ts";
import { controlRoutes } from "./control/index.ts";
import { phonePage } from "./phone-page.ts";
import { picturePages } from "./picture-pages.ts";
import { createPusher } from "./push/index.ts";
import type { Settings } from "./settings.ts";
import { readKey } from "./wire/crypto.ts";
import { createWorld, type World } from "./world/index.ts";

export interface Sandbox {
  url: string;
  world: World;
  close(): Promise<void>;
}

const FIRST_FOLLOWERS = ["小江", "晓荷", "老周"];

export async function startSandbox(settings: Settings, page = true): Promise<Sandbox> {
  readKey(settings.account.aesKey);
  const world = createWorld(settings);
  if (world.followers.list().length === 0) for (const name of FIRST_FOLLOWERS) world.followers.create(name);
  const pusher = createPusher(world);
  const app = new Koa();
  app.on("error", (error: unknown) => {
    // A phone that is put away ends its stream of events early: that is no fault.
    if (error instanceof Error && "code" in error && error.code === "ERR_STREAM_PREMATURE_CLOSE") return;
    console.error("沙箱：", error instanceof Error ? error.message : error);
  });
  if (page) app.use(await phonePage(() => new URL(world.account.settings.publicUrl).origin));
  app.use(controlRoutes(world, pusher));
  app.use(articlePages(world));
  app.use(picturePages(world));
  app.use(wechatApi(world, pusher));
  const server = createServer(app.callback());
  await new Promise<void>((resolve, reject) =>
    server.once("error", reject).listen(settings.port, settings.host, resolve),
  );
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${settings.host}:${port}`,
    world,
    async close() {
      await pusher.settle();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      world.close();
    },
  };
}
