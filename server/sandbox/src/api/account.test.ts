import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startSandbox, type Sandbox } from "../server.ts";
import { readSettings } from "../settings.ts";

const settings = readSettings({});
let sandbox: Sandbox;
let token: string;
let openids: string[];

beforeEach(async () => {
  sandbox = await startSandbox({ ...settings, port: 0, dataDir: undefined }, false);
  const { appId, appSecret } = settings.account;
  const answer = await fetch(
    `${sandbox.url}/cgi-bin/token?grant_type=client_credential&appid=${appId}&secret=${appSecret}`,
  );
  ({ access_token: token } = (await answer.json()) as { access_token: string });
  openids = sandbox.world.followers.list().map((one) => {
    sandbox.world.followers.follow(one.id, 1, "");
    return one.openid;
  });
});
afterEach(() => sandbox.close());

const read = async (answer: Promise<Response>): Promise<any> => (await answer).json();
const post = (path: string, body: object) =>
  read(
    fetch(`${sandbox.url}/cgi-bin/${path}${path.includes("?") ? "&" : "?"}access_token=${token}`, {
      method: "POST",
      body: JSON.stringify(body),
    }),
  );
function upload(path: string, type = "image/png") {
  const form = new FormData();
  form.append("media", new Blob([new Uint8Array([0x89, 0x50, 0x4e, 0x47])], { type }), "a.png");
  return read(
    fetch(`${sandbox.url}/cgi-bin/${path}${path.includes("?") ? "&" : "?"}access_token=${token}`, {
      method: "POST",
      body: form,
    }),
  );
}
const article = (thumb: string, more: object = {}) => ({
  title: "养老金调整",
  content: "<p>今年的调整</p><script>alert(1)</script>",
  thumb_media_id: thumb,
  ...more,
});

describe("articles", () => {
  it("become a draft, a page without scripts, and are gone from the drafts", async () => {
    const { media_id: cover } = await upload("material/add_material?type=image");
    const { media_id: draft } = await post("draft/add", { articles: [article(cover)] });
    const { publish_id: id } = await post("freepublish/submit", { media_id: draft });
    const told = await post("freepublish/get", { publish_id: id });
    expect(told.publish_status).toBe(0);
    const page = await (await fetch(told.article_detail.item[0].article_url)).text();
    expect(page).toContain("今年的调整");
    expect(page).not.toContain("alert");
    expect((await post("draft/get", { media_id: draft })).errcode).toBe(40007);
  });

  it.each([
    [{ title: "长".repeat(33) }, 45003],
    [{ digest: "长".repeat(129) }, 45004],
    [{ content: "长".repeat(20_000) }, 45002],
    [{ thumb_media_id: "nothing" }, 40007],
  ])("are refused when WeChat would refuse them (%#)", async (wrong, code) => {
    const { media_id: cover } = await upload("material/add_material?type=image");
    expect((await post("draft/add", { articles: [article(cover, wrong)] })).errcode).toBe(code);
  });

  it("take pictures and nothing else", async () => {
    expect((await upload("media/uploadimg")).url).toContain("http://");
    expect((await upload("media/uploadimg", "text/html")).errcode).toBe(40005);
  });
});

describe("mass messages", () => {
  const say = (key: string, to: string[] = openids) =>
    post("message/mass/send", { touser: to, msgtype: "text", text: { content: "通知" }, clientmsgid: key });

  it("go out once under one key, and tell the first id again", async () => {
    const first = await say("k1");
    expect(first.errmsg).toBe("send job submission success");
    const again = await say("k1");
    expect(again).toMatchObject({ errcode: 45065, msg_id: first.msg_id });
    expect(await post("message/mass/get", { msg_id: first.msg_id })).toMatchObject({ msg_status: "SEND_SUCCESS" });
    expect((await post("message/mass/get", { msg_id: "1" })).errcode).toBe(40059);
  });

  it("reach a follower four times a month at most", async () => {
    for (const key of ["a", "b", "c", "d"]) await say(key);
    const { msg_id: fifth } = await say("e");
    expect(sandbox.world.mass.find(fifth)).toMatchObject({ total: 3, passed: 0 });
  });

  it("go to everybody once a day, to lists of two at least, under keys of 32 bytes at most", async () => {
    const all = { filter: { is_to_all: true }, msgtype: "text", text: { content: "公告" } };
    expect((await post("message/mass/sendall", { ...all, clientmsgid: "x1" })).errcode).toBe(0);
    expect((await post("message/mass/sendall", { ...all, clientmsgid: "x2" })).errcode).toBe(45028);
    expect((await say("k", openids.slice(0, 1))).errcode).toBe(40032);
    expect((await say("k".repeat(33))).errcode).toBe(45067);
    expect((await post("message/mass/sendall", { ...all, filter: { tag_id: 9 } })).errcode).toBe(40152);
    expect((await post("message/mass/speed/set", { speed: 7 })).errcode).toBe(45083);
  });
});

