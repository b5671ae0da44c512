import type { Middleware } from "koa";
import { qrSvg } from "./wire/qr.ts";
import type { World } from "./world/index.ts";

/**
 * The picture of a QR code, as mp.weixin.qq.com shows it: /cgi-bin/showqrcode?ticket=…, without any token. 404 for a ticket that is not
 * there or whose time is over.
 */
export function picturePages(world: World): Middleware {
  return async (ctx, next) => {
    if (ctx.path !== "/cgi-bin/showqrcode" || ctx.method !== "GET") return next();
    const code = world.qrCodes.find(String(ctx.query["ticket"] ?? ""));
    if (!code) {
      ctx.status = 404;
      return;
    }
    ctx.type = "image/svg+xml";
    ctx.set("Content-Security-Policy", "default-src 'none'; sandbox");
    ctx.body = qrSvg(code.url);
  };
}
