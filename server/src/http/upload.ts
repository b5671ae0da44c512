import busboy from "busboy";
import type { RouterContext } from "@koa/router";
import { maxFileBytes } from "@wsi/shared/contract";
import { refuse, type Refusal } from "../refusal.ts";

/** One file of a multipart upload, read whole within the size limit, before any transaction begins. */
export function readUpload(ctx: RouterContext): Promise<{ name: string; bytes: Buffer } | Refusal> {
  const broken = refuse("malformed", "上传没有完整送达，请检查网络后重传");
  return new Promise((resolve) => {
    let reader: ReturnType<typeof busboy>;
    try {
      reader = busboy({
        headers: ctx.req.headers,
        defParamCharset: "utf8",
        limits: { files: 1, fileSize: maxFileBytes, fields: 8, fieldSize: 1024, parts: 10 },
      });
    } catch {
      resolve(broken);
      return;
    }
    let found: { name: string; bytes: Buffer } | Refusal | undefined;
    reader.on("file", (_field, stream, info) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("limit", () => {
        found = refuse("too-large", "文件超过 10 MB，请压缩或重新拍一张再传");
        stream.resume();
      });
      stream.on("end", () => {
        found ??= { name: info.filename, bytes: Buffer.concat(chunks) };
      });
    });
    reader.on("close", () => resolve(found ?? refuse("bad-input", "没有收到文件，请重新选择")));
    reader.on("error", () => resolve(broken));
    ctx.req.on("aborted", () => resolve(broken));
    ctx.req.pipe(reader);
  });
}
