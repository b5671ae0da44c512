import type { Sent } from "../../ports/messages.ts";
import { PortFault } from "../../ports/fault.ts";
import type { WechatClient } from "./client.ts";
import type { WechatConfig } from "./config.ts";
import type { Covers } from "./covers.ts";
import { WechatError } from "./errors.ts";
import { cardInWords, type MiniProgramCard } from "./replies.ts";

/**
 * Cards of the mini-program (`miniprogrampage`) in customer-service messages. A card that WeChat does not take surely did not arrive, so
 * the same is then said in words with a link, in the same message of the allowance, and the answer says why.
 */

const GONE = 40007;
const NO_MINI_PROGRAM = "没有配置小程序（WECHAT_MINI_APP_ID）";
const NO_COVER = "卡片的封面没有传给微信";

/**
 * WeChat's numbers for "this card is not taken", as seen at menus, templates and thumbs (its page on customer-service messages lists
 * none of its own): what they mean for staff.
 */
const REFUSED: Readonly<Record<number, string>> = {
  85005: "小程序没有关联到服务号，请管理员在公众平台「小程序管理」里关联",
  40013: "小程序没有关联到服务号，请管理员在公众平台「小程序管理」里关联",
  40166: "小程序的 AppID 不对，请管理员检查 WECHAT_MINI_APP_ID",
  40165: "微信说小程序里没有这个页面",
  40004: "微信不认卡片的封面",
  40005: "微信不认卡片的封面",
  40006: "卡片的封面太大",
  40009: "卡片的封面太大",
  40012: "卡片的封面太大",
  [GONE]: NO_COVER,
  45002: "卡片的标题太长",
  45003: "卡片的标题太长",
  40008: "服务号没有发小程序卡片的权限",
  48008: "服务号没有发小程序卡片的权限",
};

interface CardParts {
  client: Pick<WechatClient, "call">;
  config: Pick<WechatConfig, "miniAppId">;
  covers: Covers;
  /** Sends words. */
  say(openid: string, words: ReturnType<typeof cardInWords>): Promise<Sent>;
}

/** Answers undefined when it went; otherwise why WeChat does not take such a card. Throws WechatError and PortFault. */
async function tryCard(
  parts: CardParts,
  openid: string,
  card: MiniProgramCard,
  again = false,
): Promise<string | undefined> {
  const { client, config, covers } = parts;
  if (config.miniAppId === "") return NO_MINI_PROGRAM;
  const handed = await handOver(covers, card);
  if (handed === undefined) return NO_COVER;
  try {
    await client.call("customSend", {
      touser: openid,
      msgtype: "miniprogrampage",
      miniprogrampage: {
        title: card.title,
        appid: config.miniAppId,
        pagepath: card.open.replace(/^\/+/, ""),
        thumb_media_id: handed,
      },
    });
    return undefined;
  } catch (error) {
    const code = error instanceof WechatError ? error.code : undefined;
    const why = code === undefined ? undefined : REFUSED[code];
    if (why === undefined) throw error;
    if (code !== GONE) return why;
    await covers.forget(card.cover, handed);
    // Refused, so it did not arrive: once more with a new picture, and only once.
    return again ? why : tryCard(parts, openid, card, true);
  }
}

/** A picture that cannot be brought to WeChat must not keep the words waiting. */
async function handOver(covers: Covers, card: MiniProgramCard): Promise<string | undefined> {
  try {
    const handed = await covers.handOver(card.cover);
    return handed.outcome === "done" ? handed.mediaId : undefined;
  } catch (error) {
    if (error instanceof PortFault) return undefined;
    throw error;
  }
}

/** Throws WechatError when WeChat refuses the follower rather than the card, and PortFault. */
export async function sendCard(parts: CardParts, openid: string, card: MiniProgramCard): Promise<Sent> {
  const why = await tryCard(parts, openid, card);
  if (why === undefined) return { outcome: "sent" };
  const sent = await parts.say(openid, cardInWords(card));
  return sent.outcome === "sent" ? { ...sent, inWords: why } : sent;
}
