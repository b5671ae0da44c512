import { createHash, randomUUID } from "node:crypto";
import type { FileView } from "@wsi/shared/contract";
import { maxFileBytes } from "@wsi/shared/contract";
import { fileTypeFromBuffer } from "file-type";
import type { Tx } from "../db.ts";
import type { Files } from "../ports/files.ts";
import { isRefusal, refuse, type Refusal } from "../refusal.ts";
import { holdBytes } from "../stored-bytes.ts";
import { findVisible, viewerOf } from "./access.ts";

const takenTypes: Record<string, FileView["type"]> = {
  "image/jpeg": "jpeg",
  "image/png": "png",
  "application/pdf": "pdf",
};
const endings: Record<string, FileView["type"]> = { jpg: "jpeg", jpeg: "jpeg", png: "png", pdf: "pdf" };

/** Why an upload is not taken, before anything is kept; or its true type: the bytes say what it is, a name only claims. */
export async function checkUpload(name: string, bytes: Buffer): Promise<FileView["type"] | Refusal> {
  if (bytes.length === 0) return refuse("bad-input", "这个文件是空的，请重新选择");
  if (bytes.length > maxFileBytes) return refuse("too-large", "文件超过 10 MB，请压缩或重新拍一张再传");
  const type = takenTypes[(await fileTypeFromBuffer(bytes))?.mime ?? ""];
  if (!type) return refuse("wrong-file-type", "只能上传 JPG、PNG 图片或 PDF 文件，请换一个文件");
  const claimed = endings[name.toLowerCase().split(".").at(-1) ?? ""];
  if (claimed !== undefined && claimed !== type)
    return refuse(
      "wrong-file-type",
      `文件名是 ${claimed.toUpperCase()}，内容却是 ${type.toUpperCase()}，请用原来的文件重新上传`,
    );
  return type;
}

/** Keeps a checked upload for an open case that the person acts in. The bytes go to the store first: a row never points at nothing. */
export async function keepUpload(
  files: Files,
  tx: Tx,
  personId: string,
  given: { caseId: string; name: string; bytes: Buffer; type: FileView["type"] },
  now: Date,
): Promise<FileView | Refusal> {
  const kase = await findVisible(tx, given.caseId, personId, now);
  if (isRefusal(kase)) return kase;
  if (viewerOf(kase, personId) === "subject") return refuse("conflict", "这件事是别人替您办的，材料由对方上传");
  if (kase.state !== "draft" && kase.state !== "returned") return refuse("conflict", "这个办件已经提交，不能再传材料");
  const sha256 = createHash("sha256").update(given.bytes).digest("hex");
  await holdBytes(tx, sha256);
  await files.put(sha256, given.bytes);
  const row = {
    id: randomUUID(),
    person_id: personId,
    case_id: kase.id,
    name: given.name.replace(/[^\p{L}\p{N}._ -]/gu, "_").slice(0, 100) || "材料",
    type: given.type,
    bytes: given.bytes.length,
    sha256,
    uploaded_at: now,
  };
  await tx.insertInto("files").values(row).execute();
  return { id: row.id, field: null, name: row.name, type: row.type, bytes: row.bytes };
}

export const filesOfCase = (tx: Tx, caseId: string) =>
  tx.selectFrom("files").selectAll().where("case_id", "=", caseId).orderBy("uploaded_at").execute();

export const findFile = (tx: Tx, id: string) =>
  tx.selectFrom("files").selectAll().where("id", "=", id).executeTakeFirst();

export const mimeOf: Record<FileView["type"], string> = {
  jpeg: "image/jpeg",
  png: "image/png",
  pdf: "application/pdf",
};
