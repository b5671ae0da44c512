import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readSettings, type AccountSettings } from "../settings.ts";
import { encrypt, readKey } from "../wire/crypto.ts";
import { sign } from "../wire/signature.ts";
import { readXml, writeXml, type Fields } from "../wire/xml.ts";
import type { Follower } from "../world/followers.ts";
import { createWorld, type World } from "../world/index.ts";
import { createPusher, type Pusher } from "./index.ts";
import { textMessage } from "./messages.ts";
import { readReply } from "./replies.ts";

const fromEnv = readSettings({}).account;
const key = readKey(fromEnv.aesKey);
const BROKEN = { kind: "notice", from: "wechat", text: "该公众号提供的服务出现故障，请稍后再试" };

let account: Server;
let heard: string[] = [];
let answer: (body: string) => string | Promise<string> = () => "success";
let world: World;
let pusher: Pusher;
let follower: Follower;

function open(changed: Partial<AccountSettings>): void {
  const callbackUrl = `http://127.0.0.1:${(account.address() as AddressInfo).port}/wechat`;
  world = createWorld({ dataDir: undefined, account: { ...fromEnv, callbackUrl, ...changed } });
  pusher = createPusher(world);
  follower = world.followers.create("晓荷");
}

beforeEach(async () => {
  heard = [];
  answer = () => "success";
  account = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", async () => {
      heard.push(body);
      response.end(await answer(body));
    });
  });
  await new Promise<void>((resolve) => account.listen(0, "127.0.0.1", resolve));
  open({ mode: "plain" });
});
afterEach(async () => {
  await pusher.settle();
  await new Promise((resolve) => account.close(resolve));
});

const say = (text: string) => pusher.push(follower, textMessage(pusher.headOf(follower), text, world.nextMsgId()));
const chat = () => world.chats.read(follower.id);
const reply = (more: Fields): string =>
  writeXml({ ToUserName: follower.openid, FromUserName: "gh_99demo000001", CreateTime: 1, ...more });
const sealed = (xml: string, appId: string, token: string): string => {
  const secret = encrypt(xml, key, appId);
  const MsgSignature = sign(token, "1700000000", "n", secret);
  return writeXml({ Encrypt: secret, MsgSignature, TimeStamp: 1700000000, Nonce: "n" });
};
const contents = () => heard.map((body) => readXml(body)?.["Content"]);

describe("what the account's server answers", () => {
  it.each([
    ["plain, to a plain push", "plain", (xml: string) => xml, true],
    ["plain, to a push in both forms", "compatible", (xml: string) => xml, true],
    [
      "encrypted, to a push in both forms",
      "compatible",
      (xml: string) => sealed(xml, fromEnv.appId, fromEnv.token),
      true,
    ],
    ["encrypted, to an encrypted push", "encrypted", (xml: string) => sealed(xml, fromEnv.appId, fromEnv.token), true],
    ["plain, to an encrypted push", "encrypted", (xml: string) => xml, false],
    ["signed with another token", "encrypted", (xml: string) => sealed(xml, fromEnv.appId, "other"), false],
    [
      "encrypted for another app",
      "encrypted",
      (xml: string) => sealed(xml, "wx99demo0000000009", fromEnv.token),
      false,
    ],
  ] as const)("%s", async (_what, mode, wrap, shown) => {
    open({ mode });
    answer = () => wrap(reply({ MsgType: "text", Content: "您好" }));
    say("在吗");
    await pusher.settle();
    expect(chat()).toEqual([expect.objectContaining(shown ? { kind: "text", text: "您好", by: "reply" } : BROKEN)]);
  });

  it("is written down, each delivery, without the token or the key", async () => {
    say("在吗");
    await pusher.settle();
    const entries = world.transcript.list();
    expect(entries).toEqual([expect.objectContaining({ direction: "callback", status: 200, response: "success" })]);
    expect(JSON.stringify(entries)).not.toContain(fromEnv.token);
    expect(JSON.stringify(entries)).not.toContain(fromEnv.aesKey);
  });
});

