import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { startAccount, type TestAccount } from "../../test/account.ts";
import { writeXml, type Node } from "../wire/xml.ts";

const LI = "li@gh_99demo000001";
const WANG = "wang@gh_99demo000001";
let account: TestAccount;
beforeEach(async () => {
  account = await startAccount();
});
afterEach(() => account.close());

const kf = (path: string, body?: object) => account.call(`/customservice/${path}`, body);
const add = (kf_account: string, nickname = "小李") => kf("kfaccount/add", { kf_account, nickname });
const online = (who: string, on = true) => account.control("PUT", "/desk/agents", { account: who, online: on });
const say = (text: string) => account.control("POST", "/followers/f1/messages", { kind: "text", text });
const openid = () => account.follower("f1").openid;
const told = (name: string) => vi.waitFor(() => expect(account.heard.at(-1)?.["Event"]).toBe(name), 3_000);
const handOver = (kfAccount?: string) => (push: Record<string, Node>) =>
  push["MsgType"] === "event"
    ? "success"
    : writeXml({
        ToUserName: push["FromUserName"] ?? "",
        FromUserName: push["ToUserName"] ?? "",
        CreateTime: 1,
        MsgType: "transfer_customer_service",
        ...(kfAccount === undefined ? {} : { TransInfo: { KfAccount: kfAccount } }),
      });

describe("customer-service accounts", () => {
  it("are added, renamed, listed, come online, and go", async () => {
    expect((await add(LI)).errcode).toBe(0);
    await kf("kfaccount/update", { kf_account: LI, nickname: "李姐" });
    expect((await account.call("/cgi-bin/customservice/getkflist")).kf_list).toMatchObject([
      { kf_account: LI, kf_nick: "李姐", kf_id: "1001" },
    ]);
    expect((await account.call("/cgi-bin/customservice/getonlinekflist")).kf_online_list).toEqual([]);
    await online(LI);
    expect((await account.call("/cgi-bin/customservice/getonlinekflist")).kf_online_list).toEqual([
      { kf_account: LI, status: 1, kf_id: "1001", accepted_case: 0 },
    ]);
    expect((await kf(`kfaccount/del?kf_account=${LI}`)).errcode).toBe(0);
    expect((await kf("kfaccount/del", { kf_account: LI })).errcode).toBe(61452);
  });

  it.each([
    ["li", 61452],
    ["li@elsewhere", 61452],
    ["li_jie@gh_99demo000001", 61455],
    ["a".repeat(11) + "@gh_99demo000001", 61454],
  ])("%s is refused with %i", async (name, code) => {
    expect((await add(name)).errcode).toBe(code);
  });

  it("have a name of their own, once", async () => {
    expect((await add(LI, "")).errcode).toBe(61451);
    await add(LI);
    expect((await add(LI)).errcode).toBe(61453);
    expect((await kf("kfaccount/update", { kf_account: WANG, nickname: "小王" })).errcode).toBe(61452);
  });

  it("are a hundred at most", async () => {
    for (let at = 0; at < 100; at++) account.sandbox.world.desk.add(`a${at}@gh_99demo000001`, "小李");
    expect((await add(LI)).errcode).toBe(61456);
  });
});

