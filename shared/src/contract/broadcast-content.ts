import * as v from "valibot";
import { isDay } from "../values/index.ts";

/**
 * What a broadcast 群发 says, to whom and by which means, as data that both sides check. Articles are a closed list of blocks: no
 * foreign HTML is ever stored; the server renders WeChat's HTML from them. Limits are WeChat's (draft/add, mass send, bizsend).
 */

/** Lengths in characters, sizes in pieces. */
export const broadcastLimits = {
  staffTitle: 60,
  articles: 8,
  articleTitle: 32,
  author: 16,
  digest: 128,
  /** Of the rendered HTML of one article, tags included. */
  body: 20_000,
  blocks: 200,
  text: 600,
  noticeTitle: 40,
  noticeText: 500,
  openids: 10_000,
  tags: 20,
  /** A minute: WeChat's own fastest level is 800 000. */
  rate: 800_000,
  pictureBytes: 1_024 * 1_024,
  cardTitle: 20,
  caption: 60,
} as const;

const words = (max: number, what: string) =>
  v.pipe(v.string(), v.trim(), v.minLength(1, `请填写${what}`), v.maxLength(max, `${what}最多 ${max} 个字`));
const maybe = (max: number, what: string) => v.pipe(v.string(), v.trim(), v.maxLength(max, `${what}最多 ${max} 个字`));
const id = v.pipe(v.string(), v.uuid("编号不对"));
export const openidSchema = v.pipe(
  v.string(),
  v.trim(),
  v.regex(/^[A-Za-z0-9_-]{6,64}$/, "微信标识（openid）的格式不对"),
);
const link = v.pipe(
  v.string(),
  v.trim(),
  v.regex(/^https:\/\/[^\s"'<>]{3,1000}$/, "链接要以 https:// 开头，不能有空格"),
);
/** A page of our mini-program, e.g. `cases/list/index` or `pages/home/index?from=broadcast`. */
const page = v.pipe(
  v.string(),
  v.trim(),
  v.regex(/^[A-Za-z0-9_/-]{1,100}(\?[A-Za-z0-9_=&%.-]{0,200})?$/, "小程序页面的路径不对"),
);

const run = v.strictObject({
  text: v.pipe(v.string(), v.minLength(1, "有一段文字是空的，请删掉它"), v.maxLength(2_000, "一段文字最多 2000 个字")),
  bold: v.optional(v.literal(true)),
  link: v.optional(link),
});
/** Words of one look. A paragraph is a row of them. */
export type BroadcastRun = v.InferOutput<typeof run>;
const runs = v.pipe(v.array(run), v.minLength(1, "有一段是空的，请填写或删掉"), v.maxLength(100, "一段里的样式太多了"));

const block = v.variant("kind", [
  v.strictObject({ kind: v.literal("heading"), text: words(60, "小标题") }),
  v.strictObject({ kind: v.literal("paragraph"), runs }),
  v.strictObject({
    kind: v.literal("list"),
    ordered: v.boolean(),
    items: v.pipe(v.array(runs), v.minLength(1, "列表里还没有内容"), v.maxLength(50, "一个列表最多 50 项")),
  }),
  v.strictObject({ kind: v.literal("quote"), runs }),
  /** `picture`: id of an uploaded picture. `caption` may be empty; it is also the text for people who cannot see the picture. */
  v.strictObject({ kind: v.literal("picture"), picture: id, caption: maybe(broadcastLimits.caption, "图片说明") }),
  /** A card that opens our mini-program. */
  v.strictObject({
    kind: v.literal("card"),
    title: words(broadcastLimits.cardTitle, "卡片标题"),
    page,
    picture: v.nullable(id),
  }),
]);
export type BroadcastBlock = v.InferOutput<typeof block>;

const article = v.strictObject({
  title: words(broadcastLimits.articleTitle, "文章标题"),
  author: maybe(broadcastLimits.author, "作者"),
  /** Empty: WeChat takes the first 54 characters of the body. */
  digest: maybe(broadcastLimits.digest, "摘要"),
  /** Id of an uploaded picture. Null only in a draft: to submit, every article needs one. */
  cover: v.nullable(id),
  /** 阅读原文; null: none. */
  sourceUrl: v.nullable(link),
  blocks: v.pipe(v.array(block), v.maxLength(broadcastLimits.blocks, `正文最多 ${broadcastLimits.blocks} 段`)),
});
export type BroadcastArticle = v.InferOutput<typeof article>;

const content = v.variant("kind", [
  v.strictObject({
    kind: v.literal("articles"),
    articles: v.pipe(
      v.array(article),
      v.minLength(1, "请至少写一篇文章"),
      v.maxLength(broadcastLimits.articles, `一次最多 ${broadcastLimits.articles} 篇文章`),
    ),
  }),
  /** `open`: a page of the mini-program offered below the text (means `service` only). */
  v.strictObject({ kind: v.literal("text"), text: words(broadcastLimits.text, "正文"), open: v.nullable(page) }),
  /** `values`: by the names of the template's fields, e.g. thing1. */
  v.strictObject({
    kind: v.literal("template"),
    templateId: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{3,64}$/, "请选择订阅通知的模板")),
    values: v.record(v.pipe(v.string(), v.regex(/^[a-z_]+\d{1,3}$/)), maybe(32, "模板里的一项")),
    open: v.nullable(page),
  }),
  v.strictObject({
    kind: v.literal("notice"),
    title: words(broadcastLimits.noticeTitle, "通知标题"),
    text: words(broadcastLimits.noticeText, "通知内容"),
    open: v.nullable(page),
  }),
]);
export type BroadcastContent = v.InferOutput<typeof content>;

