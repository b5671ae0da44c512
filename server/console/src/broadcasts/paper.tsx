import type { BroadcastView } from "@wsi/shared/contract";
import { useState } from "react";

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
  if (content.kind === "template")
    return <div className="bc-phone words">{["订阅通知", ...Object.values(content.values)].join("\n")}</div>;
  return (
    <div className="bc-phone">
      <div className="bc-tabs">
        {content.articles.map((article, index) => (
          <button type="button" key={index} aria-pressed={index === at} onClick={() => setAt(index)}>
            {article.title || `第 ${index + 1} 篇`}
          </button>
        ))}
      </div>
      <iframe title="文章预览" sandbox="" srcDoc={view.html[at] ?? ""} />
    </div>
  );
}
