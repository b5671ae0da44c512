import type { Middleware } from "koa";
import getRawBody from "raw-body";
import type { Webhook } from "./webhook.ts";

const MAX_BODY = 64 * 1024;

/** The callback as Koa middleware. A body over 64 KB is refused with 413 before a byte of it is parsed. */
export function koaWebhook(webhook: Webhook): Middleware {
  return async (ctx) => {
    let rawBody: Buffer = Buffer.alloc(0);
    try {
      if (ctx.method === "POST") {
        rawBody = await getRawBody(ctx.req, { length: ctx.get("content-length") || null, limit: MAX_BODY });
      }
    } catch (error) {
      // The rest of the body is not worth reading; the connection ends with the answer.
      ctx.set("Connection", "close");
      ctx.status = isTooLarge(error) ? 413 : 400;
      ctx.body = ctx.status === 413 ? "too large" : "bad request";
      return;
    }
    const answer = await webhook({ method: ctx.method, query: ctx.query, rawBody });
    ctx.status = answer.status;
    ctx.type = answer.type;
    ctx.body = answer.body;
  };
}

function isTooLarge(error: unknown): boolean {
  return typeof error === "object" && error !== null && "type" in error && error.type === "entity.too.large";
}
