import type { BroadcastArticle, BroadcastContent } from "@wsi/shared/contract";

export const emptyArticle: BroadcastArticle = {
  title: "",
  author: "",
  digest: "",
  cover: null,
  sourceUrl: null,
  blocks: [],
};

/** Something to begin with, of each kind. */
export function emptyContent(kind: BroadcastContent["kind"]): BroadcastContent {
  switch (kind) {
    case "articles":
      return { kind, articles: [emptyArticle] };
    case "text":
      return { kind, text: "", open: null };
    case "template":
      return { kind, templateId: "", values: {}, open: null };
    case "notice":
      return { kind, title: "", text: "", open: null };
  }
}
