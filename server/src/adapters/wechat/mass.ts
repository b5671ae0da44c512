import type { MassAudience, MassContent, MassMessages, MassState, PreviewTo } from "../../ports/account.ts";
import { attempt, done, textOf } from "./attempt.ts";
import type { WechatClient } from "./client.ts";
import { WechatError } from "./errors.ts";
import type { Answer } from "./transport.ts";

const PORT = "mass-messages";
/** WeChat's page has this number as a number; what does not fit one of JavaScript's stays text. */
const numberOf = (id: string): number | string => (Number.isSafeInteger(Number(id)) ? Number(id) : id);
const ALL_ARTICLES = 0;
/** The same clientmsgid within a day: WeChat tells the id of the first and sends nothing. */
const REPEATED = 45065;
const states: Readonly<Record<string, MassState>> = {
  SEND_SUCCESS: "sent",
  SENDING: "sending",
  SEND_FAIL: "failed",
  DELETE: "deleted",
};

const body = (content: MassContent) =>
  content.kind === "text"
    ? { msgtype: "text" as const, text: { content: content.text } }
    : { msgtype: "mpnews" as const, mpnews: { media_id: content.mediaId }, send_ignore_reprint: 1 };

const receiver = (to: PreviewTo) => ("openid" in to ? { touser: to.openid } : { towxname: to.wechatName });

function hand(client: WechatClient, audience: MassAudience, content: MassContent, key: string): Promise<Answer> {
  const message = { ...body(content), clientmsgid: key };
  if (audience.to === "list") return client.call("massToList", { touser: audience.openids, ...message });
  const filter = audience.to === "all" ? { is_to_all: true } : { is_to_all: false, tag_id: audience.tagId };
  return client.call("massToAudience", { filter, ...message });
}

/** Mass sending. `clientmsgid` makes it happen once, so a call without an answer may be made again. */
export function createMassMessages(client: WechatClient): MassMessages {
  return {
    async send(audience, content, key) {
      const call = async () => {
        try {
          return { ...(await hand(client, audience, content, key)), repeated: false };
        } catch (error) {
          if (error instanceof WechatError && error.code === REPEATED)
            return { msg_id: error.messageId, repeated: true };
          throw error;
        }
      };
      return attempt(PORT, call, (answer) => ({
        outcome: "accepted",
        messageId: textOf(PORT, answer, "msg_id"),
        repeated: answer["repeated"] === true,
      }));
    },
    preview: (to, content) =>
      attempt(PORT, () => client.call("massPreview", { ...receiver(to), ...body(content) }), done),
    state: (messageId) =>
      attempt(
        PORT,
        () => client.call("massState", { msg_id: messageId }),
        (answer) => ({ outcome: "done", state: states[textOf(PORT, answer, "msg_status")] ?? "failed" }),
      ),
    remove: (messageId) =>
      attempt(PORT, () => client.call("massRemove", { msg_id: numberOf(messageId), article_idx: ALL_ARTICLES }), done),
    setSpeed: (level) => attempt(PORT, () => client.call("massSpeed", { speed: level }), done),
  };
}
