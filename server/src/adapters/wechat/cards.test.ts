/** Cards of the mini-program: against the double, which says whatever WeChat may say, and against the sandbox, which says what WeChat does. */
import { readdir, readFile } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startSandbox } from "../../../sandbox/src/server.ts";
import { readSettings } from "../../../sandbox/src/settings.ts";
import type { Cover, Reply } from "../../ports/messages.ts";
import { createCovers } from "./covers.ts";
import { createWechat } from "./index.ts";
import { createTemporaryMedia } from "./media.ts";
import { parts, renderPassive } from "./replies.ts";
import { clock, createVolatile, startDouble, thrownBy, type Call, type Double } from "./test/double.ts";

const covers: readonly Cover[] = ["case", "item", "appointment", "lookup", "service"];
const card: Extract<Reply, { kind: "mini-program" }> = {
  kind: "mini-program",
  title: "灵活就业人员续保",
  open: "/apply/guide/index?code=flexible-employment-renewal",
  cover: "item",
  text: "为您找到事项：灵活就业人员续保",
};

describe("the pictures of cards", () => {
  const folder = new URL("covers/", import.meta.url);

  it("are there for every kind, 520 by 416, JPEG under 64 KB", async () => {
    expect((await readdir(folder)).toSorted()).toEqual(covers.map((cover) => `${cover}.jpg`).toSorted());
    for (const cover of covers) {
      const bytes = await readFile(new URL(`${cover}.jpg`, folder));
      expect(bytes.length).toBeLessThan(64 * 1024);
      // The frame header of a JPEG holds height and width, big-endian, five bytes after its marker.
      const frame = bytes.indexOf(Buffer.from([0xff, 0xc0]));
      expect([bytes.readUInt16BE(frame + 7), bytes.readUInt16BE(frame + 5)]).toEqual([520, 416]);
    }
  });
});

describe("a card", () => {
  let double: Double;
  let uploads: number;
  beforeEach(async () => {
    double = await startDouble();
    uploads = 0;
  });
  afterEach(() => double.close());

  /** Takes every picture, and answers messages with these codes, in this order, then with 0. */
  function answering(...codes: number[]): void {
    double.respond = ({ path }) => {
      if (path === "/cgi-bin/media/upload") return { type: "image", media_id: `m${(uploads += 1)}`, created_at: 1 };
      return { errcode: codes.shift() ?? 0, errmsg: "whatever" };
    };
  }
  const sends = () => double.to("/cgi-bin/message/custom/send").map((call: Call) => call.body);
  const newMessages = () => double.newMessages(double.newClient());
  const page = (thumb_media_id: string) => ({
    touser: "o1",
    msgtype: "miniprogrampage",
    miniprogrampage: {
      title: card.title,
      appid: "wx99demo0000000002",
      pagepath: "apply/guide/index?code=flexible-employment-renewal",
      thumb_media_id,
    },
  });
  const inWords = { touser: "o1", msgtype: "text", text: { content: expect.stringContaining(card.text) } };

  it("goes with its picture, which is handed over once and kept for all processes", async () => {
    answering();
    expect(await newMessages().send("o1", card)).toEqual({ outcome: "sent" });
    expect(await newMessages().send("o1", card)).toEqual({ outcome: "sent" });
    expect(sends()).toEqual([page("m1"), page("m1")]);
    expect(uploads).toBe(1);
    const upload = double.to("/cgi-bin/media/upload")[0];
    expect(upload?.query.get("type")).toBe("image");
    expect(upload?.body).toContain('filename="item.jpg"');
  });

  it("gets a new picture when WeChat has forgotten the old one, and goes once more", async () => {
    answering(0, 40007);
    await newMessages().send("o1", card);
    expect(await newMessages().send("o1", card)).toEqual({ outcome: "sent" });
    expect(sends()).toEqual([page("m1"), page("m1"), page("m2")]);
    await newMessages().send("o1", card);
    expect(sends().at(-1)).toEqual(page("m2"));
  });

  it("is tried twice at most, then said in words", async () => {
    answering(40007, 40007);
    expect(await newMessages().send("o1", card)).toEqual({ outcome: "sent", inWords: expect.stringContaining("封面") });
    expect(sends()).toEqual([page("m1"), page("m2"), inWords]);
  });

  it.each([
    [85005, "没有关联"],
    [40013, "没有关联"],
    [40166, "WECHAT_MINI_APP_ID"],
    [48008, "权限"],
    [40012, "封面太大"],
  ])("that WeChat does not take (%i) is said in words once, and staff hear why", async (code, why) => {
    answering(code);
    expect(await newMessages().send("o1", card)).toEqual({ outcome: "sent", inWords: expect.stringContaining(why) });
    expect(sends()).toEqual([page("m1"), inWords]);
  });

  it("is said in words when its picture cannot be brought to WeChat", async () => {
    for (const bad of [{ errcode: 45009, errmsg: "reach max api daily quota limit" }, "hang up", { errcode: 40005 }]) {
      double.respond = ({ path }) => (path === "/cgi-bin/media/upload" ? bad : { errcode: 0 });
      expect(await newMessages().send("o1", card)).toMatchObject({ outcome: "sent", inWords: expect.any(String) });
    }
    expect(sends()).toEqual([inWords, inWords, inWords]);
  });

  it("is words from the beginning without a mini-program, and they open the web page", async () => {
    answering();
    const none = { ...double.config, miniAppId: "" };
    const sent = await double.newMessages(double.newClient(), none).send("o1", card);
    expect(sent).toEqual({ outcome: "sent", inWords: expect.stringContaining("没有配置小程序") });
    expect(uploads).toBe(0);
    expect(sends()).toEqual([
      {
        touser: "o1",
        msgtype: "text",
        text: {
          content: `${card.text}\n\n<a href="http://127.0.0.1:3000/m/#/apply/guide/index?code=flexible-employment-renewal">${card.title}</a>`,
        },
      },
    ]);
  });

  it("is refused like any message when the follower cannot be written to, and is then not said in words", async () => {
    answering(45047);
    expect(await newMessages().send("o1", card)).toMatchObject({ outcome: "refused", because: "quota-used-up" });
    answering(45015);
    expect(await newMessages().send("o1", card)).toMatchObject({ outcome: "refused", because: "window-closed" });
    expect(sends()).toHaveLength(2);
  });

  it("of unknown fate is a fault, and nothing is sent after it", async () => {
    double.respond = ({ path }) => (path === "/cgi-bin/media/upload" ? { media_id: "m1" } : "hang up");
    expect(await thrownBy(newMessages().send("o1", card))).toMatchObject({ kind: "timeout" });
    expect(sends()).toHaveLength(1);
  });

  it("is one message, and words where an answer is given at once", () => {
    expect(parts(card, double.config)).toEqual([card]);
    const passive = renderPassive(card, { openid: "o1", account: "gh_1" }, clock.now(), double.config);
    expect(passive).toContain("<MsgType><![CDATA[text]]></MsgType>");
    expect(passive).toContain('data-miniprogram-path="apply/guide/index?code=flexible-employment-renewal"');
  });
});

