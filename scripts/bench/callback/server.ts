/** One contestant in a process of its own: `server.ts <kind> <mode> <database>`. Tells its port to the parent. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createRequire } from "node:module";
import Koa, { type Middleware } from "koa";
import pino from "pino";
import getRawBody from "raw-body";
import { readWechatConfig } from "../../../server/src/adapters/wechat/config.ts";
import { koaWebhook } from "../../../server/src/adapters/wechat/koa.ts";
import { createWebhook } from "../../../server/src/adapters/wechat/webhook.ts";
import { createInbox } from "../../../server/src/bot/inbox/index.ts";
import { createDb } from "../../../server/src/db.ts";
import { account, type Mode } from "./messages.ts";

type Handler = (request: IncomingMessage & { query?: Record<string, string> }, response: ServerResponse) => void;
interface Peer {
  Content: string;
}

const require = createRequire(import.meta.url);
const [kind = "", mode = "plain", database = ""] = process.argv.slice(2);
const settings = {
  token: account.WECHAT_TOKEN,
  appid: account.WECHAT_APP_ID,
  encodingAESKey: account.WECHAT_ENCODING_AES_KEY,
};

const koa = (middleware: Middleware): Handler => new Koa().use(middleware).callback();

function ours(): Handler {
  const clock = { now: () => new Date() };
  const log = pino({ level: "warn" });
  const inbox = createInbox({
    db: createDb({ connectionString: database, max: 4 }),
    clock,
    log,
    answer: async (update) => ({ reply: { kind: "text", text: update.kind === "text" ? update.text : "" } }),
    onLate: async () => log.warn("late"),
  });
  const config = readWechatConfig({ ...account, WECHAT_MODE: mode as Mode });
  const onLate = async (): Promise<void> => log.warn("late");
  return koa(koaWebhook(createWebhook({ config, clock, log, receive: (update) => inbox.receive(update), onLate })));
}

function coWechat(): Handler {
  const make = require("co-wechat") as (config: typeof settings) => {
    middleware(answer: (message: Peer) => Promise<string>): Middleware;
  };
  return koa(make(settings).middleware(async (message) => message.Content));
}

function wechat(): Handler {
  type Answer = (request: { weixin: Peer }, response: { reply(text: string): void }) => void;
  const make = require("wechat") as (
    config: typeof settings,
    answer: Answer,
  ) => (request: unknown, response: unknown, next: (error?: Error) => void) => void;
  const middleware = make(settings, (request, response) => response.reply(request.weixin.Content));
  return (request, response) => {
    // What connect's query parser does before it.
    request.query = Object.fromEntries(new URLSearchParams(request.url?.split("?")[1]));
    middleware(request, response, (error) => response.writeHead(500).end(String(error)));
  };
}

function bareKoa(): Handler {
  return koa(async (ctx) => {
    const body = await getRawBody(ctx.req, { length: ctx.get("content-length"), limit: "64kb" });
    ctx.type = "application/xml";
    ctx.body = body;
  });
}

const makers: Record<string, () => Handler> = { ours, "co-wechat": coWechat, wechat, koa: bareKoa };
const handler = makers[kind]?.();
if (!handler) throw new Error(`no contestant ${kind}`);
// The parent is gone, however it went.
process.on("disconnect", () => process.exit());
const server = createServer(handler);
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
