import { broadcastRoutes, type BroadcastContent, type BroadcastView } from "@wsi/shared/contract";
import { useState } from "react";
import { useAsked } from "../use-asked.ts";

/** WeChat draws its card in place of this element, which is empty by itself; and it reads as a phone does. */
const look = `<style>
body { margin: 16px; font: 16px/1.75 system-ui, sans-serif; color: #333; }
img { max-width: 100%; }
mp-miniprogram { display: block; padding: 14px; border: 1px solid #ddd; border-radius: 8px; }
mp-miniprogram::before { content: attr(data-miniprogram-title); font-weight: 600; }
mp-miniprogram::after { content: "小程序"; display: block; margin-top: 8px; color: #888; font-size: 12px; }
</style>`;

/** In the order and under the names of the template, which alone knows them. */
function TemplatePaper({ content }: { content: Extract<BroadcastContent, { kind: "template" }> }) {
  const templates = useAsked(broadcastRoutes.templates, {});
  const template = templates.value?.find((one) => one.id === content.templateId);
  const lines = template
    ? template.fields.map(({ name, label }) => `${label}：${content.values[name] ?? ""}`)
    : Object.values(content.values);
  return (
    <div className="bc-phone words">
      <b>{template?.title ?? "订阅通知"}</b>
      {`\n${lines.join("\n")}`}
      {content.open !== null && `\n\n点开：${content.open}`}
    </div>
  );
}

/** As the follower sees it: the card or the words in the chat, and each article as WeChat will show it, in a frame without scripts. */
export function Paper({ view }: { view: BroadcastView }) {
  const { content } = view.draft;
  const [at, setAt] = useState(0);
  if (content.kind === "text") return <div className="bc-phone words">{content.text}</div>;
  if (content.kind === "notice")
    return (
      <div className="bc-phone words">
        <b>{content.title}</b>
        {`\n${content.text}`}
      </div>
    );
  if (content.kind === "template") return <TemplatePaper content={content} />;
  return (
    <div className="bc-phone">
      <div className="bc-tabs">
        {content.articles.map((article, index) => (
          <button type="button" key={index} aria-pressed={index === at} onClick={() => setAt(index)}>
            {article.title || `第 ${index + 1} 篇`}
          </button>
        ))}
      </div>
      <iframe title="文章预览" sandbox="" srcDoc={`${look}${view.html[at] ?? ""}`} />
    </div>
  );
}
