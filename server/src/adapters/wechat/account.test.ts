/** The ports of the account against the sandbox, which refuses what WeChat refuses: what it takes, WeChat takes. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startSandbox, type Sandbox } from "../../../sandbox/src/server.ts";
import { readSettings } from "../../../sandbox/src/settings.ts";
import { createWechat, type Wechat } from "./index.ts";
import { createVolatile, thrownBy } from "./test/double.ts";

const settings = readSettings({});
let sandbox: Sandbox;
let wechat: Wechat;
let openids: string[];
let counted: string[];
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

beforeEach(async () => {
  sandbox = await startSandbox({ ...settings, port: 0, dataDir: undefined }, false);
  const { account } = settings;
  counted = [];
  wechat = createWechat(
    {
      WECHAT_APP_ID: account.appId,
      WECHAT_APP_SECRET: account.appSecret,
      WECHAT_TOKEN: account.token,
      WECHAT_MODE: "plain",
      WECHAT_API_BASE: sandbox.url,
      WECHAT_MINI_APP_ID: account.miniAppId,
      WECHAT_MINI_APP_SECRET: account.miniAppSecret,
    },
    {
      volatile: createVolatile(),
      clock: { now: () => new Date() },
      log,
      onCall: (path, outcome) => counted.push(`${path} ${outcome}`),
    },
  );
  openids = sandbox.world.followers.list().map((one) => {
    sandbox.world.followers.follow(one.id, Date.UTC(2026, 0, 1), "");
    return one.openid;
  });
});
afterEach(() => sandbox.close());

const fault = (kind: "system-error" | "html-502" | "minute-quota-45011", path: string, times: number) =>
  sandbox.world.faults.arm({ kind, times, path });

describe("followers and tags", () => {
  it("are read page by page, everybody once", async () => {
    sandbox.world.followers.gather(10_003, Date.UTC(2026, 0, 2));
    const everybody: string[] = [];
    let after: string | null = null;
    do {
      const page = await wechat.followers.page(after);
      expect(page.total).toBe(10_003 + openids.length);
      everybody.push(...page.openids);
      after = page.next;
    } while (after !== null);
    expect(new Set(everybody).size).toBe(10_003 + openids.length);
    expect(everybody).toHaveLength(10_003 + openids.length);
    expect(everybody).toEqual(expect.arrayContaining(openids));
  });

  it("tell their tags, who left, and who never came", async () => {
    const [first = "", second = ""] = openids;
    const made = await wechat.tags.create("退休");
    const id = made.outcome === "done" ? made.id : 0;
    expect(await wechat.tags.put(id, [first])).toEqual({ outcome: "done" });
    expect(await wechat.tags.put(id, [first])).toEqual({ outcome: "done" });
    sandbox.world.followers.unfollow(sandbox.world.followers.findByOpenid(second)?.id ?? "");
    expect(await wechat.followers.details([first, second, "oNobody"])).toEqual([
      {
        openid: first,
        following: true,
        unionid: sandbox.world.followers.findByOpenid(first)?.unionid,
        followedAt: new Date(Date.UTC(2026, 0, 1)),
        tags: [id],
      },
      { openid: second, following: false, unionid: null, followedAt: null, tags: [] },
      { openid: "oNobody", following: false, unionid: null, followedAt: null, tags: [] },
    ]);
    expect((await wechat.tags.list()).find((one) => one.id === id)).toEqual({ id, name: "退休", count: 1 });
    await wechat.tags.take(id, [first]);
    expect(await wechat.followers.details([first])).toMatchObject([{ tags: [] }]);
  });

  it("are refused where WeChat has its limits", async () => {
    const made = await wechat.tags.create("退休");
    const id = made.outcome === "done" ? made.id : 0;
    expect(await wechat.tags.create("退休")).toMatchObject({ outcome: "refused", code: 45157, because: "already" });
    expect(await wechat.tags.create("长".repeat(31))).toMatchObject({ outcome: "refused", code: 45158 });
    expect(await wechat.tags.remove(2)).toMatchObject({ outcome: "refused", code: 45058 });
    expect(await wechat.tags.put(9999, openids)).toMatchObject({ outcome: "refused", code: 45159 });
    expect(await wechat.tags.put(id, ["oNobody"])).toMatchObject({ outcome: "refused", because: "not-following" });
    expect(await wechat.tags.rename(id, "已退休")).toEqual({ outcome: "done" });
    expect(await wechat.tags.remove(id)).toEqual({ outcome: "done" });
  });
});

describe("when WeChat has a bad moment", () => {
  it("what may be repeated goes through by itself", async () => {
    fault("system-error", "/cgi-bin/tags/get", 1);
    fault("html-502", "/cgi-bin/tags/get", 1);
    expect(await wechat.tags.list()).toEqual(expect.any(Array));
    expect(counted.filter((line) => line.startsWith("/cgi-bin/tags/get"))).toEqual([
      "/cgi-bin/tags/get busy",
      "/cgi-bin/tags/get -1",
      "/cgi-bin/tags/get ok",
    ]);
  });

  it("a message goes out once or not at all", async () => {
    fault("system-error", "/cgi-bin/message/mass", 1);
    const say = () => wechat.mass.send({ to: "list", openids }, { kind: "text", text: "通知" }, "k1");
    expect(await thrownBy(say())).toMatchObject({ kind: "busy", code: -1 });
    const first = await say();
    expect(first).toMatchObject({ outcome: "accepted", repeated: false });
    expect(await say()).toEqual({ ...first, repeated: true });
  });

  it("too many calls a minute say when to come again", async () => {
    fault("minute-quota-45011", "/cgi-bin/tags/get", 1);
    expect(await thrownBy(wechat.tags.list())).toMatchObject({ kind: "busy", code: 45011, retryAfterMs: 60_000 });
  });
});

describe("codes and care", () => {
  it("a QR code has a picture", async () => {
    const made = await wechat.qrCodes.create("武昌大厅", 600);
    expect(made).toMatchObject({ outcome: "done" });
    const picture = await fetch(made.outcome === "done" ? made.imageUrl : "");
    expect([picture.status, picture.headers.get("content-type")]).toEqual([200, expect.stringMatching(/^image\//)]);
  });

  it("what is left of a call is told, and cleared", async () => {
    await wechat.tags.list();
    const before = await wechat.care.quota("/cgi-bin/tags/get");
    expect(before).toMatchObject({ outcome: "done", used: 1 });
    expect(await wechat.care.quota("/cgi-bin/no/such")).toMatchObject({ outcome: "refused", because: "not-found" });
    expect(await wechat.care.clearQuota()).toEqual({ outcome: "done" });
    expect(await wechat.care.quota("/cgi-bin/tags/get")).toMatchObject({ used: 0 });
  });

  it("nobody at our address is a loss of all pings", async () => {
    const { account } = sandbox.world;
    account.change({ ...account.settings, callbackUrl: "http://127.0.0.1:1/wechat" });
    expect(await wechat.care.checkCallback()).toEqual({ outcome: "done", lossPercent: 100, lookups: 1 });
    account.change({ ...account.settings, callbackUrl: `${sandbox.url}/wechat` });
    expect(await wechat.care.checkCallback()).toEqual({ outcome: "done", lossPercent: 0, lookups: 1 });
  });
});

describe("WeChat's own customer service", () => {
  it("takes a talk, tells who has it, and gives it back", async () => {
    const [openid = ""] = openids;
    const li = `li@${settings.account.originalId}`;
    await wechat.client.call("serviceAccountAdd", { kf_account: li, nickname: "小李" });
    expect(await wechat.serviceAccounts.list()).toEqual({
      outcome: "done",
      accounts: [{ account: li, nickname: "小李", bound: true }],
    });
    expect(await wechat.serviceSessions.open(li, openid)).toMatchObject({ outcome: "refused", code: 65415 });
    sandbox.world.desk.online(li, true);
    expect(await wechat.serviceSessions.open(li, openid)).toEqual({ outcome: "done" });
    expect(await wechat.serviceSessions.open(li, openid)).toEqual({ outcome: "done" });
    expect(await wechat.serviceAccounts.online()).toEqual({ outcome: "done", accounts: [{ account: li, talks: 1 }] });
    expect(await wechat.serviceSessions.find(openid)).toMatchObject({ account: li, since: expect.any(Date) });
    expect(await wechat.serviceSessions.close(li, openid)).toEqual({ outcome: "done" });
    expect(await wechat.serviceSessions.close(li, openid)).toMatchObject({ outcome: "refused", code: 65413 });
    expect(await wechat.serviceSessions.find(openid)).toEqual({ outcome: "done", account: null, since: null });
    await wechat.client.call("serviceAccountDelete", { kf_account: li });
    expect(await wechat.serviceSessions.open(li, openid)).toMatchObject({ outcome: "refused", code: 65401 });
  });
});

describe("articles and menus", () => {
  it("go from a picture to a page", async () => {
    const png = Buffer.from([0x89, 0x50, 0x4e, 0x47]);
    const cover = await wechat.articles.uploadCover(png, "封面.png");
    const coverMediaId = cover.outcome === "done" ? cover.mediaId : "";
    const article = {
      title: "养老金",
      author: "",
      digest: "",
      content: "<p>今年的调整</p>",
      sourceUrl: "",
      coverMediaId,
    };
    const draft = await wechat.articles.draft([article]);
    const published = await wechat.articles.publish(draft.outcome === "done" ? draft.mediaId : "");
    const told = await wechat.articles.published(published.outcome === "done" ? published.publishId : "");
    expect(told).toMatchObject({ outcome: "done", state: "published", urls: [expect.stringMatching(/^http/)] });
    expect(await wechat.articles.draft([{ ...article, title: "长".repeat(33) }])).toMatchObject({ code: 45003 });
  });

  it("a menu for a tag needs one for everybody, and may be taken away twice", async () => {
    const made = await wechat.tags.create("退休");
    const id = made.outcome === "done" ? made.id : 0;
    const menu = [{ name: "退休", click: "R" }];
    expect(await thrownBy(wechat.menu.publishFor(id, menu))).toMatchObject({ kind: "misconfigured", code: 65303 });
    await wechat.menu.publish([{ name: "查询", click: "Q" }]);
    const menuId = await wechat.menu.publishFor(id, menu);
    await wechat.menu.withdraw(menuId);
    await wechat.menu.withdraw(menuId);
  });
});
