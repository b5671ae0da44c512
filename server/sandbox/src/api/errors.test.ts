import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startAccount, type Json, type TestAccount } from "../../test/account.ts";
import { newRid } from "../world/transcript.ts";
import { errorCodes, type ErrorCode } from "./errors.ts";

let account: TestAccount;
let openid: string;
beforeAll(async () => {
  account = await startAccount();
  openid = account.follow("f1").openid;
  account.follow("f2");
  account.sandbox.world.allowances.contact(openid, "message");
});
afterAll(() => account.close());

const world = () => account.sandbox.world;
const settings = () => world().account.settings;
const call = (path: string, body?: object) => account.call(`/cgi-bin/${path}`, body);
const kf = (path: string, body?: object) => account.call(`/customservice/${path}`, body);
const tmpl = (path: string, body?: object) => account.call(`/wxaapi/newtmpl/${path}`, body);
const bare = async (path: string, init: RequestInit = {}): Promise<Json> =>
  (await fetch(`${account.sandbox.url}${path}`, init)).json();
const withToken = () => `access_token=${world().tokens.stable(settings().appId).value}`;
const login = (more: Record<string, string>) => {
  const { miniAppId, miniAppSecret } = settings();
  const all = { appid: miniAppId, secret: miniAppSecret, grant_type: "authorization_code", ...more };
  return bare(`/sns/jscode2session?${new URLSearchParams(all).toString()}`);
};
const token = (more: Record<string, string>) => {
  const all = { grant_type: "client_credential", appid: settings().appId, secret: settings().appSecret, ...more };
  return bare(`/cgi-bin/token?${new URLSearchParams(all).toString()}`);
};
function upload(path: string, type: string, bytes = 4): Promise<Json> {
  const form = new FormData();
  form.append("media", new Blob([new Uint8Array(bytes)], { type }), "a");
  return bare(`/cgi-bin/${path}${path.includes("?") ? "&" : "?"}${withToken()}`, { method: "POST", body: form });
}
const menu = (...button: object[]) => call("menu/create", { button });
const inGroup = (sub: object) => menu({ name: "办事", sub_button: [sub] });
const forTag = async (button: object[], matchrule: object) => {
  await menu({ name: "查", type: "click", key: "Q" });
  return call("menu/addconditional", { button, matchrule });
};
const leadingTo = async (...urls: string[]) => {
  const { tag } = await call("tags/create", { tag: { name: newRid(Date.now()) } });
  const sub_button = urls.map((url) => ({ name: "网站", type: "view", url }));
  return forTag([{ name: "去", sub_button }], { tag_id: String(tag.id) });
};
const send = (more: object) => call("message/custom/send", { touser: openid, msgtype: "text", ...more });
/** A card of the linked mini-program with a picture of so many bytes. */
async function card(more: object, bytes = 4): Promise<Json> {
  const { media_id: thumb_media_id } = await upload("media/upload?type=image", "image/jpeg", bytes);
  const page = { title: "续保", appid: settings().miniAppId, pagepath: "cases/list/index", thumb_media_id };
  return send({ msgtype: "miniprogrampage", miniprogrampage: { ...page, ...more } });
}
const typing = (command: string, touser = openid) => call("message/custom/typing", { touser, command });
const article = async (more: object) => {
  const { media_id } = await upload("material/add_material?type=image", "image/png");
  return call("draft/add", { articles: [{ title: "题", content: "文", thumb_media_id: media_id, ...more }] });
};
const mass = (more: object = {}) =>
  call("message/mass/sendall", { filter: { is_to_all: true }, msgtype: "text", text: { content: "通知" }, ...more });
const agent = `a${"b".repeat(3)}@gh_99demo000001`;
const addAgent = (kf_account: string, nickname = "小李") => kf("kfaccount/add", { kf_account, nickname });
const bizsend = (template_id: string, data: object = {}) =>
  call("message/subscribe/bizsend", { touser: openid, template_id, data });
const notices = (template_id: string, touser = openid) =>
  call("message/template/send", { touser, template_id, data: {} });
const records = (more: object) =>
  kf("msgrecord/getmsglist", { starttime: 1, endtime: 2, msgid: 1, number: 1, ...more });
