import { createHash, randomUUID } from "node:crypto";
import { broadcastLimits, broadcastPictures, type BroadcastPicture } from "@wsi/shared/contract";
import type { Tx } from "../../db.ts";
import type { Files } from "../../ports/files.ts";
import { refuse, type Refusal } from "../../refusal.ts";
import { holdBytes } from "../../stored-bytes.ts";

/** By the first bytes, not by the name. */
function typeOf(bytes: Buffer): "image/png" | "image/jpeg" | undefined {
  if (bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))) return "image/png";
  if (bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return "image/jpeg";
  return undefined;
}

/** WeChat takes jpg and png up to 1 MB. */
export async function keepPicture(
  tx: Tx,
  files: Files,
  by: string,
  given: { name: string; bytes: Buffer },
  now: Date,
): Promise<BroadcastPicture | Refusal> {
  const type = typeOf(given.bytes);
  if (!type) return refuse("wrong-file-type", "只能用 jpg 或 png 图片，请另存后再传");
  if (given.bytes.length > broadcastLimits.pictureBytes) return refuse("too-large", "图片超过 1 MB，请压缩后再传");
  const sha256 = createHash("sha256").update(given.bytes).digest("hex");
  await holdBytes(tx, sha256);
  await files.put(sha256, given.bytes);
  const id = randomUUID();
  const name = `${id}.${type === "image/png" ? "png" : "jpg"}`;
  await tx
    .insertInto("broadcast_pictures")
    .values({ id, sha256, name, type, bytes: given.bytes.length, uploaded_by: by, uploaded_at: now })
    .execute();
  return {
    id,
    url: broadcastPictures.picture.replace(":id", id),
    name: given.name.slice(0, 100),
    bytes: given.bytes.length,
  };
}

export const findPicture = (tx: Tx, id: string) =>
  tx.selectFrom("broadcast_pictures").selectAll().where("id", "=", id).executeTakeFirst();
