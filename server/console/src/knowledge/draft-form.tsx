import {
  knowledgeAudienceName,
  knowledgeAudiences,
  knowledgeDraftSchema,
  knowledgeLimits,
  knowledgeTrustName,
  knowledgeTrusts,
  type KnowledgeDraft,
} from "@wsi/shared/contract";
import { Button, Input, Select } from "antd";
import { useState } from "react";
import * as v from "valibot";
import { Labelled } from "../labelled.tsx";

const lines = (text: string) =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

/** What the schema says of a draft, by field. The server judges by the same schema. */
export function problemsOf(draft: unknown): Readonly<Record<string, string>> {
  const read = v.safeParse(knowledgeDraftSchema, draft);
  if (read.success) return {};
  return Object.fromEntries(
    read.issues.map((issue) => [String(issue.path?.[0]?.key ?? "draft"), issue.message] as const).toReversed(),
  );
}

interface Props {
  draft: KnowledgeDraft;
  busy: boolean;
  cancel(): void;
  save(draft: KnowledgeDraft): Promise<void>;
}

/** The whole entry as a form; problems stand beside their field as one types, once saving was tried. */
export function DraftForm({ draft, busy, cancel, save }: Props) {
  const [form, setForm] = useState(draft);
  const [similar, setSimilar] = useState(draft.similar.join("\n"));
  const [tried, setTried] = useState(false);
  const set = (part: Partial<KnowledgeDraft>) => setForm((before) => ({ ...before, ...part }));
  const whole: KnowledgeDraft = { ...form, similar: lines(similar) };
  const problems = tried ? problemsOf(whole) : {};
  const submit = () => {
    setTried(true);
    if (Object.keys(problemsOf(whole)).length === 0) void save(whole);
  };
  return (
    <form
      className="kb-form"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Labelled label="标准问题" hint="像粉丝那样问，一句话" problem={problems["question"]}>
        <Input
          value={form.question}
          maxLength={knowledgeLimits.question}
          onChange={(event) => set({ question: event.target.value })}
          data-test="kb-question"
        />
      </Labelled>
      <Labelled label="别的问法" hint="一行一条：口语、简称、武汉话都行" problem={problems["similar"]}>
        <Input.TextArea
          autoSize={{ minRows: 3, maxRows: 12 }}
          value={similar}
          onChange={(event) => setSimilar(event.target.value)}
          data-test="kb-similar"
        />
      </Labelled>
      <Labelled label="答案" hint="先说怎么办，再说条件；七十岁的人也要看得懂" problem={problems["answer"]}>
        <Input.TextArea
          autoSize={{ minRows: 6, maxRows: 24 }}
          value={form.answer}
          maxLength={knowledgeLimits.answer}
          showCount
          onChange={(event) => set({ answer: event.target.value })}
          data-test="kb-answer"
        />
      </Labelled>
      <div className="kb-form-row">
        <Labelled label="主题" problem={problems["topic"]}>
          <Input
            value={form.topic}
            maxLength={knowledgeLimits.topic}
            onChange={(event) => set({ topic: event.target.value })}
            data-test="kb-topic"
          />
        </Labelled>
        <Labelled label="关键词" problem={problems["keywords"]}>
          <Select
            mode="tags"
            value={form.keywords}
            open={false}
            suffixIcon={null}
            tokenSeparators={[" ", "，", "、", ","]}
            onChange={(keywords: string[]) => set({ keywords })}
          />
        </Labelled>
        <Labelled label="适用人群" hint="不选就是所有人" problem={problems["audience"]}>
          <Select
            mode="multiple"
            value={form.audience}
            onChange={(audience: KnowledgeDraft["audience"]) => set({ audience })}
            options={knowledgeAudiences.map((one) => ({ value: one, label: knowledgeAudienceName[one] }))}
          />
        </Labelled>
      </div>
      <div className="kb-form-row">
        <Labelled label="依据" hint="文件名或法规名" problem={problems["source"]}>
          <Input
            value={form.source.title}
            maxLength={knowledgeLimits.sourceTitle}
            onChange={(event) => set({ source: { ...form.source, title: event.target.value } })}
            data-test="kb-source"
          />
        </Labelled>
        <Labelled label="条款">
          <Input
            value={form.source.article ?? ""}
            maxLength={knowledgeLimits.sourceArticle}
            onChange={(event) => set({ source: { ...form.source, article: event.target.value || null } })}
          />
        </Labelled>
        <Labelled label="可信程度" problem={problems["trust"]}>
          <Select
            value={form.trust}
            onChange={(trust: KnowledgeDraft["trust"]) => set({ trust })}
            options={knowledgeTrusts.map((one) => ({ value: one, label: knowledgeTrustName[one] }))}
          />
        </Labelled>
      </div>
      <div className="kb-form-row">
        <Labelled label="从哪天起" problem={problems["effectiveFrom"]}>
          <Input
            type="date"
            value={form.effectiveFrom}
            onChange={(event) => set({ effectiveFrom: event.target.value })}
          />
        </Labelled>
        <Labelled label="到哪天止" hint="空着：长期有效" problem={problems["expires"]}>
          <Input
            type="date"
            value={form.expires ?? ""}
            onChange={(event) => set({ expires: event.target.value || null })}
          />
        </Labelled>
        <Labelled label="政策年度" hint="空着：不随年度变" problem={problems["policyYear"]}>
          <Input
            inputMode="numeric"
            value={form.policyYear ?? ""}
            onChange={(event) => {
              const text = event.target.value.replace(/\D/g, "");
              set({ policyYear: text === "" ? null : Number(text) });
            }}
          />
        </Labelled>
      </div>
      <div className="kb-acts">
        <Button type="primary" htmlType="submit" loading={busy} data-test="kb-save">
          保存草稿
        </Button>
        <Button onClick={cancel}>不改了</Button>
        {Object.keys(problems).length > 0 && <span className="kb-bad">有 {Object.keys(problems).length} 处要改</span>}
      </div>
    </form>
  );
}
