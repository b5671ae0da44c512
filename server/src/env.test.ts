import { describe, expect, it } from "vitest";
import { readEnv } from "./env.ts";

const production = {
  NODE_ENV: "production",
  WECHAT_API_BASE: "https://api.weixin.qq.com",
  PUBLIC_URL: "https://shebao.example",
  DATABASE_URL: "postgres://shebao.example/wsi",
  WECHAT_APP_ID: "wx99demo0000000001",
  WECHAT_APP_SECRET: "not-for-real-use",
  WECHAT_TOKEN: "wuhandemo",
  WECHAT_ENCODING_AES_KEY: "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
  SECRETS_KEY: Buffer.alloc(32, 1).toString("base64"),
};

describe("the mini-program in the environment", () => {
  it("is the sandbox's while developing, and none in production unless it is named with its secret", () => {
    expect(readEnv({}).WECHAT_MINI_APP_ID).toBe("wx99demo0000000002");
    expect(readEnv(production)).toMatchObject({ WECHAT_MINI_APP_ID: "", WECHAT_MINI_APP_SECRET: "" });
    const named = { ...production, WECHAT_MINI_APP_ID: "wx99demo0000000003" };
    expect(() => readEnv(named)).toThrow("WECHAT_MINI_APP_SECRET");
    const whole = { ...named, WECHAT_MINI_APP_SECRET: "not-for-real-use" };
    expect(readEnv(whole)).toMatchObject({ WECHAT_MINI_APP_ID: "wx99demo0000000003" });
  });
});

it("lets no production start that would talk to the sandbox, and names everything that is wrong at once", () => {
  const { WECHAT_API_BASE: _unset, ...rest } = production;
  const both = () => readEnv({ ...rest, DEMO: "yes" });
  expect(both).toThrow(/WECHAT_API_BASE：生产环境必须设置/);
  expect(both).toThrow(/DEMO：/);
});
