import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { startAccount, type TestAccount } from "../../test/account.ts";

let account: TestAccount;
beforeEach(async () => {
  account = await startAccount();
});
afterEach(() => account.close());

const chat = () => account.sandbox.world.chats.read("f1");

describe("template messages", () => {
  const add = (labels: string[] = ["缴费项目", "应缴金额"]) =>
    account.call("/cgi-bin/template/api_add_template", { template_id_short: "50101", keyword_name_list: labels });
  const data = { thing1: { value: "灵活就业养老保险" }, amount3: { value: "918.40元" } };
  const send = (template_id: string, more: object = {}) =>
    account.call("/cgi-bin/message/template/send", {
      touser: account.follower("f1").openid,
      template_id,
      data,
      ...more,
    });

  it("are chosen in the library, listed, and given back", async () => {
    const { template_id } = await add();
    expect(template_id).toMatch(/^[\w-]{43}$/);
    const list = () => account.call("/cgi-bin/template/get_all_private_template");
    expect((await list()).template_list).toMatchObject([
      { template_id, title: "社保缴费提醒", content: "缴费项目:{{thing1.DATA}}\n应缴金额:{{amount3.DATA}}\n" },
    ]);
    expect((await account.call("/cgi-bin/template/del_private_template", { template_id })).errcode).toBe(0);
    expect((await account.call("/cgi-bin/template/del_private_template", { template_id })).errcode).toBe(40037);
    expect((await list()).template_list).toEqual([]);
    expect((await add(["没有这个词"])).errcode).toBe(40246);
  });

  it("are 25 at most", async () => {
    for (let at = 0; at < 25; at++) await add();
    expect((await add()).errcode).toBe(45026);
  });

  it("reach followers alone, appear on the phone, and their result is told", async () => {
    const { template_id } = await add();
    expect((await send(template_id)).errcode).toBe(43004);
    account.follow("f1");
    const miniprogram = { appid: account.sandbox.world.account.settings.miniAppId, pagepath: "pay/index" };
    expect((await send(template_id, { miniprogram })).errcode).toBe(0);
    expect(chat().at(-1)).toMatchObject({
      kind: "template",
      title: "社保缴费提醒",
      rows: [
        { label: "缴费项目", value: "灵活就业养老保险" },
        { label: "应缴金额", value: "918.40元" },
      ],
      path: "pay/index",
    });
    await vi.waitFor(() => expect(account.heard).toHaveLength(1), 3_000);
    expect(account.heard[0]).toMatchObject({
      Event: "TEMPLATESENDJOBFINISH",
      Status: "success",
      FromUserName: account.follower("f1").openid,
    });
  });

  it("tell of a follower who refuses them", async () => {
    const { template_id } = await add();
    account.follow("f1");
    await account.control("POST", "/faults", { kind: "template-blocked" });
    await send(template_id);
    await vi.waitFor(() => expect(account.heard[0]?.["Status"]).toBe("failed:user block"), 3_000);
  });

  it("have a number of 64 bits, bare, as in the event", async () => {
    const { template_id } = await add();
    account.follow("f1");
    const token = account.sandbox.world.tokens.stable(account.sandbox.world.account.settings.appId).value;
    const answer = await fetch(`${account.sandbox.url}/cgi-bin/message/template/send?access_token=${token}`, {
      method: "POST",
      body: JSON.stringify({ touser: account.follower("f1").openid, template_id, data }),
    });
    const [, msgid] = /"msgid":(\d{17,})\}/.exec(await answer.text()) ?? [];
    await vi.waitFor(() => expect(account.heard[0]?.["MsgID"]).toBe(msgid), 3_000);
  });

  it("go out once under one client_msg_id in ten minutes", async () => {
    const { template_id } = await add();
    account.follow("f1");
    const first = await send(template_id, { client_msg_id: "k1" });
    expect((await send(template_id, { client_msg_id: "k1" })).msgid).toBe(first.msgid);
    expect(chat()).toHaveLength(1);
    account.sandbox.world.clock.advance(600_001);
    await send(template_id, { client_msg_id: "k1" });
    expect(chat()).toHaveLength(2);
  });

  it("are refused for wrong values, a wrong template, a wrong app, and who is shut out", async () => {
    const { template_id } = await add();
    account.follow("f1");
    const wrong = { data: { thing1: { value: "长".repeat(21) }, amount3: { value: "1元" } } };
    expect((await send(template_id, wrong)).errmsg).toContain("argument invalid! data.thing1.value invalid rid: ");
    expect((await send(template_id, { data: { thing1: { value: "缴费" } } })).errmsg).toContain(
      "data.amount3.value is empty",
    );
    expect((await send("x".repeat(43))).errcode).toBe(40037);
    expect((await send(template_id, { miniprogram: { appid: "other", pagepath: "a" } })).errcode).toBe(40013);
    expect((await send(template_id, { touser: "nobody" })).errcode).toBe(40003);
    account.sandbox.world.blacklist.add(account.follower("f1").openid);
    expect((await send(template_id)).errcode).toBe(43019);
    expect(chat()).toEqual([]);
  });
});