const titles = (query: string) => tmpl(`getpubtemplatetitles?${query}`);
const addTemplate = (more: object) =>
  tmpl("addtemplate", { tid: "50104", kidList: [1, 2], sceneDesc: "提醒", ...more });
async function many(times: number, work: (at: number) => Promise<Json>): Promise<Json> {
  let last: Json;
  for (let at = 0; at < times; at++) last = await work(at);
  return last;
}

/** Each refusal that arises by itself, and a call that is refused with it. In this order: some leave something behind. */
const arising: readonly (readonly [ErrorCode, () => Promise<Json>])[] = [
  [40001, () => bare("/cgi-bin/tags/get?access_token=99_of_somebody_else")],
  [40002, () => token({ grant_type: "dance" })],
  [40003, () => call("user/info?openid=nobody")],
  [40004, () => upload("media/upload?type=dance", "image/png")],
  [40005, () => upload("media/uploadimg", "text/html")],
  [40007, () => call("draft/get", { media_id: "none" })],
  [40008, () => send({ msgtype: "dance" })],
  [40009, () => upload("media/uploadimg", "image/png", 1024 * 1024 + 1)],
  [40012, () => card({}, 64 * 1024 + 1)],
  [40013, () => token({ appid: "wx99other" })],
  [40014, () => bare("/cgi-bin/tags/get?access_token=mine")],
  [40016, () => menu()],
  [40017, () => menu({ name: "问", type: "dance" })],
  [40018, () => menu({ name: "一个名字太长的菜单", type: "click", key: "A" })],
  [40019, () => menu({ name: "问", type: "click" })],
  [40020, () => menu({ name: "问", type: "view" })],
  [40022, () => inGroup({ name: "问", sub_button: [{}] })],
  [
    40023,
    () => menu({ name: "问", sub_button: Array.from({ length: 6 }, () => ({ name: "问", type: "click", key: "A" })) }),
  ],
  [40024, () => inGroup({ name: "问", type: "dance" })],
  [40025, () => inGroup({ name: "长".repeat(21), type: "click", key: "A" })],
  [40026, () => inGroup({ name: "问", type: "click" })],
  [40027, () => inGroup({ name: "问", type: "view" })],
  [40029, () => login({ js_code: "none" })],
  [40032, () => call("message/mass/send", { touser: [openid], msgtype: "text", text: { content: "通知" } })],
  [40037, () => notices("none")],
  [40053, () => call("qrcode/create", { action_name: "QR_DANCE" })],
  [40059, () => call("message/mass/get", { msg_id: "1" })],
  [40097, () => call("shorten/gen", { long_data: "" })],
  [40125, () => token({ secret: "wrong" })],
  [40152, () => mass({ filter: { tag_id: 9 } })],
  [
    40163,
    () => {
      const js_code = world().codes.issue("f1");
      return login({ js_code }).then(() => login({ js_code }));
    },
  ],
  [40165, () => menu({ name: "问", type: "miniprogram", url: "https://u/", appid: settings().miniAppId })],
  [40166, () => menu({ name: "问", type: "miniprogram", url: "https://u/", appid: "other", pagepath: "a" })],
  [
    40201,
    async () => {
      const before = settings();
      world().account.change({ ...before, callbackUrl: "nowhere" });
      const answer = await call("callback/check", { action: "all", check_operator: "DEFAULT" });
      world().account.change(before);
      return answer;
    },
  ],
  [40202, () => call("callback/check", { action: "dance", check_operator: "DEFAULT" })],
  [40203, () => call("callback/check", { action: "all", check_operator: "NOBODY" })],
  [40246, () => call("template/api_add_template", { template_id_short: "50101", keyword_name_list: ["无"] })],
  [41001, () => bare("/cgi-bin/tags/get")],
  [41002, () => token({ appid: "" })],
  [41004, () => token({ secret: "" })],
  [41005, () => upload("media/uploadimg", "image/png", 0)],
  [41008, () => login({ js_code: "" })],
  [
    42001,
    () => {
      const { value } = world().tokens.ordinary(settings().appId);
      world().tokens.expire(value);
      return bare(`/cgi-bin/tags/get?access_token=${value}`);
    },
  ],
  [43001, () => call("tags/get", {})],
  [43002, () => call("tags/create")],
  [43004, () => send({ touser: account.follower("f3").openid, text: { content: "您好" } })],
  [
    43019,
    async () => {
      world().blacklist.add(openid);
      const answer = await send({ text: { content: "您好" } });
      world().blacklist.remove(openid);
      return answer;
    },
  ],
  [43101, () => bizsend("livestream")],
  [44002, () => bare(`/cgi-bin/tags/create?${withToken()}`, { method: "POST", body: "" })],
  [44004, () => send({ text: { content: "" } })],
  [45002, () => send({ text: { content: "社".repeat(683) } })],
  [45003, () => article({ title: "长".repeat(33) })],
  [45004, () => article({ digest: "长".repeat(129) })],
  [45008, () => call("draft/add", { articles: [] })],
  [
    45009,
    async () => {
      world().quotas.limit("/cgi-bin/getcallbackip", 1);
      return many(2, () => call("getcallbackip"));
    },
  ],
  [45015, () => send({ touser: account.follower("f2").openid, text: { content: "您好" } })],
  [45047, () => many(6, () => send({ text: { content: "您好" } }))],
  [
    45026,
    () =>
      many(26, () =>
        call("template/api_add_template", { template_id_short: "50101", keyword_name_list: ["缴费项目"] }),
      ),
  ],
  [
    45029,
    async () => {
      const { permanent } = world().qrCodes;
      world().qrCodes.permanent = () => permanent() + 100_000;
      const answer = await call("qrcode/create", {
        action_name: "QR_LIMIT_SCENE",
        action_info: { scene: { scene_id: 9 } },
      });
      world().qrCodes.permanent = permanent;
      return answer;
    },
  ],
  [45028, () => many(2, (at) => mass({ clientmsgid: `once-a-day-${at}` }))],
  [
    45065,
    () =>
      many(2, () =>
        call("message/mass/send", {
          touser: [openid, account.follower("f2").openid],
          msgtype: "text",
          text: { content: "通知" },
          clientmsgid: "k",
        }),
      ),
  ],
  [
    45066,
    () =>
      many(2, () =>
        call("message/mass/send", {
          touser: [openid, account.follower("f2").openid],
          msgtype: "text",
          text: { content: "又一条" },
        }),
      ),
  ],
  [
    45067,
    () =>
      call("message/mass/send", {
        touser: [openid, account.follower("f2").openid],
        msgtype: "text",
        text: { content: "通知" },
        clientmsgid: "k".repeat(33),
      }),
  ],
  [45072, () => typing("Dance")],
  [45080, () => typing("Typing", account.follower("f2").openid)],
  [45081, () => many(2, () => typing("Typing"))],
  [45083, () => call("message/mass/speed/set", { speed: 9 })],
  [45084, () => call("message/mass/speed/set", {})],
  [65316, () => leadingTo("https://a/", "https://b/", "https://c/", "https://d/")],
  [65317, () => leadingTo("ftp://a/")],
  [45058, () => call("tags/delete", { tag: { id: 2 } })],
  [
    45057,
    async () => {
      const { tag } = await call("tags/create", { tag: { name: "人很多" } });
      world().followers.gather(100_001, world().clock.now());
      for (const one of world().followers.following.all()) world().tags.put(tag.id, one);
      return call("tags/delete", { tag: { id: tag.id } });
    },
  ],
  [
    45059,
    async () => {
      const ids = await Promise.all(
        Array.from({ length: 21 }, async (_, at) => (await call("tags/create", { tag: { name: `标签${at}` } })).tag.id),
      );
      return many(21, (at) => call("tags/members/batchtagging", { tagid: ids[at], openid_list: [openid] }));
    },
  ],
  [45157, () => call("tags/create", { tag: { name: "" } })],
  [45158, () => call("tags/create", { tag: { name: "长".repeat(31) } })],
  [45159, () => call("tags/delete", { tag: { id: 9 } })],
  [45056, () => many(101, (at) => call("tags/create", { tag: { name: `第 ${at}` } }))],
  [47001, () => bare(`/cgi-bin/tags/create?${withToken()}`, { method: "POST", body: "{" })],
  [47003, () => bizsend("livestream", { thing1: { value: "长".repeat(21) } })],
  [48001, () => call("dance")],
  [48006, () => many(11, () => call("clear_quota", { appid: settings().appId }))],
  [61451, () => addAgent(agent, "")],
  [61452, () => addAgent("li@elsewhere")],
  [61453, () => many(2, () => addAgent(agent))],
  [61454, () => addAgent(`${"a".repeat(11)}@gh_99demo000001`)],
  [61455, () => addAgent("a_b@gh_99demo000001")],
  [61456, () => many(100, (at) => addAgent(`n${at}@gh_99demo000001`))],
  [65301, () => call("menu/delconditional", { menuid: "1" })],
  [
    65303,
    async () => {
      await call("menu/delete");
      return call("menu/addconditional", { button: [], matchrule: {} });
    },
  ],
  [46003, () => call("menu/get")],
  [65304, () => forTag([{ name: "问", type: "click", key: "A" }], {})],
  [65320, () => forTag([{ name: "问", type: "click", key: "A" }], { sex: "1" })],
  [65401, () => kf("kfsession/create", { kf_account: "nobody", openid })],
  [65413, () => kf("kfsession/close", { kf_account: agent, openid })],
  [65415, () => kf("kfsession/create", { kf_account: agent, openid })],
  [
    65414,
    () => {
      world().desk.online(agent, true);
      world().desk.serve(openid, "n1@gh_99demo000001");
      return kf("kfsession/create", { kf_account: agent, openid });
    },
  ],
  [65416, () => records({ number: 0 })],
  [65417, () => records({ endtime: 86_402 })],
  [76001, () => call("openapi/rid/get", { rid: newRid(Date.now()) })],
  [76002, () => call("openapi/rid/get", { rid: "mine" })],
  [76004, () => call("openapi/rid/get", { rid: newRid(0) })],
  [76021, () => call("openapi/quota/get", { cgi_path: "/cgi-bin/dance" })],
  [85005, () => card({ appid: "wx99of0000somebody" })],
  [200012, () => many(26, () => addTemplate({}))],
  [200014, () => addTemplate({ tid: "1" })],
  [200016, () => titles("ids=616&start=x&limit=1")],
  [200017, () => titles("ids=616&start=0&limit=0")],
  [200018, () => titles("start=0&limit=1")],
  [200019, () => titles("ids=1&start=0&limit=1")],
  [200020, () => addTemplate({ kidList: [] })],
  [200021, () => addTemplate({ sceneDesc: "" })],
];

