import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Throttled } from "../../ports/account.ts";
import { PortFault } from "../../ports/fault.ts";
import { createMassMessages } from "./mass.ts";
import { createWechatClient } from "./client.ts";
import { createFollowerTags } from "./follower-tags.ts";
import { createWechatLogin } from "./login.ts";
import { createSubscriptions } from "./subscriptions.ts";
import { clock, startDouble, thrownBy, type Double } from "./test/double.ts";
import { createTokenProvider } from "./token.ts";

let double: Double;
/** A clock that only sleeping moves. */
let now: number;
let slept: number[];
beforeEach(async () => {
  double = await startDouble();
  now = 0;
  slept = [];
});
afterEach(() => double.close());

/** How the client waits here. */
const patience = {
  now: () => now,
  sleep: async (ms: number) => {
    slept.push(ms);
    now += ms;
  },
  random: () => 1,
};
const newClient = (more: object = {}) => double.newClient({ patience: { ...patience, ...more } });
const badly = (...answers: unknown[]) => {
  double.respond = () => (answers.length > 0 ? answers.shift() : { tags: [] });
};
const tries = () => double.to("/cgi-bin/tags/get").length;

describe("a call that may be repeated", () => {
  it.each<[string, unknown]>([
    ["-1", { errcode: -1, errmsg: "system error" }],
    ["a bad gateway", "bad gateway"],
  ])("is tried again after %s, each time after twice as long", async (_, bad) => {
    badly(bad, bad);
    expect(await newClient().call("tagsList", {})).toEqual({ tags: [] });
    expect(slept).toEqual([200, 400]);
  });

  it("waits by chance between half the time and the whole, so that many do not come back at once", async () => {
    badly("bad gateway", "bad gateway");
    await newClient({ random: () => 0 }).call("tagsList", {});
    expect(slept).toEqual([100, 200]);
  });

  it("is given up after three tries, with the fault of the last", async () => {
    badly({ errcode: -1 }, { errcode: -1 }, "bad gateway");
    expect(await thrownBy(newClient().call("tagsList", {}))).toMatchObject({ name: "PortFault", kind: "busy" });
    expect(tries()).toBe(3);
  });

  it("is not begun again once the limit would be over", async () => {
    badly({ errcode: -1 }, { errcode: -1 });
    expect(await thrownBy(newClient({ limitMs: 500 }).call("tagsList", {}))).toMatchObject({ code: -1 });
    expect(slept).toEqual([200]);
  });

  it("is tried again when nobody listened", async () => {
    await double.close();
    const client = createWechatClient(double.config, { get: async () => "token-number-0" }, { patience });
    expect(await thrownBy(client.call("tagsList", {}))).toMatchObject({ kind: "unreachable" });
    expect(slept).toEqual([200, 400]);
  });

  it.each<[string, unknown]>([
    ["a refusal", { errcode: 48001 }],
    ["the end of the day's allowance", { errcode: 45009 }],
    ["nonsense", "<html>"],
    ["an answer cut off", "hang up"],
  ])("is not tried again after %s", async (_, bad) => {
    badly(bad);
    await thrownBy(newClient().call("tagsList", {}));
    expect([tries(), slept]).toEqual([1, []]);
  });

  it("is a time-out, once, when no answer comes", async () => {
    double.respond = () => "never";
    const client = double.newClient({ timeoutMs: 500, patience });
    expect(await thrownBy(client.call("tagsList", {}))).toMatchObject({ kind: "timeout", retryable: false });
    expect([tries(), slept]).toEqual([1, []]);
  });
});

