import type { RouterContext } from "@koa/router";

/** A workbook as a file to keep, never in a cache. */
export function sendSheet(ctx: RouterContext, { bytes, name }: { bytes: Buffer; name: string }): void {
  ctx.type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  ctx.set("Content-Disposition", `attachment; filename="${name}"`);
  ctx.set("Cache-Control", "private, no-store");
  ctx.body = bytes;
}
