import type { Middleware } from "koa";
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from "prom-client";

/** What operators watch. Labels are route patterns and closed words, never anything of a person. */
export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: "http_request_seconds",
    help: "Time to answer, by route pattern",
    labelNames: ["method", "route", "status"],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  });
  const outbox = new Counter({
    name: "outbox_deliveries_total",
    help: "Deliveries to the outside, by kind and outcome",
    labelNames: ["kind", "outcome"],
    registers: [registry],
  });
  const erasedCases = new Counter({
    name: "cases_erased_total",
    help: "Cases at the end of their term: erased, or failed and to be tried again",
    labelNames: ["outcome"],
    registers: [registry],
  });
  const wechatCalls = new Counter({
    name: "wechat_calls_total",
    help: "Calls of WeChat, by path and outcome (ok, an errcode, or a kind of fault): what its daily quotas count",
    labelNames: ["path", "outcome"],
    registers: [registry],
  });
  const wechatSeconds = new Histogram({
    name: "wechat_call_seconds",
    help: "Time WeChat takes to answer, by path",
    labelNames: ["path"],
    buckets: [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 8],
    registers: [registry],
  });
  return {
    registry,
    requests,
    outbox,
    erasedCases,
    wechatCall(path: string, outcome: string, ms: number): void {
      wechatCalls.inc({ path, outcome });
      wechatSeconds.observe({ path }, ms / 1000);
    },
    /** A figure that is read when somebody looks. */
    watch(name: string, help: string, read: () => number | Promise<number>): void {
      const gauge = new Gauge({
        name,
        help,
        registers: [],
        async collect() {
          this.set(await read());
        },
      });
      registry.registerMetric(gauge);
    },
  };
}
export type Metrics = ReturnType<typeof createMetrics>;

export const timed =
  (metrics: Metrics): Middleware =>
  async (ctx, next) => {
    const end = metrics.requests.startTimer();
    try {
      await next();
    } finally {
      const route = (ctx as { _matchedRoute?: unknown })._matchedRoute;
      end({ method: ctx.method, route: typeof route === "string" ? route : "other", status: String(ctx.status) });
    }
  };
