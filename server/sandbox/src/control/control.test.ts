import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { startSandbox, type Sandbox } from "../server.ts";
import { readSettings } from "../settings.ts";
import { readXml } from "../wire/xml.ts";
import type { PhoneState } from "./contract.ts";

const settings = readSettings({});
let account: Server;
let heard: Record<string, unknown>[] = [];
let sandbox: Sandbox;

const start = (dataDir?: string) => {
  const callbackUrl = `http://127.0.0.1:${(account.address() as AddressInfo).port}/wechat`;
  const plain = { ...settings.account, callbackUrl, mode: "plain" as const };
  return startSandbox({ ...settings, port: 0, dataDir, account: plain }, false);
};
beforeEach(async () => {
  heard = [];
  account = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      heard.push(readXml(body) ?? {});
      response.end("success");
    });
  });
  await new Promise<void>((resolve) => account.listen(0, "127.0.0.1", resolve));
  sandbox = await start();
});
afterEach(async () => {
  await sandbox.close();
  await new Promise((resolve) => account.close(resolve));
});

async function ask(
  method: string,
  address: string,
  body?: string | Uint8Array<ArrayBuffer>,
  type = "application/json",
) {
  const init = body === undefined ? { method } : { method, body, headers: { "content-type": type } };
  const response = await fetch(`${sandbox.url}/__sandbox${address}`, init);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
const post = (address: string, body: unknown) => ask("POST", address, JSON.stringify(body));
const state = async () => (await ask("GET", "/state?follower=f1")).body as unknown as PhoneState;
const pushed = (count: number) => vi.waitFor(() => expect(heard).toHaveLength(count), 5_000);

describe("people", () => {
  it("three are there from the start, none following, and more may come", async () => {
    const before = await state();
    expect(before.followers.map((one) => one.following)).toEqual([false, false, false]);
    await post("/followers", { name: "小陈" });
    expect((await state()).followers.at(-1)).toEqual({ id: "f4", name: "小陈", following: false });
    expect((await post("/followers", { name: "" })).status).toBe(422);
    expect((await post("/followers/f9/follow", {})).status).toBe(404);
  });

  it("follow by a QR code, scan another, and leave", async () => {
    await post("/followers/f1/follow", { scene: "hall-3" });
    await post("/followers/f1/follow", { scene: "hall-4" });
    await post("/followers/f1/unfollow", {});
    await pushed(3);
    expect(heard.map((one) => [one["Event"], one["EventKey"]])).toEqual([
      ["subscribe", "qrscene_hall-3"],
      ["SCAN", "hall-4"],
      ["unsubscribe", ""],
    ]);
    expect((await state()).allowance.left).toBe(0);
  });
});

describe("what people send", () => {
  it("appears as their own and reaches the account: words, a place, a choice", async () => {
    await post("/followers/f1/messages", { kind: "text", text: "断缴了怎么办" });
    await post("/followers/f1/messages", { kind: "location", latitude: 30.59, longitude: 114.3, label: "武汉" });
    await post("/followers/f1/choices", { id: "101", text: "满意" });
    await pushed(3);
    expect(heard).toMatchObject([
      { MsgType: "text", Content: "断缴了怎么办" },
      { MsgType: "location", Location_X: "30.59", Location_Y: "114.3", Label: "武汉" },
      { MsgType: "text", Content: "满意", bizmsgmenuid: "101" },
    ]);
    const { chat, allowance } = await state();
    expect(chat.map((item) => [item.from, item.kind])).toEqual([
      ["me", "text"],
      ["me", "location"],
      ["me", "text"],
    ]);
    expect(allowance.left).toBe(5);
  });

  it("may be a picture, which can be fetched again", async () => {
    const picture = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
    expect((await ask("POST", "/followers/f1/pictures", picture, "image/jpeg")).status).toBe(200);
    await pushed(1);
    expect(heard[0]).toMatchObject({ MsgType: "image", MediaId: expect.any(String) });
    const back = await fetch(String(heard[0]?.["PicUrl"]));
    expect(back.headers.get("content-type")).toBe("image/jpeg");
    expect(new Uint8Array(await back.arrayBuffer())).toEqual(picture);
  });

  it("is refused in a sentence when it is no picture, or too large", async () => {
    const send = (bytes: Uint8Array<ArrayBuffer>, type: string) => ask("POST", "/followers/f1/pictures", bytes, type);
    for (const [bytes, type, sentence] of [
      [new Uint8Array(8), "text/html", "JPG"],
      [new Uint8Array(0), "image/png", "打不开"],
      [new TextEncoder().encode("<script>"), "image/png", "打不开"],
      [new Uint8Array(11 * 1024 * 1024), "image/png", "10 MB"],
      [new Uint8Array(13 * 1024 * 1024), "image/png", "10 MB"],
    ] as const)
      expect(await send(bytes, type)).toMatchObject({
        status: 422,
        body: { error: expect.stringContaining(sentence) },
      });
    expect((await state()).chat).toEqual([]);
  });
});

describe("the menu", () => {
  it("opens pages, asks the account, and says nothing for material", async () => {
    const { miniAppId } = settings.account;
    sandbox.world.menu.replace([
      {
        name: "办事",
        sub_button: [{ name: "续保", type: "miniprogram", appid: miniAppId, pagepath: "a/b", url: "https://u/" }],
      },
      { name: "网站", type: "view", url: "https://example.com/" },
      {
        name: "咨询",
        sub_button: [
          { name: "断缴", type: "click", key: "ASK_GAP" },
          { name: "图", type: "media_id", media_id: "m" },
        ],
      },
    ]);
    const tap = async (button: number, sub?: number) => (await post("/followers/f1/menu", { button, sub })).body;
    expect(await tap(0, 0)).toEqual({ open: { kind: "mini-program", path: "a/b" } });
    expect(await tap(1)).toEqual({ open: { kind: "page", url: "https://example.com/" } });
    expect(await tap(2, 1)).toEqual({ open: null });
    expect((await state()).allowance.left).toBe(0);
    expect(await tap(2, 0)).toEqual({ open: null });
    expect((await state()).allowance.left).toBe(3);
    await pushed(3);
    expect(heard.map((one) => [one["Event"], one["EventKey"]])).toEqual([
      ["view_miniprogram", "a/b"],
      ["VIEW", "https://example.com/"],
      ["CLICK", "ASK_GAP"],
    ]);
    expect(await tap(0)).toEqual({ error: "菜单刚刚换过，请再点一次" });
  });
});

describe("a phone that listens", () => {
  it("hears what happens, and nothing of other people", async () => {
    const events = await fetch(`${sandbox.url}/__sandbox/followers/f1/events`);
    expect(events.headers.get("content-type")).toContain("text/event-stream");
    const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader();
    await post("/followers/f2/messages", { kind: "text", text: "别人的话" });
    await post("/followers/f1/messages", { kind: "text", text: "我的话" });
    let text = "";
    while (!text.includes("我的话")) text += (await reader?.read())?.value ?? "";
    expect(text).not.toContain("别人的话");
    await reader?.cancel();
  });
});

describe("a restart", () => {
  it("keeps people, chats and the mode chosen by hand, and follows the environment in everything else", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "sandbox-"));
    await sandbox.close();
    sandbox = await start(folder);
    await post("/followers/f1/messages", { kind: "text", text: "还在吗" });
    await ask("PUT", "/settings", JSON.stringify({ mode: "encrypted" }));
    await sandbox.close();
    const callbackUrl = "http://127.0.0.1:9/elsewhere";
    const moved = { ...settings.account, mode: "plain" as const, callbackUrl, token: "another" };
    sandbox = await startSandbox({ ...settings, port: 0, dataDir: folder, account: moved }, false);
    expect((await state()).chat).toMatchObject([{ kind: "text", text: "还在吗" }]);
    expect(sandbox.world.account.settings).toMatchObject({ mode: "encrypted", callbackUrl, token: "another" });
    rmSync(folder, { recursive: true });
  });
});
