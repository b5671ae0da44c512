import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { startAccount, type TestAccount } from "../../test/account.ts";

let account: TestAccount;
beforeEach(async () => {
  account = await startAccount();
});
afterEach(() => account.close());

const create = (more: object) => account.call("/cgi-bin/qrcode/create", more);
const words = (scene_str: string, more: object = {}) => ({
  action_name: "QR_STR_SCENE",
  action_info: { scene: { scene_str } },
  ...more,
});
const number = (scene_id: unknown, more: object = {}) => ({
  action_name: "QR_SCENE",
  action_info: { scene: { scene_id } },
  ...more,
});
const scan = (ticket: string) => account.control("POST", "/followers/f1/scans", { ticket });

describe("a QR code with parameters", () => {
  it("is scanned by its ticket: a follow with its scene, then a scan", async () => {
    const { ticket, expire_seconds, url } = await create(words("hall-3", { expire_seconds: 600 }));
    expect([expire_seconds, url]).toEqual([600, expect.stringMatching(/^http:\/\/weixin\.qq\.com\/q\//)]);
    await scan(ticket);
    await scan(ticket);
    await vi.waitFor(() => expect(account.heard).toHaveLength(2));
    expect(account.heard).toMatchObject([
      { Event: "subscribe", EventKey: "qrscene_hall-3", Ticket: ticket },
      { Event: "SCAN", EventKey: "hall-3", Ticket: ticket },
    ]);
    expect(account.follower("f1")).toMatchObject({ following: true, scene: "hall-3" });
  });

  it("has a picture that needs no token, until its time is over", async () => {
    const { ticket } = await create(number(7));
    const picture = () => fetch(`${account.sandbox.url}/cgi-bin/showqrcode?ticket=${encodeURIComponent(ticket)}`);
    const answer = await picture();
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "image/svg+xml"]);
    expect(await answer.text()).toContain("<path");
    account.sandbox.world.clock.advance(61_000);
    expect((await picture()).status).toBe(404);
    expect(await scan(ticket)).toEqual({ error: "这个二维码过期了，或者没有这个 ticket" });
  });

  it("for good is one code for one scene, and does not expire", async () => {
    const forGood = { action_name: "QR_LIMIT_STR_SCENE", action_info: { scene: { scene_str: "door" } } };
    const first = await create(forGood);
    expect(Object.keys(first)).toEqual(["ticket", "url"]);
    account.sandbox.world.clock.advance(400 * 86_400_000);
    expect(await create(forGood)).toEqual(first);
    expect((await account.control("GET", "/qr-codes")).map((one: { ticket: string }) => one.ticket)).toEqual([
      first.ticket,
    ]);
  });

  it.each([
    [{ action_name: "QR_DANCE", action_info: { scene: { scene_id: 1 } } }],
    [number(0)],
    [number(2 ** 32)],
    [number("7")],
    [number(100_001, { action_name: "QR_LIMIT_SCENE" })],
    [words("")],
    [words("长".repeat(65))],
    [words("a", { expire_seconds: 2_592_001 })],
    [words("a", { expire_seconds: 0 })],
  ])("is refused when WeChat would refuse it (%#)", async (wrong) => {
    expect(await create(wrong)).toMatchObject({ errcode: 40053 });
  });
});

describe("a short key", () => {
  it("leads back to its text for its time", async () => {
    const long_data = `https://example.com/?${"甲".repeat(100)}`;
    const { short_key } = await account.call("/cgi-bin/shorten/gen", { long_data, expire_seconds: 60 });
    expect(short_key).toMatch(/^[0-9A-Za-z]{15}$/);
    expect(await account.call("/cgi-bin/shorten/fetch", { short_key })).toMatchObject({ errcode: 0, long_data });
    account.sandbox.world.clock.advance(61_000);
    expect((await account.call("/cgi-bin/shorten/fetch", { short_key })).errcode).toBe(40097);
  });

  it("holds 4 KB and not more", async () => {
    expect((await account.call("/cgi-bin/shorten/gen", { long_data: "a".repeat(4097) })).errcode).toBe(40097);
    expect((await account.call("/cgi-bin/shorten/gen", { long_data: "a".repeat(4096) })).errcode).toBe(0);
  });
});
