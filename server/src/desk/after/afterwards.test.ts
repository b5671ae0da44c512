import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isRefusal, refuse } from "../../refusal.ts";
import {
  board,
  close,
  hold,
  leave,
  listEarlier,
  listFollowUps,
  listTickets,
  noteCalled,
  notePlaceTold,
  openTicket,
  overview,
  place,
  rate,
  settleFollowUp,
  settleTicket,
  viewTicket,
} from "../index.ts";
import { masked } from "../testing/people.ts";
import { messageOf, startStage, type Stage } from "../testing/stage.ts";

let stage: Stage;
let agent: string;
beforeEach(async () => {
  stage = await startStage();
  agent = await stage.ready("王芳");
});
afterEach(() => stage.end());
const ends = (id: string) =>
  stage.run((tx) => close(tx, { id, staffId: agent, summary: "已解答", tags: ["断缴"] }, stage.now()));
const marks = (identity: string, level: number) =>
  stage.run((tx) => rate(tx, stage.roster, { identity, conversationId: null, level }, stage.now()));

describe("a low mark", () => {
  it("is followed up by a supervisor who did not serve it, within working days, and rated once more", async () => {
    const boss = await stage.staff("朱主管", "supervisor");
    const id = await stage.served("angry", agent);
    await ends(id);
    expect(await marks("angry", 1)).toBe("followed");
    expect(await marks("angry", 5)).toBe("already");
    const [one] = await stage.run((tx) => listFollowUps(tx, masked, "open", stage.now()));
    // Monday 2 March: called by Tuesday, settled fifteen working days later.
    expect(one).toMatchObject({
      level: 1,
      agent: "王芳",
      supervisor: { id: boss, name: "朱主管" },
      callBy: "2026-03-03",
      settleBy: "2026-03-23",
      overdue: false,
    });
    stage.wait(3 * 24 * 60);
    expect((await stage.run((tx) => listFollowUps(tx, masked, "open", stage.now())))[0]?.overdue).toBe(true);
    const followUp = one?.id ?? "";
    await stage.run((tx) => noteCalled(tx, masked, followUp, stage.now()));
    const settle = () =>
      stage.run((tx) =>
        settleFollowUp(tx, masked, { id: followUp, staffId: boss, outcome: "mended", report: "已退费" }, stage.now()),
      );
    expect(await settle()).toMatchObject({ outcome: "mended", overdue: false });
    expect(messageOf(await settle())).toContain("已经处理过");
    expect(await marks("angry", 4)).toBe("again");
    expect(await marks("angry", 5)).toBe("nothing-to-rate");
    expect((await stage.run((tx) => listFollowUps(tx, masked, "settled", stage.now())))[0]?.again).toBe(4);
  });

  it("goes to no supervisor whose account is disabled", async () => {
    const gone = await stage.staff("走了", "supervisor");
    await stage.database.db.updateTable("staff").set({ disabled_at: stage.now() }).where("id", "=", gone).execute();
    const boss = await stage.staff("朱主管", "supervisor");
    await ends(await stage.served("angry", agent));
    await marks("angry", 2);
    const [one] = await stage.run((tx) => listFollowUps(tx, masked, "open", stage.now()));
    expect(one?.supervisor).toEqual({ id: boss, name: "朱主管" });
  });

  it("is not opened for a good one, nor settled by who was marked", async () => {
    const id = await stage.served("fine", agent);
    await ends(id);
    expect(await marks("fine", 4)).toBe("kept");
    expect(await stage.run((tx) => listFollowUps(tx, masked, "open", stage.now()))).toEqual([]);
    await ends(await stage.served("bad", agent));
    await marks("bad", 2);
    const [one] = await stage.run((tx) => listFollowUps(tx, masked, "open", stage.now()));
    expect(one?.supervisor).toBeNull();
    const own = { id: one?.id ?? "", staffId: agent, outcome: "explained" as const, report: "解释了" };
    expect(messageOf(await stage.run((tx) => settleFollowUp(tx, masked, own, stage.now())))).toContain("对自己的评价");
  });
});

describe("a ticket", () => {
  const opening = (id: string, more: object = {}) => ({
    id,
    key: "ticket-0001",
    staffId: agent,
    title: "查到账",
    note: "",
    ...more,
  });

  it("carries the talk as it stood, masked, once for each press, and is settled once", async () => {
    const id = await stage.served("asks", agent);
    await stage.says(id, "我的号码 13800138000，身份证 990101199001011234");
    await stage.answers(id, agent, "已记下");
    const first = await stage.run((tx) => openTicket(tx, opening(id), stage.now()));
    if (isRefusal(first)) throw new Error("refused");
    expect(await stage.run((tx) => openTicket(tx, opening(id), stage.now()))).toEqual(first);
    const view = await stage.run((tx) => viewTicket(tx, masked, first.ticketId, stage.now()));
    expect(view).toMatchObject({ number: 100001, dueOn: "2026-03-09", case: null, openedBy: "王芳" });
    const words = JSON.stringify(view);
    expect(words).toContain("138****8000");
    expect(words).not.toMatch(/13800138000|990101199001011234/);
    expect((await stage.view(id)).tickets).toMatchObject([{ number: 100001, settled: false }]);
    const settle = () =>
      stage.run((tx) => settleTicket(tx, { id: first.ticketId, staffId: agent, outcome: "已到账" }, stage.now()));
    await settle();
    expect(messageOf(await settle())).toContain("已经办结");
    expect(await stage.run((tx) => listTickets(tx, masked, "settled", stage.now()))).toMatchObject([
      { outcome: "已到账" },
    ]);
  });

  it("opens no case for who is not bound, and says why one cannot be opened", async () => {
    const id = await stage.served("unbound", agent);
    const openCase = async () => refuse("refused", "这个事项要到窗口办理");
    const none = await stage.run((tx) => openTicket(tx, opening(id, { openCase }), stage.now()));
    expect(messageOf(none)).toContain("没有绑定");
    const bound = await stage.served("bound", agent, "mini", "00000000-0000-4000-8000-000000000001");
    const barred = await stage.run((tx) => openTicket(tx, opening(bound, { openCase, key: "t-2" }), stage.now()));
    expect(messageOf(barred)).toBe("这个事项要到窗口办理");
    expect(await stage.run((tx) => listTickets(tx, masked, "open", stage.now()))).toEqual([]);
  });
});

