import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import Koa from "koa";
import pino from "pino";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Reply, Update } from "../../ports/messages.ts";
import { decodeAesKey, readWechatConfig, type WechatConfig, type WechatMode } from "./config.ts";
import { decrypt, encrypt } from "./crypto.ts";
import { koaWebhook } from "./koa.ts";
import { isSignedBy, sign } from "./signature.ts";
import { createWebhook } from "./webhook.ts";
import { readXml } from "./xml.ts";

const aesKey = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
const previousKey = "B".repeat(43);
const env = {
  WECHAT_APP_ID: "wx99demo0000000001",
  WECHAT_APP_SECRET: "demo-secret-not-for-real-use-0001",
  WECHAT_TOKEN: "wuhandemo",
  WECHAT_ENCODING_AES_KEY: aesKey,
  WECHAT_ENCODING_AES_KEY_PREVIOUS: previousKey,
  WECHAT_MINI_APP_ID: "wx99demo0000000002",
  WECHAT_MINI_APP_SECRET: "demo-secret-not-for-real-use-0002",
  PUBLIC_URL: "http://127.0.0.1:3000/",
};
const seconds = "1700000000";
const clock = { now: () => new Date(1_700_000_000_000) };
const plainXml = (content: string) =>
  `<xml><ToUserName>gh_99demo000001</ToUserName><FromUserName>oFollower1</FromUserName><CreateTime>${seconds}</CreateTime><MsgType>text</MsgType><Content><![CDATA[${content}]]></Content><MsgId>1</MsgId></xml>`;

let server: Server;
let config: WechatConfig;
let receive: (update: Update) => Promise<Reply | "late">;
let received: Update[];
let late: [string, Reply][];
let logged: string;

async function listen(mode: WechatMode): Promise<void> {
  config = readWechatConfig({ ...env, WECHAT_MODE: mode });
  const log = pino({ level: "trace" }, { write: (line: string) => void (logged += line) });
  const webhook = createWebhook({
    config,
    clock,
    log,
    receive: (update) => {
      received.push(update);
      return receive(update);
    },
    onLate: async (update, reply) => void late.push([update.key, reply]),
  });
  server = createServer(new Koa().use(koaWebhook(webhook)).callback());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
}

const query = (more: Record<string, string> = {}, timestamp = seconds): string =>
  new URLSearchParams({
    timestamp,
    nonce: "n1",
    signature: sign(env.WECHAT_TOKEN, timestamp, "n1"),
    ...more,
  }).toString();

function call(search: string, body?: string | Buffer): Promise<Response> {
  const { port } = server.address() as AddressInfo;
  const init =
    body === undefined ? {} : { method: "POST", body: typeof body === "string" ? body : new Uint8Array(body) };
  return fetch(`http://127.0.0.1:${port}/wechat?${search}`, init);
}

function sealed(content: string, key = aesKey, owner = env.WECHAT_APP_ID): { search: string; body: string } {
  const secret = encrypt(plainXml(content), decodeAesKey(key), owner);
  const msg_signature = sign(env.WECHAT_TOKEN, seconds, "n1", secret);
  const body = `<xml><ToUserName>gh_99demo000001</ToUserName><Encrypt><![CDATA[${secret}]]></Encrypt></xml>`;
  return { search: query({ encrypt_type: "aes", msg_signature, openid: "oFollower1" }), body };
}

function openReply(text: string, key = aesKey): Record<string, unknown> {
  const envelope = readXml(text);
  const { Encrypt, MsgSignature, TimeStamp, Nonce } = envelope as Record<string, string>;
  expect(isSignedBy(MsgSignature ?? "", env.WECHAT_TOKEN, TimeStamp ?? "", Nonce ?? "", Encrypt ?? "")).toBe(true);
  return readXml(decrypt(Encrypt ?? "", [decodeAesKey(key)], env.WECHAT_APP_ID).text);
}

