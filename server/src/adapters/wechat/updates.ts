import type { Update } from "../../ports/messages.ts";
import { eventReaders } from "./events.ts";
import { XmlRefused, type XmlFields, type XmlValue } from "./xml.ts";

/** Events known by name that ask for no answer of ours. Everything else with a new name becomes `unknown`. */
const REPORTS = new Set(["wxa_media_check", "user_enter_tempsession", "debug_demo"]);
const ENVELOPE = new Set(["ToUserName", "FromUserName", "CreateTime", "MsgType", "Event", "Encrypt"]);
/** Events about a person whose FromUserName is a platform account; the person stands in OpenID. */
const ABOUT = /^user_(info_modified|authorization_revoke|authorization_cancellation)$/;

function find(fields: XmlFields, name: string): string {
  const value = fields[name];
  return typeof value === "string" ? value : "";
}

function get(fields: XmlFields, name: string, shape: RegExp): string {
  const value = find(fields, name);
  if (!shape.test(value)) throw new XmlRefused(`${name} missing or wrong`);
  return value;
}

/** Nested fields as one flat list: `ScanCodeInfo.ScanResult`, `SubscribeMsgPopupEvent.List.0.TemplateId`. */
function flatten(value: XmlValue, path: string, into: Record<string, string>): void {
  if (typeof value === "string") into[path] = value;
  else if (Array.isArray(value)) value.forEach((one, index) => flatten(one, `${path}.${index}`, into));
  else for (const [name, child] of Object.entries(value)) flatten(child, path ? `${path}.${name}` : name, into);
}

function report(fields: XmlFields): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (!ENVELOPE.has(name)) flatten(value, name, flat);
  }
  return flat;
}

type Content = Update extends infer One
  ? One extends Update
    ? Omit<One, "key" | "openid" | "account" | "at">
    : never
  : never;

function readMessage(type: string, fields: XmlFields): Content {
  const mediaId = find(fields, "MediaId");
  switch (type) {
    case "text": {
      const menuId = find(fields, "bizmsgmenuid");
      const text = find(fields, "Content");
      return menuId === "" || menuId === "0" ? { kind: "text", text } : { kind: "text", text, menuId };
    }
    case "image":
      return { kind: "image", mediaId, url: find(fields, "PicUrl") };
    case "voice": {
      const recognition = find(fields, "Recognition");
      const format = find(fields, "Format");
      return { kind: "voice", mediaId, format, ...(recognition === "" ? {} : { recognition }) };
    }
    case "video":
    case "shortvideo":
      return { kind: "video", mediaId, thumbMediaId: find(fields, "ThumbMediaId") };
    case "location": {
      const latitude = Number(get(fields, "Location_X", /^-?\d{1,3}(\.\d+)?$/));
      const longitude = Number(get(fields, "Location_Y", /^-?\d{1,3}(\.\d+)?$/));
      return { kind: "location", latitude, longitude, label: find(fields, "Label") };
    }
    case "link": {
      const [title, description, url] = [find(fields, "Title"), find(fields, "Description"), find(fields, "Url")];
      return { kind: "link", title, description, url };
    }
    default:
      return { kind: "unknown", event: type };
  }
}

function readEvent(event: string, fields: XmlFields): Content {
  const eventKey = find(fields, "EventKey");
  switch (event) {
    case "subscribe": {
      // A follow through a QR code carries its scene behind a prefix; a plain follow an empty key.
      const scene = eventKey.replace(/^qrscene_/, "");
      return scene === "" ? { kind: "follow" } : { kind: "follow", scene };
    }
    case "unsubscribe":
      return { kind: "unfollow" };
    case "SCAN":
    case "scan":
      return { kind: "scan", scene: eventKey };
    case "CLICK":
      return { kind: "click", button: eventKey };
    case "VIEW":
    case "view_miniprogram":
      return { kind: "view", url: eventKey };
    default:
      if (Object.hasOwn(eventReaders, event) && eventReaders[event]) return eventReaders[event](fields, event);
      return REPORTS.has(event) ? { kind: "report", event, fields: report(fields) } : { kind: "unknown", event };
  }
}

/**
 * WeChat's push in our words. Ids stay text: they are 64-bit numbers. Throws XmlRefused when a field of the envelope is missing.
 *
 * `key` tells repetitions of one push from two pushes: MsgId for messages; for events WeChat names FromUserName+CreateTime, to
 * which we add Event+EventKey, since two taps within one second are two taps. Time leads, so that keys grow as an index likes.
 */
export function readUpdate(fields: XmlFields): Update {
  const type = get(fields, "MsgType", /^\w{1,64}$/);
  const from = get(fields, "FromUserName", /^[\w@.-]{1,64}$/);
  const account = get(fields, "ToUserName", /^[\w@.-]{1,64}$/);
  const seconds = get(fields, "CreateTime", /^\d{1,11}$/);
  const at = new Date(Number(seconds) * 1000);
  if (type !== "event") {
    const id = find(fields, "MsgId");
    const key = /^\d{1,20}$/.test(id) ? `m:${id}` : `m:${seconds}:${from}:${type}`;
    return { key, openid: from, account, at, ...readMessage(type, fields) };
  }
  const event = get(fields, "Event", /^\w{1,64}$/);
  const openid = ABOUT.test(event) ? get(fields, "OpenID", /^[\w-]{1,64}$/) : from;
  // Result events carry no EventKey but the number of the job.
  const detail = find(fields, "EventKey") || find(fields, "MsgID") || find(fields, "MsgId");
  const key = `e:${seconds}:${openid}:${event}:${detail.slice(0, 256)}`;
  return { key, openid, account, at, ...readEvent(event, fields) };
}
