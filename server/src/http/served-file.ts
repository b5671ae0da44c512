import type { RouterContext } from "@koa/router";

/** Bytes of strangers, as they go out: of exactly this type, running nothing, kept by nobody on the way. */
export function serveFile(ctx: RouterContext, file: { bytes: Buffer; mime: string; name: string }): void {
  const { bytes, mime, name } = file;
  // Pictures and sounds are shown in their place; whatever a browser would open as a page of its own is only saved.
  const place = /^(image|audio|video)\//.test(mime) ? "inline" : "attachment";
  ctx.type = mime;
  ctx.set("Content-Disposition", name === "" ? place : `${place}; filename*=UTF-8''${encodeURIComponent(name)}`);
  ctx.set("X-Content-Type-Options", "nosniff");
  ctx.set("Content-Security-Policy", "default-src 'none'; sandbox");
  ctx.set("Cache-Control", "private, no-store");
  ctx.body = bytes;
}
