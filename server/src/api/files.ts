import { citizenFiles } from "@wsi/shared/contract";
import { absent, checkUpload, erasedContent, findFile, findVisible, keepUpload, mimeOf } from "../cases/index.ts";
import type { Door } from "../http/door.ts";
import { perMinute } from "../http/limit.ts";
import { readUpload } from "../http/upload.ts";
import { isRefusal } from "../refusal.ts";
import type { ApiParts } from "./parts.ts";

/** Materials: taken after their bytes were looked at, given back to those who may see their case. */
export function fileRoutes(door: Door, parts: ApiParts): void {
  door.serveRaw(
    "POST",
    citizenFiles.upload,
    { who: "person", audit: "file.upload", limit: perMinute("upload", 40) },
    async (ctx, { actor, tx, now, about, body }) => {
      const caseId = String(ctx.query["case"] ?? "");
      if (!/^[0-9a-f-]{36}$/.test(caseId)) return absent();
      const type = await checkUpload(body.name, body.bytes);
      if (isRefusal(type)) return type;
      about("case", caseId);
      return keepUpload(parts.files, tx, actor.personId, { caseId, ...body, type }, now);
    },
    (ctx, view) => {
      ctx.body = view;
    },
    readUpload,
  );

  door.serveRaw(
    "GET",
    citizenFiles.file,
    { who: "person", audit: "file.view" },
    async (ctx, { actor, tx, now, about }) => {
      const id = String(ctx.params["id"]);
      const file = /^[0-9a-f-]{36}$/.test(id) ? await findFile(tx, id) : undefined;
      if (!file?.case_id) return absent();
      const kase = await findVisible(tx, file.case_id, actor.personId, now);
      if (isRefusal(kase)) return kase;
      about("file", file.id);
      if (file.erased_at !== null) return erasedContent("这份材料");
      return { bytes: await parts.files.get(file.sha256), type: mimeOf[file.type] };
    },
    (ctx, { bytes, type }) => {
      ctx.type = type;
      ctx.set("Cache-Control", "private, no-store");
      ctx.set("Content-Security-Policy", "default-src 'none'; sandbox");
      ctx.body = bytes;
    },
  );
}
