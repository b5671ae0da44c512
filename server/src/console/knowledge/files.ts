import { beijingDay } from "@wsi/shared/case";
import { knowledgeFiles, type KnowledgeImport } from "@wsi/shared/contract";
import type { Door } from "../../http/door.ts";
import { perMinute } from "../../http/limit.ts";
import { readUpload } from "../../http/upload.ts";
import { exportFile, importFile, type ExportedFile } from "../../knowledge/editorial/index.ts";
import { isRefusal, refuse } from "../../refusal.ts";
import { knowledgeEditors } from "./questions.ts";

/** The knowledge base as a file, in and out. */
export function knowledgeFileRoutes(door: Door): void {
  door.serveRaw(
    "POST",
    knowledgeFiles.import,
    { who: knowledgeEditors, audit: "staff.knowledge.import", limit: perMinute("knowledge-import", 20) },
    async (ctx, { actor, tx, now, detail, body }) => {
      const mode = ctx.query["mode"];
      if (mode !== "preview" && mode !== "keep") return refuse("bad-input", "请说明是预览还是导入");
      const done = await importFile(tx, body, mode, actor.staffId, beijingDay(now), now);
      if (isRefusal(done)) return done;
      detail({ imported: done.imported, rows: done.rows, problems: done.problems.length + done.moreProblems });
      return done;
    },
    (ctx, view: KnowledgeImport) => {
      ctx.body = view;
    },
    readUpload,
  );

  door.serveRaw(
    "GET",
    knowledgeFiles.export,
    { who: knowledgeEditors, audit: "staff.knowledge.export", limit: perMinute("knowledge-export", 20) },
    async (ctx, { tx, now, detail }) => {
      const { format, which = "published" } = ctx.query;
      if (format !== "jsonl" && format !== "xlsx") return refuse("bad-input", "格式只能是 jsonl 或 xlsx");
      if (which !== "published" && which !== "newest" && which !== "none")
        return refuse("bad-input", "只能导出已发布的、最新的，或空白模板");
      detail({ format, which });
      return exportFile(tx, format, which, beijingDay(now));
    },
    (ctx, { bytes, type, name }: ExportedFile) => {
      ctx.type = type;
      ctx.set("Content-Disposition", `attachment; filename="${name}"`);
      ctx.set("Cache-Control", "private, no-store");
      ctx.body = bytes;
    },
  );
}
