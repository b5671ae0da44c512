import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { startAccount, type TestAccount } from "../../test/account.ts";

let account: TestAccount;
let openids: string[];
beforeEach(async () => {
  account = await startAccount();
  openids = ["f1", "f2"].map((id) => account.follow(id).openid);
});
afterEach(() => account.close());

const members = (call: string, body: object) => account.call(`/cgi-bin/tags/members/${call}`, body);
const send = (touser: string | undefined) =>
  account.call("/cgi-bin/message/custom/send", { touser, msgtype: "text", text: { content: "您好" } });

describe("the blacklist", () => {
  it("is filled, read page by page, and emptied", async () => {
    await members("batchblacklist", { openid_list: openids });
    expect(await members("getblacklist", { begin_openid: "" })).toEqual({
      total: 2,
      count: 2,
      data: { openid: openids },
      next_openid: openids[1],
    });
    expect((await members("getblacklist", { begin_openid: openids[0] })).data.openid).toEqual(openids.slice(1));
    await members("batchunblacklist", { openid_list: openids });
    expect((await members("getblacklist", { begin_openid: "" })).total).toBe(0);
  });

  it("takes twenty known people at once", async () => {
    expect((await members("batchblacklist", { openid_list: [] })).errcode).toBe(40032);
    expect((await members("batchblacklist", { openid_list: Array(21).fill(openids[0]) })).errcode).toBe(40032);
    expect((await members("batchblacklist", { openid_list: [openids[0], "nobody"] })).errcode).toBe(40003);
    expect(account.sandbox.world.blacklist.list()).toEqual([]);
  });

  it("shuts both ways: 43019 to the account, silence from the follower; events are still told", async () => {
    account.sandbox.world.allowances.contact(openids[0] ?? "", "message");
    await members("batchblacklist", { openid_list: [openids[0]] });
    expect((await send(openids[0])).errcode).toBe(43019);
    await account.control("POST", "/followers/f1/messages", { kind: "text", text: "在吗" });
    await account.control("POST", "/followers/f1/unfollow");
    await vi.waitFor(() => expect(account.heard).toHaveLength(1));
    expect(account.heard[0]).toMatchObject({ Event: "unsubscribe" });
  });

  it("keeps mass messages away", async () => {
    await members("batchblacklist", { openid_list: [openids[0]] });
    await account.call("/cgi-bin/message/mass/send", { touser: openids, msgtype: "text", text: { content: "通知" } });
    expect(account.sandbox.world.chats.read("f1")).toEqual([]);
    expect(account.sandbox.world.chats.read("f2")).toHaveLength(1);
  });
});