/** Codes of follower tags: a district's division code (420106) or an audience kind; `broadcastRoutes.audienceTags` lists them. */
const tags = v.pipe(
  v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(30))),
  v.maxLength(broadcastLimits.tags, `标签最多选 ${broadcastLimits.tags} 个`),
);
const audience = v.variant("to", [
  v.strictObject({ to: v.literal("all") }),
  /** Who carries any of the first (none given: everybody) and none of the second. */
  v.strictObject({ to: v.literal("tags"), anyOf: tags, noneOf: tags }),
  v.strictObject({
    to: v.literal("openids"),
    openids: v.pipe(
      v.array(openidSchema),
      v.minLength(1, "请至少填一位接收人"),
      v.maxLength(broadcastLimits.openids, `名单最多 ${broadcastLimits.openids} 人`),
    ),
  }),
  /** Those who asked to be reminded of this livestream. */
  v.strictObject({ to: v.literal("reminders"), livestream: id }),
]);
export type BroadcastAudience = v.InferOutput<typeof audience>;

export const broadcastMeans = ["mass", "publish", "service", "subscription", "inbox"] as const;
export type BroadcastMeans = (typeof broadcastMeans)[number];
export const broadcastMeansName: Readonly<Record<BroadcastMeans, string>> = {
  mass: "群发（推送，每人每月 4 条）",
  publish: "发布（不推送，不占条数）",
  service: "客服消息（48 小时内互动过的人）",
  subscription: "订阅通知（同意过的人）",
  inbox: "小程序站内通知（绑定过的人）",
};
/** What each means can carry. */
export const contentOfMeans: Readonly<Record<BroadcastMeans, readonly BroadcastContent["kind"][]>> = {
  mass: ["articles", "text"],
  publish: ["articles"],
  service: ["text"],
  subscription: ["template"],
  inbox: ["notice"],
};

const day = v.pipe(v.string(), v.check(isDay, "日期不对，请按「2026-01-31」这样填写"));
export const instantSchema = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?Z$/, "时间不对，请重新选择"),
);

/** One version of a broadcast, as an editor writes it. */
export const broadcastDraftSchema = v.pipe(
  v.strictObject({
    /** For staff only. */
    title: words(broadcastLimits.staffTitle, "名称"),
    means: v.picklist(broadcastMeans),
    content,
    /** Means `publish` reaches no list of people: `{ to: "all" }`. */
    audience,
    /** Days in Beijing between which the content is true, both included; null: open. Sent only inside; alarms before the end. */
    validFrom: v.nullable(day),
    validUntil: v.nullable(day),
    /** A wish; binding is only what `schedule` says. */
    scheduledFor: v.nullable(instantSchema),
    /** People a minute, over all processes. */
    ratePerMinute: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(broadcastLimits.rate)),
    /** Pauses by itself when more than this share (percent) of the last 200 failed or are of unknown fate. */
    pauseOverPercent: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)),
  }),
  v.forward(
    v.check((one) => contentOfMeans[one.means].includes(one.content.kind), "这种发送方式不能带这种内容，请换一种"),
    ["content"],
  ),
  v.forward(
    v.check(
      (one) => one.validFrom === null || one.validUntil === null || one.validFrom <= one.validUntil,
      "失效日期不能早于生效日期",
    ),
    ["validUntil"],
  ),
);
export type BroadcastDraft = v.InferOutput<typeof broadcastDraftSchema>;

export const livestreamSchema = v.pipe(
  v.strictObject({
    title: words(40, "直播标题"),
    /** What it is about; shown to citizens. */
    about: words(300, "直播简介"),
    startsAt: instantSchema,
    endsAt: instantSchema,
    /** Where to watch: a page, or a channel 视频号 by its name ("": none). At least one of them. */
    watchUrl: v.nullable(link),
    channel: maybe(30, "视频号名称"),
    cover: v.nullable(id),
    /** How long before the start reminders go out. */
    remindMinutes: v.pipe(v.number(), v.integer(), v.minValue(5), v.maxValue(1440)),
  }),
  v.forward(
    v.check((one) => one.startsAt < one.endsAt, "结束时间要晚于开始时间"),
    ["endsAt"],
  ),
  v.forward(
    v.check((one) => one.watchUrl !== null || one.channel !== "", "请填写观看链接或视频号名称，至少填一个"),
    ["channel"],
  ),
);
export type LivestreamDraft = v.InferOutput<typeof livestreamSchema>;
export { link as linkSchema };
