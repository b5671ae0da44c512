import type { Node } from "../wire/xml.ts";
import type { Article, ChatContent } from "../world/chats.ts";
import type { MediaStore } from "../world/media.ts";

const text = (value: Node | undefined): string => (typeof value === "string" ? value : "");
const inner = (value: Node | undefined): Record<string, Node> =>
  typeof value === "object" && !Array.isArray(value) ? value : {};

const articleOf = (value: Node): Article => {
  const one = inner(value);
  return {
    title: text(one["Title"]),
    description: text(one["Description"]),
    url: text(one["Url"]),
    pictureUrl: text(one["PicUrl"]),
  };
};

export const mediaUrl = (id: string): string => `/__sandbox/media/${encodeURIComponent(id)}`;

/** Whom a follower is handed over to, if the reply says so; an empty account is whoever is free. */
export function readTransfer(fields: Record<string, Node>, openid: string): { account: string } | undefined {
  if (text(fields["ToUserName"]) !== openid || text(fields["MsgType"]) !== "transfer_customer_service")
    return undefined;
  return { account: text(inner(fields["TransInfo"])["KfAccount"]) };
}

/** A passive reply as it appears on the phone. Undefined when WeChat would call the account broken. */
export function readReply(
  fields: Record<string, Node>,
  openid: string,
  media: MediaStore,
): ChatContent | "nothing" | undefined {
  if (text(fields["ToUserName"]) !== openid) return undefined;
  const known = (id: string) => (media.find(id) ? { mediaId: id, url: mediaUrl(id) } : undefined);
  switch (text(fields["MsgType"])) {
    case "text": {
      const content = text(fields["Content"]);
      return content === "" || Buffer.byteLength(content) > 2048 ? undefined : { kind: "text", text: content };
    }
    case "image": {
      const found = known(text(inner(fields["Image"])["MediaId"]));
      return found && { kind: "image", ...found };
    }
    case "voice": {
      const found = known(text(inner(fields["Voice"])["MediaId"]));
      return found && { kind: "voice", ...found };
    }
    case "video": {
      const video = inner(fields["Video"]);
      const found = known(text(video["MediaId"]));
      return found && { kind: "video", ...found, title: text(video["Title"]), description: text(video["Description"]) };
    }
    case "music": {
      const music = inner(fields["Music"]);
      return {
        kind: "music",
        title: text(music["Title"]),
        description: text(music["Description"]),
        url: text(music["MusicUrl"]),
      };
    }
    case "news": {
      const list = fields["Articles"];
      const articles = (Array.isArray(list) ? list : []).map(articleOf);
      // One article since 2018; more make WeChat say that the account is broken.
      return articles.length === 1 ? { kind: "news", articles } : undefined;
    }
    case "transfer_customer_service":
      return "nothing";
    default:
      return undefined;
  }
}
