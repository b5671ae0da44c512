/** The hand-over to WeChat's own customer service, end to end: the sandbox plays WeChat, its callbacks reach the house. */
import { dayKinds } from "@wsi/shared/case";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startSandbox, type Sandbox } from "../../../sandbox/src/server.ts";
import { readSettings } from "../../../sandbox/src/settings.ts";
import { startHouse, type Caller, type House } from "../../../test/house.ts";
import { inTransaction } from "../../db.ts";
import { handOver, pullTranscripts } from "../../desk/index.ts";

const li = "li@gh_99demo000001";
const wu = "wu@gh_99demo000001";

let sandbox: Sandbox;
let house: House;
let agent: Caller;
beforeAll(async () => {
  sandbox = await startSandbox({ ...readSettings({}), port: 0, dataDir: undefined }, false);
  house = await startHouse({ wechat: sandbox.url });
  const { account, desk } = sandbox.world;
  account.change({ ...account.settings, callbackUrl: `${house.origin}/wechat` });
  for (const one of [li, wu]) {
    desk.add(one, one.slice(0, 2));
    desk.online(one, true);
  }
  agent = await house.staff("kefu");
}, 60_000);
afterAll(async () => {
  await sandbox.close();
  await house.stop();
});

const control = async (method: string, path: string, body: object) => {
  const answer = await fetch(`${sandbox.url}/__sandbox${path}`, { method, body: JSON.stringify(body) });
  expect(answer.status).toBe(200);
};
/** A person with a phone: follows the account, writes, and sees what the account answers. */
async function follower(at: number) {
  if (sandbox.world.followers.list()[at] === undefined) await control("POST", "/followers", { name: "新来的人" });
  const one = sandbox.world.followers.list()[at];
  if (!one) throw new Error("no such follower");
  await control("POST", `/followers/${one.id}/follow`, {});
  const answered = () => sandbox.world.chats.read(one.id).filter((item) => item.by === "reply").length;
  await vi.waitFor(() => expect(answered()).toBe(1), 10_000);
  return {
    openid: one.openid,
    answered,
    write: (text: string) => control("POST", `/followers/${one.id}/messages`, { kind: "text", text }),
  };
}
const talkOf = async (openid: string) => {
  const { db } = house.services;
  const talks = db.selectFrom("conversations").select(["id", "state", "closed_because"]).where("openid", "=", openid);
  return talks.orderBy("opened_at", "desc").executeTakeFirst();
};
const view = async (openid: string) =>
  (await agent("GET", `/console/api/desk/conversations/${(await talkOf(openid))?.id}`)).body;
const spoken = async (openid: string) =>
  (await view(openid)).messages
    .filter((one: any) => ["citizen", "staff"].includes(one.from))
    .map((one: any) => [one.by ?? "市民", one.text]);
const eventually = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 10_000, interval: 50 });
const pull = () => {
  const { db, clock, log, wechat } = house.services;
  return pullTranscripts({ db, clock, log, sessions: wechat.serviceSessions });
};

