import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createRequire } from "node:module";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { startSandbox, type Sandbox } from "./server.ts";
import { readSettings } from "./settings.ts";

/** Somebody else's SDK against the sandbox: what it calls and receives must be as WeChat's. */
interface ForeignApi {
  prefix: string;
  mpPrefix: string;
  fileServerPrefix: string;
  customservicePrefix: string;
  getAccessToken(): Promise<{ accessToken: string }>;
  createMenu(menu: object): Promise<{ errcode: number }>;
  getMenu(): Promise<{ menu: { button: unknown[] } }>;
  getFollowers(): Promise<{ total: number; data: { openid: string[] } }>;
  getUser(openid: string): Promise<{ subscribe: number; unionid: string }>;
  createTags(name: string): Promise<{ tag: { id: number } }>;
  batchTagging(openids: string[], id: number): Promise<{ errcode: number }>;
  sendText(openid: string, text: string): Promise<{ errcode: number }>;
  massSendText(text: string, receivers: string[]): Promise<{ msg_id: unknown }>;
}
const Foreign = createRequire(import.meta.url)("co-wechat-api") as new (appId: string, secret: string) => ForeignApi;

const settings = readSettings({});
let sandbox: Sandbox;
let account: Server;
let heard: string[];
let api: ForeignApi;

beforeEach(async () => {
  heard = [];
  account = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      heard.push(body);
      response.end("success");
    });
  });
  await new Promise<void>((resolve) => account.listen(0, "127.0.0.1", resolve));
  const callbackUrl = `http://127.0.0.1:${(account.address() as AddressInfo).port}/wechat`;
  sandbox = await startSandbox(
    { ...settings, port: 0, dataDir: undefined, account: { ...settings.account, callbackUrl, mode: "plain" } },
    false,
  );
  api = new Foreign(settings.account.appId, settings.account.appSecret);
  api.prefix = `${sandbox.url}/cgi-bin/`;
  api.mpPrefix = `${sandbox.url}/cgi-bin/`;
  api.fileServerPrefix = `${sandbox.url}/cgi-bin/`;
});
afterEach(async () => {
  await sandbox.close();
  await new Promise((resolve) => account.close(resolve));
});

const control = (path: string, body: object = {}) =>
  fetch(`${sandbox.url}/__sandbox${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
const [one, two] = ["f1", "f2"];
const openidOf = (id: string) => sandbox.world.followers.find(id)?.openid ?? "";

describe("another SDK than ours (co-wechat-api)", () => {
  it("logs in, makes a menu and reads it back", async () => {
    expect((await api.getAccessToken()).accessToken).toMatch(/^\S{20,}$/);
    await api.createMenu({ button: [{ type: "click", name: "查询", key: "Q" }] });
    expect((await api.getMenu()).menu.button).toMatchObject([{ type: "click", name: "查询", key: "Q" }]);
  });

  it("finds its followers, tags them, and is told what they say", async () => {
    for (const id of [one, two]) await control(`/followers/${id}/follow`, { scene: "" });
    await vi.waitFor(() => expect(heard.join()).toContain("subscribe"));
    const { total, data } = await api.getFollowers();
    expect(total).toBe(2);
    expect(await api.getUser(data.openid[0] ?? "")).toMatchObject({ subscribe: 1 });
    const { tag } = await api.createTags("灵活就业");
    await api.batchTagging(data.openid, tag.id);
    expect(sandbox.world.tags.members(tag.id).size).toBe(2);
    await control(`/followers/${one}/messages`, { kind: "text", text: "断缴了怎么办" });
    await vi.waitFor(() => expect(heard.join()).toContain("断缴了怎么办"));
  });

  it("answers outside the five seconds, and is refused when the window is closed", async () => {
    await expect(api.sendText(openidOf(one), "早上好")).rejects.toThrow(/require subscribe/);
    await control(`/followers/${one}/follow`, { scene: "" });
    await api.sendText(openidOf(one), "您好");
    expect(sandbox.world.chats.read(one).at(-1)).toMatchObject({ kind: "text", text: "您好" });
    for (let at = 0; at < 2; at++) await api.sendText(openidOf(one), "还在");
    await expect(api.sendText(openidOf(one), "太多")).rejects.toThrow(/out of response count limit/);
  });

  it("sends to many, and hears how it went", async () => {
    for (const id of [one, two]) await control(`/followers/${id}/follow`, { scene: "" });
    const { msg_id } = await api.massSendText("放假通知", [openidOf(one), openidOf(two)]);
    expect(String(msg_id)).toMatch(/^\d+$/);
    expect(sandbox.world.chats.read(two).at(-1)).toMatchObject({ text: "放假通知" });
    await vi.waitFor(() => expect(heard.join()).toMatch(/MASSSENDJOBFINISH[\s\S]*<SentCount>2<\/SentCount>/), 3000);
  });
});
