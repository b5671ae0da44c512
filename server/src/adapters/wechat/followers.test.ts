import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFollowerTags } from "./follower-tags.ts";
import { createFollowers } from "./followers.ts";
import { startDouble, thrownBy, type Call, type Double } from "./test/double.ts";

let double: Double;
beforeEach(async () => {
  double = await startDouble();
});
afterEach(() => double.close());

const followers = () => createFollowers(double.newClient());
const tags = () => createFollowerTags(double.newClient());
const openids = (count: number) => Array.from({ length: count }, (_, n) => `o${n}`);
const asked = (call: Call) => (call.body as { user_list: { openid: string }[] }).user_list.map((one) => one.openid);

describe("pages of followers", () => {
  it("are asked for from the start, then after the last one told", async () => {
    double.respond = ({ query }) =>
      query.has("next_openid")
        ? { total: 3, count: 1, data: { openid: ["o2"] }, next_openid: "o2" }
        : { total: 3, count: 2, data: { openid: ["o0", "o1"] }, next_openid: "o1" };
    expect(await followers().page(null)).toEqual({ total: 3, openids: ["o0", "o1"], next: "o1" });
    expect(await followers().page("o1")).toEqual({ total: 3, openids: ["o2"], next: "o2" });
    expect(double.to("/cgi-bin/user/get").map((call) => [call.method, call.query.get("next_openid")])).toEqual([
      ["GET", null],
      ["GET", "o1"],
    ]);
  });

  it.each([
    ["everybody is told at once", { total: 2, count: 2, data: { openid: ["o0", "o1"] }, next_openid: "o1" }, 2],
    ["nobody follows", { total: 0, count: 0, next_openid: "" }, 0],
    ["WeChat names nobody to go on from", { total: 9, count: 1, data: { openid: ["o0"] }, next_openid: "" }, 1],
  ])("end when %s", async (_, answer, count) => {
    double.respond = () => answer;
    const page = await followers().page(null);
    expect(page).toMatchObject({ next: null });
    expect(page.openids).toHaveLength(count);
  });

  it("end after an empty one", async () => {
    double.respond = () => ({ total: 20_000, count: 0, next_openid: "" });
    expect(await followers().page("o1")).toEqual({ total: 20_000, openids: [], next: null });
  });

  it("are a fault when the answer is none", async () => {
    expect(await thrownBy(followers().page(null))).toMatchObject({ name: "PortFault", kind: "nonsense" });
    double.respond = () => ({ errcode: 48001, errmsg: "api unauthorized" });
    expect(await thrownBy(followers().page(null))).toMatchObject({ kind: "misconfigured", code: 48001 });
  });
});

describe("details of followers", () => {
  it("tell the tags and the unionid, and who does not follow", async () => {
    double.respond = () => ({
      user_info_list: [
        { subscribe: 0, openid: "o1" },
        {
          subscribe: 1,
          openid: "o0",
          unionid: "u0",
          subscribe_time: 1_700_000_000,
          tagid_list: [100, 2],
          nickname: "",
        },
        { subscribe: 1, openid: "o2", tagid_list: [] },
      ],
    });
    expect(await followers().details(openids(3))).toEqual([
      { openid: "o0", following: true, unionid: "u0", followedAt: new Date(1_700_000_000_000), tags: [100, 2] },
      { openid: "o1", following: false, unionid: null, followedAt: null, tags: [] },
      { openid: "o2", following: true, unionid: null, followedAt: null, tags: [] },
    ]);
    expect(double.calls.at(-1)?.body).toEqual({
      user_list: openids(3).map((openid) => ({ openid, lang: "zh_CN" })),
    });
  });

  it("single out an openid that is not this account's, in few calls", async () => {
    double.respond = (call) =>
      asked(call).includes("o41")
        ? { errcode: 40003, errmsg: "invalid openid" }
        : { user_info_list: asked(call).map((openid) => ({ openid, subscribe: 1 })) };
    const told = await followers().details(openids(100));
    expect(told.map((one) => one.openid)).toEqual(openids(100));
    expect(told.filter((one) => !one.following).map((one) => one.openid)).toEqual(["o41"]);
    expect(double.to("/cgi-bin/user/info/batchget").length).toBeLessThan(17);
  });

  it("cost no call for nobody, and are not asked of more than 100", async () => {
    expect(await followers().details([])).toEqual([]);
    expect(await thrownBy(followers().details(openids(101)))).toBeInstanceOf(RangeError);
    expect(double.calls).toEqual([]);
  });
});

