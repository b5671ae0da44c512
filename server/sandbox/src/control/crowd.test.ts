import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startSandbox, type Sandbox } from "../server.ts";
import { readSettings } from "../settings.ts";
import { crowdOpenid } from "../world/crowd-openids.ts";

const settings = readSettings({ SANDBOX_CALLBACK_URL: "http://127.0.0.1:9/" });
let sandbox: Sandbox;
let token: string;

async function start(dataDir?: string): Promise<void> {
  sandbox = await startSandbox({ ...settings, port: 0, dataDir }, false);
  await logIn();
}
async function logIn(): Promise<void> {
  const { appId: appid, appSecret: secret } = settings.account;
  const query = new URLSearchParams({ grant_type: "client_credential", appid, secret });
  token = (await read(fetch(`${sandbox.url}/cgi-bin/token?${query}`))).access_token;
}
beforeEach(() => start());
afterEach(() => sandbox.close());

const read = async (answer: Promise<Response>): Promise<any> => (await answer).json();
const control = (method: string, address: string, body?: object) =>
  read(fetch(`${sandbox.url}/__sandbox${address}`, { method, ...(body ? { body: JSON.stringify(body) } : {}) }));
const at = (address: string) =>
  `${sandbox.url}/cgi-bin/${address}${address.includes("?") ? "&" : "?"}access_token=${token}`;
const get = (address: string) => read(fetch(at(address)));
const post = (address: string, body: object) =>
  read(fetch(at(address), { method: "POST", body: JSON.stringify(body) }));
const arrivals = async (means: string) =>
  new Uint8Array(await (await fetch(`${sandbox.url}/__sandbox/crowd/arrivals/${means}`)).arrayBuffer());
const crowd = (count: number) => Array.from({ length: count }, (_, number) => crowdOpenid(number));
const massTo = (touser: string[], clientmsgid: string) =>
  post("message/mass/send", { touser, msgtype: "text", text: { content: "通知" }, clientmsgid });
const sayTo = (touser: string) => post("message/custom/send", { touser, msgtype: "text", text: { content: "您好" } });

