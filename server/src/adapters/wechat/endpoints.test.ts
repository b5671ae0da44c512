import { createRequire } from "node:module";
import type WechatApi from "wechat-api";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { endpoints, extend, type EndpointName } from "./endpoints.ts";
import { startDouble, type Double } from "./test/double.ts";

const Api = createRequire(import.meta.url)("wechat-api") as typeof WechatApi;
const names = Object.keys(endpoints) as EndpointName[];

let double: Double;
beforeEach(async () => {
  double = await startDouble();
});
afterEach(() => double.close());

describe("the table of endpoints", () => {
  it("names every path once", () => {
    const paths = Object.values(endpoints).map((one) => one.path);
    expect(new Set(paths).size).toBe(paths.length);
    for (const path of paths) expect(path).toMatch(/^\/(cgi-bin|customservice|wxaapi)\/[a-z_/]+$/);
  });

  it("lets nothing be repeated that reaches people, counts against an allowance or makes something new", () => {
    const repeatable = names.filter((name) => endpoints[name].repeatable);
    expect(
      repeatable.filter((name) => /send|preview|add|delete$|clear|create$|submit|close/i.test(endpoints[name].path)),
    ).toEqual(["menuCreate", "qrCodeCreate", "serviceSessionOpen"]);
    for (const name of ["customSend", "subscriptionSend", "massToList", "massToAudience", "massPreview"] as const)
      expect(endpoints[name].repeatable).toBe(false);
  });

  it("becomes methods of wechat-api, both forms, beside those it has", () => {
    extend(Api);
    for (const name of names) {
      expect(typeof Reflect.get(Api.prototype, name)).toBe("function");
      expect(typeof Reflect.get(Api.prototype, `_${name}`)).toBe("function");
    }
    expect(typeof Reflect.get(Api.prototype, "sendText")).toBe("function");
  });

  it("is mixed in once, however often it is asked for, and never over something of wechat-api's own", () => {
    expect(() => [extend(Api), extend(Api)]).not.toThrow();
    expect(() => Api.mixin({ sendText: () => undefined })).toThrow(/override/);
  });

  it("works by the public methods of wechat-api, too, for whoever holds an instance with a token of its own", async () => {
    extend(Api);
    const api = new Api("wx99demo0000000001", "");
    const asked: [string, unknown][] = [];
    api.endpoint = "http://127.0.0.1";
    api.request = (url, options, settle) => {
      asked.push([url, options]);
      settle(null, { errcode: 0 });
    };
    Object.assign(api, {
      getToken: (tell: (error: null, token: object) => void) =>
        tell(null, { accessToken: "t", expireTime: Number.MAX_SAFE_INTEGER }),
    });
    const method = Reflect.get(api, "draftDelete") as (body: object, settle: () => void) => void;
    await new Promise<void>((resolve) => method.call(api, { media_id: "m" }, resolve));
    expect(asked).toEqual([
      [
        "http://127.0.0.1/cgi-bin/draft/delete?access_token=t",
        { type: "POST", headers: { "content-type": "application/json" }, data: { media_id: "m" } },
      ],
    ]);
  });

  it.each(names)("is called by client.call: %s", async (name) => {
    const { method, path } = endpoints[name];
    const client = double.newClient();
    // Any body will do here: what each call really says is tested where it is said.
    await (client.call as (name: EndpointName, body: object) => Promise<unknown>)(name, { say: "您好&=" });
    const [call, ...more] = double.to(path);
    expect(more).toEqual([]);
    expect(call).toMatchObject({ method, body: method === "GET" ? undefined : { say: "您好&=" } });
    expect(Object.fromEntries(call?.query ?? [])).toEqual(
      method === "GET" ? { access_token: "token-number-0", say: "您好&=" } : { access_token: "token-number-0" },
    );
  });
});
