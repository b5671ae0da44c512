import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createRequire } from "node:module";
import Koa, { type Context, type Middleware } from "koa";
import { afterEach, describe, expect, it, vi } from "vitest";
import { startSandbox, type Sandbox } from "./server.ts";
import { readSettings, type Mode } from "./settings.ts";

/**
 * Somebody else's SDK on the receiving side: co-wechat checks the signature, decrypts, parses, and writes the reply; nothing of ours
 * stands between it and the sandbox. Sent with co-wechat-api, so that one foreign client logs in, sends and receives.
 */
type Message = Record<string, string>;
type Reply = string | object;
interface ForeignServer {
  middleware(handle: (message: Message, ctx: Context) => Promise<Reply>): Middleware;
}
interface ForeignClient {
  prefix: string;
  getAccessToken(): Promise<{ accessToken: string }>;
  sendText(openid: string, text: string): Promise<{ errcode: number }>;
  createTmpQRCode(scene: number, seconds: number): Promise<{ ticket: string }>;
}
const require = createRequire(import.meta.url);
const foreignServer = require("co-wechat") as (config: object) => ForeignServer;
const Client = require("co-wechat-api") as new (appId: string, secret: string) => ForeignClient;

const settings = readSettings({});
const { appId, appSecret, token, aesKey, originalId } = settings.account;
let sandbox: Sandbox | undefined;
let server: Server | undefined;
let heard: Message[] = [];

async function start(mode: Mode, reply: (message: Message) => Reply): Promise<Sandbox> {
  heard = [];
  const app = new Koa();
  const config = mode === "plain" ? { token } : { token, appid: appId, encodingAESKey: aesKey };
  app.use(
    foreignServer(config).middleware(async (message) => {
      heard.push(message);
      return reply(message);
    }),
  );
  server = createServer(app.callback());
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const callbackUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/wechat`;
  sandbox = await startSandbox(
    { ...settings, port: 0, dataDir: undefined, account: { ...settings.account, callbackUrl, mode } },
    false,
  );
  return sandbox;
}
afterEach(async () => {
  await sandbox?.close();
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
});

const control = async (method: string, path: string, body: object = {}): Promise<any> =>
  (await fetch(`${sandbox?.url}/__sandbox${path}`, { method, body: JSON.stringify(body) })).json();
const say = (text: string) => control("POST", "/followers/f1/messages", { kind: "text", text });
const last = () => sandbox?.world.chats.read("f1").at(-1);

describe.each(["plain", "compatible", "encrypted"] satisfies Mode[])("co-wechat, %s", (mode) => {
  it("passes the check of its address, hears a message, and its answer is on the phone", async () => {
    const { world } = await start(mode, (message) => `您说的是「${message["Content"]}」`);
    expect(await control("PUT", "/settings", { mode })).toMatchObject({ mode, verified: "yes" });
    await say("断缴了怎么办？<&>");
    await vi.waitFor(() => expect(last()).toMatchObject({ from: "account", by: "reply" }), 5_000);
    expect(last()).toMatchObject({ kind: "text", text: "您说的是「断缴了怎么办？<&>」" });
    expect(heard).toHaveLength(1);
    expect(heard[0]).toMatchObject({
      ToUserName: originalId,
      FromUserName: world.followers.find("f1")?.openid,
      MsgType: "text",
      MsgId: expect.stringMatching(/^\d{17,19}$/),
    });
  });

  it("hears events in their own words, and says nothing with an empty answer", async () => {
    const { world } = await start(mode, () => "");
    world.menu.replace([{ name: "扫一扫", type: "scancode_waitmsg", key: "SCAN" }]);
    await control("POST", "/followers/f1/follow", { scene: "hall-3" });
    await control("POST", "/followers/f1/menu-results", { button: 0, kind: "scanned", text: "A0231" });
    await control("POST", "/followers/f1/voices", { said: "养老金" });
    await vi.waitFor(() => expect(heard).toHaveLength(3), 5_000);
    expect(heard).toMatchObject([
      { Event: "subscribe", EventKey: "qrscene_hall-3" },
      { Event: "scancode_waitmsg", EventKey: "SCAN", ScanCodeInfo: { ScanType: "qrcode", ScanResult: "A0231" } },
      { MsgType: "voice", Recognition: "养老金" },
    ]);
    expect(world.chats.read("f1").filter((one) => one.from !== "me")).toEqual([]);
  });

  it("answers with an article, or hands over to a person", async () => {
    const article = { title: "缓缴指南", description: "三步", picurl: "", url: "https://example.com/" };
    const { world } = await start(mode, (message) =>
      message["Content"] === "人工" ? { type: "customerService" } : [article],
    );
    await say("缓缴");
    await vi.waitFor(
      () =>
        expect(last()).toMatchObject({ kind: "news", articles: [{ title: "缓缴指南", url: "https://example.com/" }] }),
      5_000,
    );
    await say("人工");
    await vi.waitFor(() => expect(world.desk.waiting()).toHaveLength(1), 5_000);
  });

  it("logs in, sends, and receives through the sandbox", async () => {
    const { url, world } = await start(mode, () => "");
    const client = new Client(appId, appSecret);
    client.prefix = `${url}/cgi-bin/`;
    expect((await client.getAccessToken()).accessToken).toMatch(/^\S{20,}$/);
    const { ticket } = await client.createTmpQRCode(7, 600);
    await control("POST", "/followers/f1/scans", { ticket });
    await vi.waitFor(() => expect(heard[0]).toMatchObject({ EventKey: "qrscene_7", Ticket: ticket }), 5_000);
    expect((await client.sendText(heard[0]?.["FromUserName"] ?? "", "欢迎")).errcode).toBe(0);
    expect(world.chats.read("f1").at(-1)).toMatchObject({ text: "欢迎", by: "custom" });
  });
});

describe("a forged push", () => {
  it("is refused by co-wechat, and the follower is told that the account is broken", async () => {
    const { world } = await start("encrypted", () => "好");
    world.account.change({ ...world.account.settings, token: "another-token" });
    await say("在吗");
    await vi.waitFor(() => expect(last()).toMatchObject({ kind: "notice" }), 20_000);
    expect(heard).toEqual([]);
  });
});
