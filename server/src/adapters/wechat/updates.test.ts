import { describe, expect, it } from "vitest";
import { readUpdate } from "./updates.ts";
import { readXml, XmlRefused } from "./xml.ts";

const head =
  "<ToUserName><![CDATA[gh_99demo000001]]></ToUserName><FromUserName>oFollower1</FromUserName><CreateTime>1700000000</CreateTime>";
const envelope = { openid: "oFollower1", account: "gh_99demo000001", at: new Date(1_700_000_000_000) };
const message = (type: string, rest: string) =>
  readUpdate(readXml(`<xml>${head}<MsgType>${type}</MsgType>${rest}<MsgId>9223372036854775801</MsgId></xml>`));
const event = (name: string, rest = "") =>
  readUpdate(readXml(`<xml>${head}<MsgType>event</MsgType><Event>${name}</Event>${rest}</xml>`));

describe("messages", () => {
  it.each([
    ["text", "<Content>断缴了怎么办</Content>", { kind: "text", text: "断缴了怎么办" }],
    ["text", "<Content>1</Content><bizmsgmenuid>guide</bizmsgmenuid>", { kind: "text", text: "1", menuId: "guide" }],
    ["text", "<Content>1</Content><bizmsgmenuid>0</bizmsgmenuid>", { kind: "text", text: "1" }],
    ["text", "<Content/>", { kind: "text", text: "" }],
    ["image", "<PicUrl>http://a</PicUrl><MediaId>m1</MediaId>", { kind: "image", mediaId: "m1", url: "http://a" }],
    ["voice", "<MediaId>m</MediaId><Format>amr</Format>", { kind: "voice", mediaId: "m", format: "amr" }],
    [
      "voice",
      "<MediaId>m</MediaId><Format>amr</Format><Recognition>续保</Recognition>",
      { kind: "voice", mediaId: "m", format: "amr", recognition: "续保" },
    ],
    ["video", "<MediaId>m</MediaId><ThumbMediaId>t</ThumbMediaId>", { kind: "video", mediaId: "m", thumbMediaId: "t" }],
    [
      "shortvideo",
      "<MediaId>m</MediaId><ThumbMediaId>t</ThumbMediaId>",
      { kind: "video", mediaId: "m", thumbMediaId: "t" },
    ],
    [
      "location",
      "<Location_X>30.59</Location_X><Location_Y>114.3</Location_Y><Scale>15</Scale><Label>江汉区</Label>",
      { kind: "location", latitude: 30.59, longitude: 114.3, label: "江汉区" },
    ],
    [
      "link",
      "<Title>t</Title><Description>d</Description><Url>http://u</Url>",
      { kind: "link", title: "t", description: "d", url: "http://u" },
    ],
    ["hologram", "", { kind: "unknown", event: "hologram" }],
  ])("reads %s", (type, rest, expected) => {
    expect(message(type, rest)).toEqual({ key: "m:9223372036854775801", ...envelope, ...expected });
  });
});

describe("events", () => {
  it.each([
    ["subscribe", "<EventKey/>", { kind: "follow" }],
    ["subscribe", "<EventKey>qrscene_window-3</EventKey><Ticket>t</Ticket>", { kind: "follow", scene: "window-3" }],
    ["unsubscribe", "", { kind: "unfollow" }],
    ["SCAN", "<EventKey>window-3</EventKey>", { kind: "scan", scene: "window-3" }],
    ["scan", "<EventKey>window-3</EventKey>", { kind: "scan", scene: "window-3" }],
    ["CLICK", "<EventKey>progress</EventKey>", { kind: "click", button: "progress" }],
    ["VIEW", "<EventKey>http://u</EventKey><MenuId>1</MenuId>", { kind: "view", url: "http://u" }],
    ["view_miniprogram", "<EventKey>pages/home</EventKey>", { kind: "view", url: "pages/home" }],
    [
      "LOCATION",
      "<Latitude>30</Latitude><Longitude>114</Longitude>",
      { kind: "position", latitude: 30, longitude: 114, asked: false },
    ],
    [
      "debug_demo",
      "<debug_str>hello world</debug_str>",
      { kind: "report", event: "debug_demo", fields: { debug_str: "hello world" } },
    ],
    [
      "scancode_waitmsg",
      "<EventKey>k</EventKey><ScanCodeInfo><ScanType>qrcode</ScanType><ScanResult>1</ScanResult></ScanCodeInfo>",
      { kind: "scanned", button: "k", text: "1", answered: true },
    ],
    [
      "scancode_push",
      "<EventKey>k</EventKey><ScanCodeInfo><ScanType>qrcode</ScanType><ScanResult>2</ScanResult></ScanCodeInfo>",
      { kind: "scanned", button: "k", text: "2", answered: false },
    ],
    [
      "pic_weixin",
      "<EventKey>p</EventKey><SendPicsInfo><Count>2</Count><PicList><item><PicMd5Sum>a</PicMd5Sum></item><item><PicMd5Sum>b</PicMd5Sum></item></PicList></SendPicsInfo>",
      { kind: "photos-chosen", button: "p", count: 2 },
    ],
    [
      "subscribe_msg_popup_event",
      "<SubscribeMsgPopupEvent><List><TemplateId>a</TemplateId><SubscribeStatusString>accept</SubscribeStatusString></List><List><TemplateId>b</TemplateId></List></SubscribeMsgPopupEvent>",
      {
        kind: "subscription-decided",
        templates: [
          { templateId: "a", accepted: true },
          { templateId: "b", accepted: false },
        ],
      },
    ],
    ["tomorrows_event", "<EventKey>k</EventKey>", { kind: "unknown", event: "tomorrows_event" }],
  ])("reads %s", (name, rest, expected) => {
    const { key, ...read } = event(name, rest);
    expect(read).toEqual({ ...envelope, ...expected });
    expect(key).toContain(`1700000000:oFollower1:${name}`);
  });

  it("takes the person, not the platform account, of an authorization change", () => {
    const read = readUpdate(
      readXml(
        `<xml>${head}<MsgType>event</MsgType><Event>user_authorization_revoke</Event><OpenID>oPerson</OpenID><RevokeInfo>8</RevokeInfo></xml>`,
      ),
    );
    expect(read).toMatchObject({ openid: "oPerson", kind: "authorization", change: "revoked", scopes: "8" });
  });

  it("tells two menu taps in one second apart, and one tap delivered twice not", () => {
    expect(event("CLICK", "<EventKey>a</EventKey>").key).not.toBe(event("CLICK", "<EventKey>b</EventKey>").key);
    expect(event("CLICK", "<EventKey>a</EventKey>").key).toBe(event("CLICK", "<EventKey>a</EventKey>").key);
    expect(event("TEMPLATESENDJOBFINISH", "<MsgID>1</MsgID>").key).not.toBe(
      event("TEMPLATESENDJOBFINISH", "<MsgID>2</MsgID>").key,
    );
  });
});

it.each([
  "<xml></xml>",
  `<xml>${head}</xml>`,
  `<xml>${head}<MsgType>event</MsgType></xml>`,
  "<xml><ToUserName>a</ToUserName><FromUserName>b</FromUserName><CreateTime>now</CreateTime><MsgType>text</MsgType></xml>",
  "<xml><ToUserName>a</ToUserName><FromUserName><b>c</b></FromUserName><CreateTime>1</CreateTime><MsgType>text</MsgType></xml>",
])("refuses an envelope that lacks something (%#)", (text) => {
  expect(() => readUpdate(readXml(text))).toThrow(XmlRefused);
});
