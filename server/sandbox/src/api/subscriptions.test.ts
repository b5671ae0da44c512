import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startAccount, type Json, type TestAccount } from "../../test/account.ts";

let account: TestAccount;
beforeEach(async () => {
  account = await startAccount();
});
afterEach(() => account.close());

const path = "/cgi-bin/message/subscribe/send";
const message = (more: object = {}) => ({
  touser: account.follower("f1").miniOpenid,
  template_id: "mini-payment-due",
  page: "lookups/payments/index",
  data: { thing1: { value: "灵活就业养老" } },
  ...more,
});
/** With the token of the mini-program. */
async function asMini(body: object): Promise<Json> {
  const { world, url } = account.sandbox;
  const token = world.tokens.stable(world.account.settings.miniAppId).value;
  const answer = await fetch(`${url}${path}?access_token=${token}`, { method: "POST", body: JSON.stringify(body) });
  return answer.json();
}
const decide = (accept: boolean) =>
  account.control("POST", "/followers/f1/mini-decisions", { choices: [{ template: "mini-payment-due", accept }] });

describe("subscription messages of the mini-program", () => {
  it("reach who agreed in it, once for each time, whether they follow the account or not", async () => {
    expect((await asMini(message())).errcode).toBe(43101);
    await decide(false);
    expect((await asMini(message())).errcode).toBe(43101);
    await decide(true);
    expect((await asMini(message())).errcode).toBe(0);
    expect((await asMini(message())).errcode).toBe(43101);
    expect(account.sandbox.world.chats.read("f1")).toMatchObject([
      { kind: "mini-program", title: "【服务通知】灵活就业养老", path: "lookups/payments/index" },
    ]);
    expect(account.heard).toEqual([]);
  });

  it("want the mini-program's own token, openid and page", async () => {
    await decide(true);
    expect((await account.call(path, message())).errcode).toBe(48001);
    expect((await asMini(message({ touser: account.follower("f1").openid }))).errcode).toBe(40003);
    expect((await asMini(message({ page: "/lookups/payments/index" }))).errcode).toBe(41030);
    expect((await asMini(message())).errcode).toBe(0);
  });
});
