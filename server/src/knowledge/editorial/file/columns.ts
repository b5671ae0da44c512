import { knowledgeAudienceName, knowledgeLimits, knowledgeTrustName } from "@wsi/shared/contract";

/** A knowledge file has these columns: keys in JSONL, Chinese heads in a sheet. */
export interface Column {
  key: ColumnKey;
  label: string;
  required: boolean;
  /** Width in the sheet, in characters. */
  width: number;
  /** How to fill it in, for the sheet of explanations. */
  note: string;
}
export const columnKeys = [
  "id",
  "question",
  "similar",
  "keywords",
  "answer",
  "topic",
  "audience",
  "policyYear",
  "effectiveFrom",
  "expires",
  "source",
  "article",
  "trust",
  "linkedItems",
  "supersedes",
] as const;
export type ColumnKey = (typeof columnKeys)[number];

const names = (of: Readonly<Record<string, string>>) => Object.values(of).join("、");
const column = (key: ColumnKey, label: string, width: number, note: string, required = false): Column => ({
  key,
  label,
  width,
  note,
  required,
});

export const columns: readonly Column[] = [
  column("id", "编号", 22, "字母、数字和 - _ .，最多 80 个字。同一编号再导入就是修改那一条；不填会按问题自动生成。"),
  column("question", "标准问题", 36, `必填，最多 ${knowledgeLimits.question} 个字。全库不能重复。`, true),
  column("similar", "相似问法", 40, `别人会怎么问。一行一个，最多 ${knowledgeLimits.similar} 个。`),
  column("keywords", "关键词", 24, "一行一个，或用顿号、逗号隔开。"),
  column("answer", "答案", 60, `必填，最多 ${knowledgeLimits.answer} 个字。`, true),
  column("topic", "主题", 14, "不填算「综合」。"),
  column("audience", "适用人群", 18, `可填：${names(knowledgeAudienceName)}。一行一个；不填就是所有人。`),
  column("policyYear", "政策年度", 10, "四位数字，如 2026；与年度无关就不填。"),
  column("effectiveFrom", "生效日期", 12, "2026-01-31 这样写；不填算导入当天。生效前不会回答。"),
  column("expires", "失效日期", 12, "2026-12-31 这样写，当天仍有效；长期有效就不填。"),
  column("source", "依据", 36, "文件、法条或官方问答的名称。导入时可以不填，提交审核前必须填。"),
  column("article", "条款", 14, "如「第十六条」。"),
  column("trust", "可信程度", 12, `可填：${names(knowledgeTrustName)}。不填算「${knowledgeTrustName.check}」。`),
  column("linkedItems", "关联事项", 36, "按钮文字（事项编号），一行一个，如：断缴补缴（interruption-back-payment）。"),
  column("supersedes", "代替条目", 20, "被这一条代替的条目编号，一行一个：这一条生效的前一天，那一条失效。"),
];
export const labelOf = Object.fromEntries(columns.map(({ key, label }) => [key, label])) as Record<ColumnKey, string>;
export const WHOLE_ROW = "整行";
