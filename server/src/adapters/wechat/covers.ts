import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Cover, TemporaryMedia } from "../../ports/messages.ts";
import type { Volatile } from "../../ports/volatile.ts";

/**
 * The pictures on cards of the mini-program: drawn by scripts/card-covers.ts, 520 × 416 JPEG under 64 KB. WeChat wants each as temporary
 * media, which it forgets after three days: a picture is handed over when it is first needed, and its media id is kept until shortly
 * before that. Losing the id costs an upload, so it is volatile; two processes that upload at once cost one too many, which nobody sees.
 */
export interface Covers {
  /** Throws PortFault. */
  handOver(cover: Cover): Promise<{ outcome: "done"; mediaId: string } | { outcome: "refused"; advice: string }>;
  /** WeChat knows this media id no more: the next time the picture is handed over anew. */
  forget(cover: Cover, mediaId: string): Promise<void>;
}

const HOUR_MS = 3_600_000;
/** A little less than WeChat's three days, so that an id seldom dies on the way. */
const KEPT_MS = 70 * HOUR_MS;

interface Picture {
  bytes: Buffer;
  /** Of the account and the drawing: another account, or a new drawing, is another picture. */
  key: string;
}

export function createCovers(media: TemporaryMedia, volatile: Volatile, appId: string): Covers {
  const pictures = new Map<Cover, Promise<Picture>>();
  async function read(cover: Cover): Promise<Picture> {
    const bytes = await readFile(new URL(`covers/${cover}.jpg`, import.meta.url));
    const digest = createHash("sha256").update(bytes).digest("hex").slice(0, 16);
    return { bytes, key: `wechat-cover:${appId}:${cover}:${digest}` };
  }
  function pictureOf(cover: Cover): Promise<Picture> {
    const known = pictures.get(cover) ?? read(cover);
    pictures.set(cover, known);
    return known;
  }
  return {
    async handOver(cover) {
      const { bytes, key } = await pictureOf(cover);
      const known = await volatile.get(key);
      if (known !== undefined) return { outcome: "done", mediaId: known };
      const handed = await media.upload("image", { bytes, name: `${cover}.jpg`, mime: "image/jpeg" });
      if (handed.outcome === "done") await volatile.set(key, handed.mediaId, KEPT_MS);
      return handed;
    },
    async forget(cover, mediaId) {
      await volatile.deleteIfEqual((await pictureOf(cover)).key, mediaId);
    },
  };
}
