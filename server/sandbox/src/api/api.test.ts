import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startSandbox, type Sandbox } from "../server.ts";
import { readSettings } from "../settings.ts";
import { MINUTE } from "../world/clock.ts";

const settings = readSettings({});
const { appId, appSecret, miniAppId } = settings.account;
let sandbox: Sandbox;
let accessToken: string;

beforeEach(async () => {
  // Nobody listens on port 9 here: these tests are about calls, not pushes.
  const account = { ...settings.account, callbackUrl: "http://127.0.0.1:9/wechat" };
  sandbox = await startSandbox({ ...settings, port: 0, dataDir: undefined, account }, false);
  accessToken = sandbox.world.tokens.stable(appId).value;
});
afterEach(() => sandbox.close());

type Answer = Record<string, unknown>;
async function ask(path: string, init: RequestInit = {}): Promise<Answer> {
  const joint = path.includes("?") ? "&" : "?";
  const response = await fetch(`${sandbox.url}${path}${joint}access_token=${accessToken}`, init);
  expect(response.status).toBe(200);
  return (await response.json()) as Answer;
}
const post = (path: string, body: unknown) => ask(path, { method: "POST", body: JSON.stringify(body) });
const follower = () => {
  const found = sandbox.world.followers.find("f1");
  if (!found) throw new Error("the first follower is missing");
  return found;
};
function follow(): string {
  const { id, openid } = follower();
  sandbox.world.followers.follow(id, sandbox.world.clock.now(), "");
  sandbox.world.allowances.contact(openid, "message");
  return openid;
}
const send = async (message: Answer) =>
  (await post("/cgi-bin/message/custom/send", { touser: follower().openid, ...message }))["errcode"];
const lastOfChat = () => sandbox.world.chats.read("f1").at(-1);

async function upload(type: string, contentType: string, bytes: number, name = "照片.png"): Promise<Answer> {
  const form = new FormData();
  form.append("media", new Blob([new Uint8Array(bytes)], { type: contentType }), name);
  return ask(`/cgi-bin/media/upload?type=${type}`, { method: "POST", body: form });
}

describe("customer-service messages", () => {
  it("appear in the chat, kind by kind", async () => {
    follow();
    const { media_id: mediaId } = await upload("image", "image/png", 3);
    expect(await send({ msgtype: "image", image: { media_id: mediaId } })).toBe(0);
    expect(lastOfChat()).toMatchObject({ kind: "image", mediaId, by: "custom", from: "account" });
    const list = [{ id: "101", content: "满意" }];
    expect(await send({ msgtype: "msgmenu", msgmenu: { head_content: "好吗", list, tail_content: "谢谢" } })).toBe(0);
    expect(lastOfChat()).toMatchObject({ kind: "menu", head: "好吗", choices: [{ id: "101", text: "满意" }] });
    const page = { title: "续保", appid: miniAppId, pagepath: "apply/guide/index", thumb_media_id: mediaId };
    expect(await send({ msgtype: "miniprogrampage", miniprogrampage: page })).toBe(0);
    const pictureUrl = `/__sandbox/media/${String(mediaId)}`;
    const shown = { kind: "mini-program", path: "apply/guide/index", appId: miniAppId, pictureUrl };
    expect(lastOfChat()).toMatchObject(shown);
    const articles = [{ title: "题", description: "述", url: "https://u/", picurl: "https://p/" }];
    expect(await send({ msgtype: "news", news: { articles } })).toBe(0);
    expect(lastOfChat()).toMatchObject({ kind: "news", articles: [{ title: "题", pictureUrl: "https://p/" }] });
  });

  it("that are wrong cost nothing of the allowance", async () => {
    const openid = follow();
    const before = sandbox.world.allowances.left(openid);
    expect(await send({ msgtype: "text", text: { content: "" } })).toBe(44004);
    expect(await send({ msgtype: "text", text: { content: "社".repeat(683) } })).toBe(45002);
    expect(await send({ msgtype: "image", image: { media_id: "none" } })).toBe(40007);
    expect(await send({ msgtype: "news", news: { articles: [{}, {}] } })).toBe(45008);
    expect(await send({ msgtype: "miniprogrampage", miniprogrampage: { appid: "other", title: "续保" } })).toBe(40166);
    expect(await send({ msgtype: "dance", dance: {} })).toBe(40008);
    expect(sandbox.world.allowances.left(openid)).toBe(before);
  });
});

