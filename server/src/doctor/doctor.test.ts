/** The doctor at a running house whose WeChat is the sandbox: first all well, then one thing after the other broken on purpose. */
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Redis } from "ioredis";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { startSandbox, type Sandbox } from "../../sandbox/src/server.ts";
import { readSettings } from "../../sandbox/src/settings.ts";
import { freshDatabase } from "../../test/database.ts";
import { startHouse, type House } from "../../test/house.ts";
import { freePort } from "../../test/server-process.ts";
import { startEmbeddedPostgres } from "../adapters/database/embedded.ts";
import { redisServer, type RedisServer } from "../adapters/volatile/redis-for-tests.ts";
import { createWechat } from "../adapters/wechat/index.ts";
import { keepTemplates } from "../broadcasts/index.ts";
import { inTransaction } from "../db.ts";
import { surveyEnv } from "../env.ts";
import { publishMenus } from "../menus/index.ts";
import { put } from "../outbox/index.ts";
import { checks } from "./checks/index.ts";
import { examine, LIMIT_MS, type Result } from "./examine.ts";
import { openWorld } from "./world.ts";

let sandbox: Sandbox;
let house: House;
let given: Record<string, string>;

beforeAll(async () => {
  sandbox = await startSandbox({ ...readSettings({}), port: 0, dataDir: undefined }, false);
  house = await startHouse({ wechat: sandbox.url });
  const { account } = sandbox.world;
  account.change({ ...account.settings, callbackUrl: `${house.origin}/wechat` });
  given = {
    WECHAT_API_BASE: sandbox.url,
    PUBLIC_URL: house.origin,
    DATABASE_URL: house.services.env.DATABASE_URL ?? "",
    DATA_DIR: house.services.env.DATA_DIR,
  };
  await publishAs(given);
}, 60_000);
afterAll(async () => {
  await sandbox.close();
  await house.stop();
});
afterEach(() => sandbox.world.faults.clear());

const worldOf = (env: Record<string, string>, aheadMs = 0) =>
  openWorld({
    ...surveyEnv(env),
    clock: { now: () => new Date(Date.now() + aheadMs) },
    nodeVersion: process.versions.node,
  });

/** The menu as a house with these settings publishes it. */
async function publishAs(env: Record<string, string>): Promise<void> {
  const { db, clock } = house.services;
  const { menu } = createWechat(surveyEnv(env).env, house.services);
  await publishMenus({ db, clock, menu });
}

/** On a machine that is busy with other tests a check may take longer than it may for an operator. */
const PATIENT_MS = 4 * LIMIT_MS;
/** Trying nine passwords takes its time: done where it is the point. */
const withoutAccounts = checks.filter((one) => one.id !== "accounts");
async function look(change: Record<string, string> = {}, { aheadMs = 0, which = withoutAccounts } = {}) {
  const world = worldOf({ ...given, ...change }, aheadMs);
  const began = performance.now();
  try {
    const results = await examine(which, world, PATIENT_MS);
    const of = (id: string): Result => {
      const found = results.find((one) => one.id === id);
      if (!found) throw new Error(`no check ${id}`);
      return found;
    };
    const states = Object.fromEntries(results.map((one) => [one.id, one.state]));
    return { results, of, states, ms: performance.now() - began };
  } finally {
    await world.close();
  }
}
const mended = (result: Result) => result.mend.join("\n");
const othersOf = (states: Record<string, string>, ...ids: string[]) =>
  Object.entries(states).filter(([id]) => !ids.includes(id) && id !== "certificate");

