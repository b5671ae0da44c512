import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startAccount, type TestAccount } from "../../test/account.ts";
import { newRid } from "../world/transcript.ts";

let account: TestAccount;
beforeEach(async () => {
  account = await startAccount();
});
afterEach(() => account.close());

const quota = (cgi_path: string) => account.call("/cgi-bin/openapi/quota/get", { cgi_path });
const settings = () => account.sandbox.world.account.settings;
const clear = () => account.call("/cgi-bin/clear_quota", { appid: settings().appId });

describe("quotas", () => {
  it("are counted call by call, and run out", async () => {
    const path = "/cgi-bin/tags/get";
    await account.control("PUT", "/quotas", { path, daily: 2 });
    for (let at = 0; at < 2; at++) expect((await account.call(path)).tags).toEqual([]);
    expect((await account.call(path)).errcode).toBe(45009);
    expect(await quota(path)).toMatchObject({
      quota: { daily_limit: 2, used: 2, remain: 0 },
      rate_limit: { call_count: expect.any(Number), refresh_second: expect.any(Number) },
    });
    expect((await quota("/cgi-bin/dance")).errcode).toBe(76021);
    await clear();
    expect((await account.call(path)).tags).toEqual([]);
  });

  it("are cleared ten times a month, whichever way", async () => {
    const { appId, appSecret } = settings();
    const v2 = (appsecret: string) => account.call("/cgi-bin/clear_quota/v2", { appid: appId, appsecret });
    for (let at = 0; at < 8; at++) expect((await clear()).errcode).toBe(0);
    expect((await v2("wrong")).errcode).toBe(40125);
    expect((await v2(appSecret)).errcode).toBe(0);
    const path = "/cgi-bin/tags/get";
    expect((await account.call("/cgi-bin/openapi/quota/clear", { cgi_path: path })).errcode).toBe(0);
    for (const answer of [await clear(), await v2(appSecret)]) expect(answer.errcode).toBe(48006);
    account.sandbox.world.clock.advance(32 * 86_400_000);
    expect((await clear()).errcode).toBe(0);
  });

  it("of one path are cleared alone", async () => {
    const used = async (path: string) => (await quota(path)).quota.used as number;
    await account.call("/cgi-bin/tags/get");
    await account.call("/cgi-bin/get_api_domain_ip");
    await account.call("/cgi-bin/openapi/quota/clear", { cgi_path: "/cgi-bin/tags/get" });
    expect(await used("/cgi-bin/tags/get")).toBe(0);
    expect(await used("/cgi-bin/get_api_domain_ip")).toBe(1);
  });
});

describe("a rid", () => {
  const look = (rid: string) => account.call("/cgi-bin/openapi/rid/get", { rid });

  it("tells what the call was, without its token", async () => {
    const { errmsg } = await account.call("/cgi-bin/tags/create", { tag: { name: "" } });
    const { request } = await look(errmsg.slice(-26));
    expect(request).toMatchObject({
      cost_in_ms: expect.any(Number),
      request_body: '{"tag":{"name":""}}',
      response_body: expect.stringContaining("45157"),
    });
    expect(request.request_url).toMatch(/^\/cgi-bin\/tags\/create\?access_token=\*\*\*.{4}$/);
  });

  it("that is none, is old, or is not known, is refused", async () => {
    expect((await look("abc")).errcode).toBe(76002);
    expect((await look(newRid(Date.now() - 8 * 86_400_000))).errcode).toBe(76004);
    expect((await look(newRid(Date.now()))).errcode).toBe(76001);
  });
});

describe("the check of the callback address", () => {
  const check = (action: string, check_operator = "DEFAULT") =>
    account.call("/cgi-bin/callback/check", { action, check_operator });

  it("really connects", async () => {
    expect(await check("all")).toMatchObject({
      dns: [{ ip: "127.0.0.1", real_operator: "CAP" }],
      ping: [{ ip: "127.0.0.1", from_operator: "CAP", package_loss: "0%", time: expect.stringMatching(/ms$/) }],
    });
    expect(Object.keys(await check("dns"))).toEqual(["dns"]);
    // Nobody listens on port 9 here.
    account.sandbox.world.account.change({ ...settings(), callbackUrl: "http://127.0.0.1:9/wechat" });
    expect((await check("ping", "UNICOM")).ping).toMatchObject([{ from_operator: "UNICOM", package_loss: "100%" }]);
  });

  it("is refused for what cannot be checked", async () => {
    expect((await check("dance")).errcode).toBe(40202);
    expect((await check("all", "NOBODY")).errcode).toBe(40203);
    account.sandbox.world.account.change({ ...settings(), callbackUrl: "nowhere" });
    expect((await check("all")).errcode).toBe(40201);
  });
});

describe("tickets for pages", () => {
  it("stay the same until five minutes before their end", async () => {
    const ask = () => account.call("/cgi-bin/ticket/getticket?type=jsapi");
    const first = await ask();
    expect(first).toMatchObject({ errcode: 0, expires_in: 7200 });
    account.sandbox.world.clock.advance(3600_000);
    expect(await ask()).toMatchObject({ ticket: first.ticket, expires_in: expect.any(Number) });
    account.sandbox.world.clock.advance(3400_000);
    expect((await ask()).ticket).not.toBe(first.ticket);
    expect((await account.call("/cgi-bin/ticket/getticket?type=dance")).errcode).toBe(40097);
  });
});
