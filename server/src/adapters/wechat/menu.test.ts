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

  describe("compared with what stands at WeChat", () => {
    /** As WeChat gives a menu back: every button has its list, empty or not. */
    const standing = (menu: typeof rendered) =>
      menu.map((one) => ({
        ...one,
        sub_button: (one.sub_button ?? []).map((sub) => ({ ...sub, sub_button: [] })),
      }));
    const other = (id: string) => `{"button":${JSON.stringify(standing(rendered))},"menuid":${id}}`;
    const wanted = (...ids: (string | null)[]) => ({
      main: buttons,
      conditional: ids.map((id) => ({ id, menu: buttons })),
    });

    it("are the same, whatever WeChat adds", async () => {
      const button = JSON.stringify(standing(rendered));
      double.respond = () =>
        `{"menu":{"button":${button},"menuid":1},"conditionalmenu":[${other("9223372036854775801")}]}`;
      expect(await menu().compare(wanted("9223372036854775801"))).toEqual({
        main: "same",
        shown: ["办事", "官网", "查进度"],
        conditional: { missing: 0, differing: 0, strange: 0 },
      });
      expect(double.calls.at(-1)).toMatchObject({ method: "GET", path: "/cgi-bin/menu/get" });
    });

    it.each<[string, (menu: ReturnType<typeof standing>) => unknown[]]>([
      ["a button more", (menu) => [...menu, { name: "新", type: "click", key: "new", sub_button: [] }]],
      ["one less", (menu) => menu.slice(1)],
      ["another order", (menu) => menu.toReversed()],
      ["another name", ([first, ...rest]) => [{ ...first, name: "办理" }, ...rest]],
      [
        "another address below",
        ([first, ...rest]) => [
          { ...first, sub_button: first?.sub_button.map((one) => ({ ...one, url: "https://other.test" })) },
          ...rest,
        ],
      ],
      ["buttons below one that has none", (menu) => menu.map((one) => ({ ...one, sub_button: menu[0]?.sub_button }))],
    ])("differ by %s", async (_, change) => {
      const button = change(standing(rendered));
      double.respond = () => ({ menu: { button } });
      expect((await menu().compare(wanted())).main).toBe("differs");
    });

    it("are missing, otherwise or strange for a tag", async () => {
      double.respond = () =>
        `{"menu":{"button":[]},"conditionalmenu":[${other("1")},{"button":[],"menuid":2},${other("4")},${other("5")}]}`;
      expect(await menu().compare(wanted("1", "2", "3", null))).toMatchObject({
        conditional: { missing: 2, differing: 1, strange: 2 },
      });
    });

    it("are none, or a fault when WeChat does not say", async () => {
      double.respond = () => ({ errcode: 46003, errmsg: "menu no exist" });
      expect(await menu().compare(wanted("1"))).toEqual({
        main: "none",
        shown: [],
        conditional: { missing: 1, differing: 0, strange: 0 },
      });
      double.respond = () => ({ errcode: 48001, errmsg: "api unauthorized" });
      expect(await thrownBy(menu().compare(wanted()))).toMatchObject({ kind: "misconfigured", code: 48001 });
    });
  });

  it("let no token and no secret out", async () => {
    double.respond = () => ({ errcode: 40013, errmsg: `${secret} token-number-0` });
    const fault = await thrownBy(menu().publish(buttons));
    expect(inspect(fault, { depth: 9, showHidden: true })).not.toMatch(/demo-secret|token-number|access_token=/);
  });
});