describe("cards of the mini-program", () => {
  const { miniAppId: appid } = settings.account;
  const card = (thumb_media_id: unknown, more: Answer = {}) =>
    send({
      msgtype: "miniprogrampage",
      miniprogrampage: { title: "续保", appid, pagepath: "cases/list/index", thumb_media_id, ...more },
    });

  it("need a linked mini-program, a page, and a picture that is kept, of the right kind and size", async () => {
    const openid = follow();
    const { media_id: mediaId } = await upload("image", "image/jpeg", 5);
    const { thumb_media_id: thumbId } = await upload("thumb", "image/jpeg", 5);
    const { media_id: voiceId } = await upload("voice", "audio/amr", 5);
    const { media_id: largeId } = await upload("image", "image/png", 64 * 1024 + 1);
    const before = sandbox.world.allowances.left(openid);
    expect(await card(mediaId, { title: "" })).toBe(44004);
    expect(await card(mediaId, { appid: "gh_99demo000001" })).toBe(40166);
    expect(await card(mediaId, { appid: "wx99of0000somebody" })).toBe(85005);
    expect(await card(mediaId, { pagepath: "" })).toBe(40165);
    expect(await card(mediaId, { pagepath: `cases/list/index?q=${"1".repeat(1024)}` })).toBe(40165);
    expect(await card("none")).toBe(40007);
    expect(await card(voiceId)).toBe(40004);
    expect(await card(largeId)).toBe(40012);
    expect(sandbox.world.allowances.left(openid)).toBe(before);
    expect(await card(thumbId)).toBe(0);
    sandbox.world.account.change({ ...sandbox.world.account.settings, miniProgramLinked: false });
    expect(await card(mediaId)).toBe(85005);
    sandbox.world.account.change({ ...sandbox.world.account.settings, miniProgramLinked: true });
    sandbox.world.clock.advance(3 * 24 * 60 * MINUTE);
    accessToken = sandbox.world.tokens.stable(appId).value;
    sandbox.world.allowances.contact(openid, "message");
    expect(await card(mediaId)).toBe(40007);
  });

  it("count against the allowance like any message, and not at all once it is over", async () => {
    const openid = follow();
    const { media_id: mediaId } = await upload("image", "image/jpeg", 5);
    const answers: unknown[] = [];
    for (let n = 0; n < 6; n += 1) answers.push(await card(mediaId));
    expect(answers).toEqual([0, 0, 0, 0, 0, 45047]);
    sandbox.world.clock.advance(49 * 60 * MINUTE);
    accessToken = sandbox.world.tokens.stable(appId).value;
    expect(sandbox.world.allowances.left(openid)).toBe(0);
    expect(await card(mediaId)).toBe(45015);
  });
});

describe("the typing state", () => {
  const typing = async (command: string) =>
    (await post("/cgi-bin/message/custom/typing", { touser: follower().openid, command }))["errcode"];

  it("is set once, for 15 seconds, shortly after a word of the follower's", async () => {
    follow();
    const heard: unknown[] = [];
    sandbox.world.chats.listen("f1", (event) => heard.push(event));
    expect(await typing("Dance")).toBe(45072);
    expect(await typing("Typing")).toBe(0);
    expect(await typing("Typing")).toBe(45081);
    expect(await typing("CancelTyping")).toBe(0);
    expect(await typing("Typing")).toBe(0);
    sandbox.world.clock.advance(16_000);
    expect(await typing("Typing")).toBe(0);
    expect(heard).toEqual([true, false, true, true].map((on) => ({ type: "typing", on })));
    sandbox.world.clock.advance(16_000);
    expect(await typing("Typing")).toBe(45080);
  });

  it("ends with a message", async () => {
    follow();
    expect(await typing("Typing")).toBe(0);
    expect(await send({ msgtype: "text", text: { content: "您好" } })).toBe(0);
    expect(await typing("Typing")).toBe(0);
  });
});