describe("a house that is well", () => {
  it("has nothing to mend, whatever is looked at", async () => {
    const { results, of } = await look({}, { which: [...checks] });
    expect(results.filter((one) => one.state !== "good").map((one) => [one.id, one.seen, one.mend])).toEqual([
      ["certificate", "PUBLIC_URL 不是 https，没有证书", []],
    ]);
    expect(results.flatMap((one) => one.mend)).toEqual([]);
    expect(of("database").seen).toMatch(/PostgreSQL \d+.*UTF8/);
    expect(of("database").seen).not.toContain(new URL(given["DATABASE_URL"] ?? "").password || "\0");
    expect(of("menu").seen).toContain("办事、查询、咨询");
    expect(of("accounts").seen).toContain("guanli");
  });

  it("is told so by the program, in words and to machines, with 0 or 1 at its end", async () => {
    const program = fileURLToPath(new URL("main.ts", import.meta.url));
    const run = (args: string[], env: Record<string, string>) =>
      new Promise<{ code: number | null; out: string }>((resolve) => {
        const all = { PATH: process.env["PATH"] ?? "", HOME: process.env["HOME"] ?? "", ...given, ...env };
        const child = spawn(process.execPath, ["--import", "tsx", program, ...args], { env: all });
        let out = "";
        child.stdout.on("data", (text: Buffer) => (out += text.toString()));
        child.stderr.on("data", (text: Buffer) => (out += text.toString()));
        child.once("exit", (code) => resolve({ code, out }));
      });
    const well = await run([], {});
    expect(well.out).toContain("共 20 项：好 19，注意 0，不行 0，跳过 1");
    expect(well.code).toBe(0);
    const secret = "an-app-secret-of-somebody";
    const ill = await run(["--json"], { WECHAT_APP_SECRET: secret });
    expect(ill.code).toBe(1);
    expect(JSON.parse(ill.out)).toMatchObject({ ok: false });
    expect(ill.out).not.toContain(secret);
  }, 60_000);
});

