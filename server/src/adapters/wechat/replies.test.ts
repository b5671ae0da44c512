import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Button, Reply } from "../../ports/messages.ts";
import { customMessage, MAX_TEXT_BYTES, parts, renderPassive } from "./replies.ts";
import { readXml } from "./xml.ts";

const links = { miniAppId: "wx99demo0000000002", webPage: (path: string) => `https://example.test/m/#/${path}` };
const to = { openid: "oFollower1", account: "gh_99demo000001" };
const now = new Date(1_700_000_000_900);
const render = (reply: Reply) =>
  JSON.parse(JSON.stringify(readXml(renderPassive(reply, to, now, links)))) as Record<string, unknown>;
const size = (part: Reply): number => Buffer.byteLength(String(render(part)["Content"] ?? ""));
const envelope = { ToUserName: "oFollower1", FromUserName: "gh_99demo000001", CreateTime: "1700000000" };

describe("passive replies", () => {
  it.each<[Reply, Record<string, unknown>]>([
    [
      { kind: "text", text: "您好 ]]> <b>" },
      { MsgType: "text", Content: "您好 ]]> <b>" },
    ],
    [
      { kind: "image", mediaId: "m" },
      { MsgType: "image", Image: { MediaId: "m" } },
    ],
    [
      { kind: "voice", mediaId: "m" },
      { MsgType: "voice", Voice: { MediaId: "m" } },
    ],
    [
      { kind: "video", mediaId: "m", title: "t" },
      { MsgType: "video", Video: { MediaId: "m", Title: "t" } },
    ],
    [
      { kind: "music", title: "t", url: "http://u", thumbMediaId: "h" },
      { MsgType: "music", Music: { Title: "t", MusicUrl: "http://u", ThumbMediaId: "h" } },
    ],
    [
      { kind: "card", title: "t", description: "d", url: "http://u" },
      {
        MsgType: "news",
        ArticleCount: "1",
        Articles: { item: [{ Title: "t", Description: "d", PicUrl: "", Url: "http://u" }] },
      },
    ],
    [{ kind: "wechat-service" }, { MsgType: "transfer_customer_service" }],
    [
      { kind: "wechat-service", account: "a@gh" },
      { MsgType: "transfer_customer_service", TransInfo: { KfAccount: "a@gh" } },
    ],
  ])("renders %o with the time in seconds", (reply, fields) => {
    expect(render(reply)).toEqual({ ...envelope, ...fields });
  });

  it("answers nothing as `success`", () => {
    expect(renderPassive({ kind: "nothing" }, to, now, links)).toBe("success");
  });

  it("draws buttons as links below the text", () => {
    const buttons: Button[] = [
      { label: "去补缴", say: "补缴 100%&#", id: "back-payment" },
      { label: "查<b>进度", open: '/pages/find?x="1"' },
    ];
    expect(render({ kind: "text", text: "您好", buttons })["Content"]).toBe(
      '您好\n\n<a href="weixin://bizmsgmenu?msgmenucontent=补缴%20100%25%26%23&msgmenuid=back-payment">去补缴</a>\n' +
        '<a data-miniprogram-appid="wx99demo0000000002" data-miniprogram-path="pages/find?x=&quot;1&quot;" href="https://example.test/m/#/pages/find?x=&quot;1&quot;">查b进度</a>',
    );
  });
});

describe("long texts", () => {
  const buttons: Button[] = [{ label: "转人工", say: "转人工" }];

  it("leaves what fits as it is", () => {
    const reply: Reply = { kind: "text", text: "社".repeat(682), buttons: [] };
    expect(parts(reply, links)).toEqual([reply]);
  });

  it("cuts at the end of a sentence and keeps the buttons below the last part", () => {
    const text = `${"社保".repeat(300)}。${"参保".repeat(300)}。`;
    const cut = parts({ kind: "text", text, buttons }, links);
    expect(cut).toEqual([
      { kind: "text", text: `${"社保".repeat(300)}。` },
      { kind: "text", text: `${"参保".repeat(300)}。`, buttons },
    ]);
  });

  it("never exceeds the limit, cuts a character in two, or loses one", () => {
    const unit = fc.constantFrom("社", "a", "😀", "。", "\n", "𠮷", "。\n", "保险保险保险保险保险");
    const text = fc.array(unit, { minLength: 0, maxLength: 1500 }).map((all) => all.join(""));
    fc.assert(
      fc.property(text, fc.boolean(), (given, withButtons) => {
        const cut = parts({ kind: "text", text: given, ...(withButtons ? { buttons } : {}) }, links);
        for (const part of cut) {
          expect(size(part)).toBeLessThanOrEqual(MAX_TEXT_BYTES);
          const words = part.kind === "text" ? part.text : "";
          expect(Buffer.from(words, "utf8").toString("utf8")).toBe(words);
        }
        const joined = cut.map((part) => (part.kind === "text" ? part.text : "")).join("");
        expect(joined.replace(/\s/g, "")).toBe(given.replace(/\s/g, ""));
      }),
      { numRuns: 200 },
    );
  });
});

describe("what a reader takes for one character", () => {
  const whole = (text: string) => [...new Intl.Segmenter("zh", { granularity: "grapheme" }).segment(text)].length;

  it.each([
    ["a family", "👨‍👩‍👧‍👦"],
    ["a thumb with its skin", "👍🏽"],
    ["a flag", "🇨🇳"],
    ["a letter with its marks", "e\u0301\u0323"],
    ["a rare name with its variant", "葛\u{e0100}"],
    ["a key", "1\ufe0f\u20e3"],
  ])("is never cut: %s", (_, one) => {
    for (const before of ["", "社", "ab"]) {
      const given = before + one.repeat(900);
      const cut = parts({ kind: "text", text: given }, links);
      const words = cut.map((part) => (part.kind === "text" ? part.text : ""));
      expect(words.join("")).toBe(given);
      // A character that was cut would count twice.
      expect(words.reduce((sum, part) => sum + whole(part), 0)).toBe(whole(given));
      for (const part of cut) expect(size(part)).toBeLessThanOrEqual(MAX_TEXT_BYTES);
    }
  });

  it("that is longer than a message is sent in pieces, for want of better", () => {
    const cut = parts({ kind: "text", text: `a${"\u0301".repeat(3_000)}` }, links);
    expect(cut.length).toBe(3);
    for (const part of cut) expect(size(part)).toBeLessThanOrEqual(MAX_TEXT_BYTES);
  });
});

describe("customer-service messages", () => {
  it("makes a menu of buttons that say their own label", () => {
    const buttons: Button[] = [
      { label: "满意", say: "满意", id: "good" },
      { label: "不满意", say: "不满意" },
    ];
    expect(customMessage({ kind: "text", text: "请评价", buttons }, links)).toEqual({
      msgtype: "msgmenu",
      head: "请评价",
      list: [
        { id: "good", content: "满意" },
        { id: "2", content: "不满意" },
      ],
    });
  });

  it("falls back to links when a button opens a page or says something else", () => {
    const buttons: Button[] = [{ label: "去办理", open: "pages/apply" }];
    expect(customMessage({ kind: "text", text: "您好", buttons }, links)).toMatchObject({ msgtype: "text" });
    expect(customMessage({ kind: "text", text: "您好", buttons: [{ label: "好", say: "ok" }] }, links)).toMatchObject({
      msgtype: "text",
    });
  });

  it("has nothing to say for replies that only a passive answer can carry", () => {
    expect(customMessage({ kind: "nothing" }, links)).toBeNull();
    expect(customMessage({ kind: "wechat-service" }, links)).toBeNull();
  });
});
