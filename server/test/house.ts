/** The whole server on a database of its own and a free port, with WeChat's part played by the test: every code of wx.login is its own openid. */
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { beijingDay } from "@wsi/shared/case";
import { createApp, type App } from "../src/app.ts";
import { inTransaction } from "../src/db.ts";
import { loadDemo } from "../src/demo.ts";
import { issueSlip } from "../src/citizens/index.ts";
import { readEnv } from "../src/env.ts";
import { personaOf, personIdOf, type PersonaCode } from "../src/people/index.ts";
import { createServices, type Services } from "../src/services.ts";
import { freshDatabase } from "./database.ts";

export interface Caller {
  (method: string, path: string, body?: unknown): Promise<{ status: number; body: any; headers: Headers }>;
  /** For what JSON cannot say. */
  raw(method: string, path: string, init?: RequestInit): Promise<Response>;
}

export interface House {
  services: Services;
  app: App;
  origin: string;
  today: string;
  /** Somebody whose WeChat is not bound. */
  stranger(): Promise<Caller>;
  /** A persona, bound by a slip as in life. */
  person(code: PersonaCode): Promise<Caller>;
  staff(
    account: "chuangkou" | "shenhe" | "fuhe" | "kefu" | "zhuguan" | "yunying" | "shengao" | "guanli" | "dudao",
  ): Promise<Caller>;
  nobody: Caller;
  stop(): Promise<void>;
}

/** Houses side by side on one Redis must not count each other's sign-ins: each has its own prefix. */
function ownCorner(url: string | undefined): string | undefined {
  if (url === undefined) return undefined;
  const own = new URL(url);
  own.searchParams.set("keyPrefix", `house-${randomUUID()}:`);
  return own.href;
}

/** `redis`: the one to use in place of that of `REDIS_URL`. `wechat`: where WeChat's interface is, when the sandbox plays it. */
export async function startHouse({
  redis = process.env["REDIS_URL"],
  wechat,
}: { redis?: string; wechat?: string } = {}): Promise<House> {
  const fresh = await freshDatabase();
  const dataDir = await mkdtemp(path.join(tmpdir(), "wsi-house-"));
  const services = await createServices(
    readEnv({
      DATABASE_URL: fresh.url,
      REDIS_URL: ownCorner(redis),
      DATA_DIR: dataDir,
      WECHAT_API_BASE: wechat,
      LOG_LEVEL: "silent",
      NODE_ENV: "test",
    }),
  );
  services.wechat.login.identify = async (code) =>
    code === "refused"
      ? { outcome: "refused", because: "the test says so" }
      : { outcome: "known", openid: code, unionid: `u-${code}` };
  await loadDemo(services);
  const app = await createApp(services);
  const server = createServer(app.callback);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let people = 0;

  function caller(headers: Record<string, string>): Caller {
    const raw: Caller["raw"] = (method, where, init = {}) =>
      fetch(origin + where, { ...init, method, headers: { ...headers, ...(init.headers as Record<string, string>) } });
    const call = async (method: string, where: string, body?: unknown) => {
      const init =
        body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
      const answer = await raw(method, where, init);
      const text = await answer.text();
      const json = answer.headers.get("content-type")?.includes("json");
      return { status: answer.status, body: json ? JSON.parse(text) : text, headers: answer.headers };
    };
    return Object.assign(call, { raw });
  }
  const nobody = caller({});
  async function stranger() {
    people += 1;
    const { body } = await nobody("POST", "/api/session", {
      code: `code-${people}-${Math.random().toString(36).slice(2)}`,
    });
    return caller({ authorization: `Bearer ${body.token}` });
  }

  return {
    services,
    app,
    origin,
    today: beijingDay(services.clock.now()),
    nobody,
    stranger,
    async person(code) {
      const one = personaOf(code);
      const staff = await services.db.selectFrom("staff").select("id").executeTakeFirstOrThrow();
      const slip = await inTransaction(services.db, (tx) =>
        issueSlip(tx, personIdOf(one.idNumber), staff.id, services.clock.now()),
      );
      const call = await stranger();
      const bound = await call("POST", "/api/me/binding", {
        idNumber: one.idNumber,
        slip: slip.code,
        mobile: one.mobile ?? "13800138000",
        consent: true,
      });
      if (bound.status !== 200) throw new Error(`binding ${code}: ${JSON.stringify(bound.body)}`);
      return call;
    },
    async staff(account) {
      const answer = await nobody.raw("POST", "/console/api/session", {
        body: JSON.stringify({ account, password: "wuhan-demo-2026" }),
        headers: { "content-type": "application/json" },
      });
      const cookie = answer.headers.get("set-cookie")?.split(";")[0];
      if (!cookie) throw new Error(`${account} could not sign in: ${answer.status}`);
      return caller({ cookie, "x-console": "1" });
    },
    async stop() {
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      await app.close();
      await services.close();
      await fresh.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
