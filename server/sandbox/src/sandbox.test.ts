import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { startSandbox, type Sandbox } from "./server.ts";
import { readSettings, type Mode } from "./settings.ts";
import { decrypt, encrypt, readKey } from "./wire/crypto.ts";
import { sign } from "./wire/signature.ts";
import { readXml, writeXml, type Node } from "./wire/xml.ts";

/** A small account server that believes nothing unsigned; the test says how it answers. */
let account: Server;
let sandbox: Sandbox;
let lastSigned = 0;
let received: { fields: Record<string, Node>; encrypted: boolean }[] = [];
let answer: (fields: Record<string, Node>) => string | "hang" = () => "success";

const settings = readSettings({});
const key = readKey(settings.account.aesKey);
const { token, appId } = settings.account;

beforeEach(async () => {
  received = [];
  answer = () => "success";
  account = createServer((request, response) => {
    const url = new URL(request.url ?? "", "http://account");
    const one = (name: string) => url.searchParams.get(name) ?? "";
    lastSigned = Number(one("timestamp"));
    if (one("signature") !== sign(token, one("timestamp"), one("nonce"))) return response.writeHead(403).end();
    if (request.method === "GET") return response.end(one("echostr"));
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      const outer = readXml(body) ?? {};
      const secret = outer["Encrypt"];
      const encrypted = typeof secret === "string";
      if (encrypted && one("msg_signature") !== sign(token, one("timestamp"), one("nonce"), secret))
        return response.writeHead(403).end();
      const fields = encrypted ? (readXml(decrypt(secret, key, appId) ?? "") ?? {}) : outer;
      received.push({ fields, encrypted });
      const said = answer(fields);
      if (said === "hang") return request.socket.destroy();
      if (!encrypted || said === "success" || !said.startsWith("<xml>")) return response.end(said);
      const sealed = encrypt(said, key, appId);
      const MsgSignature = sign(token, "1700000000", "n", sealed);
      return response.end(writeXml({ Encrypt: sealed, MsgSignature, TimeStamp: 1700000000, Nonce: "n" }));
    });
  });
  await new Promise<void>((resolve) => account.listen(0, "127.0.0.1", resolve));
  const callbackUrl = `http://127.0.0.1:${(account.address() as AddressInfo).port}/wechat`;
  sandbox = await startSandbox(
    { ...settings, port: 0, dataDir: undefined, account: { ...settings.account, callbackUrl, mode: "encrypted" } },
    false,
  );
});
afterEach(async () => {
  await sandbox.close();
  await new Promise((resolve) => account.close(resolve));
});

const readJson = (response: Response): Promise<any> => response.json();
const call = async (method: string, path: string, body?: unknown) => {
  const init =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
  const response = await fetch(sandbox.url + path, { method, ...init });
  return readJson(response);
};
const control = (method: string, path: string, body?: unknown) => call(method, `/__sandbox${path}`, body);
const chat = () => sandbox.world.chats.read("f1");
const stable = async (force = false) =>
  (
    await call("POST", "/cgi-bin/stable_token", {
      grant_type: "client_credential",
      appid: appId,
      secret: settings.account.appSecret,
      force_refresh: force,
    })
  ).access_token as string;
const send = async (openid: string, text: string, accessToken: string) =>
  (
    await call("POST", `/cgi-bin/message/custom/send?access_token=${accessToken}`, {
      touser: openid,
      msgtype: "text",
      text: { content: text },
    })
  ).errcode as number;
const openid = () => sandbox.world.followers.find("f1")?.openid ?? "";
const reply = (text: string) => (fields: Record<string, Node>) =>
  writeXml({
    ToUserName: fields["FromUserName"] ?? "",
    FromUserName: fields["ToUserName"] ?? "",
    CreateTime: 1,
    MsgType: "text",
    Content: text,
  });

describe("callbacks", () => {
  it.each(["plain", "compatible", "encrypted"] satisfies Mode[])(
    "are signed in %s mode, and the answer is shown",
    async (mode) => {
      expect(await control("PUT", "/settings", { mode })).toMatchObject({ mode, verified: "yes" });
      answer = reply("您好");
      await control("POST", "/followers/f1/follow", {});
      await vi.waitFor(() => expect(chat()).toHaveLength(1), 5_000);
      expect(received[0]?.encrypted).toBe(mode !== "plain");
      expect(received[0]?.fields).toMatchObject({ Event: "subscribe", FromUserName: openid() });
      expect(chat()[0]).toMatchObject({ kind: "text", text: "您好", from: "account", by: "reply" });
    },
  );

  it("go three times with one id while nobody answers, then the chat says that the account is broken", async () => {
    answer = () => "hang";
    await control("POST", "/followers/f1/messages", { kind: "text", text: "在吗" });
    await vi.waitFor(() => expect(chat()).toHaveLength(2), 20_000);
    expect(received).toHaveLength(3);
    expect(new Set(received.map((one) => one.fields["MsgId"])).size).toBe(1);
    expect(chat()[1]).toMatchObject({ from: "wechat", kind: "notice", text: expect.stringContaining("出现故障") });
  });

  it("keep the order of one follower, and success is shown as nothing", async () => {
    for (const text of ["一", "二", "三"]) await control("POST", "/followers/f1/messages", { kind: "text", text });
    await vi.waitFor(() => expect(received).toHaveLength(3), 5_000);
    expect(received.map((one) => one.fields["Content"])).toEqual(["一", "二", "三"]);
    expect(chat().every((item) => item.from === "me")).toBe(true);
  });

  it("are signed with the machine's time, so that moving WeChat's clock closes windows and breaks nothing else", async () => {
    await control("POST", "/clock", { advanceMs: 49 * 3_600_000 });
    expect(await control("PUT", "/settings", { mode: "encrypted" })).toMatchObject({
      mode: "encrypted",
      verified: "yes",
    });
    await control("POST", "/followers/f1/messages", { kind: "text", text: "在吗" });
    await vi.waitFor(() => expect(received).toHaveLength(1), 5_000);
    expect(Math.abs(lastSigned - Date.now() / 1000)).toBeLessThan(60);
  });

  it("that get nonsense for an answer say so in the chat, once", async () => {
    answer = () => "<html>500</html>";
    await control("POST", "/followers/f1/messages", { kind: "text", text: "在吗" });
    await vi.waitFor(() => expect(chat()).toHaveLength(2), 5_000);
    expect(received).toHaveLength(1);
  });
});

