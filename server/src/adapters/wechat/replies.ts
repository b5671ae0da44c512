import type { Button, Reply } from "../../ports/messages.ts";
import { writeXml, type Writable } from "./xml.ts";

/** WeChat's limit for one text, in UTF-8 bytes: measured, its documents are silent. The markup of links counts too. */
export const MAX_TEXT_BYTES = 2048;

/** What rendering a link into the mini-program needs to know. */
export interface Links {
  /** Empty: there is no mini-program, and links open the web page. */
  miniAppId: string;
  webPage(path: string): string;
}

export type MiniProgramCard = Extract<Reply, { kind: "mini-program" }>;

const bytes = (text: string): number => Buffer.byteLength(text, "utf8");
const attribute = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
const label = (text: string): string => text.replace(/[<>]/g, "");
/** Chinese stays readable, as WeChat's own examples have it; only what would end the parameter is escaped. */
const parameter = (text: string): string =>
  text.replace(/[%&#?=+"'<>\s]/g, (char) => encodeURIComponent(char).replace("'", "%27"));

/** The id of a tap that has none: without one WeChat's push would look like written words, after which it allows more. */
const TAPPED = "tap";

function link(button: Button, links: Links): string {
  if ("say" in button) {
    const target = `weixin://bizmsgmenu?msgmenucontent=${parameter(button.say)}&msgmenuid=${parameter(button.id ?? TAPPED)}`;
    return `<a href="${target}">${label(button.label)}</a>`;
  }
  const path = attribute(button.open.replace(/^\/+/, ""));
  const page = attribute(links.webPage(button.open.replace(/^\/+/, "")));
  if (links.miniAppId === "") return `<a href="${page}">${label(button.label)}</a>`;
  return `<a data-miniprogram-appid="${attribute(links.miniAppId)}" data-miniprogram-path="${path}" href="${page}">${label(button.label)}</a>`;
}

function withLinks(text: string, buttons: Button[] | undefined, links: Links): string {
  if (!buttons?.length) return text;
  return `${text}\n\n${buttons.map((button) => link(button, links)).join("\n")}`;
}

/** What stands for a card where WeChat carries none: the words, and the page as a link below them. */
export const cardInWords = ({ text, title, open }: MiniProgramCard): Extract<Reply, { kind: "text" }> => ({
  kind: "text",
  text,
  buttons: [{ label: title, open }],
});

/** What a reader takes for one character: an emoji with its skin, a letter with its marks, a flag. */
const characters = new Intl.Segmenter("zh", { granularity: "grapheme" });

/** The longest beginning of `text` within `limit` bytes: whole characters, and whole lines when the last break is not far back. */
function beginning(text: string, limit: number): string {
  let end = 0;
  let size = 0;
  let lineEnd = 0;
  for (const { segment } of characters.segment(text)) {
    size += bytes(segment);
    if (size > limit) break;
    end += segment.length;
    if (/[\n。！？；]$/.test(segment)) lineEnd = end;
  }
  if (end === 0) return oneByOne(text, limit);
  return text.slice(0, lineEnd > end / 2 ? lineEnd : end);
}

/** A single character with marks beyond any limit is a prank; even then no half of a pair is sent. */
function oneByOne(text: string, limit: number): string {
  let beginning = "";
  for (const char of text) {
    if (bytes(beginning) + bytes(char) > limit) break;
    beginning += char;
  }
  return beginning;
}

/**
 * The rule for long texts: a reply as the messages that WeChat can carry, the first to be answered passively, the others sent
 * as customer-service messages. Buttons stand below the last. Anything that is not a long text is its own single part.
 */
export function parts(reply: Reply, links: Links): [Reply, ...Reply[]] {
  if (reply.kind !== "text" || bytes(withLinks(reply.text, reply.buttons, links)) <= MAX_TEXT_BYTES) return [reply];
  const texts: string[] = [];
  let rest = reply.text;
  while (bytes(withLinks(rest, reply.buttons, links)) > MAX_TEXT_BYTES && rest !== "") {
    const part = beginning(rest, MAX_TEXT_BYTES);
    if (part === "") break;
    texts.push(part.trimEnd());
    rest = rest.slice(part.length).trimStart();
  }
  const [first, ...others] = texts.map((text): Reply => ({ kind: "text", text }));
  const last: Reply = { ...reply, text: rest };
  const hasLast = rest !== "" || (reply.buttons?.length ?? 0) > 0;
  return first ? [first, ...others, ...(hasLast ? [last] : [])] : [last];
}

function passiveFields(reply: Exclude<Reply, { kind: "nothing" }>, links: Links): Writable {
  switch (reply.kind) {
    case "text":
      return { MsgType: "text", Content: withLinks(reply.text, reply.buttons, links) };
    case "image":
      return { MsgType: "image", Image: { MediaId: reply.mediaId } };
    case "voice":
      return { MsgType: "voice", Voice: { MediaId: reply.mediaId } };
    case "video": {
      const video = { MediaId: reply.mediaId, Title: reply.title, Description: reply.description };
      return { MsgType: "video", Video: video };
    }
    case "music": {
      const music = {
        Title: reply.title,
        Description: reply.description,
        MusicUrl: reply.url,
        HQMusicUrl: reply.hqUrl,
        ThumbMediaId: reply.thumbMediaId,
      };
      return { MsgType: "music", Music: music };
    }
    case "card": {
      const item = {
        Title: reply.title,
        Description: reply.description,
        PicUrl: reply.pictureUrl ?? "",
        Url: reply.url,
      };
      return { MsgType: "news", ArticleCount: 1, Articles: { item: [item] } };
    }
    case "mini-program":
      return passiveFields(cardInWords(reply), links);
    case "wechat-service": {
      const transfer = reply.account === undefined ? undefined : { KfAccount: reply.account };
      return { MsgType: "transfer_customer_service", TransInfo: transfer };
    }
  }
}

/** A reply as the body that answers WeChat's push: XML, or `success` for nothing. Give it one part, see `parts`. */
export function renderPassive(reply: Reply, to: { openid: string; account: string }, now: Date, links: Links): string {
  if (reply.kind === "nothing") return "success";
  return writeXml({
    ToUserName: to.openid,
    FromUserName: to.account,
    CreateTime: Math.floor(now.getTime() / 1000),
    ...passiveFields(reply, links),
  });
}

/** The part of a customer-service message that depends on its kind; `null` when there is nothing such a message could say. */
export type CustomMessage =
  | { msgtype: "text"; content: string }
  | { msgtype: "msgmenu"; head: string; list: { id: string; content: string }[] }
  | Extract<Reply, { kind: "image" | "voice" | "video" | "music" | "card" | "mini-program" }>;

/**
 * A reply as a customer-service message. A menu message comes back with its label, so it is used only when every button says
 * its own label; other buttons become the same links as in a passive reply.
 */
export function customMessage(reply: Reply, links: Links): CustomMessage | null {
  if (reply.kind === "nothing" || reply.kind === "wechat-service") return null;
  if (reply.kind !== "text") return reply;
  const list: { id: string; content: string }[] = [];
  for (const button of reply.buttons ?? []) {
    if ("say" in button && button.say === button.label)
      list.push({ id: button.id ?? String(list.length + 1), content: button.label });
  }
  if (list.length > 0 && list.length === reply.buttons?.length) return { msgtype: "msgmenu", head: reply.text, list };
  return { msgtype: "text", content: withLinks(reply.text, reply.buttons, links) };
}
