import type Router from "@koa/router";
import { sql } from "kysely";
import type { Registry } from "prom-client";
import type { Db } from "../db.ts";
import type { Volatile } from "../ports/volatile.ts";

interface Watched {
  db: Db;
  volatile: Volatile;
  metrics: { registry: Registry };
}

const patienceMs = 2_000;

async function answers(check: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), patienceMs)));
  const done = check.then(
    () => true,
    () => false,
  );
  return Promise.race([done, tooLate]).finally(() => clearTimeout(timer));
}

/** /ping: the process lives. /health: what it stands on answers, 503 if not. /metrics: for Prometheus; keep it inside the network. */
export function healthRoutes(router: Router, { db, volatile, metrics }: Watched): void {
  router.get("/ping", (ctx) => {
    ctx.body = "pong";
  });
  router.get("/health", async (ctx) => {
    const [database, cache] = await Promise.all([answers(sql`select 1`.execute(db)), answers(volatile.ping())]);
    ctx.status = database && cache ? 200 : 503;
    ctx.body = { ok: database && cache, database, volatile: cache };
  });
  router.get("/metrics", async (ctx) => {
    ctx.type = metrics.registry.contentType;
    ctx.body = await metrics.registry.metrics();
  });
}
