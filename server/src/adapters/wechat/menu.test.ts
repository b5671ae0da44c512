import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createWechatMenu } from "./menu.ts";
import { secret, startDouble, thrownBy, type Double } from "./test/double.ts";

let double: Double;
beforeEach(async () => {
  double = await startDouble();
});
afterEach(() => double.close());

const menu = (world: object = {}) => createWechatMenu(double.newClient(world), double.config);
const buttons = [
  {
    name: "办事",
    group: [
      { name: "首页", open: "/pages/home" },
      { name: "附近大厅", place: "halls" },
      { name: "扫码验证明", scan: { key: "scan", answered: true } },
      { name: "发照片", photo: { key: "photo", from: "choice" as const } },
    ],
  },
  { name: "官网", url: "https://example.test" },
  { name: "查进度", click: "progress" },
];
const rendered = [
  {
    name: "办事",
    sub_button: [
      {
        type: "miniprogram",
        name: "首页",
        appid: "wx99demo0000000002",
        pagepath: "pages/home",
        url: "http://127.0.0.1:3000/m/#/pages/home",
      },
      { type: "location_select", name: "附近大厅", key: "halls" },
      { type: "scancode_waitmsg", name: "扫码验证明", key: "scan" },
      { type: "pic_photo_or_album", name: "发照片", key: "photo" },
    ],
  },
  { type: "view", name: "官网", url: "https://example.test" },
  { type: "click", name: "查进度", key: "progress" },
];

describe("menus", () => {
  it("are published whole", async () => {
    await menu().publish(buttons);
    expect(double.calls.at(-1)).toMatchObject({ path: "/cgi-bin/menu/create" });
    expect(double.calls.at(-1)?.body).toEqual({ button: rendered });
  });

  it("are published for a tag, as text and with every digit of their id", async () => {
    double.respond = () => '{"menuid":9223372036854775801}';
    expect(await menu().publishFor(101, buttons)).toBe("9223372036854775801");
    expect(double.calls.at(-1)).toMatchObject({ path: "/cgi-bin/menu/addconditional" });
    expect(double.calls.at(-1)?.body).toEqual({ button: rendered, matchrule: { tag_id: "101" } });
    double.respond = () => ({ menuid: 208396938 });
    expect(await menu().publishFor(101, buttons)).toBe("208396938");
    double.respond = () => ({ errcode: 0 });
    expect(await thrownBy(menu().publishFor(101, buttons))).toMatchObject({ name: "PortFault", kind: "nonsense" });
  });

  it("are taken away, also when they are gone already", async () => {
    await menu().withdraw("208396938");
    expect(double.calls.at(-1)).toMatchObject({
      path: "/cgi-bin/menu/delconditional",
      body: { menuid: "208396938" },
    });
    double.respond = () => ({ errcode: 65301, errmsg: "no such conditional menu" });
    await menu().withdraw("208396938");
    double.respond = () => ({ errcode: 48001, errmsg: "api unauthorized" });
    expect(await thrownBy(menu().withdraw("208396938"))).toMatchObject({ kind: "misconfigured", code: 48001 });
  });

  it.each<[number, string]>([
    [40016, "misconfigured"],
    [40017, "misconfigured"],
    [40018, "misconfigured"],
    [65303, "misconfigured"],
    [45009, "busy"],
    [65320, "nonsense"],
  ])("that WeChat refuses with %i are a fault of kind %s with advice", async (errcode, kind) => {
    double.respond = () => ({ errcode, errmsg: "whatever rid: 1" });
    // One after the other: a promise that is rejected before anybody waits for it is a fault of its own.
    for (const work of [() => menu().publish(buttons), () => menu().publishFor(101, buttons)])
      expect(await thrownBy(work())).toMatchObject({
        name: "PortFault",
        port: "account-menu",
        kind,
        code: errcode,
        message: expect.stringMatching(/[\u4e00-\u9fff]{4}/),
      });
  });

  it("are tried again while WeChat is busy, but not twice for a tag", async () => {
    const answers: unknown[] = ["bad gateway", { errcode: -1 }];
    double.respond = () => answers.shift() ?? { errcode: 0 };
    await menu().publish(buttons);
    expect(double.to("/cgi-bin/menu/create")).toHaveLength(3);
    double.respond = () => "bad gateway";
    expect(await thrownBy(menu().publishFor(101, buttons))).toMatchObject({ kind: "timeout" });
    expect(double.to("/cgi-bin/menu/addconditional")).toHaveLength(1);
  });

  it.each<unknown>(["never", "hang up"])("are a time-out when no answer comes (%s)", async (answer) => {
    double.respond = () => answer;
    const fault = await thrownBy(menu({ timeoutMs: 500 }).publish(buttons));
    expect(fault).toMatchObject({ name: "PortFault", kind: "timeout", retryable: false });
    expect(inspect(fault, { depth: 9, showHidden: true })).not.toMatch(/demo-secret|token-number|access_token=/);
  });

  it("let no token and no secret out", async () => {
    double.respond = () => ({ errcode: 40013, errmsg: `${secret} token-number-0` });
    const fault = await thrownBy(menu().publish(buttons));
    expect(inspect(fault, { depth: 9, showHidden: true })).not.toMatch(/demo-secret|token-number|access_token=/);
  });
});
