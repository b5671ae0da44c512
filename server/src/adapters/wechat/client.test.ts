import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { PortFault } from "../../ports/fault.ts";
import type { Reply } from "../../ports/messages.ts";
import type { Volatile } from "../../ports/volatile.ts";
import { createWechatClient } from "./client.ts";
import { readWechatConfig, type WechatConfig } from "./config.ts";
import { WechatError } from "./errors.ts";
import { createWechatLogin } from "./login.ts";
import { createWechatMenu } from "./menu.ts";
import { createWechatMessages } from "./messages.ts";
import { createTokenProvider } from "./token.ts";
import { readJson } from "./transport.ts";

const secret = "demo-secret-not-for-real-use-0001";
const clock = { now: () => new Date(1_700_000_000_000) };

const absent = () => Promise.reject(new Error("not part of this test"));

/** A shared cache in memory: what these tests need of the port. */
function createVolatile(): Volatile {
  const kept = new Map<string, string>();
  return {
    get: async (key) => kept.get(key),
    set: async (key, value) => void kept.set(key, value),
    setIfAbsent: async (key, value) => !kept.has(key) && kept.set(key, value) === kept,
    delete: async (key) => void kept.delete(key),
    deleteIfEqual: async (key, value) => kept.get(key) === value && kept.delete(key),
    hit: absent,
    publish: absent,
    subscribe: absent,
    ping: absent,
    close: absent,
  };
}

interface Call {
  path: string;
  query: URLSearchParams;
  body: unknown;
}
type Respond = (call: Call) => unknown;

let server: Server;
let config: WechatConfig;
let volatile: Volatile;
let calls: Call[];
let respond: Respond;
/** What the fake hands out, and the only token it takes. */
let valid: string;
let refreshes: boolean[];

async function read(request: IncomingMessage): Promise<unknown> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text === "" ? undefined : JSON.parse(text);
}

function answerOf(call: Call): unknown {
  if (call.path === "/cgi-bin/stable_token") {
    const force = (call.body as { force_refresh: boolean }).force_refresh;
    refreshes.push(force);
    if (force) valid = `token-number-${refreshes.length}`;
    return { access_token: valid, expires_in: 7200 };
  }
  if (call.path.startsWith("/cgi-bin/") && call.query.get("access_token") !== valid) {
    return { errcode: 40001, errmsg: `invalid credential rid: 656d6d2f-1-1` };
  }
  return respond(call);
}

