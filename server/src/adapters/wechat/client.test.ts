import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { PortFault } from "../../ports/fault.ts";
import type { Reply } from "../../ports/messages.ts";
import { createWechatClient } from "./client.ts";
import { WechatError } from "./errors.ts";
import { createWechatLogin } from "./login.ts";
import { createWechatMenu } from "./menu.ts";
import { clock, secret, startDouble, thrownBy, type Double } from "./test/double.ts";
import { createTokenProvider } from "./token.ts";
import { readJson } from "./transport.ts";

let double: Double;
beforeEach(async () => {
  double = await startDouble();
});
afterEach(() => double.close());

const newMessages = () => double.newMessages(double.newClient());

describe("the token", () => {
  it("is fetched once by a hundred cold calls of four processes", async () => {
    const clients = Array.from({ length: 4 }, double.newClient);
    await Promise.all(
      Array.from({ length: 100 }, (_, n) => clients[n % 4]?.call("tagsCreate", { tag: { name: String(n) } })),
    );
    expect(double.refreshes).toEqual([false]);
  });

  it("is replaced once when WeChat withdraws it under load, without forcing", async () => {
    const clients = Array.from({ length: 4 }, double.newClient);
    await Promise.all(clients.map((client) => client.call("tagsList", {})));
    double.valid = "token-rotated-by-wechat";
    await Promise.all(Array.from({ length: 100 }, (_, n) => clients[n % 4]?.call("tagsList", {})));
    expect(double.refreshes).toEqual([false, false]);
  });

  it("is forced only when WeChat hands out again the one it refuses", async () => {
    const tokens = createTokenProvider(double.config, double.volatile, clock);
    const bad = await tokens.get();
    expect(await tokens.get(bad)).toBe("token-number-3");
    expect(double.refreshes).toEqual([false, false, true]);
  });

  it("is tried again once, not for ever", async () => {
    const client = double.newClient();
    double.respond = () => ({ errcode: 42001, errmsg: "access_token expired" });
    expect(await thrownBy(client.call("draftDelete", { media_id: "m" }))).toMatchObject({ code: 42001 });
    expect(double.to("/cgi-bin/draft/delete")).toHaveLength(2);
  });

  it.each([
    {},
    { access_token: "", expires_in: 7200 },
    { access_token: "token-number-9", expires_in: -1 },
    "<html>",
    "[]",
  ])("is not believed when the answer is %o", async (body) => {
    double.everything = () => body;
    const error = await thrownBy(createTokenProvider(double.config, double.volatile, clock).get());
    expect(error).toMatchObject({ kind: "nonsense" });
    expect(await double.volatile.get("wechat:token:wx99demo0000000001")).toBeUndefined();
  });

  it("with a short rest of life is still used", async () => {
    double.everything = () => ({ access_token: "token-number-9", expires_in: 300 });
    expect(await createTokenProvider(double.config, double.volatile, clock).get()).toBe("token-number-9");
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
    expect(double.calls.at(-1)).toMatchObject({
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
    expect(double.calls).toEqual([]);
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
    double.respond = () => ({ errcode, errmsg: "whatever rid: 1" });
    const sent = await newMessages().send("o", { kind: "text", text: "您好" });
    expect(sent).toMatchObject({ outcome: "refused", because, advice: expect.stringMatching(/[\u4e00-\u9fff]{4}/) });
  });

  it.each<[string, unknown, string]>([
    ["busy", { errcode: -1, errmsg: "system error" }, "busy"],
    ["out of quota", { errcode: 45009, errmsg: "reach max" }, "busy"],
    ["not on the list of addresses", { errcode: 40164, errmsg: "invalid ip 1.2.3.4" }, "misconfigured"],
    ["unknown", { errcode: 99999, errmsg: "?" }, "nonsense"],
    ["not JSON", "<html>", "nonsense"],
    ["answered for by a gateway, which may have handed it on", "bad gateway", "timeout"],
    ["cut off after it left", "hang up", "timeout"],
  ])("throws a fault when WeChat is %s", async (_, answer, kind) => {
    double.respond = () => answer;
    const error = await thrownBy(newMessages().send("o", { kind: "text", text: "您好" }));
    expect(error).toBeInstanceOf(PortFault);
    expect(error).toMatchObject({ kind });
  });

  it("says unreachable, safe to repeat, when nobody listens", async () => {
    const gone = createServer();
    await new Promise<void>((resolve) => gone.listen(0, "127.0.0.1", resolve));
    const { port } = gone.address() as AddressInfo;
    await new Promise((resolve) => gone.close(resolve));
    const away = { ...double.config, apiBase: `http://127.0.0.1:${port}` };
    const client = createWechatClient(away, { get: async () => double.valid });
    const error = await thrownBy(double.newMessages(client, away).send("o", { kind: "text", text: "您好" }));
    expect(error).toMatchObject({ name: "PortFault", kind: "unreachable", retryable: true });
  });

  it("sends a long text in parts, in order, and is not repeatable once a part is out", async () => {
    const text = "社".repeat(1500);
    await newMessages().send("o", { kind: "text", text });
    const bodies = double.calls
      .filter((call) => call.path.endsWith("send"))
      .map((call) => (call.body as { text: { content: string } }).text.content);
    expect(bodies.join("")).toBe(text);
    expect(bodies).toHaveLength(3);
    let sent = 0;
    double.respond = () => (++sent === 1 ? { errcode: 0 } : { errcode: -1 });
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
    double.respond = () => answer;
    const client = double.newClient();
    for (const work of [
      () => client.call("tagsList", {}),
      () => client.upload("/cgi-bin/media/uploadimg", { bytes: Buffer.from("x"), name: "a.png", type: "image/png" }),
      () => client.call("customSend", { touser: "o", msgtype: "text", text: { content: "您好" } }),
      () => createWechatLogin(double.config).identify("code"),
      () => createWechatMenu(client, double.config).publish([{ name: "查进度", click: "progress" }]),
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
    double.respond = () => ({ openid: "oMini1", session_key: "tiihtNczf5v6AKRyjwEUhQ==", unionid: "u1" });
    const known = await createWechatLogin(double.config).identify("code1");
    expect(known).toEqual({ outcome: "known", openid: "oMini1", unionid: "u1" });
    expect(double.calls[0]?.query.get("js_code")).toBe("code1");
  });

  it.each([40029, 40163, 40226])("refuses a code for which WeChat says %i", async (errcode) => {
    double.respond = () => ({ errcode, errmsg: "?" });
    expect(await createWechatLogin(double.config).identify("code1")).toMatchObject({ outcome: "refused" });
  });

  it("does not trouble WeChat with what is no code", async () => {
    expect(await createWechatLogin(double.config).identify("a&secret=b")).toMatchObject({ outcome: "refused" });
    expect(double.calls).toEqual([]);
  });
});

it("publishes a menu of all kinds of buttons", async () => {
  const group = [
    { name: "查进度", click: "progress" },
    { name: "首页", open: "/pages/home" },
    { name: "官网", url: "https://example.test" },
  ];
  await createWechatMenu(double.newClient(), double.config).publish([{ name: "办事", group }]);
  expect(double.calls.at(-1)).toMatchObject({
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
