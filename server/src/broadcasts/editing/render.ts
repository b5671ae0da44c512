import type { BroadcastArticle, BroadcastBlock, BroadcastRun } from "@wsi/shared/contract";

/** What the blocks need of the world to become HTML. */
export interface Rendering {
  /** Address of an uploaded picture. Undefined: not known, the picture is left out. */
  pictureUrl(id: string): string | undefined;
  miniAppId: string;
}

const escape = (text: string): string =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\n", "<br/>");

function inline(run: BroadcastRun): string {
  let html = escape(run.text);
  if (run.bold) html = `<strong>${html}</strong>`;
  return run.link === undefined ? html : `<a href="${escape(run.link)}">${html}</a>`;
}
const inlines = (runs: readonly BroadcastRun[]): string => runs.map(inline).join("");

const style = {
  heading: "margin:24px 0 12px;font-size:18px;font-weight:bold;line-height:1.5",
  paragraph: "margin:12px 0;font-size:16px;line-height:1.8",
  quote: "margin:12px 0;padding:8px 12px;border-left:3px solid #1f6feb;color:#57606a;font-size:15px;line-height:1.7",
  caption: "margin:4px 0 12px;text-align:center;color:#8c959f;font-size:14px",
} as const;

function blockHtml(block: BroadcastBlock, { pictureUrl, miniAppId }: Rendering): string {
  switch (block.kind) {
    case "heading":
      return `<h2 style="${style.heading}">${escape(block.text)}</h2>`;
    case "paragraph":
      return `<p style="${style.paragraph}">${inlines(block.runs)}</p>`;
    case "quote":
      return `<blockquote style="${style.quote}">${inlines(block.runs)}</blockquote>`;
    case "list": {
      const tag = block.ordered ? "ol" : "ul";
      return `<${tag} style="${style.paragraph}">${block.items.map((item) => `<li>${inlines(item)}</li>`).join("")}</${tag}>`;
    }
    case "picture": {
      const url = pictureUrl(block.picture);
      if (url === undefined) return "";
      const caption = block.caption === "" ? "" : `<p style="${style.caption}">${escape(block.caption)}</p>`;
      return `<p><img src="${escape(url)}" alt="${escape(block.caption)}" style="max-width:100%"/></p>${caption}`;
    }
    case "card": {
      const picture = block.picture === null ? undefined : pictureUrl(block.picture);
      const shown = picture === undefined ? "" : ` data-miniprogram-imageurl="${escape(picture)}"`;
      return `<p><mp-miniprogram data-miniprogram-appid="${escape(miniAppId)}" data-miniprogram-path="${escape(block.page)}" data-miniprogram-title="${escape(block.title)}"${shown}></mp-miniprogram></p>`;
    }
  }
}

/** WeChat's HTML of an article's body: only our own tags, every word escaped. */
export const renderBody = (article: BroadcastArticle, rendering: Rendering): string =>
  article.blocks.map((block) => blockHtml(block, rendering)).join("");

/** Every picture an article uses, the cover first when it has one. */
export function picturesOf(article: BroadcastArticle): { cover: string | null; body: string[] } {
  const body = article.blocks.flatMap((block) =>
    block.kind === "picture" ? [block.picture] : block.kind === "card" && block.picture !== null ? [block.picture] : [],
  );
  return { cover: article.cover, body: [...new Set(body)] };
}
