import {
  broadcastDraftSchema,
  broadcastLimits,
  broadcastMeans,
  broadcastMeansName,
  broadcastRoutes,
  contentOfMeans,
  type BroadcastDraft,
  type BroadcastMeans,
} from "@wsi/shared/contract";
import { Button, Input, InputNumber, Select, Segmented } from "antd";
import { useState } from "react";
import * as v from "valibot";
import { Labelled } from "../labelled.tsx";
import { useAsked } from "../use-asked.ts";
import { ContentFields } from "./content-fields.tsx";
import { emptyContent } from "./empty-content.ts";

const contentName = { articles: "图文", text: "文字", template: "订阅通知", notice: "站内通知" } as const;

/** What the schema says of a draft. The server judges by the same schema, and adds words and links. */
function problemsOf(draft: BroadcastDraft): string[] {
  const read = v.safeParse(broadcastDraftSchema, draft);
  return read.success ? [] : [...new Set(read.issues.map((issue) => issue.message))];
}

interface Props {
  draft: BroadcastDraft;
  busy: boolean;
  cancel(): void;
  save(draft: BroadcastDraft): Promise<void>;
}

export function BroadcastForm({ draft, busy, cancel, save }: Props) {
  const [form, setForm] = useState(draft);
  const [tried, setTried] = useState(false);
  const tags = useAsked(broadcastRoutes.audienceTags, {});
  const set = (part: Partial<BroadcastDraft>) => setForm((before) => ({ ...before, ...part }));
  const problems = tried ? problemsOf(form) : [];
  const changeMeans = (means: BroadcastMeans) => {
    const kinds = contentOfMeans[means];
    const [first] = kinds;
    const content = kinds.includes(form.content.kind) || !first ? form.content : emptyContent(first);
    set({ means, content, ...(means === "publish" ? { audience: { to: "all" } } : {}) });
  };
  const { audience } = form;
  const options = (tags.value ?? []).map((tag) => ({ value: tag.code, label: `${tag.label}（${tag.followers}）` }));
  return (
    <form
      className="kb-form"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (problemsOf(form).length === 0) void save(form);
      }}
    >
      <Labelled label="名称" hint="只给同事看">
        <Input
          value={form.title}
          maxLength={broadcastLimits.staffTitle}
          onChange={(event) => set({ title: event.target.value })}
          data-test="bc-title"
        />
      </Labelled>
      <Labelled label="怎么发">
        <Select
          value={form.means}
          onChange={changeMeans}
          options={broadcastMeans.map((one) => ({ value: one, label: broadcastMeansName[one] }))}
        />
      </Labelled>
      {contentOfMeans[form.means].length > 1 && (
        <Segmented
          value={form.content.kind}
          onChange={(kind) => set({ content: emptyContent(kind) })}
          options={contentOfMeans[form.means].map((kind) => ({ value: kind, label: contentName[kind] }))}
        />
      )}
      <ContentFields content={form.content} means={form.means} change={(content) => set({ content })} />
      {form.means !== "publish" && audience.to !== "openids" && audience.to !== "reminders" && (
        <div className="kb-form-row">
          <Labelled label="发给谁" hint="不选标签就是全部关注者">
            <Select
              mode="multiple"
              value={audience.to === "tags" ? audience.anyOf : []}
              options={options}
              onChange={(anyOf: string[]) => {
                const noneOf = audience.to === "tags" ? audience.noneOf : [];
                set({ audience: anyOf.length + noneOf.length === 0 ? { to: "all" } : { to: "tags", anyOf, noneOf } });
              }}
            />
          </Labelled>
          <Labelled label="其中不发给">
            <Select
              mode="multiple"
              value={audience.to === "tags" ? audience.noneOf : []}
              options={options}
              onChange={(noneOf: string[]) => {
                const anyOf = audience.to === "tags" ? audience.anyOf : [];
                set({ audience: anyOf.length + noneOf.length === 0 ? { to: "all" } : { to: "tags", anyOf, noneOf } });
              }}
            />
          </Labelled>
        </div>
      )}
      <div className="kb-form-row">
        <Labelled label="内容从哪天起有效" hint="可以空着">
          <Input
            type="date"
            value={form.validFrom ?? ""}
            onChange={(event) => set({ validFrom: event.target.value || null })}
          />
        </Labelled>
        <Labelled label="到哪天失效" hint="到期前会提醒">
          <Input
            type="date"
            value={form.validUntil ?? ""}
            onChange={(event) => set({ validUntil: event.target.value || null })}
          />
        </Labelled>
        <Labelled label="每分钟最多发给多少人">
          <InputNumber
            min={1}
            max={broadcastLimits.rate}
            value={form.ratePerMinute}
            onChange={(value) => set({ ratePerMinute: value ?? 1 })}
          />
        </Labelled>
        <Labelled label="失败超过百分之几自动暂停">
          <InputNumber
            min={1}
            max={100}
            value={form.pauseOverPercent}
            onChange={(value) => set({ pauseOverPercent: value ?? 20 })}
          />
        </Labelled>
      </div>
      {problems.length > 0 && (
        <div className="bc-problems" role="alert">
          {problems.map((one) => (
            <p key={one}>{one}</p>
          ))}
        </div>
      )}
      <div className="kb-acts">
        <Button type="primary" htmlType="submit" loading={busy} data-test="bc-save">
          保存草稿
        </Button>
        <Button onClick={cancel}>不写了</Button>
      </div>
    </form>
  );
}
