import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createAllowances, type Allowances } from "../../../sandbox/src/world/allowances.ts";
import { createCrowd } from "../../../sandbox/src/world/crowd.ts";
import { createRelay, put, type Relay } from "../../outbox/index.ts";
import { close, delivered, say } from "../index.ts";
import { messageOf, startStage, type Stage } from "../testing/stage.ts";

/** Our count beside WeChat's own, over everything that leaves the house. */

let stage: Stage;
let agent: string;
let wechat: Allowances;
let relay: Relay;
let number = 0;
beforeEach(async () => {
  stage = await startStage();
  agent = await stage.ready("客服·王芳");
  const clock = { now: () => stage.now().getTime(), advance: () => undefined, toJSON: () => ({ aheadMs: 0 }) };
  wechat = createAllowances(clock, createCrowd());
  const refusals = {
    "used up": { outcome: "refused", because: "quota-used-up", advice: "等市民再说" },
    closed: { outcome: "refused", because: "window-closed", advice: "等市民再说" },
  } as const;
  relay = createRelay({
    db: stage.database.db,
    clock: { now: stage.now },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    handlers: {
      "wechat.message": {
        repeatable: false,
        async deliver(payload) {
          const { openid, reply } = payload as { openid: string; reply: { text: string } };
          for (let bytes = Buffer.byteLength(reply.text); bytes > 0; bytes -= 2_048) {
            const spent = wechat.spend(openid);
            if (spent !== "ok") return refusals[spent];
          }
          return { outcome: "sent" };
        },
        settled: (tx, _payload, result, key) => delivered(tx, key, result, stage.now()),
      },
    },
  });
});
afterEach(() => stage.end());

const second = 1 / 60;
/** WeChat's hour and ours after everything that is due has gone. */
async function gone(): Promise<void> {
  stage.wait(3 * second);
  await relay.drain();
}
async function writes(id: string, openid: string): Promise<void> {
  wechat.contact(openid, "message");
  await stage.says(id, "还有一个问题");
}
async function served(openid: string): Promise<string> {
  wechat.contact(openid, "message");
  const id = await stage.served(openid, agent);
  stage.wait(second);
  return id;
}
const ours = async (id: string) => (await stage.view(id)).allowance?.left;
const putMessage = (openid: string, text = "您的申请已受理") =>
  stage.run((tx) =>
    put(tx, {
      key: `other:${++number}`,
      kind: "wechat.message",
      stream: openid,
      payload: { openid, reply: { kind: "text", text } },
    }),
  );

describe("WeChat's allowance, counted by us and by WeChat", () => {
  it("is the same after an agent's lines, a late answer, a notice, a long line and the question how it was", async () => {
    const id = await served("all");
    for (const left of [4, 3]) {
      await stage.answers(id, agent, "您好");
      await gone();
      expect([await ours(id), wechat.left("all")]).toEqual([left, left]);
    }
    await putMessage("all", "好的，已为您转人工。");
    await gone();
    expect([await ours(id), wechat.left("all")]).toEqual([2, 2]);
    await stage.run((tx) => close(tx, { id, staffId: agent, summary: "", tags: [] }, stage.now()));
    await gone();
    expect([await ours(id), wechat.left("all")]).toEqual([1, 1]);
    // As many bytes as three messages hold.
    wechat.contact("long", "message");
    const long = await stage.served("long", agent);
    stage.wait(second);
    await stage.answers(long, agent, "长".repeat(1_400));
    expect(await ours(long)).toBe(2);
    await gone();
    expect([await ours(long), wechat.left("long")]).toEqual([2, 2]);
  });

  it("counts a line that waited while the citizen wrote again after their words", async () => {
    const id = await served("crossed");
    await stage.answers(id, agent, "您好");
    stage.wait(second);
    await writes(id, "crossed");
    expect(await ours(id)).toBe(4);
    await gone();
    expect([await ours(id), wechat.left("crossed")]).toEqual([4, 4]);
    for (let line = 0; line < 4; line++) {
      await stage.answers(id, agent, `第${line}句`);
      await gone();
    }
    expect([await ours(id), wechat.left("crossed")]).toEqual([0, 0]);
    expect(messageOf(await stage.answers(id, agent, "再一句"))).toContain("已用完");
    const { messages } = await stage.view(id);
    expect(messages.filter((one) => one.from === "staff").map((one) => one.delivery)).toEqual(Array(5).fill("sent"));
  });

  it("is given anew by their words and, for a minute, by a tap", async () => {
    const id = await served("tapped");
    for (let line = 0; line < 5; line++) {
      await stage.answers(id, agent, `第${line}句`);
      await gone();
    }
    stage.wait(1);
    wechat.contact("tapped", "click");
    const tap = { key: "tap", kind: "text" as const, text: "（点了菜单）", at: stage.now(), tapped: true };
    await stage.run((tx) => say(tx, id, tap));
    expect(await stage.view(id)).toMatchObject({ allowance: { left: 3, of: 3 } });
    await stage.answers(id, agent, "在");
    await gone();
    expect([await ours(id), wechat.left("tapped")]).toEqual([2, 2]);
    stage.wait(2);
    expect([await ours(id), wechat.left("tapped")]).toEqual([0, 0]);
    stage.wait(1);
    await writes(id, "tapped");
    expect([await ours(id), wechat.left("tapped")]).toEqual([5, 5]);
  });

  it("says used up when WeChat says used up, over when it is over, and never one for the other", async () => {
    const id = await served("told");
    // Another system of the office writes to them, too.
    for (let other = 0; other < 5; other++) wechat.spend("told");
    await stage.answers(id, agent, "您好");
    await gone();
    expect(await stage.view(id)).toMatchObject({ allowance: { left: 0, of: 5, until: expect.any(String) } });
    expect(messageOf(await stage.answers(id, agent, "您好"))).toContain("次数已用完");
    stage.wait(49 * 60);
    expect(await stage.view(id)).toMatchObject({ allowance: { left: 0, until: null } });
    expect(messageOf(await stage.answers(id, agent, "您好"))).toContain("已过微信可回复的时间");
    await writes(id, "told");
    expect([await ours(id), wechat.left("told")]).toEqual([5, 5]);
  });
});
