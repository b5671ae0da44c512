import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { startAccount, type TestAccount } from "../../test/account.ts";

let account: TestAccount;
beforeEach(async () => {
  account = await startAccount();
  const buttons = ["scancode_push", "scancode_waitmsg", "pic_weixin", "location_select", "click"].map((type) => ({
    name: type,
    type,
    key: `KEY_${type}`,
  }));
  account.sandbox.world.menu.replace([{ name: "试", sub_button: buttons }]);
});
afterEach(() => account.close());

const post = (what: string, body: object) => account.control("POST", `/followers/f1/${what}`, body);
const heard = (count: number) => vi.waitFor(() => expect(account.heard).toHaveLength(count), 3_000);
const picture = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
const sendPicture = async (address: string) =>
  (
    await fetch(`${account.sandbox.url}/__sandbox/followers/f1/menu-pictures?${address}`, {
      method: "POST",
      headers: { "content-type": "image/jpeg" },
      body: picture,
    })
  ).json();

describe("a menu button that opens a tool", () => {
  it.each([
    [0, "scanner"],
    [1, "scanner"],
    [2, "pictures"],
    [3, "map"],
  ])("says nothing to the account yet (%i opens the %s)", async (sub, kind) => {
    expect(await post("menu", { button: 0, sub })).toEqual({ open: { kind } });
    expect(account.heard).toEqual([]);
  });

  it("tells what was scanned, and opens it at once or waits for the answer", async () => {
    const scan = (sub: number) =>
      post("menu-results", { button: 0, sub, kind: "scanned", text: "https://example.com/a" });
    expect(await scan(0)).toEqual({ open: { kind: "page", url: "https://example.com/a" } });
    expect(await scan(1)).toEqual({ open: null });
    await heard(2);
    const said = { ScanCodeInfo: { ScanType: "qrcode", ScanResult: "https://example.com/a" } };
    expect(account.heard).toMatchObject([
      { Event: "scancode_push", EventKey: "KEY_scancode_push", ...said },
      { Event: "scancode_waitmsg", EventKey: "KEY_scancode_waitmsg", ...said },
    ]);
    expect(account.sandbox.world.allowances.left(account.follower("f1").openid)).toBe(3);
  });

  it("tells of the picture chosen, then sends it", async () => {
    expect(await sendPicture("button=0&sub=2")).toEqual({ done: true });
    await heard(2);
    expect(account.heard).toMatchObject([
      {
        Event: "pic_weixin",
        EventKey: "KEY_pic_weixin",
        SendPicsInfo: { Count: "1", PicList: [{ PicMd5Sum: createHash("md5").update(picture).digest("hex") }] },
      },
      { MsgType: "image" },
    ]);
    expect(await sendPicture("button=0&sub=0")).toEqual({ error: "菜单刚刚换过，请再点一次" });
  });

  it("tells of the place chosen, then sends it", async () => {
    const place = { latitude: 30.66, longitude: 114.33, label: "市民之家" };
    expect(await post("menu-results", { button: 0, sub: 3, kind: "place", ...place })).toEqual({ open: null });
    await heard(2);
    expect(account.heard).toMatchObject([
      {
        Event: "location_select",
        EventKey: "KEY_location_select",
        SendLocationInfo: { Location_X: "30.66", Location_Y: "114.33", Scale: "15", Label: "市民之家" },
      },
      { MsgType: "location", Label: "市民之家" },
    ]);
  });

  it("takes no result that is another button's", async () => {
    const wrong = { error: "菜单刚刚换过，请再点一次" };
    expect(await post("menu-results", { button: 0, sub: 4, kind: "scanned", text: "a" })).toEqual(wrong);
    expect(await post("menu-results", { button: 3, kind: "scanned", text: "a" })).toEqual(wrong);
    expect(account.heard).toEqual([]);
  });
});

describe("speech", () => {
  it("comes with what WeChat understood, where recognition is on, and can be fetched", async () => {
    await post("voices", { said: "断缴了怎么办" });
    await post("voices", { said: "听不清", recognised: false });
    await heard(2);
    expect(account.heard[0]).toMatchObject({ MsgType: "voice", Format: "amr", Recognition: "断缴了怎么办" });
    expect(account.heard[1]).not.toHaveProperty("Recognition");
    const [mine] = account.sandbox.world.chats.read("f1");
    const recording = await fetch(account.sandbox.url + (mine?.kind === "voice" ? mine.url : ""));
    expect([recording.headers.get("content-type"), (await recording.arrayBuffer()).byteLength]).toEqual([
      "audio/wav",
      8044,
    ]);
    expect(account.sandbox.world.allowances.left(account.follower("f1").openid)).toBe(5);
  });
});

describe("the dialog of subscription messages", () => {
  it("asks about one to five templates", async () => {
    expect(await post("decisions", { choices: [] })).toEqual({ error: "没有选模板" });
    const six = Array.from({ length: 6 }, (_, at) => ({ template: `t${at}`, accept: true }));
    expect(await post("decisions", { choices: six })).toEqual({ error: "一次最多 5 个模板" });
  });
});
