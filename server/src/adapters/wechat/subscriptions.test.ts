import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createMiniSubscriptions, createSubscriptions } from "./subscriptions.ts";
import { secret, startDouble, thrownBy, type Double } from "./test/double.ts";

let double: Double;
beforeEach(async () => {
  double = await startDouble();
});
afterEach(() => double.close());

const PATH = "/cgi-bin/message/subscribe/bizsend";
const subscriptions = (world: object = {}) => createSubscriptions(double.newClient(world), double.config);
const message = { templateId: "t1", values: { thing1: "养老认证", time2: "2023-11-15 09:00" } };

describe("subscription messages", () => {
  it("carry the values of the template, and a page of the mini-program when there is one", async () => {
    expect(await subscriptions().send("o1", message)).toEqual({ outcome: "sent" });
    expect(await subscriptions().send("o1", { ...message, open: "/pages/home?a=1" })).toEqual({ outcome: "sent" });
    const plain = {
      touser: "o1",
      template_id: "t1",
      data: { thing1: { value: "养老认证" }, time2: { value: "2023-11-15 09:00" } },
    };
    const miniprogram = { appid: "wx99demo0000000002", pagepath: "pages/home?a=1" };
    expect(double.to(PATH).map((call) => call.body)).toEqual([plain, { ...plain, miniprogram }]);
  });

  it("are listed as WeChat has them, with its limit for each kind of field", async () => {
    double.respond = () => ({
      errcode: 0,
      data: [
        {
          priTmplId: "A".repeat(43),
          title: "缴费提醒",
          content: "缴费项目:{{thing1.DATA}}\n截止日期：{{date2.DATA}}\n",
          type: 2,
        },
        { priTmplId: "B".repeat(43), title: "政策变动", content: "{{phrase3.DATA}}", type: 3 },
        { title: "坏的" },
      ],
    });
    expect(await subscriptions().templates()).toEqual({
      outcome: "done",
      templates: [
        {
          id: "A".repeat(43),
          title: "缴费提醒",
          longTerm: false,
          fields: [
            { name: "thing1", label: "缴费项目", max: 20 },
            { name: "date2", label: "截止日期", max: 32 },
          ],
        },
        {
          id: "B".repeat(43),
          title: "政策变动",
          longTerm: true,
          fields: [{ name: "phrase3", label: "phrase3", max: 5 }],
        },
      ],
    });
  });

  it("of the mini-program open its own page, and are refused alike", async () => {
    const mini = createMiniSubscriptions(double.newClient({}));
    expect(await mini.send("m1", { ...message, open: "/lookups/payments/index" })).toEqual({ outcome: "sent" });
    expect(double.to("/cgi-bin/message/subscribe/send").map((call) => call.body)).toEqual([
      {
        touser: "m1",
        template_id: "t1",
        page: "lookups/payments/index",
        miniprogram_state: "formal",
        lang: "zh_CN",
        data: { thing1: { value: "养老认证" }, time2: { value: "2023-11-15 09:00" } },
      },
    ]);
    double.respond = () => ({ errcode: 43101, errmsg: "user refuse" });
    expect(await mini.send("m1", message)).toMatchObject({ outcome: "refused", because: "blocked" });
  });

  it.each([
    [43101, "blocked"],
    [43004, "not-following"],
    [40003, "not-following"],
    [40037, "not-found"],
    [47003, "bad-content"],
  ])("are refused with %i as %s, with advice in Chinese", async (errcode, because) => {
    double.respond = () => ({ errcode, errmsg: "whatever rid: 1" });
    const advice = expect.stringMatching(/[\u4e00-\u9fff]{4}/);
    expect(await subscriptions().send("o1", message)).toEqual({ outcome: "refused", code: errcode, because, advice });
  });

  it.each<[unknown, string]>([
    ["hang up", "timeout"],
    ["never", "timeout"],
    ["bad gateway", "timeout"],
    [{ errcode: -1, errmsg: "system error" }, "busy"],
    [{ errcode: 48001, errmsg: "api unauthorized" }, "misconfigured"],
    [{ errcode: 44002, errmsg: "empty post data" }, "nonsense"],
  ])("have no key, so %o is told as %s and not tried again", async (answer, kind) => {
    double.respond = () => answer;
    const fault = await thrownBy(subscriptions({ timeoutMs: 500 }).send("o1", message));
    expect(fault).toMatchObject({ name: "PortFault", kind });
    expect(double.to(PATH)).toHaveLength(1);
  });

  it.each<unknown>([{ errcode: 43101, errmsg: secret }, { errcode: 40013, errmsg: "token-number-0" }, "hang up"])(
    "let no token, no secret and nothing personal out (%o)",
    async (answer) => {
      double.respond = () => answer;
      const said = await subscriptions()
        .send("oSomebody", message)
        .catch((error: unknown) => error);
      const text = inspect(said, { depth: 9, showHidden: true });
      expect(text).not.toMatch(/demo-secret|token-number|access_token=|oSomebody|养老认证/);
    },
  );
});
