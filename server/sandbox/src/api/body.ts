import busboy from "busboy";
import type { Context } from "koa";
import getRawBody from "raw-body";
import { Refused } from "./errors.ts";

const MAX_TEXT = 1024 * 1024;
const MAX_FILE = 12 * 1024 * 1024;

export async function readText(ctx: Context): Promise<string> {
  try {
    return await getRawBody(ctx.req, { limit: MAX_TEXT, encoding: "utf8" });
  } catch {
    throw new Refused(45002);
  }
}
export async function readBytes(ctx: Context): Promise<Buffer> {
  try {
    return await getRawBody(ctx.req, { limit: MAX_FILE });
  } catch {
    // What is left is read and dropped: otherwise the caller meets a broken connection instead of the answer.
    ctx.req.resume();
    throw new Refused(45002);
  }
}

/** The first file of a form. */
export function readFile(ctx: Context): Promise<{ name: string; contentType: string; bytes: Buffer } | undefined> {
  return new Promise((resolve, reject) => {
    let form: busboy.Busboy;
    try {
      form = busboy({
        headers: ctx.req.headers,
        limits: { files: 1, fileSize: MAX_FILE },
        defParamCharset: "utf8",
      });
    } catch {
      // A form without a boundary.
      throw new Refused(47001);
    }
    let found: { name: string; contentType: string; bytes: Buffer } | undefined;
    form.on("file", (_field, stream, { filename, mimeType }) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => (found = { name: filename, contentType: mimeType, bytes: Buffer.concat(chunks) }));
    });
    form.on("close", () => resolve(found));
    form.on("error", () => reject(new Refused(47001)));
    ctx.req.pipe(form);
  });
}
