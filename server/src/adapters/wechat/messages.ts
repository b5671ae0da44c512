import { PortFault } from "../../ports/fault.ts";
import type { Messages, Reply, Sent } from "../../ports/messages.ts";
import type { WechatClient } from "./client.ts";
import type { WechatConfig } from "./config.ts";
import { faultOf, findRefusal, WechatError } from "./errors.ts";
import { customMessage, parts, type CustomMessage } from "./replies.ts";

const PORT = "messages";
const SEND = "/cgi-bin/message/custom/send";

const given = (fields: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined));

function deliver(client: WechatClient, openid: string, message: CustomMessage): Promise<unknown> {
  if ("msgtype" in message) {
    if (message.msgtype === "text") return client.call("sendText", openid, message.content);
    const msgmenu = { head_content: message.head, list: message.list, tail_content: "" };
    return client.post(SEND, { touser: openid, msgtype: "msgmenu", msgmenu });
  }
  switch (message.kind) {
    case "image":
      return client.call("sendImage", openid, message.mediaId);
    case "voice":
      return client.call("sendVoice", openid, message.mediaId);
    case "video": {
      // wechat-api knows neither title nor description here.
      const video = given({ media_id: message.mediaId, title: message.title, description: message.description });
      return client.post(SEND, { touser: openid, msgtype: "video", video });
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
      return client.call("sendMusic", openid, music);
    }
    case "card": {
      const { title, description, url, pictureUrl } = message;
      return client.call("sendNews", openid, [given({ title, description, url, picurl: pictureUrl })]);
    }
  }
}

/** Customer-service messages. Each counts against the follower's allowance: 5 in 48 hours after a message of theirs. */
export function createWechatMessages(client: WechatClient, config: WechatConfig): Messages {
  async function sendOne(openid: string, reply: Reply): Promise<Sent> {
    const message = customMessage(reply, config);
    if (!message) {
      if (reply.kind === "nothing") return { outcome: "sent" };
      const advice = "转接微信客服只能作为对消息的即时回复，请在客服工作台里接待";
      return { outcome: "refused", because: "content-refused", advice };
    }
    try {
      await deliver(client, openid, message);
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
