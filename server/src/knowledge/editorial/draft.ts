import { createHash } from "node:crypto";
import {
  knowledgeAudienceName,
  knowledgeTrustName,
  type KnowledgeChange,
  type KnowledgeDraft,
  type KnowledgeFlaw,
} from "@wsi/shared/contract";
import type { Entry } from "../entry.ts";
import { normalise } from "../retrieval/normalise.ts";

/** An entry as retrieval and the bot take it. */
export function entryOf(id: string, draft: KnowledgeDraft): Entry {
  const { question, similar, keywords, answer, topic, policyYear, effectiveFrom, expires, trust, linkedItems } = draft;
  const { title, article } = draft.source;
  return {
    id,
    question,
    similar,
    keywords,
    answer,
    topic,
    policyYear,
    effectiveFrom,
    ...(expires === null ? {} : { expires }),
    source: { title, ...(article === null ? {} : { article }) },
    trust,
    linkedItems,
  };
}

/** What built-in entries may say besides. */
export type BuiltIn = Entry & { supersedes?: readonly string[] };

export const draftOf = (entry: BuiltIn): KnowledgeDraft => ({
  question: entry.question,
  similar: [...entry.similar],
  keywords: [...entry.keywords],
  answer: entry.answer,
  topic: entry.topic,
  audience: [...(entry.audience ?? [])],
  policyYear: entry.policyYear,
  effectiveFrom: entry.effectiveFrom,
  expires: entry.expires ?? null,
  source: { title: entry.source.title, article: entry.source.article ?? null },
  trust: entry.trust,
  linkedItems: entry.linkedItems.map(({ code, label }) => ({ code, label })),
  supersedes: [...(entry.supersedes ?? [])],
});

/** One writing of a question: two entries that share it ask the same. Punctuation alone is its own writing. */
export const asksOf = (question: string): string => normalise(question) || question.trim();

/** Over everything an editor writes, in one order of keys: two drafts with it say the same. */
export function digestOfDraft(draft: KnowledgeDraft): string {
  const { source, linkedItems } = draft;
  const inOrder = [
    draft.question,
    draft.similar,
    draft.keywords,
    draft.answer,
    draft.topic,
    draft.audience.toSorted(),
    draft.policyYear,
    draft.effectiveFrom,
    draft.expires,
    [source.title, source.article],
    draft.trust,
    linkedItems.map(({ code, label }) => [code, label]),
    draft.supersedes,
  ];
  return createHash("sha256").update(JSON.stringify(inOrder)).digest("hex").slice(0, 16);
}

/** Similar questions and keywords without blanks, repetitions and what repeats the question. */
export function tidy(draft: KnowledgeDraft): KnowledgeDraft {
  const seen = new Set([asksOf(draft.question)]);
  const once = (text: string) => {
    const asks = asksOf(text);
    return seen.has(asks) ? false : seen.add(asks);
  };
  return {
    ...draft,
    similar: draft.similar.filter(once),
    keywords: [...new Set(draft.keywords)],
    audience: [...new Set(draft.audience)],
    supersedes: [...new Set(draft.supersedes)],
  };
}

/** What must still be mended before submitting. `id` is the entry's own. */
export function flawsOf(id: string, draft: KnowledgeDraft): KnowledgeFlaw[] {
  const flaws: KnowledgeFlaw[] = [];
  const flaw = (field: keyof KnowledgeDraft, message: string) => flaws.push({ field, message });
  if (asksOf(draft.question).length < 4) flaw("question", "标准问题太短，写成一句完整的问话");
  if (draft.answer.length < 8) flaw("answer", "答案太短，请写完整");
  if (draft.answer === UNWRITTEN) flaw("answer", "答案还没有写");
  if (draft.source.title.length < 4) flaw("source", "请写明依据：文件、法条或官方问答的名称");
  if (draft.expires !== null && draft.expires < draft.effectiveFrom) flaw("expires", "失效日期不能早于生效日期");
  if (draft.supersedes.includes(id)) flaw("supersedes", "不能代替自己");
  return flaws;
}

/** Stands in a draft made of unanswered questions until somebody writes the answer. */
export const UNWRITTEN = "（请在这里写答案）";

export const fieldLabel: Readonly<Record<keyof KnowledgeDraft, string>> = {
  question: "标准问题",
  similar: "相似问法",
  keywords: "关键词",
  answer: "答案",
  topic: "主题",
  audience: "适用人群",
  policyYear: "政策年度",
  effectiveFrom: "生效日期",
  expires: "失效日期",
  source: "依据",
  trust: "可信程度",
  linkedItems: "关联事项",
  supersedes: "代替条目",
};
const fields = Object.keys(fieldLabel) as (keyof KnowledgeDraft)[];

function inWords(draft: KnowledgeDraft, field: keyof KnowledgeDraft): string {
  switch (field) {
    case "similar":
    case "keywords":
    case "supersedes":
      return draft[field].join("\n");
    case "audience":
      return draft.audience.map((one) => knowledgeAudienceName[one]).join("\n") || "所有人";
    case "policyYear":
      return draft.policyYear === null ? "不分年度" : String(draft.policyYear);
    case "expires":
      return draft.expires ?? "长期有效";
    case "source":
      return [draft.source.title, draft.source.article ?? ""].filter(Boolean).join(" ");
    case "trust":
      return knowledgeTrustName[draft.trust];
    case "linkedItems":
      return draft.linkedItems.map(({ code, label }) => `${label}（${code}）`).join("\n");
    default:
      return draft[field];
  }
}

export const changesBetween = (from: KnowledgeDraft, to: KnowledgeDraft): KnowledgeChange[] =>
  fields.flatMap((field) => {
    const [before, after] = [inWords(from, field), inWords(to, field)];
    return before === after ? [] : [{ field, label: fieldLabel[field], before, after }];
  });

/** Do both hold on some day? */
export const overlap = (
  a: Pick<KnowledgeDraft, "effectiveFrom" | "expires">,
  b: Pick<KnowledgeDraft, "effectiveFrom" | "expires">,
): boolean =>
  (a.expires === null || b.effectiveFrom <= a.expires) && (b.expires === null || a.effectiveFrom <= b.expires);
