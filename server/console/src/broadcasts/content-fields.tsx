import { broadcastLimits, broadcastRoutes, type BroadcastContent, type BroadcastMeans } from "@wsi/shared/contract";
import { Button, Input, Select } from "antd";
import { Labelled } from "../labelled.tsx";
import { useState } from "react";
import { sentence } from "../client.ts";
import { useSession } from "../session.tsx";
import { useAsked } from "../use-asked.ts";
import { ArticleFields } from "./article-fields.tsx";
import { emptyArticle } from "./empty-content.ts";

interface Props {
  content: BroadcastContent;
  means: BroadcastMeans;
  change(content: BroadcastContent): void;
}

export function ContentFields({ content, means, change }: Props) {
  const open = (value: string) => (value.trim() === "" ? null : value.trim());
  if (content.kind === "articles")
    return (
      <>
        {content.articles.map((article, at) => (
          <ArticleFields
            key={at}
            number={at + 1}
            article={article}
            change={(changed) =>
              change({ ...content, articles: content.articles.map((one, index) => (index === at ? changed : one)) })
            }
            drop={
              content.articles.length > 1
                ? () => change({ ...content, articles: content.articles.filter((_, index) => index !== at) })
                : undefined
            }
          />
        ))}
        {content.articles.length < broadcastLimits.articles && (
          <Button onClick={() => change({ ...content, articles: [...content.articles, emptyArticle] })}>
            再加一篇
          </Button>
        )}
      </>
    );
  if (content.kind === "template") return <TemplateFields content={content} change={change} />;
  return (
    <>
      {content.kind === "notice" && (
        <Labelled label="通知标题">
          <Input
            value={content.title}
            maxLength={broadcastLimits.noticeTitle}
            onChange={(event) => change({ ...content, title: event.target.value })}
          />
        </Labelled>
      )}
      <Labelled label="正文">
        <Input.TextArea
          autoSize={{ minRows: 4, maxRows: 16 }}
          value={content.text}
          maxLength={content.kind === "notice" ? broadcastLimits.noticeText : broadcastLimits.text}
          showCount
          onChange={(event) => change({ ...content, text: event.target.value })}
          data-test="bc-text"
        />
      </Labelled>
      {(content.kind === "notice" || means === "service") && (
        <Labelled label="点开到小程序哪一页" hint="可以空着，例如 lookups/payments/index">
          <Input
            value={content.open ?? ""}
            onChange={(event) => change({ ...content, open: open(event.target.value) })}
          />
        </Labelled>
      )}
    </>
  );
}

function TemplateFields({
  content,
  change,
}: {
  content: Extract<BroadcastContent, { kind: "template" }>;
  change(content: BroadcastContent): void;
}) {
  const { ask } = useSession();
  const templates = useAsked(broadcastRoutes.templates, {});
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  async function refresh(): Promise<void> {
    setBusy(true);
    const answer = await ask(broadcastRoutes.refreshTemplates, {});
    setBusy(false);
    setTrouble(answer.ok ? null : sentence(answer.error));
    if (answer.ok) templates.keep(answer.value);
  }
  const chosen = templates.value?.find((one) => one.id === content.templateId);
  return (
    <>
      <Labelled label="模板">
        <Select
          value={content.templateId || null}
          placeholder="选一个模板"
          onChange={(templateId: string) => change({ ...content, templateId, values: {} })}
          options={(templates.value ?? []).map((one) => ({
            value: one.id,
            label: `${one.title}（${one.app === "mini-program" ? "小程序" : "公众号"}，${one.consenting} 人同意过）`,
          }))}
        />
      </Labelled>
      <p className="bc-templates">
        {templates.value?.length === 0 && "还没有模板：先在微信公众平台或小程序后台选用，再点更新。"}
        <Button size="small" type="link" loading={busy} onClick={() => void refresh()} data-test="bc-templates-refresh">
          从微信更新模板
        </Button>
        {trouble && <span role="alert">{trouble}</span>}
      </p>
      {chosen?.fields.map((field) => (
        <Labelled key={field.name} label={field.label} hint={`最多 ${field.max} 个字`}>
          <Input
            value={content.values[field.name] ?? ""}
            maxLength={field.max}
            onChange={(event) =>
              change({ ...content, values: { ...content.values, [field.name]: event.target.value } })
            }
          />
        </Labelled>
      ))}
      <Labelled label="点开到小程序哪一页" hint="可以空着，例如 lookups/payments/index">
        <Input
          value={content.open ?? ""}
          onChange={(event) => change({ ...content, open: event.target.value.trim() || null })}
          data-test="bc-template-open"
        />
      </Labelled>
    </>
  );
}
