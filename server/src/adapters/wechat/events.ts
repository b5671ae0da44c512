import type { Update } from "../../ports/messages.ts";
import { XmlRefused, type XmlFields, type XmlValue } from "./xml.ts";

/** Events that ask for no words of ours but change something: results, consents, positions, the account's own affairs. */

type ContentOf<K extends Update["kind"]> = K extends Update["kind"]
  ? Omit<Extract<Update, { kind: K }>, "key" | "openid" | "account" | "at">
  : never;
type Reader = (
  fields: XmlFields,
  event: string,
) => ContentOf<
  | "position"
  | "scanned"
  | "photos-chosen"
  | "mass-finished"
  | "publish-finished"
  | "subscription-decided"
  | "subscription-sent"
  | "template-finished"
  | "service-session"
  | "authorization"
  | "account-notice"
>;

const text = (value: XmlValue | undefined): string => (typeof value === "string" ? value : "");
const inside = (value: XmlValue | undefined): XmlFields =>
  typeof value === "object" && !Array.isArray(value) ? value : {};
/** A list of one arrives as the one. */
const list = (value: XmlValue | undefined): XmlFields[] =>
  (Array.isArray(value) ? value : value === undefined ? [] : [value]).map(inside);
const whole = (value: XmlValue | undefined): number => {
  const number = Number(text(value) || "0");
  return Number.isSafeInteger(number) ? number : 0;
};
function degrees(fields: XmlFields, name: string): number {
  const value = text(fields[name]);
  if (!/^-?\d{1,3}(\.\d+)?$/.test(value)) throw new XmlRefused(`${name} missing or wrong`);
  return Number(value);
}
const flat = (fields: XmlFields): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );

/** WeChat's numbers for why nobody got a mass message, in words for editors. */
const massFailures: Readonly<Record<string, string>> = {
  "err(10001)": "涉嫌广告",
  "err(20001)": "涉嫌政治",
  "err(20002)": "涉嫌色情",
  "err(20004)": "涉嫌社会",
  "err(20006)": "涉嫌违法犯罪",
  "err(20008)": "涉嫌欺诈",
  "err(20013)": "涉嫌版权",
  "err(21000)": "微信没有说明原因",
  "err(22000)": "涉嫌互推",
  "err(30001)": "原创校验出错，且没有继续群发",
  "err(30002)": "原创校验被判定不能群发",
  "err(30003)": "原创校验被判定为转载，且没有继续群发",
  "err(40001)": "管理员拒绝",
  "err(40002)": "管理员 30 分钟内没有确认",
};

const massFinished: Reader = (fields) => {
  const status = text(fields["Status"]);
  const sent = /^send ?success$/i.test(status);
  const urls = list(inside(inside(fields["ArticleUrlResult"])["ResultList"])["item"]).map((item) =>
    text(item["ArticleUrl"]),
  );
  return {
    kind: "mass-finished",
    messageId: text(fields["MsgID"]),
    status,
    failure: sent ? null : (massFailures[status] ?? `微信没有发出（${status}）`),
    total: whole(fields["TotalCount"]),
    filtered: Math.max(0, whole(fields["TotalCount"]) - whole(fields["FilterCount"])),
    sent: whole(fields["SentCount"]),
    failed: whole(fields["ErrorCount"]),
    urls: urls.filter((url) => url !== ""),
  };
};

const publishFinished: Reader = (fields) => {
  const info = inside(fields["PublishEventInfo"]);
  const items = list(inside(info["article_detail"])["item"]);
  return {
    kind: "publish-finished",
    publishId: text(info["publish_id"]),
    state: whole(info["publish_status"]),
    urls: items.map((item) => text(item["article_url"])).filter((url) => url !== ""),
  };
};

/** A popup and a change of mind say the same thing; WeChat nests the list under the event's name, or not at all. */
const decided =
  (nest: string): Reader =>
  (fields) => ({
    kind: "subscription-decided",
    templates: list(inside(fields[nest])["List"] ?? fields["List"])
      .map((one) => ({
        templateId: text(one["TemplateId"]),
        accepted: text(one["SubscribeStatusString"]).startsWith("accept"),
      }))
      .filter(({ templateId }) => templateId !== ""),
  });

const subscriptionSent: Reader = (fields) => ({
  kind: "subscription-sent",
  templates: list(inside(fields["SubscribeMsgSentEvent"])["List"] ?? fields["List"]).map((one) => ({
    templateId: text(one["TemplateId"]),
    messageId: text(one["MsgID"]),
    code: whole(one["ErrorCode"]),
    status: text(one["ErrorStatus"]),
  })),
});

const session =
  (change: ContentOf<"service-session">["change"]): Reader =>
  (fields) => {
    const from = text(fields["FromKfAccount"]);
    const account = text(fields["ToKfAccount"]) || text(fields["KfAccount"]);
    return { kind: "service-session", change, account, ...(from === "" ? {} : { from }) };
  };
const authorization =
  (change: ContentOf<"authorization">["change"]): Reader =>
  (fields) => ({ kind: "authorization", change, scopes: text(fields["RevokeInfo"]) });
const notice: Reader = (fields, event) => ({ kind: "account-notice", event, fields: flat(fields) });

const scanned: Reader = (fields, event) => ({
  kind: "scanned",
  button: text(fields["EventKey"]),
  text: text(inside(fields["ScanCodeInfo"])["ScanResult"]),
  answered: event === "scancode_waitmsg",
});
const photosChosen: Reader = (fields) => ({
  kind: "photos-chosen",
  button: text(fields["EventKey"]),
  count: whole(inside(fields["SendPicsInfo"])["Count"]),
});

export const eventReaders: Readonly<Record<string, Reader>> = {
  LOCATION: (fields) => ({
    kind: "position",
    latitude: degrees(fields, "Latitude"),
    longitude: degrees(fields, "Longitude"),
    asked: false,
  }),
  location_select(fields) {
    const place = inside(fields["SendLocationInfo"]);
    const [latitude, longitude] = [degrees(place, "Location_X"), degrees(place, "Location_Y")];
    const button = text(fields["EventKey"]);
    return { kind: "position", latitude, longitude, asked: true, ...(button === "" ? {} : { button }) };
  },
  scancode_push: scanned,
  scancode_waitmsg: scanned,
  pic_sysphoto: photosChosen,
  pic_photo_or_album: photosChosen,
  pic_weixin: photosChosen,
  MASSSENDJOBFINISH: massFinished,
  PUBLISHJOBFINISH: publishFinished,
  TEMPLATESENDJOBFINISH: (fields) => ({
    kind: "template-finished",
    messageId: text(fields["MsgID"]),
    status: text(fields["Status"]),
  }),
  subscribe_msg_popup_event: decided("SubscribeMsgPopupEvent"),
  subscribe_msg_change_event: decided("SubscribeMsgChangeEvent"),
  subscribe_msg_sent_event: subscriptionSent,
  kf_create_session: session("created"),
  kf_close_session: session("closed"),
  kf_switch_session: session("switched"),
  user_info_modified: authorization("modified"),
  user_authorization_revoke: authorization("revoked"),
  user_authorization_cancellation: authorization("cancelled"),
  qualification_verify_success: notice,
  qualification_verify_fail: notice,
  naming_verify_success: notice,
  naming_verify_fail: notice,
  annual_renew: notice,
  verify_expired: notice,
};
