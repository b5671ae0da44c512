import { beforeEach, describe, expect, it, vi } from "vitest";
import type { LoginAnswer } from "./platform/login.ts";
import Taro, { type Requested } from "../test/taro.ts";

const login = vi.hoisted(() => vi.fn<() => Promise<LoginAnswer>>());
vi.mock("./platform/login", () => ({ login, keepsSession: true }));
vi.mock("./platform/frame", () => ({ apiOrigin: "http://api.test" }));
vi.mock("./platform/upload", () => ({}));
vi.mock("./platform/download", () => ({}));
const { api } = await import("./api.ts");

let server: (asked: Requested) => { statusCode: number; data: unknown };
beforeEach(() => {
  Taro.clearStorageSync();
  login.mockReset().mockResolvedValue({ ok: true, code: "code-1" });
  Taro.request.mockReset().mockImplementation(async (asked) => server(asked));
});
const session = { statusCode: 200, data: { token: "fresh", me: { person: null, unreadNotices: 0 } } };
const known = (asked: Requested): boolean => asked.header["Authorization"] === "Bearer fresh";
const usual = (asked: Requested) =>
  asked.url.endsWith("/api/session")
    ? session
    : known(asked)
      ? { statusCode: 200, data: { person: null, unreadNotices: 2 } }
      : { statusCode: 401, data: { code: "not-signed-in", message: "请重新登录" } };

describe("the API client", () => {
  it("signs in by itself, once, however many calls wait", async () => {
    server = usual;
    const answers = await Promise.all([api.me({}), api.me({}), api.me({})]);
    expect(answers.every((answer) => answer.ok)).toBe(true);
    expect(login).toHaveBeenCalledTimes(1);
  });

  it("signs in again once when the server no longer knows the token", async () => {
    server = usual;
    Taro.setStorageSync("token", "old");
    expect(await api.me({})).toEqual({ ok: true, value: { person: null, unreadNotices: 2 } });
    expect(login).toHaveBeenCalledTimes(1);
    expect(Taro.getStorageSync("token")).toBe("fresh");
  });

  it("does not go round when the new token is refused too", async () => {
    server = (asked) =>
      asked.url.endsWith("/api/session")
        ? session
        : { statusCode: 401, data: { code: "not-signed-in", message: "不行" } };
    const answer = await api.me({});
    expect(answer).toMatchObject({ ok: false, error: { code: "not-signed-in" } });
    expect(login).toHaveBeenCalledTimes(1);
  });

  it("says to open WeChat when there is none", async () => {
    login.mockResolvedValue({ ok: false, message: "请在微信中打开" });
    expect(await api.me({})).toEqual({ ok: false, error: { code: "not-signed-in", message: "请在微信中打开" } });
    expect(Taro.request).not.toHaveBeenCalled();
  });

  it("puts names into the path, the rest of a GET into the query and of a POST into the body", async () => {
    server = (asked) => (asked.url.endsWith("/api/session") ? session : { statusCode: 200, data: [] });
    await api.item({ code: "library-card" });
    await api.payments({ months: "24" });
    await api.rateCase({ id: "11111111-1111-4111-8111-111111111111", level: 5 });
    const [, item, payments, rating] = Taro.request.mock.calls.map(([asked]) => asked);
    expect(item).toMatchObject({ url: "http://api.test/api/items/library-card", method: "GET" });
    expect(payments?.url).toBe("http://api.test/api/payments?months=24");
    expect(rating).toMatchObject({
      url: "http://api.test/api/cases/11111111-1111-4111-8111-111111111111/rating",
      data: { level: 5 },
    });
  });

  it("answers a lost network and an answer that is no JSON of ours as errors with words", async () => {
    server = usual;
    await api.me({});
    Taro.request.mockRejectedValueOnce(new Error("request:fail"));
    expect(await api.me({})).toMatchObject({ ok: false, error: { code: "unavailable" } });
    server = () => ({ statusCode: 502, data: "<html>" });
    expect(await api.me({})).toMatchObject({ ok: false, error: { code: "unavailable" } });
    server = () => ({ statusCode: 500, data: "<html>" });
    expect(await api.me({})).toMatchObject({ ok: false, error: { code: "fault" } });
  });
});
