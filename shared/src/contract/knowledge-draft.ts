import * as v from "valibot";
import { isDay } from "../values/index.ts";

/** What an editor writes of one piece of knowledge, as data that both sides check. */

/** Lengths in characters, sizes in pieces. */
export const knowledgeLimits = {
  question: 200,
  similar: 100,
  keywords: 50,
  keyword: 30,
  /** The bot splits what is longer than one message of WeChat. */
  answer: 4_000,
  topic: 30,
  sourceTitle: 300,
  sourceArticle: 100,
  linkedItems: 5,
  itemLabel: 20,
  supersedes: 10,
  reason: 200,
  /** One file. */
  importRows: 100_000,
  /** Entries in one `submitMany` or `approveMany`. */
  many: 500,
} as const;

/** Whom an entry speaks to; none named: everybody. */
export const knowledgeAudiences = ["employee", "employer", "flexible", "resident", "retired", "unemployed"] as const;
export type KnowledgeAudience = (typeof knowledgeAudiences)[number];
export const knowledgeAudienceName: Readonly<Record<KnowledgeAudience, string>> = {
  employee: "在职职工",
  employer: "用人单位",
  flexible: "灵活就业人员",
  resident: "城乡居民",
  retired: "退休人员",
  unemployed: "失业人员",
};

/** law: a statute says so · official: the office says so · check: plausible, the person must confirm with the office. */
export const knowledgeTrusts = ["law", "official", "check"] as const;
export type KnowledgeTrust = (typeof knowledgeTrusts)[number];
export const knowledgeTrustName: Readonly<Record<KnowledgeTrust, string>> = {
  law: "法律法规",
  official: "官方口径",
  check: "需再核实",
};

const words = (max: number, what: string) =>
  v.pipe(v.string(), v.trim(), v.minLength(1, `请填写${what}`), v.maxLength(max, `${what}最多 ${max} 个字`));
const maybe = (max: number, what: string) => v.pipe(v.string(), v.trim(), v.maxLength(max, `${what}最多 ${max} 个字`));
const day = v.pipe(v.string(), v.check(isDay, "日期要写成 2026-01-31 这样，并且是真有的一天"));

/** A name of ours, or of whoever sent the file. It never changes. */
export const knowledgeIdSchema = v.pipe(
  v.string(),
  v.trim(),
  v.regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,79}$/, "编号只能用字母、数字和 - _ .，最多 80 个字"),
);

/**
 * A draft may be unfinished (no source yet): `flaws` of the view lists what `submit` still wants. What is wrong in itself is refused
 * when it is saved.
 */
export const knowledgeDraftSchema = v.strictObject({
  question: words(knowledgeLimits.question, "标准问题"),
  /** Other ways people ask it. */
  similar: v.pipe(
    v.array(words(knowledgeLimits.question, "相似问法")),
    v.maxLength(knowledgeLimits.similar, `相似问法最多 ${knowledgeLimits.similar} 条`),
  ),
  keywords: v.pipe(
    v.array(words(knowledgeLimits.keyword, "关键词")),
    v.maxLength(knowledgeLimits.keywords, `关键词最多 ${knowledgeLimits.keywords} 个`),
  ),
  answer: words(knowledgeLimits.answer, "答案"),
  topic: words(knowledgeLimits.topic, "主题"),
  audience: v.array(v.picklist(knowledgeAudiences, "没有这种适用人群")),
  /** Null for what does not change with a year. */
  policyYear: v.nullable(
    v.pipe(
      v.number("政策年度要写成四位数字"),
      v.integer("政策年度要写成四位数字"),
      v.minValue(1990, "政策年度太早"),
      v.maxValue(2100, "政策年度太晚"),
    ),
  ),
  /** 'YYYY-MM-DD', both inclusive; `expires` null: until further notice. */
  effectiveFrom: day,
  expires: v.nullable(day),
  source: v.strictObject({
    title: maybe(knowledgeLimits.sourceTitle, "依据"),
    article: v.nullable(maybe(knowledgeLimits.sourceArticle, "条款")),
  }),
  trust: v.picklist(knowledgeTrusts, "可信程度只能是：法律法规、官方口径、需再核实"),
  /** Items that mend it, as buttons under the answer. */
  linkedItems: v.pipe(
    v.array(
      v.strictObject({
        code: v.pipe(v.string(), v.trim(), v.regex(/^[a-z0-9][a-z0-9-]{0,79}$/, "事项编号不对")),
        label: words(knowledgeLimits.itemLabel, "按钮文字"),
      }),
    ),
    v.maxLength(knowledgeLimits.linkedItems, `关联事项最多 ${knowledgeLimits.linkedItems} 个`),
  ),
  /** Ids of entries that end the day before this one begins, once it is published. */
  supersedes: v.pipe(
    v.array(knowledgeIdSchema),
    v.maxLength(knowledgeLimits.supersedes, `最多代替 ${knowledgeLimits.supersedes} 条`),
  ),
});
export type KnowledgeDraft = v.InferOutput<typeof knowledgeDraftSchema>;