beforeEach(async () => {
  calls = [];
  refreshes = [];
  valid = "token-number-0";
  respond = () => ({ errcode: 0, errmsg: "ok" });
  server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    void read(request).then((body) => {
      const call = { path: url.pathname, query: url.searchParams, body };
      calls.push(call);
      const answer = answerOf(call);
      if (answer === "hang up") return request.socket.destroy();
      if (answer === "bad gateway") return response.writeHead(502).end("<html>502</html>");
      return response.end(typeof answer === "string" ? answer : JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  config = readWechatConfig({
    WECHAT_APP_ID: "wx99demo0000000001",
    WECHAT_APP_SECRET: secret,
    WECHAT_TOKEN: "wuhandemo",
    WECHAT_MODE: "plain",
    WECHAT_API_BASE: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    WECHAT_MINI_APP_ID: "wx99demo0000000002",
    WECHAT_MINI_APP_SECRET: "demo-secret-not-for-real-use-0002",
    PUBLIC_URL: "http://127.0.0.1:3000",
  });
  volatile = createVolatile();
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

const newClient = () => createWechatClient(config, createTokenProvider(config, volatile, clock));
const newMessages = () => createWechatMessages(newClient(), config);

async function thrownBy(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => expect.unreachable("it should have thrown"),
    (error: unknown) => error,
  );
}

describe("the token", () => {
  it("is fetched once by a hundred cold calls of four processes", async () => {
    const clients = Array.from({ length: 4 }, newClient);
    await Promise.all(Array.from({ length: 100 }, (_, n) => clients[n % 4]?.post("/cgi-bin/test", { n })));
    expect(refreshes).toEqual([false]);
  });

  it("is replaced once when WeChat withdraws it under load, without forcing", async () => {
    const clients = Array.from({ length: 4 }, newClient);
    await Promise.all(clients.map((client) => client.get("/cgi-bin/test")));
    valid = "token-rotated-by-wechat";
    await Promise.all(Array.from({ length: 100 }, (_, n) => clients[n % 4]?.get("/cgi-bin/test")));
    expect(refreshes).toEqual([false, false]);
  });

  it("is forced only when WeChat hands out again the one it refuses", async () => {
    const tokens = createTokenProvider(config, volatile, clock);
    const bad = await tokens.get();
    expect(await tokens.get(bad)).toBe("token-number-3");
    expect(refreshes).toEqual([false, false, true]);
  });

  it("is tried again once, not for ever", async () => {
    const client = newClient();
    respond = () => ({ errcode: 42001, errmsg: "access_token expired" });
    expect(await thrownBy(client.post("/cgi-bin/test", {}))).toMatchObject({ code: 42001 });
    expect(calls.filter((call) => call.path === "/cgi-bin/test")).toHaveLength(2);
  });

  it.each([
    {},
    { access_token: "", expires_in: 7200 },
    { access_token: "token-number-9", expires_in: -1 },
    "<html>",
    "[]",
  ])("is not believed when the answer is %o", async (body) => {
    server.removeAllListeners("request");
    server.on("request", (_, response: { end(text: string): void }) =>
      response.end(typeof body === "string" ? body : JSON.stringify(body)),
    );
    const error = await thrownBy(createTokenProvider(config, volatile, clock).get());
    expect(error).toMatchObject({ kind: "nonsense" });
    expect(await volatile.get("wechat:token:wx99demo0000000001")).toBeUndefined();
  });

  it("with a short rest of life is still used", async () => {
    server.removeAllListeners("request");
    server.on("request", (_, response: { end(text: string): void }) =>
      response.end('{"access_token":"token-number-9","expires_in":300}'),
    );
    expect(await createTokenProvider(config, volatile, clock).get()).toBe("token-number-9");
  });
});

describe("messages", () => {
  it.each<[Reply, Record<string, unknown>]>([
    [
      { kind: "text", text: "您好" },
      { msgtype: "text", text: { content: "您好" } },
    ],
    [
      { kind: "image", mediaId: "m" },
      { msgtype: "image", image: { media_id: "m" } },
    ],
    [
      { kind: "voice", mediaId: "m" },
      { msgtype: "voice", voice: { media_id: "m" } },
    ],
    [
      { kind: "video", mediaId: "m", title: "t" },
      { msgtype: "video", video: { media_id: "m", title: "t" } },
    ],
    [
      { kind: "music", title: "t", url: "http://u", thumbMediaId: "h" },
      { msgtype: "music", music: { title: "t", musicurl: "http://u", hqmusicurl: "http://u", thumb_media_id: "h" } },
    ],
    [
      { kind: "card", title: "t", description: "d", url: "http://u", pictureUrl: "http://p" },
      { msgtype: "news", news: { articles: [{ title: "t", description: "d", url: "http://u", picurl: "http://p" }] } },
    ],
    [
      { kind: "text", text: "请选", buttons: [{ label: "满意", say: "满意" }] },
      { msgtype: "msgmenu", msgmenu: { head_content: "请选", list: [{ id: "1", content: "满意" }], tail_content: "" } },
    ],
  ])("sends %o", async (reply, body) => {
    expect(await newMessages().send("oFollower1", reply)).toEqual({ outcome: "sent" });
    expect(calls.at(-1)).toMatchObject({
      path: "/cgi-bin/message/custom/send",
      body: { touser: "oFollower1", ...body },
    });
  });

  it("sends nothing for nothing, and refuses what only a passive answer can do", async () => {
    expect(await newMessages().send("o", { kind: "nothing" })).toEqual({ outcome: "sent" });
    expect(await newMessages().send("o", { kind: "wechat-service" })).toMatchObject({
      outcome: "refused",
      because: "content-refused",
    });
    expect(calls).toEqual([]);
  });

  it.each([
    [45015, "window-closed"],
    [45047, "quota-used-up"],
    [43004, "not-following"],
    [40003, "not-following"],
    [45002, "too-long"],
    [87014, "content-refused"],
    [43019, "blocked"],
  ])("tells of errcode %i as %s, with advice in Chinese", async (errcode, because) => {
    respond = () => ({ errcode, errmsg: "whatever rid: 1" });
    const sent = await newMessages().send("o", { kind: "text", text: "您好" });
    expect(sent).toMatchObject({ outcome: "refused", because, advice: expect.stringMatching(/[\u4e00-\u9fff]{4}/) });
  });

  it.each<[string, unknown, string]>([
    ["busy", { errcode: -1, errmsg: "system error" }, "busy"],
    ["out of quota", { errcode: 45009, errmsg: "reach max" }, "busy"],
    ["not on the list of addresses", { errcode: 40164, errmsg: "invalid ip 1.2.3.4" }, "misconfigured"],
    ["unknown", { errcode: 99999, errmsg: "?" }, "nonsense"],
    ["not JSON", "<html>", "nonsense"],
    ["a bad gateway", "bad gateway", "busy"],
    ["cut off after it left", "hang up", "timeout"],
  ])("throws a fault when WeChat is %s", async (_, answer, kind) => {
    respond = () => answer;
    const error = await thrownBy(newMessages().send("o", { kind: "text", text: "您好" }));
    expect(error).toBeInstanceOf(PortFault);
    expect(error).toMatchObject({ kind });
  });

  it("says unreachable, safe to repeat, when nobody listens", async () => {
    const gone = createServer();
    await new Promise<void>((resolve) => gone.listen(0, "127.0.0.1", resolve));
    const { port } = gone.address() as AddressInfo;
    await new Promise((resolve) => gone.close(resolve));
    const away = { ...config, apiBase: `http://127.0.0.1:${port}` };
    const client = createWechatClient(away, { get: async () => valid });
    const error = await thrownBy(createWechatMessages(client, away).send("o", { kind: "text", text: "您好" }));
    expect(error).toMatchObject({ name: "PortFault", kind: "unreachable", retryable: true });
  });

  it("sends a long text in parts, in order, and is not repeatable once a part is out", async () => {
    const text = "社".repeat(1500);
    await newMessages().send("o", { kind: "text", text });
    const bodies = calls
      .filter((call) => call.path.endsWith("send"))
      .map((call) => (call.body as { text: { content: string } }).text.content);
    expect(bodies.join("")).toBe(text);
    expect(bodies).toHaveLength(3);
    let sent = 0;
    respond = () => (++sent === 1 ? { errcode: 0 } : { errcode: -1 });
    expect(await thrownBy(newMessages().send("o", { kind: "text", text }))).toMatchObject({
      kind: "timeout",
      retryable: false,
    });
  });
});

describe("no error holds a secret or a token", () => {
  it.each<unknown>([
    { errcode: 40013, errmsg: secret },
    { errcode: -1 },
    { errcode: 40001, errmsg: "token-number-0" },
    "<html>",
    "bad gateway",
    "hang up",
  ])("whatever WeChat answers (%o)", async (answer) => {
    respond = () => answer;
    const client = newClient();
    for (const work of [
      () => client.post("/cgi-bin/test", { a: 1 }),
      () => client.call("sendText", "o", "您好"),
      () => createWechatLogin(config).identify("code"),
      () => createWechatMenu(client, config).publish([{ name: "查进度", click: "progress" }]),
    ]) {
      const error = await thrownBy(work());
      expect(error instanceof PortFault || error instanceof WechatError).toBe(true);
      const text = inspect(error, { depth: 9, showHidden: true });
      expect(text).not.toMatch(/demo-secret|token-number|access_token=|js_code/);
    }
  });
});

describe("logging in to the mini-program", () => {
  it("answers who it is and lets the session key go no further", async () => {
    respond = () => ({ openid: "oMini1", session_key: "tiihtNczf5v6AKRyjwEUhQ==", unionid: "u1" });
    const known = await createWechatLogin(config).identify("code1");
    expect(known).toEqual({ outcome: "known", openid: "oMini1", unionid: "u1" });
    expect(calls[0]?.query.get("js_code")).toBe("code1");
  });

  it.each([40029, 40163, 40226])("refuses a code for which WeChat says %i", async (errcode) => {
    respond = () => ({ errcode, errmsg: "?" });
    expect(await createWechatLogin(config).identify("code1")).toMatchObject({ outcome: "refused" });
  });

  it("does not trouble WeChat with what is no code", async () => {
    expect(await createWechatLogin(config).identify("a&secret=b")).toMatchObject({ outcome: "refused" });
    expect(calls).toEqual([]);
  });
});

it("publishes a menu of all kinds of buttons", async () => {
  const group = [
    { name: "查进度", click: "progress" },
    { name: "首页", open: "/pages/home" },
    { name: "官网", url: "https://example.test" },
  ];
  await createWechatMenu(newClient(), config).publish([{ name: "办事", group }]);
  expect(calls.at(-1)).toMatchObject({
    path: "/cgi-bin/menu/create",
    body: {
      button: [
        {
          name: "办事",
          sub_button: [
            { type: "click", name: "查进度", key: "progress" },
            {
              type: "miniprogram",
              name: "首页",
              appid: "wx99demo0000000002",
              pagepath: "pages/home",
              url: "http://127.0.0.1:3000/m/#/pages/home",
            },
            { type: "view", name: "官网", url: "https://example.test" },
          ],
        },
      ],
    },
  });
});

it("reads 64-bit numbers whole and drops raw control characters", () => {
  expect(
    readJson(
      '{"msg_id":9223372036854775801,"n":[-9223372036854775801,7200,1.5,1e3],"s":"9223372036854775801\u0007, \\"1111111111111111111\\""}',
    ),
  ).toEqual({
    msg_id: "9223372036854775801",
    n: ["-9223372036854775801", 7200, 1.5, 1000],
    s: '9223372036854775801, "1111111111111111111"',
  });
});