describe("a crowd", () => {
  it("follows, page by page, and each can be looked up, tagged and leave", async () => {
    expect(await control("POST", "/crowd", { count: 25_000 })).toMatchObject({ followers: 25_003, following: 25_000 });
    const pages: string[][] = [];
    for (let next = ""; ;) {
      const page = await get(`user/get?next_openid=${next}`);
      expect(page.total).toBe(25_000);
      if (page.count === 0) break;
      pages.push(page.data.openid);
      next = page.next_openid;
    }
    expect(pages.map((page) => page.length)).toEqual([10_000, 10_000, 5_000]);
    expect(pages.flat()).toEqual(crowd(25_000));

    const { tag } = await post("tags/create", { tag: { name: "退休" } });
    await post("tags/members/batchtagging", { tagid: tag.id, openid_list: [crowdOpenid(7), crowdOpenid(24_999)] });
    expect((await post("user/tag/get", { tagid: tag.id })).data.openid).toEqual([crowdOpenid(7), crowdOpenid(24_999)]);
    expect((await get(`user/info?openid=${crowdOpenid(7)}`)).tagid_list).toEqual([tag.id]);

    await control("POST", "/followers/c8/unfollow");
    const { user_info_list: told } = await post("user/info/batchget", {
      user_list: [7, 8].map((number) => ({ openid: crowdOpenid(number) })),
    });
    expect(told.map((one: { subscribe: number }) => one.subscribe)).toEqual([0, 1]);
    expect(told[1].unionid).toMatch(/^o[\w-]{27}$/);
    expect((await get(`user/info?openid=${crowdOpenid(25_000)}`)).errcode).toBe(40003);
    expect((await control("POST", "/crowd", { count: 975_001 })).error).toContain("1000000");
  });

  it("gets mass messages: four a month, once under a key, counted for each", async () => {
    await control("POST", "/crowd", { count: 10 });
    await control("POST", "/followers/c10/unfollow");
    for (const key of ["a", "b", "a", "c"]) await massTo(crowd(4), key);
    expect([...(await arrivals("mass"))]).toEqual([3, 3, 3, 3, 0, 0, 0, 0, 0, 0]);
    const { tag } = await post("tags/create", { tag: { name: "一半" } });
    expect(await control("POST", "/crowd/tags", { tag: tag.id, every: 2 })).toEqual({ members: 5 });
    const news = { msgtype: "text", text: { content: "公告" } };
    await post("message/mass/sendall", { ...news, filter: { tag_id: tag.id }, clientmsgid: "d" });
    const { msg_id: toAll } = await post("message/mass/sendall", { ...news, filter: { is_to_all: true } });
    expect([...(await arrivals("mass"))]).toEqual([4, 4, 4, 4, 2, 1, 2, 1, 2, 0]);
    expect(sandbox.world.mass.find(toAll)).toMatchObject({ total: 9, passed: 7 });
    expect((await control("GET", "/crowd")).mass).toEqual({ taken: 5, repeated: 1 });
    await control("DELETE", "/crowd/arrivals");
    expect([...(await arrivals("mass"))]).toEqual(Array.from({ length: 10 }, () => 0));
  });

  it("gets customer-service messages after it has written: five in 48 hours", async () => {
    await control("POST", "/crowd", { count: 3 });
    expect((await sayTo(crowdOpenid(0))).errcode).toBe(45015);
    await control("POST", "/crowd/messages");
    const codes: number[] = [];
    for (let time = 0; time < 6; time++) codes.push((await sayTo(crowdOpenid(0))).errcode);
    expect(codes).toEqual([0, 0, 0, 0, 0, 45047]);
    await control("POST", "/followers/c2/unfollow");
    await control("POST", "/followers/c2/follow");
    expect((await sayTo(crowdOpenid(2))).errcode).toBe(0);
    await control("POST", "/clock", { advanceMs: 48 * 3_600_000 });
    await logIn();
    expect((await sayTo(crowdOpenid(2))).errcode).toBe(45015);
    expect([...(await arrivals("service"))]).toEqual([5, 0, 1]);
  });

  it("has a phone each, whose chat begins when it is used", async () => {
    await control("POST", "/crowd", { count: 2 });
    await massTo(crowd(2), "before");
    await control("POST", "/followers/c1/messages", { kind: "text", text: "在吗" });
    await massTo(crowd(2), "after");
    const { chat, followers } = await control("GET", "/state?follower=c1");
    const texts = chat.flatMap((one: { from: string; text: string }) => (one.from === "wechat" ? [] : [one.text]));
    expect(texts).toEqual(["在吗", "通知"]);
    expect(followers).toHaveLength(3);
  });

  it("is there after a restart, in a small file", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "sandbox-"));
    await sandbox.close();
    await start(folder);
    await control("POST", "/crowd", { count: 200_000 });
    const { tag } = await post("tags/create", { tag: { name: "三分之一" } });
    await control("POST", "/crowd/tags", { tag: tag.id, every: 3 });
    await massTo(crowd(1_000), "once");
    await control("POST", "/followers/c9/unfollow");
    await sandbox.close();
    expect(statSync(path.join(folder, "sandbox.json")).size).toBeLessThan(100_000);
    await start(folder);
    expect(await control("GET", "/crowd")).toMatchObject({ size: 200_000, following: 199_999 });
    expect((await post("user/tag/get", { tagid: tag.id, next_openid: crowdOpenid(3) })).data.openid[0]).toBe(
      crowdOpenid(6),
    );
    expect(await massTo(crowd(1_000), "once")).toMatchObject({ errcode: 45065 });
    for (const key of ["2", "3", "4"]) await massTo(crowd(1_001), key);
    const { msg_id: fifth } = await massTo(crowd(1_001), "5");
    expect(sandbox.world.mass.find(fifth)).toMatchObject({ total: 1_001, passed: 1 });
    await sandbox.close();
    rmSync(folder, { recursive: true });
    await start();
  });
});

describe("the pace", () => {
  it("is sixty mass calls a minute, until another is set; calls take as long as is asked", async () => {
    await control("POST", "/crowd", { count: 2 });
    // A minute of its own: sixty calls must not fall into two.
    await control("POST", "/clock", { advanceMs: 60_000 - (sandbox.world.clock.now() % 60_000) });
    const codes: number[] = [];
    for (let call = 0; call < 61; call++) codes.push((await massTo(crowd(2), `k${call}`)).errcode);
    expect(codes).toEqual([...Array.from({ length: 60 }, () => 0), 45011]);
    const asked = { massCallsPerMinute: 100, delays: { "/cgi-bin/message/": 80, "/cgi-bin/message/mass/get": 0 } };
    await control("PUT", "/pace", asked);
    const began = performance.now();
    expect((await massTo(crowd(2), "again")).errcode).toBe(0);
    expect(performance.now() - began).toBeGreaterThan(75);
    expect((await control("GET", "/pace")).delays).toEqual({ "/cgi-bin/message/": 80 });
    expect((await control("PUT", "/pace", { massCallsPerMinute: 0 })).error).toBeDefined();
  });
});
