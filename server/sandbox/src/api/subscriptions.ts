import type { Follower } from "../world/followers.ts";
import type { World } from "../world/index.ts";
import { fine, post, record, text, type Call, type Endpoint } from "./endpoint.ts";
import { need, Refused } from "./errors.ts";
import { needFields, valuesOf } from "./values.ts";

/** As long as WeChat's own ids. Shorter ones are names of the sandbox: templates as if chosen by hand on WeChat's console. */
const ID_LENGTH = 43;

/** Takes up the consent; answers what would be read. */
function accept(world: World, openid: string, body: Call["body"]): string {
  const template = text(body["template_id"]);
  need(template, 40037);
  const chosen = world.templates.find(template);
  need(chosen === undefined ? template.length !== ID_LENGTH : chosen.use === "subscription", 40037);
  const values = valuesOf(body["data"]);
  needFields(chosen?.fields.map((one) => one.name) ?? [], values);
  // One consent is one message, unless the template is one for good.
  if (chosen?.longTerm) need(world.consents.has(openid, template), 43101);
  else need(world.consents.spend(openid, template), 43101);
  world.arrivals.arrive("subscription", openid);
  return values.map(([, value]) => value).join("\n");
}

function show(world: World, follower: Follower, words: string, page: { appId: string; path: string }): void {
  world.chats.add(
    follower.id,
    "account",
    page.path === ""
      ? { kind: "text", text: `【服务通知】\n${words}` }
      : { kind: "mini-program", title: `【服务通知】${words}`, ...page, pictureUrl: "" },
    "custom",
  );
}

/** Of the account, to a follower. */
function send({ world, body, later }: Call): object {
  const follower = world.followers.findByOpenid(text(body["touser"]));
  if (!follower) throw new Refused(40003);
  const words = accept(world, follower.openid, body);
  const mini = record(body["miniprogram"]);
  show(world, follower, words, { appId: text(mini["appid"]), path: text(mini["pagepath"]) });
  const msgId = world.nextMsgId();
  later({
    FromUserName: follower.openid,
    Event: "subscribe_msg_sent_event",
    SubscribeMsgSentEvent: {
      List: { TemplateId: text(body["template_id"]), MsgID: msgId, ErrorCode: "0", ErrorStatus: "success" },
    },
  });
  return { errcode: 0, errmsg: "ok", msgid: msgId };
}

/**
 * Of the mini-program: with its own token, to its own openid, whether that person follows the account or not. Its events go to the
 * mini-program's address, which the sandbox has none of.
 */
function sendOfMini({ world, body, appId }: Call): object {
  const { miniAppId } = world.account.settings;
  need(appId === miniAppId, 48001);
  const person = world.followers.findByMiniOpenid(text(body["touser"]));
  if (!person) throw new Refused(40003);
  const path = text(body["page"]);
  need(!path.startsWith("/"), 41030);
  show(world, person, accept(world, person.miniOpenid, body), { appId: miniAppId, path });
  return fine;
}

export const subscriptions: readonly Endpoint[] = [
  post("/cgi-bin/message/subscribe/bizsend", send),
  post("/cgi-bin/message/subscribe/send", sendOfMini),
];