describe("templates of subscription messages", () => {
  const add = (more: object = {}) =>
    account.call("/wxaapi/newtmpl/addtemplate", { tid: "50104", kidList: [1, 2], sceneDesc: "直播提醒", ...more });
  const send = (template_id: string, data: object) =>
    account.call("/cgi-bin/message/subscribe/bizsend", { touser: account.follower("f1").openid, template_id, data });

  it("are found in the library by category, title and keyword", async () => {
    const { data: categories } = await account.call("/wxaapi/newtmpl/getcategory");
    const ids = categories.map((one: { id: number }) => one.id).join(",");
    const titles = await account.call(`/wxaapi/newtmpl/getpubtemplatetitles?ids=${ids}&start=1&limit=2`);
    expect([titles.count, titles.data.length]).toEqual([5, 2]);
    const { data } = await account.call("/wxaapi/newtmpl/getpubtemplatekeywords?tid=50104");
    expect(data[0]).toEqual({ kid: 1, name: "直播主题", example: "退休手续怎么办", rule: "thing" });
  });

  it.each([
    ["getpubtemplatetitles?start=0&limit=2", 200018],
    ["getpubtemplatetitles?ids=1&start=0&limit=2", 200019],
    ["getpubtemplatetitles?ids=616&start=x&limit=2", 200016],
    ["getpubtemplatetitles?ids=616&start=0&limit=31", 200017],
    ["getpubtemplatekeywords?tid=1", 200014],
  ])("%s answers %i", async (path, code) => {
    expect((await account.call(`/wxaapi/newtmpl/${path}`)).errcode).toBe(code);
  });

  it.each([
    [{ tid: "1" }, 200014],
    [{ kidList: [1] }, 200020],
    [{ kidList: [1, 9] }, 200020],
    [{ kidList: [1, 1] }, 200020],
    [{ sceneDesc: "" }, 200021],
    [{ sceneDesc: "长".repeat(16) }, 200021],
  ])("are refused when WeChat would refuse them (%#)", async (wrong, code) => {
    expect((await add(wrong)).errcode).toBe(code);
  });

  it("are added, used with all their fields, and taken away", async () => {
    const { priTmplId } = await add();
    expect((await account.call("/wxaapi/newtmpl/gettemplate")).data).toMatchObject([
      { priTmplId, title: "直播开始提醒", type: 2 },
    ]);
    account.sandbox.world.consents.agree(account.follower("f1").openid, priTmplId);
    expect((await send(priTmplId, { thing1: { value: "退休" } })).errmsg).toContain("data.time2.value is empty");
    const whole = { thing1: { value: "退休手续" }, time2: { value: "2026年11月25日 15:00" } };
    expect((await send(priTmplId, whole)).errcode).toBe(0);
    expect((await send(priTmplId, whole)).errcode).toBe(43101);
    expect((await account.call("/wxaapi/newtmpl/deltemplate", { priTmplId })).errcode).toBe(0);
    expect((await send(priTmplId, whole)).errcode).toBe(40037);
  });

  it("for good need one consent for many messages, until it is taken back", async () => {
    const { priTmplId } = await add({ tid: "50103", sceneDesc: "政策" });
    const decide = (accept: boolean) =>
      account.control("POST", "/followers/f1/decisions", { choices: [{ template: priTmplId, accept }] });
    const whole = { thing1: { value: "缴费基数调整" }, date2: { value: "2027年1月1日" } };
    await decide(true);
    for (let at = 0; at < 3; at++) expect((await send(priTmplId, whole)).errcode).toBe(0);
    await decide(false);
    expect((await send(priTmplId, whole)).errcode).toBe(43101);
  });

  it("are asked about in one dialog, and told in one event", async () => {
    const [one, two] = [(await add()).priTmplId, (await add()).priTmplId];
    expect(await account.control("GET", "/subscription-templates")).toMatchObject([{ id: one }, { id: two }]);
    const choices = [
      { template: one, accept: true },
      { template: two, accept: false },
    ];
    await account.control("POST", "/followers/f1/decisions", { choices });
    await vi.waitFor(() => expect(account.raw).toHaveLength(1));
    expect(account.raw[0]).toContain(
      `<SubscribeMsgPopupEvent><List><TemplateId><![CDATA[${one}]]></TemplateId><SubscribeStatusString><![CDATA[accept]]></SubscribeStatusString><PopupScene><![CDATA[2]]></PopupScene></List><List><TemplateId><![CDATA[${two}]]></TemplateId><SubscribeStatusString><![CDATA[reject]]>`,
    );
    expect(account.sandbox.world.consents.has(account.follower("f1").openid, one)).toBe(true);
    expect(account.sandbox.world.consents.has(account.follower("f1").openid, two)).toBe(false);
  });
});