describe("cards against the sandbox", () => {
  it("arrive with their picture, are renewed after three days, and are words while nothing is linked", async () => {
    const settings = readSettings({});
    const sandbox = await startSandbox({ ...settings, port: 0, dataDir: undefined }, false);
    const { account, allowances, chats, clock: wechatClock, followers, media } = sandbox.world;
    const volatile = createVolatile();
    try {
      const wechat = createWechat(
        {
          WECHAT_APP_ID: settings.account.appId,
          WECHAT_APP_SECRET: settings.account.appSecret,
          WECHAT_TOKEN: settings.account.token,
          WECHAT_MODE: "plain",
          WECHAT_API_BASE: sandbox.url,
          WECHAT_MINI_APP_ID: settings.account.miniAppId,
          WECHAT_MINI_APP_SECRET: settings.account.miniAppSecret,
        },
        { volatile, clock: { now: () => new Date() }, log: { info() {}, warn() {}, error() {} } },
      );
      const { id, openid } = followers.list()[0] ?? { id: "", openid: "" };
      followers.follow(id, wechatClock.now(), "");
      const writes = () => allowances.contact(openid, "message");
      const last = () => chats.read(id).at(-1);
      writes();
      expect(await wechat.messages.send(openid, card)).toEqual({ outcome: "sent" });
      const first = last();
      expect(first).toMatchObject({
        kind: "mini-program",
        title: card.title,
        pictureUrl: expect.stringContaining("/media/"),
      });
      wechatClock.advance(3 * 86_400_000);
      writes();
      expect(await wechat.messages.send(openid, card)).toEqual({ outcome: "sent" });
      const second = last();
      expect(second).toMatchObject({ kind: "mini-program" });
      const picture = (item: typeof first) => (item?.kind === "mini-program" ? item.pictureUrl : "");
      expect(picture(second)).not.toBe(picture(first));
      expect(media.find(picture(second).split("/").at(-1) ?? "")?.contentType).toBe("image/jpeg");
      expect(allowances.left(openid)).toBe(4);
      account.change({ ...account.settings, miniProgramLinked: false });
      expect(await wechat.messages.send(openid, card)).toMatchObject({ inWords: expect.stringContaining("没有关联") });
      expect(last()).toMatchObject({ kind: "text", text: expect.stringContaining(card.text) });
      expect(allowances.left(openid)).toBe(3);
      account.change({ ...account.settings, miniProgramLinked: true });
      const handed = createCovers(createTemporaryMedia(wechat.client), createVolatile(), "wx");
      for (const cover of covers) expect(await handed.handOver(cover)).toMatchObject({ outcome: "done" });
    } finally {
      await sandbox.close();
    }
  });
});
