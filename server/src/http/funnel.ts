import { randomUUID } from "node:crypto";
import type { Middleware } from "koa";
import type { Logger } from "pino";
import { errorStatus, type ErrorBody } from "@wsi/shared/contract";
import { PortFault } from "../ports/fault.ts";

const body = (code: ErrorBody["code"], message: string): ErrorBody => ({ code, message });

/** The one place where a fault becomes an answer: a closed code and a sentence for people; the details go to the log, masked. */
export const funnel =
  (log: Logger): Middleware =>
  async (ctx, next) => {
    const state = ctx.state as { requestId?: string };
    state.requestId = randomUUID();
    ctx.set("X-Request-Id", state.requestId);
    const began = performance.now();
    try {
      await next();
      if (ctx.status === 404 && ctx.body === undefined && ctx.respond !== false) {
        ctx.status = 404;
        ctx.body = body("not-found", "没有这个地址");
      }
    } catch (error) {
      const away = error instanceof PortFault || (error as { code?: string }).code === "ECONNREFUSED";
      const code = away ? "unavailable" : "fault";
      ctx.status = errorStatus[code];
      ctx.body = body(
        code,
        away
          ? "系统暂时连不上，您填的内容还在，请稍后再试"
          : `系统出了点问题，请稍后再试；一直不行请打 12333，告诉我们编号 ${state.requestId.slice(0, 8)}`,
      );
      log.error({ err: error, requestId: state.requestId }, "request failed");
    }
    const route = (ctx as { _matchedRoute?: unknown })._matchedRoute;
    log.info(
      {
        requestId: state.requestId,
        method: ctx.method,
        route: typeof route === "string" ? route : "other",
        status: ctx.status,
        ms: Math.round(performance.now() - began),
      },
      "request",
    );
  };

/** Headers that every page of ours carries. The H5 build is framed by the sandbox's phone in demos, and by nobody else. */
export const shielded =
  (frameAncestors: string): Middleware =>
  async (ctx, next) => {
    ctx.set("X-Content-Type-Options", "nosniff");
    ctx.set("Referrer-Policy", "strict-origin-when-cross-origin");
    await next();
    if (ctx.response.get("Content-Security-Policy")) return;
    const isH5 = ctx.path.startsWith("/m/");
    ctx.set(
      "Content-Security-Policy",
      // Taro writes its first script into the page; nothing else of ours does. What was recorded or fetched is heard from a blob.
      `default-src 'self'; script-src 'self'${isH5 ? " 'unsafe-inline'" : ""}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:;${isH5 ? " media-src 'self' blob:;" : ""} connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors ${isH5 ? frameAncestors : "'none'"}`,
    );
  };
