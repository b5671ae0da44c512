import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { selfSigned } from "../../test/certificate.ts";
import { surveyEnv } from "../env.ts";
import { certificate } from "./checks/certificate.ts";
import { dataFolder } from "./checks/data-folder.ts";
import { node, settings } from "./checks/settings.ts";
import { examine } from "./examine.ts";
import { openWorld } from "./world.ts";

const clock = { now: () => new Date() };
const worldOf = (given: Record<string, string>, more: { nodeVersion?: string; trusted?: string } = {}) =>
  openWorld({ ...surveyEnv(given), clock, nodeVersion: "20.19.0", ...more });

/** What a real house would be given. */
const production = {
  NODE_ENV: "production",
  PUBLIC_URL: "https://shebao.example",
  DATABASE_URL: "postgres://db.example/wsi",
  WECHAT_API_BASE: "https://api.weixin.qq.com",
  WECHAT_APP_ID: "wx99demo0000000007",
  WECHAT_APP_SECRET: "not-for-real-use",
  WECHAT_TOKEN: "another-token",
  WECHAT_ENCODING_AES_KEY: "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcdefg",
  SECRETS_KEY: Buffer.alloc(32, 1).toString("base64"),
  TRUST_PROXY: "yes",
};

describe("the settings", () => {
  const look = (given: Record<string, string>) => settings.run(worldOf(given));

  it("are well as the repository has them, and as production should have them", async () => {
    expect(await look({})).toMatchObject({ state: "good", seen: expect.stringContaining("沙箱") });
    expect(await look(production)).toMatchObject({ state: "good", mend: [] });
  });

  it.each<[Record<string, string>, string]>([
    [{ PUBLIC_URL: "http://shebao.example" }, "PUBLIC_URL：必须是 https"],
    [{ PUBLIC_URL: "https://shebao.example:8443" }, "PUBLIC_URL：不能带端口"],
    [{ WECHAT_API_BASE: "http://127.0.0.1:3100" }, "WECHAT_API_BASE：指向沙箱"],
    [{ WECHAT_API_BASE: "https://api.weixin.qq.com.example" }, "WECHAT_API_BASE：指向沙箱"],
    [{ SECRETS_KEY: Buffer.alloc(32, "demo").toString("base64") }, "SECRETS_KEY：还是演示用的值"],
    [{ WECHAT_TOKEN: "wuhandemo" }, "WECHAT_TOKEN：还是演示用的值"],
    [{ SECRETS_KEY: "" }, "SECRETS_KEY：生产环境必须设置"],
    [{ SECRETS_KEY: "c2hvcnQ=" }, "SECRETS_KEY：必须是 32 个字节"],
    [{ DEMO: "yes" }, "DEMO：生产环境不能"],
    [{ DATABASE_URL: "" }, "DATABASE_URL：生产环境必须设置"],
    [{ WECHAT_MINI_APP_ID: "wx99demo0000000008" }, "WECHAT_MINI_APP_SECRET：设置了 WECHAT_MINI_APP_ID"],
    [{ WECHAT_MODE: "secure" }, "WECHAT_MODE：只能是 plain、compatible、encrypted"],
    [{ WECHAT_ENCODING_AES_KEY_PREVIOUS: "short" }, "WECHAT_ENCODING_AES_KEY_PREVIOUS：必须是"],
  ])("are not well in production with %o", async (change, said) => {
    const found = await look({ ...production, ...change });
    expect(found.state).toBe("bad");
    expect(found.mend.filter((step) => step.startsWith(said))).toHaveLength(1);
    for (const value of Object.values(change).filter((one) => one.length > 8 && !one.includes("://")))
      expect(found.mend.join()).not.toContain(value);
  });

  it("tell every fault at once", async () => {
    const found = await look({ ...production, PORT: "many", REDIS_URL: "there", PUBLIC_URL: "" });
    expect(found.mend.filter((step) => /^(PORT|REDIS_URL|PUBLIC_URL)：/.test(step))).toHaveLength(3);
  });

  it.each<[Record<string, string>, string]>([
    [{ TRUST_PROXY: "no" }, "TRUST_PROXY"],
    [{ WECHAT_MODE: "compatible" }, "WECHAT_MODE"],
    [{ FRAME_ANCESTORS: "https://shebao.example" }, "FRAME_ANCESTORS"],
    [{ FIRST_ADMIN_PASSWORD: "a-first-password" }, "FIRST_ADMIN_PASSWORD"],
  ])("are to be minded in production with %o", async (change, name) => {
    const found = await look({ ...production, ...change });
    expect(found).toMatchObject({ state: "mind", mend: [expect.stringMatching(`^${name}：`)] });
  });

  it("are to be minded when real WeChat is meant and production is not said", async () => {
    expect(await look({ WECHAT_API_BASE: "https://api.weixin.qq.com" })).toMatchObject({
      state: "mind",
      mend: [expect.stringContaining("NODE_ENV=production")],
    });
  });

  it("say which Node is too old", async () => {
    expect((await node.run(worldOf({}, { nodeVersion: "20.18.9" }))).state).toBe("bad");
    expect((await node.run(worldOf({}, { nodeVersion: "20.19.0" }))).state).toBe("good");
    expect((await node.run(worldOf({}, { nodeVersion: "26.0.0" }))).state).toBe("good");
  });
});