describe("WeChat", () => {
  it("does not know the secret: the variable and the page are named, and what stands on the token is put off", async () => {
    const { of, states } = await look({ WECHAT_APP_SECRET: "another-secret-of-nobody" });
    expect(of("token")).toMatchObject({ state: "bad", seen: expect.stringContaining("40125") });
    expect(mended(of("token"))).toMatch(/WECHAT_APP_SECRET.*开发密钥/);
    const upon = ["addresses", "reach", "menu", "templates"];
    for (const id of upon) expect(of(id)).toMatchObject({ state: "skipped", seen: "先解决「access token」" });
    for (const [, state] of othersOf(states, "token", ...upon)) expect(state).toBe("good");
  });

  it("does not know the app, of the account or of the mini-program", async () => {
    const { of } = await look({ WECHAT_APP_ID: "wx99demo0000000003", WECHAT_MINI_APP_SECRET: "nobody-knows-it" });
    expect(of("token")).toMatchObject({ state: "bad", seen: expect.stringContaining("40013") });
    expect(mended(of("token"))).toContain("WECHAT_APP_ID");
    expect(of("mini-token")).toMatchObject({ state: "bad", seen: expect.stringContaining("40125") });
    expect(mended(of("mini-token"))).toMatch(/WECHAT_MINI_APP_SECRET.*开发设置/);
    expect(of("mini-templates").seen).toBe("先解决「小程序」");
  });

  it.each<[number, string, string, string]>([
    [40164, "bad", "127.0.0.1", "API IP 白名单"],
    [40243, "bad", "冻结", "解冻"],
    [45009, "bad", "次数已用完", "清零"],
    [-1, "mind", "繁忙", "过几分钟"],
  ])("answers %i when it is asked for a token", async (code, state, seen, step) => {
    const kind = code === -1 ? "system-error" : "code";
    sandbox.world.faults.arm({ kind, ...(code === -1 ? {} : { code }), times: 2, path: "/cgi-bin/stable_token" });
    const { of } = await look();
    expect(of("token")).toMatchObject({ state, seen: expect.stringContaining(seen) });
    expect(mended(of("token"))).toContain(step);
  });

  it("is out of reach", async () => {
    const { of, states } = await look({ WECHAT_API_BASE: `http://127.0.0.1:${await freePort()}` });
    expect(of("token")).toMatchObject({ state: "bad", seen: expect.stringContaining("ECONNREFUSED") });
    expect(mended(of("token"))).toContain("api.weixin.qq.com");
    expect(of("clock")).toMatchObject({ state: "good", seen: expect.stringContaining("微信没有答复") });
    expect(states).toMatchObject({ callback: "good", database: "good", outbox: "good" });
  });

  it("hangs: every check ends in time", async () => {
    sandbox.world.faults.arm({ kind: "latency", ms: 30_000, times: 20, path: "/cgi-bin/" });
    const { of, ms, states } = await look();
    expect(of("token").state).toBe("bad");
    expect(states).toMatchObject({ callback: "good", database: "good", outbox: "good" });
    expect(ms).toBeLessThan(2 * LIMIT_MS);
  });

  it("has no address of ours, or one that leads nowhere", async () => {
    sandbox.world.faults.arm({ kind: "code", code: 40201, times: 1, path: "/cgi-bin/callback/check" });
    const none = await look();
    expect(none.of("reach").state).toBe("bad");
    expect(mended(none.of("reach"))).toContain(`${house.origin}/wechat`);
    const { account } = sandbox.world;
    const before = account.settings;
    account.change({ ...before, callbackUrl: `http://127.0.0.1:${await freePort()}/wechat` });
    const lost = await look();
    account.change(before);
    expect(lost.of("reach")).toMatchObject({ state: "mind", seen: expect.stringContaining("ping 不通") });
  });

  it("shows another menu than ours, or none", async () => {
    sandbox.world.menu.replace([{ name: "别人的", type: "click", key: "x" }]);
    const other = await look();
    expect(other.of("menu")).toMatchObject({ state: "bad", seen: expect.stringContaining("别人的") });
    expect(mended(other.of("menu"))).toContain("重新发布");
    sandbox.world.menu.replace([]);
    expect((await look()).of("menu")).toMatchObject({ state: "bad", seen: "微信上没有菜单" });
    await publishAs(given);
    expect((await look()).of("menu").state).toBe("good");
    sandbox.world.menu.add(101, [{ name: "另外的", type: "click", key: "y" }]);
    expect((await look()).of("menu")).toMatchObject({ state: "mind", seen: expect.stringContaining("不认识的 1 个") });
    for (const { id } of sandbox.world.menu.conditional()) sandbox.world.menu.drop(id);
  });

  it("has lost a template of ours, or has one that was not fetched", async () => {
    const { db } = house.services;
    const id = "t".repeat(43);
    const gone = { id, title: "年审提醒", app: "account" as const, longTerm: false, fields: [] };
    await inTransaction(db, (tx) => keepTemplates(tx, [gone]));
    const lost = await look();
    await db.deleteFrom("subscription_templates").where("id", "=", id).execute();
    expect(lost.of("templates")).toMatchObject({ state: "bad", seen: expect.stringContaining("年审提醒") });
    expect(mended(lost.of("templates"))).toContain("从微信更新模板");
    const fields = [{ name: "thing1", label: "事项", example: "年审" }];
    const more = { use: "subscription", tid: "1", title: "年审提醒", fields, longTerm: false, scene: "" } as const;
    const { id: added } = sandbox.world.templates.add({ ...more, fields: [...fields] });
    const unknown = await look();
    sandbox.world.templates.drop(added);
    expect(unknown.of("templates").state).toBe("mind");
    expect(mended(unknown.of("templates"))).toContain("还没有取来");
  });
});

describe("our own address", () => {
  it("is served by a house with another token", async () => {
    const { of } = await look({ WECHAT_TOKEN: "another-token" });
    expect(of("callback")).toMatchObject({ state: "bad", seen: expect.stringContaining("403") });
    expect(mended(of("callback"))).toMatch(/WECHAT_TOKEN[\s\S]*令牌/);
  });

  it.each<[string, string, string]>([
    ["HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello", "不是要回显的内容", "反向代理"],
    ["HTTP/1.1 301 Moved\r\nlocation: https://shebao.example/\r\ncontent-length: 0\r\n\r\n", "转到别处", "PUBLIC_URL"],
    ["HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n", "502", "服务是否在运行"],
    ["HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n", "404", "原样转给服务"],
  ])("is answered by somebody else: %j", async (answer, seen, step) => {
    const other = await serve((socket) => socket.once("data", () => socket.end(answer)));
    const { of } = await look({ PUBLIC_URL: `http://127.0.0.1:${other.port}` });
    await other.close();
    expect(of("callback")).toMatchObject({ state: "bad", seen: expect.stringContaining(seen) });
    expect(mended(of("callback"))).toContain(step);
  });

  it("echoes whatever it is asked, under any signature", async () => {
    const echo = await serve((socket) =>
      socket.once("data", (request: Buffer) => {
        const said = /echostr=(\d+)/.exec(request.toString())?.[1] ?? "";
        socket.end(`HTTP/1.1 200 OK\r\ncontent-length: ${said.length}\r\n\r\n${said}`);
      }),
    );
    const { of } = await look({ PUBLIC_URL: `http://127.0.0.1:${echo.port}` });
    await echo.close();
    expect(of("callback")).toMatchObject({ state: "bad", seen: expect.stringContaining("没有被拒绝") });
  });
});