beforeEach(() => {
  received = [];
  late = [];
  logged = "";
  receive = async () => ({ kind: "text", text: "收到" });
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

describe("the callback address", () => {
  it.each<WechatMode>(["plain", "compatible", "encrypted"])(
    "is verified with a plain echostr in %s mode",
    async (mode) => {
      await listen(mode);
      const answer = await call(query({ echostr: "4375120948345356249" }));
      expect([answer.status, await answer.text()]).toEqual([200, "4375120948345356249"]);
      expect((await call(query({ echostr: "1", signature: "0".repeat(40) }))).status).toBe(403);
      expect((await call(query({ echostr: "1" }, "1699990000"))).status).toBe(403);
      expect((await call("echostr=1")).status).toBe(403);
    },
  );
});

describe("a push", () => {
  it("is answered in plain XML in plain mode", async () => {
    await listen("plain");
    const answer = await call(query(), plainXml("你好"));
    expect(answer.headers.get("content-type")).toContain("xml");
    expect({ ...readXml(await answer.text()) }).toMatchObject({
      ToUserName: "oFollower1",
      CreateTime: seconds,
      Content: "收到",
    });
    expect(received).toMatchObject([{ key: "m:1", kind: "text", text: "你好" }]);
  });

  it.each<WechatMode>(["encrypted", "compatible"])("is read and answered encrypted in %s mode", async (mode) => {
    await listen(mode);
    const { search, body } = sealed("你好");
    expect(openReply(await (await call(search, body)).text())).toMatchObject({ Content: "收到" });
    expect(received).toMatchObject([{ text: "你好" }]);
  });

  it("is read with its plain fields beside the encrypted ones in compatible mode, and plain when nothing is encrypted", async () => {
    await listen("compatible");
    const { search, body } = sealed("密");
    const both = body.replace("</xml>", "<FromUserName>oSomebodyElse</FromUserName><Content>明</Content></xml>");
    await call(search, both);
    await call(query(), plainXml("明"));
    expect(received).toMatchObject([
      { text: "密", openid: "oFollower1" },
      { text: "明", openid: "oFollower1" },
    ]);
  });

  it("under the previous key is answered under the previous key", async () => {
    await listen("encrypted");
    const { search, body } = sealed("你好", previousKey);
    expect(openReply(await (await call(search, body)).text(), previousKey)).toMatchObject({ Content: "收到" });
  });

  it("that asks for no answer gets `success` in the clear", async () => {
    receive = async () => ({ kind: "nothing" });
    await listen("encrypted");
    const { search, body } = sealed("你好");
    expect(await (await call(search, body)).text()).toBe("success");
  });

  it("from the console's tester arrives as a report", async () => {
    receive = async () => ({ kind: "nothing" });
    await listen("plain");
    const body = `<xml><ToUserName>gh_99demo000001</ToUserName><FromUserName>o1</FromUserName><CreateTime>${seconds}</CreateTime><MsgType>event</MsgType><Event>debug_demo</Event><debug_str>hello world</debug_str></xml>`;
    expect(await (await call(query(), body)).text()).toBe("success");
    expect(received).toMatchObject([{ kind: "report", event: "debug_demo" }]);
  });

  it("that the bot fails on is a 500, so that WeChat tries again", async () => {
    receive = async () => Promise.reject(new Error("database away"));
    await listen("plain");
    expect((await call(query(), plainXml("你好"))).status).toBe(500);
  });

  it("with a long answer gets its beginning, and the rest goes later", async () => {
    receive = async () => ({ kind: "text", text: "社".repeat(1000), buttons: [{ label: "好", say: "好" }] });
    await listen("plain");
    const first = readXml(await (await call(query(), plainXml("你好"))).text())["Content"] as string;
    expect(first).toBe("社".repeat(682));
    expect(late).toEqual([["m:1", { kind: "text", text: "社".repeat(318), buttons: [{ label: "好", say: "好" }] }]]);
  });
});

describe("the five seconds", () => {
  it("are answered with nothing, not with `success`, as long as nobody says that the message is kept", async () => {
    receive = () => new Promise(() => undefined);
    await listen("encrypted");
    const { search, body } = sealed("慢");
    const answered = await Promise.race([
      call(search, body),
      new Promise((resolve) => setTimeout(resolve, 100, "none")),
    ]);
    expect(answered).toBe("none");
    server.closeAllConnections();
  });

  it("are somebody else's care when `receive` says so", async () => {
    receive = async () => "late";
    await listen("plain");
    expect(await (await call(query(), plainXml("慢"))).text()).toBe("success");
    expect(late).toEqual([]);
  });
});

describe("what WeChat did not send", () => {
  const secret = "420-secret-content";
  const bomb = `<!DOCTYPE xml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><xml><Content>&b;${secret}</Content></xml>`;
  const good = sealed(secret);
  it.each<[string, WechatMode, string, string | Buffer, number]>([
    ["a wrong signature", "plain", query({ signature: "0".repeat(40) }), plainXml(secret), 403],
    ["no signature", "plain", "", plainXml(secret), 403],
    ["a stale timestamp", "plain", query({}, "1699999000"), plainXml(secret), 403],
    ["two timestamps", "plain", `${query()}&timestamp=1`, plainXml(secret), 403],
    ["a plain push to an encrypted account", "encrypted", query(), plainXml(secret), 403],
    [
      "a right signature but a wrong msg_signature",
      "encrypted",
      query({ encrypt_type: "aes", msg_signature: "0".repeat(40) }),
      good.body,
      403,
    ],
    ["another body under its msg_signature", "encrypted", good.search, sealed(secret).body, 403],
    [
      "another account's app id",
      "encrypted",
      ...(Object.values(sealed(secret, aesKey, "wxanother")) as [string, string]),
      403,
    ],
    ["an unknown key", "encrypted", ...(Object.values(sealed(secret, "C".repeat(43))) as [string, string]), 403],
    ["no Encrypt field", "encrypted", good.search, plainXml(secret), 400],
    ["an entity bomb", "plain", query(), bomb, 400],
    ["an entity bomb for an envelope", "encrypted", good.search, bomb, 400],
    ["half a message", "plain", query(), plainXml(secret).slice(0, -8), 400],
    ["JSON", "plain", query(), `{"Content":"${secret}"}`, 400],
    ["nothing", "plain", query(), "", 400],
    ["bytes", "plain", query(), Buffer.alloc(1000, 0xff), 400],
    ["too much", "plain", query(), plainXml(secret + "x".repeat(65_536)), 413],
  ])("%s is refused, quickly, silently, and reaches nobody", async (_, mode, search, body, status) => {
    await listen(mode);
    await call(search, body).catch(() => undefined);
    const before = performance.now();
    const answer = await call(search, body);
    const took = performance.now() - before;
    expect(answer.status).toBe(status);
    expect(took).toBeLessThan(50);
    expect(received).toEqual([]);
    expect(logged).not.toContain(secret);
    expect(await answer.text()).not.toContain(secret);
  });

  it("other methods are refused", async () => {
    await listen("plain");
    const { port } = server.address() as AddressInfo;
    expect((await fetch(`http://127.0.0.1:${port}/wechat`, { method: "DELETE" })).status).toBe(405);
  });
});
