import { list, record, text, type Call, type Endpoint } from "./endpoint.ts";
import { need, Refused } from "./errors.ts";

/** What a value of a kind of field may be, by the beginning of its name. */
const shapes: readonly [RegExp, RegExp][] = [
  [/^thing\d/, /^.{1,20}$/su],
  [/^phrase\d/, /^\p{Script=Han}{1,5}$/u],
  [/^number\d/, /^\d{1,32}$/],
  [/^character_string\d/, /^[\x21-\x7e]{1,32}$/],
  [/^(time|date)\d/, /\d/],
  [/^amount\d/, /^.{1,20}$/u],
  [/^name\d/, /^.{1,20}$/u],
];

function send({ world, body, later }: Call): object {
  const follower = world.followers.findByOpenid(text(body["touser"]));
  if (!follower) throw new Refused(40003);
  const template = text(body["template_id"]);
  need(template, 40037);
  const values = Object.entries(record(body["data"])).map(([name, one]) => [name, text(record(one)["value"])] as const);
  for (const [name, value] of values) {
    const shape = shapes.find(([kind]) => kind.test(name))?.[1] ?? /./su;
    need(shape.test(value), 47003);
  }
  need(world.consents.spend(follower.openid, template), 43101);
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
  const msgId = world.nextMsgId();
  later({
    FromUserName: follower.openid,
    Event: "subscribe_msg_sent_event",
    SubscribeMsgSentEvent: { List: { TemplateId: template, MsgID: msgId, ErrorCode: "0", ErrorStatus: "success" } },
  });
  return { errcode: 0, errmsg: "ok", msgid: msgId };
}

const post = (path: string, handle: Endpoint["handle"]): Endpoint => ({ method: "POST", path, token: true, handle });

export const subscriptions: readonly Endpoint[] = [
  post("/cgi-bin/message/subscribe/bizsend", send),
  post("/cgi-bin/message/subscribe/send", (call) => {
    need(list(call.body["data"]).length === 0, 47001);
    return send(call);
  }),
];