describe("tags", () => {
  it("are listed with how many carry them", async () => {
    double.respond = () => ({
      tags: [
        { id: 2, name: "星标组", count: 0 },
        { id: 100, name: "退休", count: 7 },
      ],
    });
    expect(await tags().list()).toEqual([
      { id: 2, name: "星标组", count: 0 },
      { id: 100, name: "退休", count: 7 },
    ]);
    expect(double.calls.at(-1)).toMatchObject({ method: "GET", path: "/cgi-bin/tags/get" });
  });

  it("are created, renamed, removed, put on and taken off in WeChat's words", async () => {
    double.respond = ({ path }) => (path.endsWith("create") ? { tag: { id: 100, name: "退休" } } : { errcode: 0 });
    expect(await tags().create("退休")).toEqual({ outcome: "done", id: 100 });
    expect(await tags().rename(100, "已退休")).toEqual({ outcome: "done" });
    expect(await tags().put(100, ["o0", "o1"])).toEqual({ outcome: "done" });
    expect(await tags().take(100, ["o0"])).toEqual({ outcome: "done" });
    expect(await tags().remove(100)).toEqual({ outcome: "done" });
    const posts = double.calls.filter((call) => call.path.startsWith("/cgi-bin/tags"));
    expect(posts.map(({ method, path, body }) => [method, path.slice(14), body])).toEqual([
      ["POST", "create", { tag: { name: "退休" } }],
      ["POST", "update", { tag: { id: 100, name: "已退休" } }],
      ["POST", "members/batchtagging", { tagid: 100, openid_list: ["o0", "o1"] }],
      ["POST", "members/batchuntagging", { tagid: 100, openid_list: ["o0"] }],
      ["POST", "delete", { tag: { id: 100 } }],
    ]);
  });

  it.each([
    [45056, "quota-used-up"],
    [45157, "already"],
    [45158, "bad-content"],
    [45159, "not-found"],
    [45057, "not-allowed"],
    [45058, "not-allowed"],
    [45059, "quota-used-up"],
    [40003, "not-following"],
  ])("are refused with %i as %s, with advice in Chinese", async (errcode, because) => {
    double.respond = () => ({ errcode, errmsg: "whatever rid: 1" });
    const advice = expect.stringMatching(/[\u4e00-\u9fff]{4}/);
    const refused = { outcome: "refused", code: errcode, because, advice };
    for (const answer of [
      tags().create("退休"),
      tags().rename(2, "退休"),
      tags().remove(2),
      tags().put(2, ["o0"]),
      tags().take(2, ["o0"]),
    ])
      expect(await answer).toEqual(refused);
  });

  it("are put on 50 at once at most, and on nobody without a call", async () => {
    expect(await tags().put(100, openids(50))).toEqual({ outcome: "done" });
    const before = double.calls.length;
    expect(await tags().put(100, openids(51))).toMatchObject({ outcome: "refused", code: 40032 });
    expect(await tags().take(100, openids(51))).toMatchObject({ outcome: "refused", code: 40032 });
    expect(await tags().put(100, [])).toEqual({ outcome: "done" });
    expect(double.calls).toHaveLength(before);
  });

  it("are a fault when the answer makes no sense or WeChat is busy", async () => {
    double.respond = () => ({ tag: {} });
    expect(await thrownBy(tags().create("退休"))).toMatchObject({ kind: "nonsense" });
    double.respond = () => ({ tags: [{ id: "1" }] });
    expect(await thrownBy(tags().list())).toMatchObject({ kind: "nonsense" });
    double.respond = () => ({ errcode: 45009, errmsg: "reach max" });
    expect(await thrownBy(tags().put(100, ["o0"]))).toMatchObject({ name: "PortFault", kind: "busy", code: 45009 });
  });
});