describe("a reply on the phone", () => {
  const shown = (more: Fields) => readReply(readXml(reply(more)) ?? {}, follower.openid, world.media);

  it("shows every kind that WeChat takes", () => {
    const { id } = world.media.add("image", "image/png", "p", Buffer.from("p"));
    const stored = { mediaId: id, url: `/__sandbox/media/${id}` };
    expect(shown({ MsgType: "image", Image: { MediaId: id } })).toEqual({ kind: "image", ...stored });
    expect(shown({ MsgType: "voice", Voice: { MediaId: id } })).toEqual({ kind: "voice", ...stored });
    expect(shown({ MsgType: "video", Video: { MediaId: id, Title: "题", Description: "述" } })).toEqual({
      kind: "video",
      ...stored,
      title: "题",
      description: "述",
    });
    expect(shown({ MsgType: "music", Music: { Title: "题", Description: "述", MusicUrl: "https://m/" } })).toEqual({
      kind: "music",
      title: "题",
      description: "述",
      url: "https://m/",
    });
    const card = { Title: "题", Description: "述", PicUrl: "https://p/", Url: "https://u/" };
    expect(shown({ MsgType: "news", ArticleCount: 1, Articles: [card] })).toEqual({
      kind: "news",
      articles: [{ title: "题", description: "述", url: "https://u/", pictureUrl: "https://p/" }],
    });
    expect(shown({ MsgType: "transfer_customer_service" })).toBe("nothing");
  });

  it("is refused as WeChat refuses it", () => {
    const card = { Title: "题", Url: "https://u/" };
    for (const more of [
      { MsgType: "text", Content: "" },
      { MsgType: "text", Content: "社".repeat(683) },
      { MsgType: "image", Image: { MediaId: "none" } },
      { MsgType: "news", ArticleCount: 2, Articles: [card, card] },
      { MsgType: "dance" },
      { MsgType: "text", Content: "您好", ToUserName: "somebody else" },
    ] satisfies Fields[])
      expect(shown(more)).toBeUndefined();
    expect(shown({ MsgType: "text", Content: "社".repeat(682) })).toMatchObject({ kind: "text" });
  });
});

describe("deliveries", () => {
  it("come twice, with one id, when told to", async () => {
    world.faults.arm({ kind: "duplicate-callback", times: 1 });
    say("一");
    say("二");
    await pusher.settle();
    expect(contents()).toEqual(["一", "一", "二"]);
    const ids = heard.map((body) => readXml(body)?.["MsgId"]);
    expect(ids[0]).toBe(ids[1]);
    expect(ids[2]).not.toBe(ids[0]);
  });

  it("overtake one another when told to, and only then", async () => {
    let release = () => {};
    const waiting = new Promise<void>((resolve) => (release = resolve));
    answer = async (body) => {
      if (body.includes("慢")) await waiting;
      return "success";
    };
    say("慢");
    await vi.waitFor(() => expect(heard).toHaveLength(1));
    world.faults.arm({ kind: "callback-order", times: 1 });
    say("插队");
    say("排队");
    await vi.waitFor(() => expect(contents()).toEqual(["慢", "插队"]));
    release();
    await pusher.settle();
    expect(contents()).toEqual(["慢", "插队", "排队"]);
  });

  it("are counted by try, with those answered in time and those given up, beyond what the transcript keeps", async () => {
    for (let n = 0; n < 505; n++) say(String(n));
    await pusher.settle();
    expect(world.deliveries.read()).toMatchObject({ sent: [505, 0, 0], answered: 505, givenUp: 0 });
    world.deliveries.clear();
    // The first is told again and answered at the second try; the next three are lost, and so is what they told of.
    for (const times of [1, 3]) {
      world.faults.arm({ kind: "dropped-callback", times });
      say("听得到吗");
      await pusher.settle();
    }
    answer = async () => {
      await new Promise((resolve) => setTimeout(resolve, 35));
      return "success";
    };
    say("慢");
    await pusher.settle();
    const { took, ...counts } = world.deliveries.read();
    expect(counts).toEqual({ sent: [3, 2, 1], answered: 2, givenUp: 1 });
    expect(took.p50).toBeLessThan(35);
    expect(took.worst).toBeGreaterThanOrEqual(40);
    expect(took.worst).toBeLessThan(5_000);
  });

  it("go on after one that could not be written", async () => {
    const told = vi.spyOn(console, "error").mockImplementation(() => undefined);
    open({ mode: "encrypted", aesKey: "short" });
    say("一");
    await pusher.settle();
    expect(told).toHaveBeenCalledOnce();
    told.mockRestore();
    world.account.change({ ...world.account.settings, aesKey: fromEnv.aesKey });
    say("二");
    await pusher.settle();
    expect(heard).toHaveLength(1);
  });
});
