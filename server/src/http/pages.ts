import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import type { Middleware } from "koa";

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".json": "application/json; charset=utf-8",
};

/** Serves a built page app (console, H5) under a prefix. Hashed files are kept for ever, index.html never. */
export function pages(prefix: string, folder: string): Middleware {
  const root = path.resolve(folder);
  return async (ctx, next) => {
    if (ctx.path === prefix.slice(0, -1)) return ctx.redirect(prefix);
    if (!ctx.path.startsWith(prefix) || (ctx.method !== "GET" && ctx.method !== "HEAD")) return next();
    if (ctx.path.startsWith(`${prefix}api/`)) return next();
    let wanted: string;
    try {
      wanted = decodeURIComponent(ctx.path.slice(prefix.length));
    } catch {
      return next();
    }
    const direct = path.resolve(root, wanted || "index.html");
    if (direct !== root && !direct.startsWith(root + path.sep)) return next();
    const isFile = await stat(direct).then(
      (found) => found.isFile(),
      () => false,
    );
    // An address without an ending is a page of the app itself.
    const file = isFile ? direct : path.extname(wanted) === "" ? path.join(root, "index.html") : undefined;
    const content = file ? await readFile(file).catch(() => undefined) : undefined;
    if (!file || !content) return next();
    ctx.set(
      "Cache-Control",
      /\.[0-9a-f]{8,}\./.test(file) || file.includes(`${path.sep}assets${path.sep}`)
        ? "public, max-age=31536000, immutable"
        : "no-cache",
    );
    ctx.type = types[path.extname(file)] ?? "application/octet-stream";
    ctx.body = content;
  };
}