describe("media", () => {
  it("come back as they went, under their own name, for three days", async () => {
    const { media_id: mediaId, type } = await upload("image", "image/png", 5);
    expect(type).toBe("image");
    expect(sandbox.world.media.find(String(mediaId))?.filename).toBe("照片.png");
    const path = `${sandbox.url}/cgi-bin/media/get?access_token=${accessToken}&media_id=${String(mediaId)}`;
    const back = await fetch(path);
    expect(back.headers.get("content-type")).toContain("image/png");
    expect(Buffer.from(await back.arrayBuffer())).toEqual(Buffer.alloc(5));
    sandbox.world.clock.advance(3 * 24 * 60 * MINUTE);
    accessToken = sandbox.world.tokens.stable(appId).value;
    expect(await ask(`/cgi-bin/media/get?media_id=${String(mediaId)}`)).toMatchObject({ errcode: 40007 });
  });

  it("are refused by kind, size and form", async () => {
    expect(await upload("dance", "image/png", 3)).toMatchObject({ errcode: 40004 });
    expect(await upload("image", "text/html", 3)).toMatchObject({ errcode: 40005 });
    expect(await upload("voice", "audio/mp4", 3)).toMatchObject({ errcode: 40005 });
    expect(await upload("image", "image/png", 0)).toMatchObject({ errcode: 41005 });
    expect(await upload("thumb", "image/jpeg", 65 * 1024)).toMatchObject({ errcode: 45001 });
    expect(await upload("voice", "audio/amr", 2 * 1024 * 1024 + 1)).toMatchObject({ errcode: 45001 });
    const headers = { "content-type": "multipart/form-data" };
    const torn = await ask("/cgi-bin/media/upload?type=image", { method: "POST", headers, body: "x" });
    expect(torn).toMatchObject({ errcode: 47001 });
  });
});

describe("menus", () => {
  const group = (sub: Answer) => ({ button: [{ name: "办事", sub_button: [sub] }] });
  it.each([
    [40022, group({ name: "续保", sub_button: [{ name: "续保", type: "click", key: "A" }] })],
    [40024, group({ name: "续保", type: "dance" })],
    [40025, group({ name: "社".repeat(21), type: "click", key: "A" })],
    [40026, group({ name: "续保", type: "click" })],
    [40027, group({ name: "续保", type: "view" })],
    [40019, { button: [{ name: "续保", type: "click", key: "A".repeat(129) }] }],
    [40020, { button: [{ name: "续保", type: "view", url: `https://${"a".repeat(1024)}` }] }],
    [40166, { button: [{ name: "续保", type: "miniprogram", url: "https://u/", appid: "other", pagepath: "a" }] }],
    [40165, { button: [{ name: "续保", type: "miniprogram", url: "https://u/", appid: miniAppId }] }],
    [40016, { button: Array.from({ length: 4 }, () => ({ name: "续保", type: "click", key: "A" })) }],
  ])("are refused with %i", async (code, menu) => {
    expect(await post("/cgi-bin/menu/create", menu)).toMatchObject({ errcode: code });
    expect(await ask("/cgi-bin/menu/get")).toMatchObject({ errcode: 46003 });
  });

  it("are read back as they were made, until they are deleted", async () => {
    const button = [{ name: "续保", type: "miniprogram", url: "https://u/", appid: miniAppId, pagepath: "a/b" }];
    expect(await post("/cgi-bin/menu/create", { button })).toEqual({ errcode: 0, errmsg: "ok" });
    expect(await ask("/cgi-bin/menu/get")).toMatchObject({ menu: { button } });
    expect(await ask("/cgi-bin/get_current_selfmenu_info")).toMatchObject({ is_menu_open: 1 });
    expect(await ask("/cgi-bin/menu/delete")).toMatchObject({ errcode: 0 });
    expect(await ask("/cgi-bin/menu/get")).toMatchObject({ errcode: 46003 });
  });
});

