import { PortFault } from "../../ports/fault.ts";
import type { Messages, Reply, Sent } from "../../ports/messages.ts";
import type { WechatClient } from "./client.ts";
import type { WechatConfig } from "./config.ts";
import { sendCard } from "./cards.ts";
import type { Covers } from "./covers.ts";
import { faultOf, findRefusal, WechatError } from "./errors.ts";
import { customMessage, parts, type CustomMessage } from "./replies.ts";

const PORT = "messages";

const given = (fields: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined));

/** The message in WeChat's words, but for whom it is. */
function inWords(message: Exclude<CustomMessage, { kind: "mini-program" }>): {
  msgtype: string;
  [field: string]: unknown;
} {
  if ("msgtype" in message) {
    if (message.msgtype === "text") return { msgtype: "text", text: { content: message.content } };
    return { msgtype: "msgmenu", msgmenu: { head_content: message.head, list: message.list, tail_content: "" } };
  }
  switch (message.kind) {
    case "image":
    case "voice":
      return { msgtype: message.kind, [message.kind]: { media_id: message.mediaId } };
    case "video": {
      const { mediaId, title, description } = message;
      return { msgtype: "video", video: given({ media_id: mediaId, title, description }) };
    }
    case "music": {
      const { title, description, url, hqUrl, thumbMediaId } = message;
      const music = given({
        title,
        description,
        musicurl: url,
        hqmusicurl: hqUrl ?? url,
        thumb_media_id: thumbMediaId,
      });
      return { msgtype: "music", music };
    }
    case "card": {
      const { title, description, url, pictureUrl } = message;
      return { msgtype: "news", news: { articles: [given({ title, description, url, picurl: pictureUrl })] } };
    }
  }
}

/** Customer-service messages. Each counts against the follower's allowance: 5 in 48 hours after a message of theirs. */
export function createWechatMessages(client: WechatClient, config: WechatConfig, covers: Covers): Messages {
  async function sendOne(openid: string, reply: Reply): Promise<Sent> {
    const message = customMessage(reply, config);
    if (!message) {
      if (reply.kind === "nothing") return { outcome: "sent" };
      const advice = "转接微信客服只能作为对消息的即时回复，请在客服工作台里接待";
      return { outcome: "refused", because: "content-refused", advice };
    }
    try {
      if ("kind" in message && message.kind === "mini-program")
        return await sendCard({ client, config, covers, say: sendOne }, openid, message);
      await client.call("customSend", { touser: openid, ...inWords(message) });
      return { outcome: "sent" };
    } catch (error) {
      if (!(error instanceof WechatError)) throw error;
      const refusal = findRefusal(error.code);
      if (!refusal) throw faultOf(PORT, error.code);
      return { outcome: "refused", ...refusal };
    }
  }

  return {
    async send(openid, reply) {
      let sent: Sent = { outcome: "sent" };
      for (const [index, part] of parts(reply, config).entries()) {
        try {
          sent = await sendOne(openid, part);
        } catch (error) {
          // With a part already on the phone the whole must not be repeated: say so by a kind that is not retryable.
          if (index > 0 && error instanceof PortFault)
            throw new PortFault(PORT, "timeout", `after part ${index}: ${error.kind}`, error.code);
          throw error;
        }
        if (sent.outcome === "refused") return sent;
      }
      return sent;
    },
  };
}