/** Somebody else on a port, who does as told. */
async function serve(meet: (socket: Socket) => void) {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    meet(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

describe("the clock", () => {
  it.each<[number, string]>([
    [0, "good"],
    [8_000, "mind"],
    [45_000, "bad"],
    [-45_000, "bad"],
  ])("is ahead by %i ms", async (aheadMs, state) => {
    const { of } = await look({}, { aheadMs });
    expect(of("clock").state).toBe(state);
    if (state !== "bad") return;
    expect(of("clock").seen).toMatch(aheadMs > 0 ? /快 4\d\.\d 秒.*快 4\d/ : /慢 4\d\.\d 秒.*慢 4\d/);
    expect(mended(of("clock"))).toContain("timedatectl");
  });
});

describe("the database", () => {
  const upon = ["migrations", "connections", "outbox", "inbox"];

  it("lacks a migration, or knows one that we do not", async () => {
    const own = await freshDatabase();
    try {
      const name = "0134_broadcast_recalls";
      await sql`delete from kysely_migration where name = ${name}`.execute(own.db);
      const behind = await look({ DATABASE_URL: own.url });
      expect(behind.of("migrations")).toMatchObject({
        state: "bad",
        seen: expect.stringMatching(`有 1 个没有执行.*${name}`),
      });
      expect(mended(behind.of("migrations"))).toContain("启动（或重启）服务");
      expect(behind.of("menu").seen).toBe("先解决「数据库结构」");
      await sql`insert into kysely_migration (name, timestamp) values (${name}, '0'), ('9999_later', '0')`.execute(
        own.db,
      );
      const ahead = await look({ DATABASE_URL: own.url });
      expect(ahead.of("migrations")).toMatchObject({ state: "bad", seen: expect.stringContaining("9999_later") });
    } finally {
      await own.drop();
    }
  });

  it("is not there, closed or hanging: the rest is told in time", async () => {
    const silent = await serve(() => undefined);
    for (const port of [await freePort(), silent.port]) {
      const { of, states, ms } = await look({ DATABASE_URL: `postgres://wsi:pass-of-nobody@127.0.0.1:${port}/wsi` });
      expect(of("database").state).toBe("bad");
      expect(mended(of("database"))).toContain("DATABASE_URL");
      expect(JSON.stringify(of("database"))).not.toContain("pass-of-nobody");
      for (const id of upon) expect(of(id)).toMatchObject({ state: "skipped", seen: "先解决「数据库」" });
      expect(states).toMatchObject({ token: "good", callback: "good", redis: "good", clock: "good" });
      expect(ms).toBeLessThan(2 * LIMIT_MS);
    }
    await silent.close();
  }, 30_000);

  it("does not take the password, or has no such name", async () => {
    const url = new URL(given["DATABASE_URL"] ?? "");
    url.pathname = "/wsi_not_there";
    const none = await look({ DATABASE_URL: url.href });
    expect(none.of("database")).toMatchObject({ state: "bad", seen: expect.stringContaining("3D000") });
    expect(mended(none.of("database"))).toContain("createdb");
  });

  it("is our own, and empty before the first start", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "wsi-doctor-"));
    const own = await startEmbeddedPostgres({ dataDir: folder });
    try {
      const { of } = await look({ DATABASE_URL: "", DATA_DIR: folder });
      expect(of("database")).toMatchObject({ state: "good", seen: expect.stringContaining("内置") });
      expect(of("migrations")).toMatchObject({ state: "bad", seen: expect.stringContaining("还没有建表") });
    } finally {
      await own.stop();
      await rm(folder, { recursive: true, force: true });
    }
  }, 60_000);

  it("was never started and is not named", async () => {
    const { of } = await look({ DATABASE_URL: "" });
    expect(of("database")).toMatchObject({ state: "bad", seen: expect.stringContaining("没有设置 DATABASE_URL") });
  });
});