describe("deleted mass messages", () => {
  it("are articles alone: one page or all die, words cannot be taken back", async () => {
    const { media_id: cover } = await upload("material/add_material?type=image");
    const { media_id } = await post("draft/add", { articles: [article(cover), article(cover, { title: "第二篇" })] });
    const { msg_id } = await post("message/mass/send", { touser: openids, msgtype: "mpnews", mpnews: { media_id } });
    const card = sandbox.world.chats.read("f1").find((one) => one.kind === "news");
    const [first = "", second = ""] = card?.kind === "news" ? card.articles.map((one) => one.url) : [];
    const read = async (url: string) => (await fetch(url)).text();
    expect((await post("message/mass/delete", { msg_id, article_idx: 2 })).errcode).toBe(0);
    expect(await read(first)).not.toContain("已被发布者删除");
    expect(await read(second)).toContain("已被发布者删除");
    expect((await post("message/mass/delete", { msg_id, article_idx: 9 })).errcode).toBe(40097);
    expect((await post("message/mass/delete", { msg_id, article_idx: 0 })).errcode).toBe(0);
    expect(await read(first)).toContain("已被发布者删除");
    expect(await post("message/mass/get", { msg_id })).toMatchObject({ msg_status: "DELETE" });
    const words = { touser: openids, msgtype: "text", text: { content: "通知" } };
    const { msg_id: text } = await post("message/mass/send", words);
    expect((await post("message/mass/delete", { msg_id: text })).errcode).toBe(40008);
    expect((await post("message/mass/delete", { msg_id: "1" })).errcode).toBe(40059);
  });
});

describe("tags and menus for them", () => {
  it("keep WeChat's limits", async () => {
    const { tag } = await post("tags/create", { tag: { name: "退休" } });
    expect((await post("tags/create", { tag: { name: "退休" } })).errcode).toBe(45157);
    expect((await post("tags/create", { tag: { name: "长".repeat(31) } })).errcode).toBe(45158);
    expect((await post("tags/delete", { tag: { id: 2 } })).errcode).toBe(45058);
    expect((await post("tags/members/batchtagging", { tagid: 9, openid_list: openids })).errcode).toBe(45159);
    expect((await post("tags/members/batchtagging", { tagid: tag.id, openid_list: ["nobody"] })).errcode).toBe(40003);
    await post("tags/members/batchtagging", { tagid: tag.id, openid_list: openids });
    expect((await post("user/tag/get", { tagid: tag.id })).count).toBe(3);
  });

  it("show another menu to who carries the tag, and refuse what was taken away", async () => {
    const button = [{ type: "click", name: "退休", key: "R" }];
    const { tag } = await post("tags/create", { tag: { name: "退休" } });
    const matchrule = { tag_id: String(tag.id) };
    expect((await post("menu/addconditional", { button, matchrule })).errcode).toBe(65303);
    await post("menu/create", { button: [{ type: "click", name: "查询", key: "Q" }] });
    expect((await post("menu/addconditional", { button, matchrule: { sex: "1" } })).errcode).toBe(65320);
    const { menuid } = await post("menu/addconditional", { button, matchrule });
    await post("tags/members/batchtagging", { tagid: tag.id, openid_list: [openids[0]] });
    expect((await post("menu/trymatch", { user_id: openids[0] })).button[0].key).toBe("R");
    expect((await post("menu/trymatch", { user_id: openids[1] })).button[0].key).toBe("Q");
    await post("menu/delconditional", { menuid });
    expect((await post("menu/delconditional", { menuid })).errcode).toBe(65301);
  });
});

describe("subscription messages", () => {
  it("need a consent each, and values of the template's shape", async () => {
    const message = { touser: openids[0], template_id: "t1", data: { thing1: { value: "缴费提醒" } } };
    expect((await post("message/subscribe/bizsend", message)).errcode).toBe(43101);
    sandbox.world.consents.agree(openids[0] ?? "", "t1");
    const long = { ...message, data: { thing1: { value: "长".repeat(21) } } };
    expect((await post("message/subscribe/bizsend", long)).errcode).toBe(47003);
    expect((await post("message/subscribe/bizsend", message)).errcode).toBe(0);
    expect((await post("message/subscribe/bizsend", message)).errcode).toBe(43101);
  });
});