describe("the board", () => {
  it("counts what waits, who is there, and what the hours were like", async () => {
    const waiting = await stage.enter("waits");
    const held = await stage.served("held", agent);
    await stage.run((tx) => hold(tx, { id: held, staffId: agent, reason: "等回复", until: null }, stage.now()));
    const served = await stage.served("served", agent);
    stage.wait(2);
    await stage.answers(served, agent, "您好");
    stage.wait(8);
    await ends(served);
    await marks("served", 4);
    await stage.enter("gives-up");
    await stage.run((tx) => leave(tx, { identity: "gives-up", channel: "wechat" }, "citizen", stage.now()));
    const from = new Date("2026-03-01T16:00:00Z");
    const span = { from, to: new Date(from.getTime() + 86_400_000) };
    const seen = await stage.run((tx) => board(tx, span, stage.now()));
    expect(seen.now).toMatchObject({ waiting: 1, longestWaitSeconds: 600, assigned: 0, held: 1, urgent: 0 });
    expect(seen.span).toMatchObject({
      opened: 4,
      answered: 1,
      abandoned: 1,
      firstResponseSeconds: 120,
      handlingSeconds: 600,
      rated: 1,
      satisfaction: 4,
      levels: [0, 0, 0, 1, 0],
    });
    expect(seen.hours).toHaveLength(1);
    expect(seen.hours[0]).toMatchObject({ hour: "2026-03-02T01:00:00.000Z", opened: 4, abandoned: 1 });
    expect(seen.agents).toMatchObject([{ name: "王芳", held: 1, served: 1, satisfaction: 4 }]);
    const rail = await stage.run((tx) => overview(tx, stage.roster, agent, stage.now()));
    expect(rail).toMatchObject({ tags: ["断缴"], open: true, opens: null, colleagues: [{ name: "王芳", load: 0 }] });
    expect((await stage.view(waiting)).state).toBe("waiting");
  });

  it("shows what the same citizen asked before, in either channel", async () => {
    const person = "00000000-0000-4000-8000-000000000001";
    const first = await stage.served("wechat-self", agent, "wechat", person);
    await ends(first);
    const second = await stage.served("mini-self", agent, "mini", person);
    expect(await stage.run((tx) => listEarlier(tx, second))).toMatchObject([
      { id: first, channel: "wechat", summary: "已解答", tags: ["断缴"] },
    ]);
  });
});

describe("who waits", () => {
  it("is told again when it takes much longer or shorter, seldom, and never out of the agent's messages", async () => {
    for (const name of ["x", "y", "z"]) {
      const id = await stage.served(name, agent);
      stage.wait(10);
      await ends(id);
    }
    await stage.database.db.updateTable("desk_agents").set({ cap: 1, seen_at: stage.now() }).execute();
    await stage.served("busy", agent);
    const ahead = [];
    for (let count = 0; count < 3; count++) {
      ahead.push(await stage.enter(`ahead-${count}`));
      stage.wait(0.1);
    }
    const last = await stage.enter("last");
    const told = await stage.run((tx) => place(tx, stage.roster, last, stage.now()));
    expect(told).toMatchObject({ ahead: 3, estimateMinutes: 40, full: false });
    await stage.run((tx) =>
      notePlaceTold(tx, last, told ?? { ahead: 0, estimateMinutes: null, groupId: null, full: false }, stage.now()),
    );
    for (let count = 0; count < 3; count++)
      await stage.run((tx) => leave(tx, { identity: `ahead-${count}`, channel: "wechat" }, "citizen", stage.now()));
    const online = () => stage.database.db.updateTable("desk_agents").set({ seen_at: stage.now() }).execute();
    await stage.sweep();
    expect((await stage.view(last)).messages.some((one) => one.text.includes("还要"))).toBe(false);
    stage.wait(4);
    await online();
    await stage.sweep();
    await stage.sweep();
    const lines = (await stage.view(last)).messages.filter((one) => one.text.includes("大约还要"));
    expect(lines.map((one) => one.text)).toEqual(["您现在排在第一位，大约还要 10 分钟。"]);
    expect((await stage.view(last)).allowance?.left).toBe(4);
    expect(ahead).toHaveLength(3);
  });
});
