import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
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

const packable = new Set([".html", ".js", ".css", ".svg", ".json"]);
/** Smaller than this, packing costs more than it saves. */
const WORTH_BYTES = 1_024;
const packers = {
  br: (bytes: Buffer) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (bytes: Buffer) => promisify(gzip)(bytes, { level: 9 }),
};
type Packer = keyof typeof packers;

/** Built files packed for the browsers that ask for it: each once, and again only when it was built anew. */
function createPacked() {
  const kept = new Map<string, { of: string; packed: Promise<Buffer> }>();
  return (file: string, packer: Packer, stamp: string, bytes: Buffer): Promise<Buffer> => {
    const name = `${packer} ${file}`;
    const known = kept.get(name);
    if (known?.of === stamp) return known.packed;
    const packed = packers[packer](bytes);
    kept.set(name, { of: stamp, packed });
    return packed;
  };
}

/** Serves a built page app (console, H5) under a prefix. Hashed files are kept for ever, index.html never. */
export function pages(prefix: string, folder: string): Middleware {
  const root = path.resolve(folder);
  const packed = createPacked();
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
    const modified = (await stat(file)).mtimeMs;
    ctx.set(
      "Cache-Control",
      /\.[0-9a-f]{8,}\./.test(file) || file.includes(`${path.sep}assets${path.sep}`)
        ? "public, max-age=31536000, immutable"
        : "no-cache",
    );
    ctx.type = types[path.extname(file)] ?? "application/octet-stream";
    if (!packable.has(path.extname(file)) || content.length < WORTH_BYTES) return void (ctx.body = content);
    ctx.vary("Accept-Encoding");
    // Asked one by one: browsers name both, and the order in which they do says nothing.
    const packer = (["br", "gzip"] as const).find((one) => ctx.acceptsEncodings(one) === one);
    if (!packer) return void (ctx.body = content);
    ctx.set("Content-Encoding", packer);
    ctx.body = await packed(file, packer, `${content.length} ${modified}`, content);
  };
}