describe("the API", () => {
  it("gives the same stable token again, and kills it when forced", async () => {
    const first = await stable();
    expect(await stable()).toBe(first);
    const second = await stable(true);
    expect(second).not.toBe(first);
    await control("POST", "/followers/f1/follow", {});
    expect(await send(openid(), "hi", first)).toBe(40001);
    expect(await send(openid(), "hi", second)).toBe(0);
  });

  it("lets five messages through in 48 hours after a word, and none later", async () => {
    const accessToken = await stable();
    expect(await send(openid(), "hi", accessToken)).toBe(43004);
    expect(await send("nobody", "hi", accessToken)).toBe(40003);
    await control("POST", "/followers/f1/follow", {});
    await control("POST", "/followers/f1/messages", { kind: "text", text: "在吗" });
    const codes = [];
    for (let count = 0; count < 6; count++) codes.push(await send(openid(), `第 ${count}`, accessToken));
    expect(codes).toEqual([0, 0, 0, 0, 0, 45047]);
    await control("POST", "/clock", { advanceMs: 49 * 3_600_000 });
    expect(await send(openid(), "hi", await stable())).toBe(45015);
  });

  it("exchanges a log-in code once", async () => {
    const { code } = await control("POST", "/followers/f1/login-codes", {});
    const query = `appid=${settings.account.miniAppId}&secret=${settings.account.miniAppSecret}&js_code=${code}&grant_type=authorization_code`;
    const known = await call("GET", `/sns/jscode2session?${query}`);
    expect(known).toMatchObject({ unionid: sandbox.world.followers.find("f1")?.unionid });
    expect(known.openid).not.toBe(openid());
    expect((await call("GET", `/sns/jscode2session?${query}`)).errcode).toBe(40163);
    expect((await call("GET", `/sns/jscode2session?${query.replace(code, "x")}`)).errcode).toBe(40029);
  });

  it("checks a menu as WeChat does", async () => {
    const path = `/cgi-bin/menu/create?access_token=${await stable()}`;
    const create = async (button: unknown) => (await call("POST", path, { button })).errcode;
    expect(await create([])).toBe(40016);
    expect(await create([{ name: "一个名字太长的菜单", type: "click", key: "A" }])).toBe(40018);
    expect(await create([{ name: "问", type: "dance" }])).toBe(40017);
    expect(
      await create([
        { name: "问", sub_button: Array.from({ length: 6 }, () => ({ name: "问", type: "click", key: "A" })) },
      ]),
    ).toBe(40023);
    expect(await create([{ name: "问", type: "click", key: "A" }])).toBe(0);
    expect((await control("GET", "/state?follower=f1")).menu).toEqual([{ name: "问", type: "click", key: "A" }]);
  });

  it("answers misuse with WeChat's codes and a rid", async () => {
    const accessToken = await stable();
    const url = "/cgi-bin/message/custom/send";
    expect((await call("POST", url, {})).errcode).toBe(41001);
    expect((await call("POST", `${url}?access_token=mine`, {})).errcode).toBe(40014);
    expect((await call("GET", `${url}?access_token=${accessToken}`)).errcode).toBe(43002);
    const torn = await fetch(`${sandbox.url}${url}?access_token=${accessToken}`, { method: "POST", body: "{" });
    expect(await torn.json()).toMatchObject({ errcode: 47001, errmsg: expect.stringMatching(/rid: [0-9a-f-]+$/) });
    expect((await call("GET", "/cgi-bin/not/there")).errcode).toBe(48001);
    await control("POST", "/faults", { kind: "token-expired" });
    expect(await send(openid(), "hi", accessToken)).toBe(42001);
    const log = await control("GET", "/transcript");
    expect(JSON.stringify(log)).not.toContain(accessToken);
    expect(JSON.stringify(log)).not.toContain(settings.account.appSecret);
  });

  it("is out of reach for pages of other sites", async () => {
    const foreign = await fetch(`${sandbox.url}/__sandbox/state`, { headers: { origin: "https://example.com" } });
    expect(foreign.status).toBe(403);
    const empty = await fetch(`${sandbox.url}/__sandbox/followers/f1/messages`, { method: "POST", body: "{}" });
    expect([empty.status, Object.keys((await empty.json()) as object)]).toEqual([422, ["error"]]);
  });
});