describe("a plan that hands over to WeChat's customer service", () => {
  it("is set in the office room, by administrators", async () => {
    const admin = await house.staff("guanli");
    const [standard] = (await admin("GET", "/console/api/hour-plans")).body;
    expect(standard.service).toBe("desk");
    const always = Object.fromEntries(dayKinds.map((kind) => [kind, [{ from: "00:00", to: "24:00" }]]));
    const { id, name } = standard;
    const changed = { name, days: always, special: [], service: "wechat" };
    expect((await admin("PUT", `/console/api/hour-plans/${id}`, { ...changed, service: "nobody" })).status).toBe(422);
    const kept = await admin("PUT", `/console/api/hour-plans/${id}`, changed);
    expect(kept.body).toMatchObject({ service: "wechat" });
  });

  it("hands over, is silent while they talk, moves with the session, fetches what was said, and comes back", async () => {
    const citizen = await follower(0);
    await citizen.write("转人工");
    await eventually(async () =>
      expect(await talkOf(citizen.openid)).toMatchObject({ state: "closed", closed_because: "wechat-service" }),
    );
    await vi.waitFor(() => expect(sandbox.world.desk.waiting()).toMatchObject([{ openid: citizen.openid }]));
    expect((await view(citizen.openid)).messages.map((one: any) => one.text)).toContainEqual(
      expect.stringContaining("正在为您转接微信客服"),
    );
    // Who waits is heard by us: the words are kept, WeChat keeps the place.
    await citizen.write("我想问断缴");
    await eventually(async () => expect(await spoken(citizen.openid)).toEqual([["市民", "我想问断缴"]]));
    expect(citizen.answered()).toBe(1);

    await control("POST", "/desk/sessions", { account: li, openid: citizen.openid });
    await eventually(async () =>
      expect(JSON.stringify(await view(citizen.openid))).toContain("微信客服 li 接待了市民"),
    );
    await control("POST", "/desk/words", { account: li, openid: citizen.openid, text: "您好" });
    await citizen.write("断了三个月");
    await citizen.write("断了三个月");
    await control("POST", "/desk/switches", { account: wu, openid: citizen.openid });
    await eventually(async () =>
      expect(JSON.stringify(await view(citizen.openid))).toContain("微信客服 wu 接着接待市民"),
    );
    await control("POST", "/desk/words", { account: wu, openid: citizen.openid, text: "可以补缴" });
    expect(citizen.answered()).toBe(1);

    const all = [
      ["市民", "我想问断缴"],
      ["微信客服 li", "您好"],
      ["市民", "断了三个月"],
      ["市民", "断了三个月"],
      ["微信客服 wu", "可以补缴"],
    ];
    for (let run = 0; run < 2; run++) {
      expect(await pull()).toBe(1);
      expect(await spoken(citizen.openid)).toEqual(all);
    }
    const talk = await view(citizen.openid);
    expect(talk).toMatchObject({ state: "closed", handedOver: true, unread: 0 });
    // For reading only.
    const said = await agent("POST", `/console/api/desk/conversations/${talk.id}/messages`, {
      key: "1f0f5b7e-0000-4000-8000-000000000001",
      text: "我来说",
    });
    expect(said.body.code).toBe("conflict");

    await control("POST", "/desk/words", { account: wu, openid: citizen.openid, text: "再见" });
    await control("POST", "/desk/closings", { account: wu, openid: citizen.openid });
    await eventually(async () => expect(JSON.stringify(await view(citizen.openid))).toContain("机器人恢复回答"));
    await pull();
    expect(await spoken(citizen.openid)).toEqual([...all, ["微信客服 wu", "再见"]]);
    await citizen.write("断缴怎么办");
    await vi.waitFor(() => expect(citizen.answered()).toBe(2), 10_000);
    // Some minutes later nothing more can come.
    const later = new Date(Date.now() + 10 * 60_000);
    vi.spyOn(house.services.clock, "now").mockReturnValue(later);
    await pull();
    expect(await pull()).toBe(0);
    vi.restoreAllMocks();
    expect(await spoken(citizen.openid)).toHaveLength(6);
  });

  it("says of a picture and a voice that they stay with WeChat, and of the rest that WeChat told nothing", async () => {
    const citizen = await follower(3);
    await control("POST", "/desk/sessions", { account: li, openid: citizen.openid });
    await eventually(async () => expect((await talkOf(citizen.openid))?.state).toBe("closed"));
    for (const said of ["[image]", "[voice]", "好的 [image]", ""])
      sandbox.world.desk.record(li, citizen.openid, 2003, said);
    await pull();
    const { messages } = await view(citizen.openid);
    const lines = messages.filter((one: any) => one.from === "citizen");
    expect(lines.map((one: any) => [one.kind, one.text, one.attached?.lack ?? null])).toEqual([
      ["image", "（图片）", "elsewhere"],
      ["voice", "（语音）", "elsewhere"],
      ["text", "好的 [image]", null],
      ["text", "（微信没有给出这条消息的内容，请到微信客服里看）", null],
    ]);
    await control("POST", "/desk/closings", { account: li, openid: citizen.openid });
  });

  it("keeps whom WeChat could not be given in time: our desk has them, with their place and their words", async () => {
    const citizen = await follower(4);
    const { db, clock, roster } = house.services;
    const { openid } = citizen;
    const now = clock.now();
    const entrance = { identity: openid, channel: "wechat" as const, personId: null, about: "断缴" };
    await inTransaction(db, (tx) => handOver(tx, roster, { ...entrance, wroteAt: now, tappedAt: null }, now));
    expect(await talkOf(openid)).toMatchObject({ state: "closed", closed_because: "wechat-service" });
    // What a process leaves that decided on the hand-over and was killed, or was too slow, before WeChat heard of it.
    const late = async (key: string) => {
      const at = new Date(now.getTime() - 30_000);
      const update = { kind: "text", key, openid, account: "gh", at, text: "转人工" };
      const row = { key, openid, kind: "text", at, received_at: at, lease_until: at };
      const reply = JSON.stringify({ kind: "wechat-service" });
      await db
        .insertInto("inbound")
        .values({ ...row, update: JSON.stringify(update), reply })
        .execute();
      await house.app.inbox.sweep();
    };
    await late("late-1");
    expect(await talkOf(openid)).toMatchObject({ state: "waiting", closed_because: null });
    expect(JSON.stringify(await view(openid))).toContain("没有及时转到微信客服，由我们接待");
    const welcome = (await view(openid)).messages.find((one: any) => one.from === "bot");
    expect(welcome).toMatchObject({ recalled: true });
    const sent = () => db.selectFrom("outbox").select("payload").where("stream", "=", openid).execute();
    expect(JSON.stringify(await sent())).toMatch(/由我们的客服接待您。您排在第一位/);
    // Late with words of somebody whom our desk has: nothing more is said.
    await late("late-2");
    expect(await sent()).toHaveLength(1);
    await citizen.write("我来说说");
    await eventually(async () => expect(await spoken(citizen.openid)).toContainEqual(["市民", "我来说说"]));
  });

  it("lets who waits give up, keeps danger at our desk, and a tap in the menu too", async () => {
    const citizen = await follower(1);
    await citizen.write("转人工");
    await eventually(async () => expect((await talkOf(citizen.openid))?.state).toBe("closed"));
    await citizen.write("取消排队");
    await vi.waitFor(() => expect(citizen.answered()).toBe(2), 10_000);
    await citizen.write("断缴怎么办");
    await vi.waitFor(() => expect(citizen.answered()).toBe(3), 10_000);
    await citizen.write("我不想活了");
    await eventually(async () => expect((await talkOf(citizen.openid))?.state).toBe("waiting"));
  });

  it("knows a session that WeChat began by itself, and one that fell silent", async () => {
    const citizen = await follower(2);
    await control("POST", "/desk/sessions", { account: li, openid: citizen.openid });
    await eventually(async () =>
      expect(await talkOf(citizen.openid)).toMatchObject({ state: "closed", closed_because: "wechat-service" }),
    );
    const later = new Date(Date.now() + 31 * 60_000);
    vi.spyOn(house.services.clock, "now").mockReturnValue(later);
    await pull();
    vi.restoreAllMocks();
    expect(JSON.stringify(await view(citizen.openid))).toContain("半小时没有说话");
    await control("POST", "/clock", { advanceMs: 31 * 60_000 });
    await citizen.write("断缴怎么办");
    await vi.waitFor(() => expect(citizen.answered()).toBe(2), 10_000);
  });
});
