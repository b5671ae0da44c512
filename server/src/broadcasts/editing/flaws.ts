import {
  broadcastLimits,
  type BroadcastArticle,
  type BroadcastBlock,
  type BroadcastContent,
  type BroadcastDraft,
  type BroadcastFlaw,
  type BroadcastRun,
  type SubscriptionTemplate,
} from "@wsi/shared/contract";
import { allowedHosts, forbiddenWords } from "./forbidden.ts";
import { renderBody } from "./render.ts";

/** A piece of what will be read, and where it stands. */
interface Piece {
  where: string;
  text?: string;
  link?: string;
}

const plain = (runs: readonly BroadcastRun[]) => runs.map((run) => run.text).join("");
const links = (where: string, runs: readonly BroadcastRun[]): Piece[] =>
  runs.flatMap((run) => (run.link === undefined ? [] : [{ where, link: run.link }]));

function blockPieces(block: BroadcastBlock, where: string): Piece[] {
  switch (block.kind) {
    case "heading":
      return [{ where, text: block.text }];
    case "paragraph":
    case "quote":
      return [{ where, text: plain(block.runs) }, ...links(where, block.runs)];
    case "list":
      return block.items.flatMap((item) => [{ where, text: plain(item) }, ...links(where, item)]);
    case "picture":
      return [{ where, text: block.caption }];
    case "card":
      return [{ where, text: block.title }];
  }
}

function articlePieces(article: BroadcastArticle, at: number): Piece[] {
  const name = `第 ${at + 1} 篇`;
  return [
    { where: `${name}标题`, text: article.title },
    { where: `${name}摘要`, text: article.digest },
    ...(article.sourceUrl === null ? [] : [{ where: `${name}阅读原文`, link: article.sourceUrl }]),
    ...article.blocks.flatMap((block, n) => blockPieces(block, `${name}正文第 ${n + 1} 段`)),
  ];
}

const addressInText = /https?:\/\/[^\s，。；）)」]+/gi;

function contentPieces(content: BroadcastContent): Piece[] {
  switch (content.kind) {
    case "articles":
      return content.articles.flatMap(articlePieces);
    case "text":
      return [{ where: "正文", text: content.text }];
    case "template":
      return Object.entries(content.values).map(([name, text]) => ({ where: `模板字段 ${name}`, text }));
    case "notice":
      return [
        { where: "通知标题", text: content.title },
        { where: "通知内容", text: content.text },
      ];
  }
}

export function isAllowedLink(link: string): boolean {
  let host: string;
  try {
    const url = new URL(link);
    if (url.protocol !== "https:" || url.username !== "" || url.port !== "") return false;
    host = url.hostname;
  } catch {
    return false;
  }
  return allowedHosts.some((allowed) => host === allowed || host.endsWith(`.${allowed}`));
}

/** Full-width letters, spaces and marks between the characters do not hide a word. */
const squeezed = (text: string) => text.normalize("NFKC").replace(/[\s\u200b-\u200f.·*_~-]/g, "");

function linkFlaw(where: string, link: string): BroadcastFlaw[] {
  return isAllowedLink(link)
    ? []
    : [{ where, what: link, message: "只能链接到政府网站（gov.cn）和微信公众号文章，请换成小程序卡片或删掉链接" }];
}

function pieceFlaws({ where, text = "", link }: Piece): BroadcastFlaw[] {
  const seen = squeezed(text);
  return [
    ...forbiddenWords
      .filter(({ word }) => seen.includes(word))
      .map(({ word, because }) => ({ where, what: word, message: because })),
    ...(text.match(addressInText) ?? []).flatMap((found) => linkFlaw(where, found)),
    ...(link === undefined ? [] : linkFlaw(where, link)),
  ];
}

/** Stands for a picture's address at WeChat, which is about as long. */
const longAddress = `https://mmbiz.qpic.cn/${"x".repeat(160)}`;
export const bodyLength = (article: BroadcastArticle): number =>
  renderBody(article, { pictureUrl: () => longAddress, miniAppId: "wx0000000000000000" }).length;

function gaps(content: BroadcastContent, templates: readonly SubscriptionTemplate[]): BroadcastFlaw[] {
  if (content.kind === "articles")
    return content.articles.flatMap((article, at) => {
      const where = `第 ${at + 1} 篇`;
      const found: BroadcastFlaw[] = [];
      if (article.cover === null) found.push({ where, what: "封面", message: "请上传封面图片" });
      if (article.blocks.length === 0) found.push({ where, what: "正文", message: "正文还是空的，请填写" });
      const length = bodyLength(article);
      if (length > broadcastLimits.body)
        found.push({
          where,
          what: "正文",
          message: `正文连同格式有 ${length} 个字符，微信最多收 ${broadcastLimits.body} 个，请缩短或拆成两篇`,
        });
      return found;
    });
  if (content.kind !== "template") return [];
  const template = templates.find((one) => one.id === content.templateId);
  if (!template) return [{ where: "模板", what: content.templateId, message: "公众号没有这个订阅模板，请重新选择" }];
  const known = new Set(template.fields.map((field) => field.name));
  return [
    ...template.fields.flatMap(({ name, label, max }) => {
      const value = content.values[name] ?? "";
      if (value === "") return [{ where: "模板", what: label, message: `请填写「${label}」` }];
      if ([...value].length > max)
        return [{ where: "模板", what: label, message: `「${label}」最多 ${max} 个字，现在 ${[...value].length} 个` }];
      return [];
    }),
    ...Object.keys(content.values)
      .filter((name) => !known.has(name))
      .map((name) => ({ where: "模板", what: name, message: "这个模板没有这一项，请删掉" })),
  ];
}

/** Everything that keeps a draft from being submitted: gaps, WeChat's limits, forbidden words, links that lead elsewhere. */
export function findFlaws(draft: BroadcastDraft, templates: readonly SubscriptionTemplate[]): BroadcastFlaw[] {
  return [...gaps(draft.content, templates), ...contentPieces(draft.content).flatMap(pieceFlaws)];
}
