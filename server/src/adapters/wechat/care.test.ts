import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createAccountCare } from "./care.ts";
import { createQrCodes } from "./qr-codes.ts";
import { createServiceAccounts, createServiceSessions } from "./service-sessions.ts";
import { startDouble, thrownBy, type Double } from "./test/double.ts";

let double: Double;
beforeEach(async () => {
  double = await startDouble();
});
afterEach(() => double.close());

const advice = expect.stringMatching(/[\u4e00-\u9fff]{4}/);
const care = () => createAccountCare(double.newClient(), double.config);
const qrCodes = () => createQrCodes(double.newClient(), double.config);

describe("the account's own care", () => {
  it("reads what is left of a call's allowance", async () => {
    double.respond = () => ({
      errcode: 0,
      quota: { daily_limit: 500_000, used: 12, remain: 499_988 },
      rate_limit: { call_count: 20, refresh_second: 60 },
    });
    const quota = await care().quota("/cgi-bin/message/custom/send");
    expect(quota).toEqual({ outcome: "done", limit: 500_000, used: 12, left: 499_988 });
    expect(double.calls.at(-1)).toMatchObject({
      path: "/cgi-bin/openapi/quota/get",
      body: { cgi_path: "/cgi-bin/message/custom/send" },
    });
    double.respond = () => ({ errcode: 0 });
    expect(await thrownBy(care().quota("/x"))).toMatchObject({ name: "PortFault", kind: "nonsense" });
  });

  it("clears the counters ten times a month", async () => {
    expect(await care().clearQuota()).toEqual({ outcome: "done" });
    expect(double.calls.at(-1)).toMatchObject({ path: "/cgi-bin/clear_quota", body: { appid: "wx99demo0000000001" } });
    double.respond = () => ({ errcode: 48006, errmsg: "forbid to clear quota" });
    expect(await care().clearQuota()).toEqual({ outcome: "refused", code: 48006, because: "quota-used-up", advice });
  });

  it("tells from which addresses WeChat calls, and from which we come when WeChat will not have us", async () => {
    double.respond = () => ({ ip_list: ["203.0.113.1", "203.0.113.0/24"] });
    expect(await care().callbackAddresses()).toEqual({ outcome: "done", addresses: ["203.0.113.1", "203.0.113.0/24"] });
    double.everything = () => ({
      errcode: 40164,
      errmsg: "invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist rid: 656d6d2f-00000000-00000000",
    });
    expect(await thrownBy(care().callbackAddresses())).toMatchObject({
      kind: "misconfigured",
      code: 40164,
      because: expect.stringMatching(/白名单.*：203\.0\.113\.7$/),
    });
  });

  it.each([
    [{ dns: [{ ip: "203.0.113.1" }], ping: [{ package_loss: "0%" }, { package_loss: "33.3%" }] }, 33.3, 1],
    [{ dns: [], ping: [{ ip: "203.0.113.1", package_loss: "100%" }] }, 100, 0],
    [{ dns: [{}, {}] }, 100, 2],
  ])("tells the worst of WeChat's pings (%#)", async (answer, lossPercent, lookups) => {
    double.respond = () => answer;
    expect(await care().checkCallback()).toEqual({ outcome: "done", lossPercent, lookups });
    expect(double.calls.at(-1)).toMatchObject({
      path: "/cgi-bin/callback/check",
      body: { action: "all", check_operator: "DEFAULT" },
    });
  });

  it.each([
    [40201, "not-allowed"],
    [76021, "not-found"],
    [76022, "not-allowed"],
  ])("is refused with %i as %s", async (errcode, because) => {
    double.respond = () => ({ errcode, errmsg: "whatever" });
    expect(await care().checkCallback()).toEqual({ outcome: "refused", code: errcode, because, advice });
  });
});

