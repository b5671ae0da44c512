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
export const follow = (one: Head, scene: string, ticket: string): Fields =>
  event(one, "subscribe", scene === "" ? { EventKey: "" } : { EventKey: `qrscene_${scene}`, Ticket: ticket });
export const scan = (one: Head, scene: string, ticket: string): Fields =>
  event(one, "SCAN", { EventKey: scene, Ticket: ticket });
export const unfollow = (one: Head): Fields => event(one, "unsubscribe", { EventKey: "" });
export const click = (one: Head, key: string): Fields => event(one, "CLICK", { EventKey: key });
export const view = (one: Head, url: string, menuId: string): Fields =>
  event(one, "VIEW", { EventKey: url, MenuId: menuId });
export const viewMiniProgram = (one: Head, path: string, menuId: string): Fields =>
  event(one, "view_miniprogram", { EventKey: path, MenuId: menuId });
/** Speech: with what WeChat understood of it, where the account switched recognition on. */
export const voiceMessage = (
  one: Head,
  voice: { mediaId: string; said: string | undefined },
  msgId: string,
): Fields => ({
  ...head(one, "voice"),
  MediaId: voice.mediaId,
  Format: "amr",
  MsgId: msgId,
  MediaId16K: voice.mediaId,
  ...(voice.said === undefined ? {} : { Recognition: voice.said }),
});
/** scancode_push, scancode_waitmsg. */
export const scanned = (one: Head, name: string, key: string, text: string): Fields =>
  event(one, name, { EventKey: key, ScanCodeInfo: { ScanType: "qrcode", ScanResult: text } });
/** pic_sysphoto, pic_photo_or_album, pic_weixin; the pictures themselves follow as messages. */
export const picturesChosen = (one: Head, name: string, key: string, md5: readonly string[]): Fields =>
  event(one, name, {
    EventKey: key,
    SendPicsInfo: { Count: String(md5.length), PicList: md5.map((PicMd5Sum) => ({ PicMd5Sum })) },
  });
export const placeChosen = (
  one: Head,
  key: string,
  place: { latitude: number; longitude: number; label: string },
): Fields =>
  event(one, "location_select", {
    EventKey: key,
    SendLocationInfo: {
      Location_X: String(place.latitude),
      Location_Y: String(place.longitude),
      Scale: "15",
      Label: place.label,
      Poiname: "",
    },
  });
export const sessionOpened = (one: Head, account: string): Fields =>
  event(one, "kf_create_session", { KfAccount: account });
export const sessionClosed = (one: Head, account: string): Fields =>
  event(one, "kf_close_session", { KfAccount: account });
export const sessionSwitched = (one: Head, from: string, to: string): Fields =>
  event(one, "kf_switch_session", { FromKfAccount: from, ToKfAccount: to });
/** One event for all templates that one dialog asked about. */
export const subscriptionDecided = (one: Head, choices: readonly { template: string; accept: boolean }[]): Fields =>
  event(one, "subscribe_msg_popup_event", {
    SubscribeMsgPopupEvent: {
      List: choices.map(({ template, accept }) => ({
        TemplateId: template,
        SubscribeStatusString: accept ? "accept" : "reject",
        PopupScene: "2",
      })),
    },
  });
