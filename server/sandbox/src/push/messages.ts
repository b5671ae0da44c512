import type { Fields } from "../wire/xml.ts";

/** What a follower does, in WeChat's words: the fields of the callback that tells of it. */

export interface Head {
  to: string;
  from: string;
  /** Seconds since 1970. */
  at: number;
}

const head = ({ to, from, at }: Head, type: string): Fields => ({
  ToUserName: to,
  FromUserName: from,
  CreateTime: at,
  MsgType: type,
});
/** The envelope of an event that WeChat itself sends. */
export const resultHead = (one: Head): Fields => head(one, "event");
const event = (one: Head, name: string, more: Fields = {}): Fields => ({ ...head(one, "event"), Event: name, ...more });

export const textMessage = (one: Head, text: string, msgId: string, menuId?: string): Fields => ({
  ...head(one, "text"),
  Content: text,
  ...(menuId === undefined ? {} : { bizmsgmenuid: menuId }),
  MsgId: msgId,
});
export const imageMessage = (one: Head, picture: { mediaId: string; url: string }, msgId: string): Fields => ({
  ...head(one, "image"),
  PicUrl: picture.url,
  MsgId: msgId,
  MediaId: picture.mediaId,
});
export const locationMessage = (
  one: Head,
  place: { latitude: number; longitude: number; label: string },
  msgId: string,
): Fields => ({
  ...head(one, "location"),
  Location_X: String(place.latitude),
  Location_Y: String(place.longitude),
  Scale: 15,
  Label: place.label,
  MsgId: msgId,
});
export const follow = (one: Head, scene: string): Fields =>
  event(
    one,
    "subscribe",
    scene === "" ? { EventKey: "" } : { EventKey: `qrscene_${scene}`, Ticket: `ticket-${scene}` },
  );
export const scan = (one: Head, scene: string): Fields =>
  event(one, "SCAN", { EventKey: scene, Ticket: `ticket-${scene}` });
export const unfollow = (one: Head): Fields => event(one, "unsubscribe", { EventKey: "" });
export const click = (one: Head, key: string): Fields => event(one, "CLICK", { EventKey: key });
export const view = (one: Head, url: string, menuId: string): Fields =>
  event(one, "VIEW", { EventKey: url, MenuId: menuId });
export const viewMiniProgram = (one: Head, path: string, menuId: string): Fields =>
  event(one, "view_miniprogram", { EventKey: path, MenuId: menuId });
export const subscriptionDecided = (one: Head, template: string, accept: boolean): Fields =>
  event(one, "subscribe_msg_popup_event", {
    SubscribeMsgPopupEvent: {
      List: { TemplateId: template, SubscribeStatusString: accept ? "accept" : "reject", PopupScene: "2" },
    },
  });
