import { TEMPLATES_AT_MOST, type Template } from "../world/templates.ts";
import type { World } from "../world/index.ts";
import { fine, get, list, post, record, text, type Call, type Endpoint } from "./endpoint.ts";
import { need, Refused } from "./errors.ts";
import { categories, contentOf, exampleOf, inLibrary, library } from "./library.ts";
import { needFields, valuesOf } from "./values.ts";

function templateOf(world: World, id: unknown, use: Template["use"]): Template {
  const found = world.templates.find(text(id));
  if (found?.use !== use) throw new Refused(40037);
  return found;
}

function send({ world, body, later }: Call): object {
  const follower = world.followers.findByOpenid(text(body["touser"]));
  if (!follower) throw new Refused(40003);
  need(follower.following, 43004);
  need(!world.blacklist.has(follower.openid), 43019);
  const template = templateOf(world, body["template_id"], "template");
  const values = valuesOf(body["data"]);
  needFields(
    template.fields.map((one) => one.name),
    values,
  );
  const mini = record(body["miniprogram"]);
  const path = text(mini["pagepath"]);
  if (path !== "") need(text(mini["appid"]) === world.account.settings.miniAppId, 40013);
  const key = text(body["client_msg_id"]) === "" ? "" : `${follower.openid} ${text(body["client_msg_id"])}`;
  const before = key === "" ? undefined : world.templates.sentUnder(key);
  // 64 bits, bare: whoever reads it as a JavaScript number loses its end, as with the real one.
  if (before !== undefined) return { errcode: 0, errmsg: "ok", msgid: BigInt(before) };
  const msgId = world.nextMsgId();
  if (key !== "") world.templates.remember(key, msgId);
  const rows = template.fields.map(({ name, label }) => ({
    label,
    value: values.find(([given]) => given === name)?.[1] ?? "",
  }));
  const url = text(body["url"]);
  world.chats.add(
    follower.id,
    "account",
    { kind: "template", title: template.title, rows, ...(path !== "" ? { path } : url !== "" ? { url } : {}) },
    "custom",
  );
  const blocked = world.faults.strike("template-blocked", "") !== undefined;
  later({
    FromUserName: follower.openid,
    Event: "TEMPLATESENDJOBFINISH",
    MsgID: msgId,
    Status: blocked ? "failed:user block" : "success",
  });
  return { errcode: 0, errmsg: "ok", msgid: BigInt(msgId) };
}

const industry = { primary_industry: { first_class: "政府与公共事业", second_class: "公共事业" } };

/** Template messages 模板消息: to followers alone. */
const templateMessages: readonly Endpoint[] = [
  post("/cgi-bin/template/api_add_template", ({ world, body }) => {
    const found = inLibrary(text(body["template_id_short"]));
    if (!found) throw new Refused(40037);
    need(world.templates.list("template").length < TEMPLATES_AT_MOST, 45026);
    const wanted = list(body["keyword_name_list"]).map(text);
    const fields = wanted.map((label) => {
      const keyword = found.keywords.find((one) => one.label === label);
      if (!keyword) throw new Refused(40246);
      return keyword;
    });
    need(fields.length > 0, 40246);
    const { tid, title } = found;
    const { id } = world.templates.add({ use: "template", tid, title, fields, longTerm: true, scene: "" });
    return { errcode: 0, errmsg: "ok", template_id: id };
  }),
  get("/cgi-bin/template/get_all_private_template", ({ world }) => ({
    template_list: world.templates.list("template").map((one) => ({
      template_id: one.id,
      title: one.title,
      primary_industry: "政府与公共事业",
      deputy_industry: "公共事业",
      content: contentOf(one.fields),
      example: exampleOf(one.fields),
    })),
  })),
  post("/cgi-bin/template/del_private_template", ({ world, body }) => {
    world.templates.drop(templateOf(world, body["template_id"], "template").id);
    return fine;
  }),
  post("/cgi-bin/template/api_set_industry", ({ body }) => {
    need(/^\d+$/.test(String(body["industry_id1"] ?? "")), 40097);
    return fine;
  }),
  get("/cgi-bin/template/get_industry", () => ({ ...industry, secondary_industry: industry.primary_industry })),
  post("/cgi-bin/message/template/send", send),
];

const whole = (given: string | undefined): number | undefined =>
  given !== undefined && /^\d{1,6}$/.test(given) ? Number(given) : undefined;

/** Choosing subscription messages 订阅通知 in WeChat's library. */
const subscriptionTemplates: readonly Endpoint[] = [
  get("/wxaapi/newtmpl/getcategory", () => ({ errcode: 0, errmsg: "ok", data: categories })),
  get("/wxaapi/newtmpl/getpubtemplatetitles", ({ query }) => {
    need(query["ids"], 200018);
    const ids = (query["ids"] ?? "").split(",").map(Number);
    need(
      ids.every((id) => categories.some((one) => one.id === id)),
      200019,
    );
    const start = whole(query["start"]);
    if (start === undefined) throw new Refused(200016);
    const limit = whole(query["limit"]);
    if (limit === undefined || limit < 1 || limit > 30) throw new Refused(200017);
    const found = library.filter((one) => ids.includes(one.category));
    const data = found
      .slice(start, start + limit)
      .map(({ tid, title, type, category }) => ({ tid: Number(tid), title, type, categoryId: String(category) }));
    return { errcode: 0, errmsg: "ok", count: found.length, data };
  }),
  get("/wxaapi/newtmpl/getpubtemplatekeywords", ({ query }) => {
    const found = inLibrary(text(query["tid"]));
    if (!found) throw new Refused(200014);
    const data = found.keywords.map(({ name, label, example }, at) => ({
      kid: at + 1,
      name: label,
      example,
      rule: name.replace(/\d+$/, ""),
    }));
    return { errcode: 0, errmsg: "ok", count: data.length, data };
  }),
  post("/wxaapi/newtmpl/addtemplate", ({ world, body }) => {
    const found = inLibrary(String(body["tid"] ?? ""));
    if (!found) throw new Refused(200014);
    const kids = list(body["kidList"]).map(Number);
    need(kids.length >= 2 && kids.length <= 5 && new Set(kids).size === kids.length, 200020);
    const fields = kids.map((kid) => {
      const keyword = found.keywords[kid - 1];
      if (!keyword) throw new Refused(200020);
      return keyword;
    });
    const scene = text(body["sceneDesc"]);
    need(scene !== "" && Array.from(scene).length <= 15, 200021);
    need(world.templates.list("subscription").length < TEMPLATES_AT_MOST, 200012);
    const { tid, title, type } = found;
    const { id } = world.templates.add({ use: "subscription", tid, title, fields, longTerm: type === 3, scene });
    return { errcode: 0, errmsg: "ok", priTmplId: id };
  }),
  post("/wxaapi/newtmpl/deltemplate", ({ world, body }) => {
    world.templates.drop(templateOf(world, body["priTmplId"], "subscription").id);
    return fine;
  }),
  get("/wxaapi/newtmpl/gettemplate", ({ world }) => ({
    errcode: 0,
    errmsg: "ok",
    data: world.templates.list("subscription").map((one) => ({
      priTmplId: one.id,
      title: one.title,
      content: contentOf(one.fields),
      example: exampleOf(one.fields),
      type: one.longTerm ? 3 : 2,
    })),
  })),
];

export const templates: readonly Endpoint[] = [...templateMessages, ...subscriptionTemplates];