describe("sessions", () => {
  beforeEach(async () => {
    account.follow("f1");
    await add(LI);
    await add(WANG, "小王");
    await online(LI);
  });

  it("are opened and closed by the account, with an event each", async () => {
    const session = { kf_account: LI, openid: openid() };
    expect((await kf("kfsession/create", session)).errcode).toBe(0);
    expect((await kf("kfsession/create", session)).errcode).toBe(0);
    await told("kf_create_session");
    expect(account.heard).toMatchObject([{ KfAccount: LI, FromUserName: openid() }]);
    expect(await kf(`kfsession/getsession?openid=${openid()}`)).toMatchObject({ kf_account: LI });
    expect((await kf(`kfsession/getsessionlist?kf_account=${LI}`)).sessionlist).toMatchObject([{ openid: openid() }]);
    expect((await account.call("/cgi-bin/customservice/getonlinekflist")).kf_online_list[0].accepted_case).toBe(1);
    expect((await kf("kfsession/close", session)).errcode).toBe(0);
    await told("kf_close_session");
    expect(await kf(`kfsession/getsession?openid=${openid()}`)).toEqual({ createtime: 0, kf_account: "" });
  });

  it("are refused for whoever is away, unknown, or served by another", async () => {
    const create = (kf_account: string, who = openid()) => kf("kfsession/create", { kf_account, openid: who });
    expect((await create(WANG)).errcode).toBe(65415);
    expect((await create("nobody@gh_99demo000001")).errcode).toBe(65401);
    expect((await create(LI, account.follower("f2").openid)).errcode).toBe(40003);
    expect((await kf("kfsession/close", { kf_account: LI, openid: openid() })).errcode).toBe(65413);
    await create(LI);
    await online(WANG);
    expect((await create(WANG)).errcode).toBe(65414);
    expect((await kf("kfsession/close", { kf_account: WANG, openid: openid() })).errcode).toBe(65414);
  });

  it("begin with a wait after transfer_customer_service; the waiting one's words still reach the account", async () => {
    account.answer = handOver();
    await say("找人工");
    await vi.waitFor(async () => expect((await kf("kfsession/getwaitcase")).count).toBe(1));
    expect((await kf("kfsession/getwaitcase")).waitcaselist).toMatchObject([{ openid: openid(), kf_account: "" }]);
    await say("还在吗");
    await vi.waitFor(() => expect(account.heard).toHaveLength(2));
    expect(await account.control("GET", "/desk")).toMatchObject({
      agents: [
        { account: LI, online: true, with: [] },
        { account: WANG, online: false, with: [] },
      ],
      waiting: [{ openid: openid(), name: account.follower("f1").name, account: "" }],
    });
    expect(await account.control("POST", "/desk/sessions", { account: LI, openid: openid() })).toEqual({ done: true });
    await told("kf_create_session");
    expect((await kf("kfsession/getwaitcase")).count).toBe(0);
  });

  it("keep the words to themselves, and give them back as records", async () => {
    account.answer = handOver(LI);
    await say("找小李");
    await told("kf_create_session");
    await say("断缴了怎么办");
    const session = { account: LI, openid: openid() };
    await vi.waitFor(() => expect(account.sandbox.world.desk.records()).toHaveLength(1));
    await account.control("POST", "/desk/words", { ...session, text: "可以补缴" });
    expect(account.sandbox.world.chats.read("f1").at(-1)).toMatchObject({ from: "account", text: "可以补缴" });
    await account.control("POST", "/desk/closings", session);
    await told("kf_close_session");
    expect(account.heard.map((push) => push["Content"] ?? push["Event"])).toEqual([
      "找小李",
      "kf_create_session",
      "kf_close_session",
    ]);
    const now = Math.floor(account.sandbox.world.clock.now() / 1000);
    const period = { starttime: now - 60, endtime: now + 60, msgid: 1, number: 1 };
    const first = await kf("msgrecord/getmsglist", period);
    expect(first).toMatchObject({
      recordlist: [{ worker: LI, openid: openid(), opercode: 2003, text: "断缴了怎么办" }],
      number: 1,
      msgid: 2,
    });
    expect((await kf("msgrecord/getmsglist", { ...period, msgid: 2 })).recordlist).toMatchObject([
      { opercode: 2002, text: "可以补缴" },
    ]);
    expect((await kf("msgrecord/getmsglist", { ...period, starttime: now - 86_400 })).errcode).toBe(65417);
    expect((await kf("msgrecord/getmsglist", { ...period, number: 10_001 })).errcode).toBe(65416);
  });

  it("leave the follower waiting for somebody who is away", async () => {
    account.answer = handOver(WANG);
    await say("找小王");
    await vi.waitFor(async () =>
      expect((await kf("kfsession/getwaitcase")).waitcaselist).toMatchObject([{ kf_account: WANG }]),
    );
  });

  it("are over after half an hour of silence: the account hears the follower again", async () => {
    await kf("kfsession/create", { kf_account: LI, openid: openid() });
    await told("kf_create_session");
    account.sandbox.world.clock.advance(31 * 60_000);
    await say("在吗");
    await vi.waitFor(() => expect(account.heard.at(-1)).toMatchObject({ Content: "在吗" }));
  });

  it("are nothing for an event", async () => {
    account.answer = (push) => handOver()({ ...push, MsgType: "text" });
    await account.control("POST", "/followers/f2/follow", {});
    await vi.waitFor(() => expect(account.heard).toHaveLength(1));
    expect((await kf("kfsession/getwaitcase")).count).toBe(0);
  });

  it("let a message carry an agent's name, if there is such an agent", async () => {
    account.sandbox.world.allowances.contact(openid(), "message");
    const send = (kf_account: string) =>
      account.call("/cgi-bin/message/custom/send", {
        touser: openid(),
        msgtype: "text",
        text: { content: "您好" },
        customservice: { kf_account },
      });
    expect((await send(LI)).errcode).toBe(0);
    expect((await send("nobody@gh_99demo000001")).errcode).toBe(61452);
    expect(account.sandbox.world.desk.records()).toMatchObject([{ worker: LI, opercode: 2002, text: "您好" }]);
  });
});
