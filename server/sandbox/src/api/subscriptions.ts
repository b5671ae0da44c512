import { list, post, record, text, type Call, type Endpoint } from "./endpoint.ts";
import { need, Refused } from "./errors.ts";
import { needFields, valuesOf } from "./values.ts";

/** As long as WeChat's own ids. Shorter ones are names of the sandbox: templates as if chosen by hand on WeChat's console. */
const ID_LENGTH = 43;

function send({ world, body, later }: Call): object {
  const follower = world.followers.findByOpenid(text(body["touser"]));
  if (!follower) throw new Refused(40003);
  const template = text(body["template_id"]);
  need(template, 40037);
  const chosen = world.templates.find(template);
  need(chosen === undefined ? template.length !== ID_LENGTH : chosen.use === "subscription", 40037);
  const values = valuesOf(body["data"]);
  needFields(chosen?.fields.map((one) => one.name) ?? [], values);
  // One consent is one message, unless the template is one for good.
  if (chosen?.longTerm) need(world.consents.has(follower.openid, template), 43101);
  else need(world.consents.spend(follower.openid, template), 43101);
  const mini = record(body["miniprogram"]);
  const words = values.map(([, value]) => value).join("\n");
  world.chats.add(
    follower.id,
    "account",
    text(mini["pagepath"]) === ""
      ? { kind: "text", text: `【服务通知】\n${words}` }
      : {
          kind: "mini-program",
          title: `【服务通知】${words}`,
          appId: text(mini["appid"]),
          path: text(mini["pagepath"]),
          pictureUrl: "",
        },
    "custom",
  );
  world.arrivals.arrive("subscription", follower.openid);
  const msgId = world.nextMsgId();
  later({
    FromUserName: follower.openid,
    Event: "subscribe_msg_sent_event",
    SubscribeMsgSentEvent: { List: { TemplateId: template, MsgID: msgId, ErrorCode: "0", ErrorStatus: "success" } },
  });
  return { errcode: 0, errmsg: "ok", msgid: msgId };
}

export const subscriptions: readonly Endpoint[] = [
  post("/cgi-bin/message/subscribe/bizsend", send),
  post("/cgi-bin/message/subscribe/send", (call) => {
    need(list(call.body["data"]).length === 0, 47001);
    return send(call);
  }),
];