describe("Redis", () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = redisServer(await freePort());
    await redis.start();
  });
  afterAll(() => redis.end());

  it("is well, forgets when it is full, hangs, is gone", async () => {
    expect((await look({ REDIS_URL: redis.url })).of("redis")).toMatchObject({
      state: "good",
      seen: expect.stringMatching(/Redis \d.*noeviction/),
    });
    const admin = new Redis(redis.url);
    await admin.config("SET", "maxmemory-policy", "allkeys-lru");
    admin.disconnect();
    const forgetful = await look({ REDIS_URL: redis.url });
    expect(forgetful.of("redis")).toMatchObject({ state: "mind", seen: expect.stringContaining("allkeys-lru") });
    expect(mended(forgetful.of("redis"))).toContain("noeviction");
    redis.hang();
    const hanging = await look({ REDIS_URL: redis.url });
    redis.goOn();
    expect(hanging.of("redis").state).toBe("bad");
    expect(hanging.ms).toBeLessThan(2 * LIMIT_MS);
    await redis.kill();
    const gone = await look({ REDIS_URL: redis.url });
    expect(gone.of("redis").state).toBe("bad");
    expect(mended(gone.of("redis"))).toContain("REDIS_URL");
    for (const [, state] of othersOf(gone.states, "redis")) expect(state).toBe("good");
  }, 30_000);
});

describe("what is left undone", () => {
  it("stands in the outbox: of unknown fate, or not going", async () => {
    const { db } = house.services;
    await inTransaction(db, (tx) => put(tx, { key: "doctor:1", kind: "wechat.message", payload: {} }));
    expect((await look()).of("outbox")).toMatchObject({ state: "good", seen: expect.stringContaining("待发 1") });
    const old = new Date(Date.now() - 3_600_000);
    await db.updateTable("outbox").set({ created_at: old }).where("key", "=", "doctor:1").execute();
    const stuck = await look();
    expect(stuck.of("outbox").state).toBe("bad");
    expect(mended(stuck.of("outbox"))).toContain("ROLE=worker");
    await db.updateTable("outbox").set({ state: "unknown" }).where("key", "=", "doctor:1").execute();
    const unsure = await look();
    await db.updateTable("outbox").set({ state: "sent", owed_after: old }).where("key", "=", "doctor:1").execute();
    const owed = await look();
    await db.deleteFrom("outbox").where("key", "=", "doctor:1").execute();
    expect(unsure.of("outbox").state).toBe("mind");
    expect(mended(unsure.of("outbox"))).toContain("人工处理");
    expect(owed.of("outbox")).toMatchObject({ state: "mind", seen: expect.stringContaining("没记好的 1") });
  });

  it("stands in the inbox: received and never answered", async () => {
    const { db } = house.services;
    const old = new Date(Date.now() - 3_600_000);
    const row = { key: "doctor:1", openid: "o-doctor", kind: "text", at: old, received_at: old, lease_until: old };
    await db
      .insertInto("inbound")
      .values({ ...row, update: "{}", reply: null })
      .execute();
    const { of } = await look();
    await db.deleteFrom("inbound").where("key", "=", "doctor:1").execute();
    expect(of("inbox")).toMatchObject({ state: "bad", seen: expect.stringContaining("1 条消息") });
  });

  it("are the demo's passwords in production", async () => {
    const { of } = await look({ NODE_ENV: "production" }, { which: [...checks] });
    expect(of("accounts")).toMatchObject({ state: "bad", seen: expect.stringContaining("guanli") });
    expect(mended(of("accounts"))).toContain("停用");
    expect(of("settings").state).toBe("bad");
    expect(of("mini-token")).toMatchObject({ state: "skipped" });
  });
});