/** Refusals of calls or conditions that the sandbox does not have: by order alone, `{"kind": "code", "code": …}`. */
const byOrderAlone: readonly ErrorCode[] = [
  -1, 40021, 40028, 40164, 40200, 40226, 40243, 41030, 45001, 45005, 45006, 45007, 45010, 45016, 45017, 45018, 48002,
  48004, 48008, 50005, 53503, 53504, 53505, 61004, 61450, 61457, 65302, 65305, 65306, 65307, 65308, 65309, 65310, 65311,
  65312, 65313, 65314, 65400, 65402, 76003, 76022, 85400, 87014, 88000,
];
/** Too many mass messages in a minute: last, for nothing more can be sent then. */
const tooMany: readonly [ErrorCode, () => Promise<Json>] = [
  45011,
  () => many(61, (at) => mass({ filter: { tag_id: 9 }, clientmsgid: `m${at}` })),
];

describe("every refusal of the table", () => {
  it.each([...arising, tooMany])("%i arises by itself", async (code, provoke) => {
    const { errcode, errmsg } = await provoke();
    expect([errcode, errmsg]).toEqual([code, expect.stringMatching(/ rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$/)]);
  });

  it("either arises by itself, or is known to come by order alone", () => {
    const listed = [...arising.map(([code]) => code), tooMany[0], ...byOrderAlone];
    expect(listed.toSorted((a, b) => a - b)).toEqual(errorCodes);
  });
});