describe("every call", () => {
  it("counts against the day in Beijing", async () => {
    sandbox.world.quotas.limit("/cgi-bin/user/get", 1);
    expect(await ask("/cgi-bin/user/get")).toMatchObject({ total: 0 });
    expect(await ask("/cgi-bin/user/get")).toMatchObject({ errcode: 45009 });
    expect(await post("/cgi-bin/clear_quota", { appid: appId })).toMatchObject({ errcode: 0 });
    expect(await ask("/cgi-bin/user/get")).toMatchObject({ total: 0 });
  });

  it("may carry a token that has ended", async () => {
    sandbox.world.clock.advance(121 * MINUTE);
    expect(await ask("/cgi-bin/user/get")).toMatchObject({ errcode: 42001 });
  });

  it("to what this sandbox does not know is not authorised", async () => {
    for (const path of [
      "/wxa/business/getuserphonenumber",
      "/customservice/kfaccount/inviteworker",
      "/cgi-bin/material/get_material",
    ])
      expect(await post(path, {})).toMatchObject({ errcode: 48001 });
  });

  it("that fails on purpose is written down as well", async () => {
    sandbox.world.faults.arm({ kind: "http500", times: 1, path: "/cgi-bin/user" });
    const broken = await fetch(`${sandbox.url}/cgi-bin/user/get?access_token=${accessToken}`);
    expect([broken.status, await broken.text()]).toEqual([500, "<html>Internal Server Error</html>"]);
    expect(sandbox.world.transcript.list().at(-1)).toMatchObject({ status: 500, note: "500" });
    expect(await ask("/cgi-bin/user/get")).toMatchObject({ total: 0 });
  });
});

describe("credentials", () => {
  it("are checked one by one, for both kinds of token", async () => {
    const get = (query: string) => ask(`/cgi-bin/token?${query}`);
    expect(await get(`appid=${appId}&secret=${appSecret}`)).toMatchObject({ errcode: 40002 });
    expect(await get("grant_type=client_credential")).toMatchObject({ errcode: 41002 });
    expect(await get(`grant_type=client_credential&appid=${appId}`)).toMatchObject({ errcode: 41004 });
    expect(await get("grant_type=client_credential&appid=other&secret=x")).toMatchObject({ errcode: 40013 });
    expect(await get(`grant_type=client_credential&appid=${appId}&secret=x`)).toMatchObject({ errcode: 40125 });
    const good = await get(`grant_type=client_credential&appid=${appId}&secret=${appSecret}`);
    expect(good).toEqual({ access_token: expect.any(String), expires_in: 7200 });
  });

  it("come with a session key of 16 bytes, another one each time", async () => {
    const exchange = async () => {
      const code = sandbox.world.codes.issue("f1");
      const { miniAppSecret } = settings.account;
      const query = `appid=${miniAppId}&secret=${miniAppSecret}&js_code=${code}&grant_type=authorization_code`;
      return String((await ask(`/sns/jscode2session?${query}`))["session_key"]);
    };
    const [one, two] = [await exchange(), await exchange()];
    expect(Buffer.from(one, "base64")).toHaveLength(16);
    expect(two).not.toBe(one);
  });

  it("stop the sandbox at its start when the key is no key", async () => {
    const account = { ...settings.account, aesKey: "short" };
    await expect(startSandbox({ ...settings, port: 0, dataDir: undefined, account }, false)).rejects.toThrow("43");
  });
});