describe("QR codes", () => {
  it("live for a time, or for good", async () => {
    double.respond = () => ({ ticket: "gQ/8+==", url: "http://weixin.qq.com/q/1" });
    const made = {
      outcome: "done",
      url: "http://weixin.qq.com/q/1",
      imageUrl: `${double.config.apiBase}/cgi-bin/showqrcode?ticket=gQ%2F8%2B%3D%3D`,
    };
    expect(await qrCodes().create("武昌大厅", 86_400)).toEqual(made);
    expect(await qrCodes().create("hall-1", null)).toEqual(made);
    expect(double.to("/cgi-bin/qrcode/create").map((call) => call.body)).toEqual([
      { action_name: "QR_STR_SCENE", action_info: { scene: { scene_str: "武昌大厅" } }, expire_seconds: 86_400 },
      { action_name: "QR_LIMIT_STR_SCENE", action_info: { scene: { scene_str: "hall-1" } } },
    ]);
  });

  it("are shown by WeChat on its own host", async () => {
    double.respond = () => ({ ticket: "t", url: "http://weixin.qq.com/q/1" });
    const config = { ...double.config, apiBase: "https://api.weixin.qq.com" };
    expect(await createQrCodes(double.newClient(), config).create("a", null)).toMatchObject({
      imageUrl: "https://mp.weixin.qq.com/cgi-bin/showqrcode?ticket=t",
    });
  });

  it.each<[string, number | null]>([
    ["", null],
    ["长".repeat(65), null],
    ["a", 0],
    ["a", 2_592_001],
    ["a", 1.5],
  ])("are refused before they travel when WeChat would not take them (%#)", async (scene, seconds) => {
    const refused = { outcome: "refused", code: 40053, because: "bad-content", advice };
    expect(await qrCodes().create(scene, seconds)).toEqual(refused);
    expect(double.calls).toEqual([]);
  });

  it("are refused when there are 100 000 for good", async () => {
    double.respond = () => ({ errcode: 45029, errmsg: "qrcode count out of limit" });
    expect(await qrCodes().create("a", null)).toMatchObject({ outcome: "refused", because: "quota-used-up", advice });
  });
});

describe("WeChat's own customer service", () => {
  const accounts = () => createServiceAccounts(double.newClient());
  const sessions = () => createServiceSessions(double.newClient());

  it("lists its accounts, and who is online", async () => {
    double.respond = ({ path }) =>
      path.endsWith("getkflist")
        ? {
            kf_list: [
              { kf_account: "wang@gh", kf_nick: "小王", kf_id: 1001, kf_wx: "wang_wx" },
              { kf_account: "li@gh", kf_nick: "小李", kf_id: "1002", invite_wx: "li_wx", invite_status: "waiting" },
            ],
          }
        : {
            kf_online_list: [
              { kf_account: "wang@gh", status: 1, kf_id: 1001, accepted_case: 2 },
              { kf_account: "li@gh", status: 0, kf_id: 1002 },
              { kf_account: "", status: 1, kf_id: 1003 },
            ],
          };
    expect(await accounts().list()).toEqual({
      outcome: "done",
      accounts: [
        { account: "wang@gh", nickname: "小王", bound: true },
        { account: "li@gh", nickname: "小李", bound: false },
      ],
    });
    expect(await accounts().online()).toEqual({ outcome: "done", accounts: [{ account: "wang@gh", talks: 2 }] });
  });

  it("opens and closes talks, and tells who talks", async () => {
    expect(await sessions().open("wang@gh", "o1")).toEqual({ outcome: "done" });
    expect(await sessions().close("wang@gh", "o1")).toEqual({ outcome: "done" });
    const body = { kf_account: "wang@gh", openid: "o1" };
    expect(double.calls.slice(-2)).toMatchObject([{ path: "/customservice/kfsession/create", body }, { body }]);
    expect(double.calls.at(-1)?.path).toBe("/customservice/kfsession/close");
    double.respond = () => ({ createtime: 1_700_000_000, kf_account: "wang@gh" });
    const since = new Date(1_700_000_000_000);
    expect(await sessions().find("o1")).toEqual({ outcome: "done", account: "wang@gh", since });
    double.respond = () => ({ createtime: 0, kf_account: "" });
    expect(await sessions().find("o1")).toEqual({ outcome: "done", account: null, since: null });
  });

  it.each([
    [65400, "not-allowed"],
    [65401, "not-found"],
    [65402, "not-allowed"],
    [65413, "not-found"],
    [65414, "already"],
    [65415, "not-allowed"],
    [61452, "not-found"],
    [40003, "not-following"],
  ])("is refused with %i as %s", async (errcode, because) => {
    double.respond = () => ({ errcode, errmsg: "whatever" });
    const refused = { outcome: "refused", code: errcode, because, advice };
    for (const work of [accounts().online(), sessions().open("wang@gh", "o1"), sessions().close("wang@gh", "o1")])
      expect(await work).toEqual(refused);
  });
});
