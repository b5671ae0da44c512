import type { Article, Articles, PublishState } from "../../ports/account.ts";
import { attempt, done, listOf, recordOf, textOf } from "./attempt.ts";
import type { WechatClient } from "./client.ts";

const PORT = "articles";
/** By WeChat's publish_status. */
const states: readonly PublishState[] = [
  "published",
  "running",
  "originality-failed",
  "failed",
  "refused",
  "deleted",
  "banned",
];
const picture = (bytes: Buffer, name: string) => {
  const isPng = bytes.subarray(0, 4).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47]));
  return { bytes, name, type: isPng ? "image/png" : "image/jpeg" };
};
const inWords = (article: Article) => ({
  article_type: "news",
  title: article.title,
  author: article.author,
  digest: article.digest,
  content: article.content,
  content_source_url: article.sourceUrl,
  thumb_media_id: article.coverMediaId,
  need_open_comment: 0,
  only_fans_can_comment: 0,
});

/** Pictures, drafts and publishing without pushing. */
export function createArticles(client: WechatClient): Articles {
  return {
    uploadPicture: (bytes, name) =>
      attempt(
        PORT,
        () => client.upload("/cgi-bin/media/uploadimg", picture(bytes, name)),
        (answer) => ({ outcome: "done", url: textOf(PORT, answer, "url") }),
      ),
    uploadCover: (bytes, name) =>
      attempt(
        PORT,
        () => client.upload("/cgi-bin/material/add_material", picture(bytes, name), { type: "image" }),
        (answer) => ({ outcome: "done", mediaId: textOf(PORT, answer, "media_id") }),
      ),
    draft: (articles) =>
      attempt(
        PORT,
        () => client.call("draftAdd", { articles: articles.map(inWords) }),
        (answer) => ({ outcome: "done", mediaId: textOf(PORT, answer, "media_id") }),
      ),
    dropDraft: (mediaId) => attempt(PORT, () => client.call("draftDelete", { media_id: mediaId }), done),
    publish: (mediaId) =>
      attempt(
        PORT,
        () => client.call("publishSubmit", { media_id: mediaId }),
        (answer) => ({ outcome: "done", publishId: textOf(PORT, answer, "publish_id") }),
      ),
    published: (publishId) =>
      attempt(
        PORT,
        () => client.call("publishState", { publish_id: publishId }),
        (answer) => {
          const items = listOf(recordOf(answer["article_detail"])["item"]);
          const urls = items.flatMap((item) => {
            const url = recordOf(item)["article_url"];
            return typeof url === "string" ? [url] : [];
          });
          return { outcome: "done", state: states[Number(answer["publish_status"])] ?? "failed", urls };
        },
      ),
  };
}
