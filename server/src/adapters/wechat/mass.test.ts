import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { PortFault } from "../../ports/fault.ts";
import { createMassMessages } from "./mass.ts";
import { secret, startDouble, thrownBy, type Double } from "./test/double.ts";

let double: Double;
beforeEach(async () => {
  double = await startDouble();
});
afterEach(() => double.close());

const mass = () => createMassMessages(double.newClient());
const text = { kind: "text", text: "停机通知" } as const;
const articles = { kind: "articles", mediaId: "m1" } as const;
const sent = () => double.calls.filter((call) => call.path.includes("/mass/")).map(({ path, body }) => [path, body]);

describe("mass messages", () => {
  it.each([
    [
      { to: "all" } as const,
      text,
      "sendall",
      { filter: { is_to_all: true }, msgtype: "text", text: { content: "停机通知" }, clientmsgid: "k1" },
    ],
    [
      { to: "tag", tagId: 101 } as const,
      articles,
      "sendall",
      {
        filter: { is_to_all: false, tag_id: 101 },
        msgtype: "mpnews",
        mpnews: { media_id: "m1" },
        send_ignore_reprint: 1,
        clientmsgid: "k1",
      },
    ],
    [
      { to: "list", openids: ["o1", "o2"] } as const,
      articles,
      "send",
      {
        touser: ["o1", "o2"],
        msgtype: "mpnews",
        mpnews: { media_id: "m1" },
        send_ignore_reprint: 1,
        clientmsgid: "k1",
      },
    ],
  ])("say in WeChat's words to whom and what (%#)", async (audience, content, end, body) => {
    double.respond = () =>
      '{"errcode":0,"errmsg":"send job submission success","msg_id":1000000001,"msg_data_id":2247}';
    expect(await mass().send(audience, content, "k1")).toEqual({
      outcome: "accepted",
      messageId: "1000000001",
      repeated: false,
    });
    expect(sent()).toEqual([[`/cgi-bin/message/mass/${end}`, body]]);
  });

  it("keep every digit of an id of 64 bits, there and back", async () => {
    double.respond = () => '{"errcode":0,"errmsg":"","msg_id":9223372036854775801}';
    const accepted = await mass().send({ to: "all" }, text, "k1");
    expect(accepted).toMatchObject({ messageId: "9223372036854775801" });
    double.respond = () => '{"msg_id":9223372036854775801,"msg_status":"SENDING"}';
    expect(await mass().state("9223372036854775801")).toEqual({ outcome: "done", state: "sending" });
    expect(double.calls.at(-1)?.body).toEqual({ msg_id: "9223372036854775801" });
  });

  it("under a key that WeChat knows answer the first id, and say so", async () => {
    double.respond = () => '{"errcode":45065,"errmsg":"clientmsgid exist rid: 1","msg_id":9223372036854775801}';
    expect(await mass().send({ to: "all" }, text, "k1")).toEqual({
      outcome: "accepted",
      messageId: "9223372036854775801",
      repeated: true,
    });
  });

  it("are no success without an id", async () => {
    double.respond = () => ({ errcode: 45065, errmsg: "clientmsgid exist" });
    expect(await thrownBy(mass().send({ to: "all" }, text, "k1"))).toMatchObject({ kind: "nonsense" });
    double.respond = () => ({ errcode: 0, errmsg: "ok" });
    expect(await thrownBy(mass().send({ to: "all" }, text, "k1"))).toMatchObject({ kind: "nonsense" });
  });

  it.each([
    [45028, "quota-used-up"],
    [45066, "already"],
    [45067, "bad-content"],
    [40032, "bad-content"],
    [40152, "not-found"],
    [40007, "content-refused"],
    [87014, "content-refused"],
    [45002, "too-long"],
  ])("are refused with %i as %s, with advice in Chinese", async (errcode, because) => {
    double.respond = () => ({ errcode, errmsg: "whatever rid: 1" });
    const advice = expect.stringMatching(/[\u4e00-\u9fff]{4}/);
    const refused = { outcome: "refused", code: errcode, because, advice };
    expect(await mass().send({ to: "tag", tagId: 101 }, text, "k1")).toEqual(refused);
  });

  it.each<[string, unknown, object]>([
    ["busy", { errcode: -1, errmsg: "system error" }, { kind: "busy", code: -1 }],
    ["out of quota", { errcode: 45009, errmsg: "reach max" }, { kind: "busy", code: 45009 }],
    ["not willing", { errcode: 48001, errmsg: "api unauthorized" }, { kind: "misconfigured", code: 48001 }],
    ["cut off", "hang up", { kind: "timeout", retryable: false }],
    ["no JSON", "<html>", { kind: "nonsense" }],
  ])("throw a fault when WeChat is %s", async (_, answer, fault) => {
    double.respond = () => answer;
    const thrown = await thrownBy(mass().send({ to: "all" }, text, "k1"));
    expect(thrown).toBeInstanceOf(PortFault);
    expect(thrown).toMatchObject({ ...fault });
  });

  it("are a time-out when no answer comes, which says nothing of what happened", async () => {
    double.respond = () => "never";
    const slow = createMassMessages(double.newClient({ timeoutMs: 500 }));
    const fault = await thrownBy(slow.send({ to: "all" }, text, "k1"));
    expect(fault).toMatchObject({ name: "PortFault", kind: "timeout", retryable: false });
    expect(sent()).toHaveLength(1);
  });

  it("are previewed, taken back and slowed down in WeChat's words", async () => {
    expect(await mass().preview({ openid: "o1" }, articles)).toEqual({ outcome: "done" });
    expect(await mass().remove("1000000001")).toEqual({ outcome: "done" });
    expect(await mass().setSpeed(4)).toEqual({ outcome: "done" });
    expect(sent()).toEqual([
      [
        "/cgi-bin/message/mass/preview",
        { touser: "o1", msgtype: "mpnews", mpnews: { media_id: "m1" }, send_ignore_reprint: 1 },
      ],
      ["/cgi-bin/message/mass/delete", { msg_id: 1000000001, article_idx: 0 }],
      ["/cgi-bin/message/mass/speed/set", { speed: 4 }],
    ]);
    double.respond = () => ({ errcode: 45083, errmsg: "invalid speed" });
    expect(await mass().setSpeed(9)).toMatchObject({ outcome: "refused", code: 45083, because: "bad-content" });
    double.respond = () => ({ errcode: 40059, errmsg: "invalid msg id" });
    expect(await mass().remove("1")).toMatchObject({ outcome: "refused", because: "not-found" });
  });

  it.each([
    ["SEND_SUCCESS", "sent"],
    ["SENDING", "sending"],
    ["SEND_FAIL", "failed"],
    ["DELETE", "deleted"],
    ["SOMETHING_NEW", "failed"],
  ])("in WeChat's state %s are %s", async (status, state) => {
    double.respond = () => ({ msg_id: 1, msg_status: status });
    expect(await mass().state("1")).toEqual({ outcome: "done", state });
  });

  it.each<unknown>([
    { errcode: 45028, errmsg: `${secret} token-number-0` },
    { errcode: 40013, errmsg: `${secret} token-number-0` },
    { errcode: 99999, errmsg: "token-number-0" },
    `<html>token-number-0</html>`,
    "bad gateway",
    "hang up",
    "never",
  ])("let no token and no secret out, whatever WeChat answers (%o)", async (answer) => {
    double.respond = () => answer;
    const client = double.newClient({ timeoutMs: 500 });
    const said = await createMassMessages(client)
      .send({ to: "all" }, text, "k1")
      .catch((error: unknown) => error);
    expect(inspect(said, { depth: 9, showHidden: true })).not.toMatch(/demo-secret|token-number|access_token=/);
  });
});