describe("the data folder", () => {
  it("is written to and left as it was; one that is not there yet is not made", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "wsi-doctor-"));
    try {
      expect(await dataFolder.run(worldOf({ DATA_DIR: folder }))).toMatchObject({ state: "good" });
      const later = path.join(folder, "not", "yet");
      expect(await dataFolder.run(worldOf({ DATA_DIR: later }))).toMatchObject({
        state: "good",
        seen: expect.stringContaining("还不存在"),
      });
      expect(await readdir(folder)).toEqual([]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("is not well where nobody can write", async () => {
    expect(await dataFolder.run(worldOf({ DATA_DIR: "/proc" }))).toMatchObject({
      state: "bad",
      mend: [expect.stringContaining("chown")],
    });
  });
});

describe("the certificate", () => {
  let server: Server | undefined;
  afterEach(async () => {
    server?.closeAllConnections();
    await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
    server = undefined;
  });
  const DAY = 86_400_000;
  async function serve(days: number, host = "localhost") {
    const made = selfSigned(host, new Date(Date.now() + days * DAY + DAY / 2));
    server = createServer(made, (_, response) => response.end());
    const own = server;
    await new Promise<void>((resolve) => own.listen(0, "localhost", resolve));
    return { url: `https://localhost:${(own.address() as AddressInfo).port}`, cert: made.cert };
  }
  const look = async (url: string, trusted?: string) => {
    const world = worldOf({ PUBLIC_URL: url }, trusted === undefined ? {} : { trusted });
    return (await examine([certificate], world))[0];
  };

  it("is well while it lasts, and to be minded three weeks before its end", async () => {
    const long = await serve(40);
    expect(await look(long.url, long.cert)).toMatchObject({
      state: "good",
      seen: expect.stringContaining("还有 40 天"),
    });
    await new Promise((resolve) => server?.close(resolve));
    const short = await serve(20);
    expect(await look(short.url, short.cert)).toMatchObject({
      state: "mind",
      seen: expect.stringContaining("还有 20 天"),
      mend: [expect.stringContaining("更换证书")],
    });
  });

  it("is not well when it is over, when nobody vouches for it, or when it is another's", async () => {
    const own = await serve(40);
    expect(await look(own.url)).toMatchObject({ state: "bad", mend: [expect.stringContaining("自签")] });
    await new Promise((resolve) => server?.close(resolve));
    const over = await serve(-3);
    expect(await look(over.url, over.cert)).toMatchObject({ state: "bad", mend: [expect.stringContaining("过期")] });
    await new Promise((resolve) => server?.close(resolve));
    const other = await serve(40, "other.example");
    expect(await look(other.url, other.cert)).toMatchObject({
      state: "bad",
      mend: [expect.stringContaining("域名对不上")],
    });
  });

  it("is not looked for without https, and its absence is told where https is promised", async () => {
    expect(await look("http://127.0.0.1:3000")).toMatchObject({ state: "skipped" });
    expect(await look("https://127.0.0.1:1")).toMatchObject({
      state: "bad",
      seen: expect.stringContaining("ECONNREFUSED"),
    });
  });
});
