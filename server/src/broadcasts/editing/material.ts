import type { BroadcastArticle } from "@wsi/shared/contract";
import type { Db } from "../../db.ts";
import type { Article, OrRefused } from "../../ports/account.ts";
import type { BroadcastParts } from "../parts.ts";
import { picturesOf, renderBody } from "./render.ts";

interface Needs extends Pick<BroadcastParts, "account" | "files"> {
  db: Db;
}

async function pictureOf(db: Db, id: string) {
  return db.selectFrom("broadcast_pictures").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
}

/** Brings a picture to WeChat, once: the address or media id is kept. Twice at the same time is two copies, which harms nobody. */
async function bodyAddress(
  { db, account, files }: Needs,
  id: string,
): Promise<OrRefused<{ outcome: "done"; url: string }>> {
  const picture = await pictureOf(db, id);
  if (picture.wechat_url !== null) return { outcome: "done", url: picture.wechat_url };
  const sent = await account.articles.uploadPicture(await files.get(picture.sha256), picture.name);
  if (sent.outcome === "done")
    await db.updateTable("broadcast_pictures").set({ wechat_url: sent.url }).where("id", "=", id).execute();
  return sent;
}
async function coverId(
  { db, account, files }: Needs,
  id: string,
): Promise<OrRefused<{ outcome: "done"; mediaId: string }>> {
  const picture = await pictureOf(db, id);
  if (picture.cover_media_id !== null) return { outcome: "done", mediaId: picture.cover_media_id };
  const sent = await account.articles.uploadCover(await files.get(picture.sha256), picture.name);
  if (sent.outcome === "done")
    await db.updateTable("broadcast_pictures").set({ cover_media_id: sent.mediaId }).where("id", "=", id).execute();
  return sent;
}

/**
 * Makes a draft of the articles at WeChat. One for every mass call: WeChat takes a draft away once it was sent. A draft left behind by
 * a killed process is seen by nobody but the editors. Throws PortFault.
 */
export async function makeDraft(
  needs: Needs,
  articles: readonly BroadcastArticle[],
): Promise<OrRefused<{ outcome: "done"; mediaId: string }>> {
  const made: Article[] = [];
  for (const article of articles) {
    const { cover, body } = picturesOf(article);
    const addresses = new Map<string, string>();
    for (const id of body) {
      const sent = await bodyAddress(needs, id);
      if (sent.outcome === "refused") return sent;
      addresses.set(id, sent.url);
    }
    const coverMedia = cover === null ? { outcome: "done" as const, mediaId: "" } : await coverId(needs, cover);
    if (coverMedia.outcome === "refused") return coverMedia;
    made.push({
      title: article.title,
      author: article.author,
      digest: article.digest,
      content: renderBody(article, { pictureUrl: (id) => addresses.get(id), miniAppId: needs.account.miniAppId }),
      sourceUrl: article.sourceUrl ?? "",
      coverMediaId: coverMedia.mediaId,
    });
  }
  return needs.account.articles.draft(made);
}