describe("too many calls a minute (45011)", () => {
  it("are not waited for while somebody waits: the fault says when to come again", async () => {
    double.respond = () => ({ errcode: 45011, errmsg: "api minute-quota reach limit" });
    const fault = await thrownBy(createFollowerTags(newClient()).list());
    expect(fault).toBeInstanceOf(Throttled);
    expect(fault).toBeInstanceOf(PortFault);
    expect(fault).toMatchObject({ kind: "busy", retryable: true, code: 45011, retryAfterMs: 60_000 });
    expect([tries(), slept]).toEqual([1, []]);
  });

  it("are waited for by work that has the time", async () => {
    badly({ errcode: 45011 });
    expect(await newClient({ limitMs: 120_000 }).call("tagsList", {})).toEqual({ tags: [] });
    expect(slept).toEqual([60_000]);
  });
});

describe("a call that must happen once", () => {
  it.each<unknown>([{ errcode: -1 }, { errcode: 45011 }, "bad gateway", "hang up"])(
    "is never tried again (%o)",
    async (bad) => {
      double.respond = () => bad;
      const client = newClient();
      const text = { kind: "text", text: "您好" } as const;
      for (const [path, work] of [
        ["message/custom/send", () => double.newMessages(client).send("o", text)],
        [
          "message/subscribe/bizsend",
          () => createSubscriptions(client, double.config).send("o", { templateId: "t", values: {} }),
        ],
        ["message/mass/sendall", () => createMassMessages(client).send({ to: "all" }, text, "k")],
        ["message/mass/preview", () => createMassMessages(client).preview({ openid: "o" }, text)],
        ["tags/create", () => createFollowerTags(client).create("退休")],
      ] as const) {
        expect(await thrownBy(work())).toBeInstanceOf(PortFault);
        expect(double.to(`/cgi-bin/${path}`)).toHaveLength(1);
      }
      expect(slept).toEqual([]);
    },
  );

  it("is tried with another token all the same: WeChat did nothing with the dead one", async () => {
    const client = newClient();
    await client.call("tagsList", {});
    double.valid = "token-rotated-by-wechat";
    await client.call("customSend", { touser: "o", msgtype: "text" });
    expect(double.to("/cgi-bin/message/custom/send")).toHaveLength(2);
  });
});

describe("every call is counted", () => {
  it("by its path and its end, each try by itself, tokens, uploads and log-ins too", async () => {
    const counted: [string, string][] = [];
    const onCall = (path: string, outcome: string, ms: number) => {
      expect(ms).toBeGreaterThanOrEqual(0);
      counted.push([path, outcome]);
    };
    const client = double.newClient({ onCall, patience });
    badly({ errcode: -1 }, { tags: [] }, "hang up", { errcode: 40009 }, "<html>");
    await client.call("tagsList", {});
    await thrownBy(client.call("followersPage", {}));
    const picture = { bytes: Buffer.from("x"), name: "a.png", type: "image/png" };
    await thrownBy(client.upload("/cgi-bin/media/uploadimg", picture));
    await thrownBy(client.call("draftDelete", { media_id: "m" }));
    double.respond = () => ({ openid: "oMini1", session_key: "k" });
    await createWechatLogin(double.config, { onCall }).identify("code1");
    expect(counted).toEqual([
      ["/cgi-bin/stable_token", "ok"],
      ["/cgi-bin/tags/get", "-1"],
      ["/cgi-bin/tags/get", "ok"],
      ["/cgi-bin/user/get", "timeout"],
      ["/cgi-bin/media/uploadimg", "40009"],
      ["/cgi-bin/draft/delete", "nonsense"],
      ["/sns/jscode2session", "ok"],
    ]);
  });

  it("when the token cannot be had, too", async () => {
    const counted: string[] = [];
    double.everything = () => ({ errcode: 40125, errmsg: "invalid appsecret" });
    const tokens = createTokenProvider(double.config, double.volatile, clock, {
      onCall: (path, outcome) => counted.push(`${path} ${outcome}`),
    });
    expect(await thrownBy(tokens.get())).toMatchObject({ kind: "misconfigured" });
    expect(counted).toEqual(["/cgi-bin/stable_token 40125"]);
  });
});
