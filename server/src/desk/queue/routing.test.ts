import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  answerOffer,
  close,
  hold,
  leave,
  listen,
  offer,
  requeue,
  resume,
  seen,
  setPresence,
  stepIn,
  stopListening,
  takeOver,
  withdrawOffer,
} from "../index.ts";
import { messageOf } from "../testing/stage.ts";
import { startTwoGroups, type TwoGroups } from "../testing/two-groups.ts";

let stage: TwoGroups;
beforeEach(async () => {
  stage = await startTwoGroups();
});
afterEach(() => stage.end());

describe("routing", () => {
  it("gives a talk to its group, and nobody waits behind another group's queue", async () => {
    const [wang, li] = [await stage.ready("王芳"), await stage.ready("李明")];
    stage.works("pension", wang);
    stage.works("jobs", li);
    await stage.database.db.updateTable("desk_agents").set({ cap: 1 }).execute();
    const first = await stage.enter("a", "养老金");
    stage.wait(0.1);
    const second = await stage.enter("b", "养老金多少");
    const jobs = await stage.enter("c", "失业金");
    expect(await stage.sweep()).toBe(2);
    expect([await stage.agentOf(first), await stage.agentOf(second), await stage.agentOf(jobs)]).toEqual([
      "王芳",
      null,
      "李明",
    ]);
    expect((await stage.view(jobs)).group).toEqual({ id: "jobs", name: "已撤销的组" });
  });

  it("asks who has the fewest talks, and among equals who has gone longest without a new one", async () => {
    const [wang, li] = [await stage.ready("王芳"), await stage.ready("李明")];
    // By hand: 王芳 has one before anything is given out.
    await stage.served("by-hand", wang);
    const given: (string | null)[] = [];
    for (const identity of ["a", "b", "c", "d"]) {
      stage.wait(0.1);
      const id = await stage.enter(identity);
      await stage.sweep();
      given.push(await stage.agentOf(id));
    }
    expect(given).toEqual(["李明", "王芳", "李明", "王芳"]);
    // Two less for 李明: the next two are theirs, whoever was asked last.
    for (const { id } of await stage.database.db
      .selectFrom("conversations")
      .select("id")
      .where("agent_id", "=", li)
      .execute())
      await stage.run((tx) => close(tx, { id, staffId: li, summary: "已解答", tags: [] }, stage.now()));
    const next = [await stage.enter("e"), await stage.enter("f")];
    await stage.sweep();
    expect(await Promise.all(next.map((id) => stage.agentOf(id)))).toEqual(["李明", "李明"]);
  });

  it("asks the most able of a group first, when they are equally free", async () => {
    const [learner, expert] = [await stage.ready("新手"), await stage.ready("专家")];
    stage.works("jobs", learner, 1);
    stage.works("jobs", expert, 3);
    const id = await stage.enter("a", "失业金");
    await stage.sweep();
    expect(await stage.agentOf(id)).toBe("专家");
  });

  it("gives who comes back to the agent of last time, unless that one is full or away", async () => {
    const wang = await stage.ready("王芳");
    const id = await stage.served("again", wang);
    await stage.run((tx) => close(tx, { id, staffId: wang, summary: "已解答", tags: [] }, stage.now()));
    const li = await stage.ready("李明");
    await stage.served("other", wang);
    const back = await stage.enter("again");
    await stage.sweep();
    expect(await stage.agentOf(back)).toBe("王芳");
    await stage.run((tx) => close(tx, { id: back, staffId: wang, summary: "已解答", tags: [] }, stage.now()));
    await stage.run((tx) => setPresence(tx, wang, "busy", stage.now()));
    const third = await stage.enter("again");
    await stage.sweep();
    expect(await stage.agentOf(third)).toBe("李明");
    expect(li).not.toBe(wang);
  });

  it("keeps a talk on hold out of the load, until the citizen speaks or the time is up", async () => {
    const wang = await stage.ready("王芳");
    await stage.database.db.updateTable("desk_agents").set({ cap: 1 }).execute();
    const id = await stage.served("held", wang);
    const holding = { id, staffId: wang, reason: "等单位确认", until: null };
    await stage.run((tx) => hold(tx, holding, stage.now()));
    expect(await stage.view(id)).toMatchObject({
      state: "held",
      hold: { reason: "等单位确认" },
      agent: { name: "王芳" },
    });
    const other = await stage.enter("other");
    await stage.sweep();
    expect(await stage.agentOf(other)).toBe("王芳");
    await stage.says(id, "好了吗");
    expect((await stage.view(id)).state).toBe("assigned");
    await stage.run((tx) => hold(tx, { ...holding, until: new Date(stage.now().getTime() + 60_000) }, stage.now()));
    stage.wait(2);
    await stage.run((tx) => seen(tx, wang, stage.now()));
    await stage.sweep();
    expect((await stage.view(id)).messages.at(-1)?.text).toBe("挂起时间到了，请继续处理");
    const far = { ...holding, until: new Date(stage.now().getTime() + 30 * 86_400_000) };
    expect(messageOf(await stage.run((tx) => hold(tx, far, stage.now())))).toContain("7 天之内");
    await stage.run((tx) => hold(tx, holding, stage.now()));
    await stage.run((tx) => resume(tx, id, wang, stage.now()));
    expect((await stage.view(id)).state).toBe("assigned");
  });

  it("puts back what an agent gives up, and gives it to somebody else", async () => {
    const wang = await stage.ready("王芳");
    const id = await stage.served("back", wang);
    await stage.run((tx) => requeue(tx, { id, staffId: wang, note: "要会计解答" }, stage.now()));
    expect(await stage.sweep()).toBe(0);
    await stage.ready("李明");
    expect(await stage.sweep()).toBe(1);
    expect(await stage.view(id)).toMatchObject({
      agent: { name: "李明" },
      notes: [{ by: "王芳", text: "要会计解答" }],
    });
  });
});

describe("an offer", () => {
  it("stays where it is until it is accepted; declined and unanswered ones stay with a note", async () => {
    const [wang, li] = [await stage.ready("王芳"), await stage.ready("李明")];
    const id = await stage.served("moved", wang);
    const offering = { id, staffId: wang, to: { staff: li }, note: "要查失业金", supervisor: false };
    await stage.run((tx) => offer(tx, stage.roster, offering, stage.now()));
    const open = await stage.view(id);
    expect(open).toMatchObject({ agent: { name: "王芳" }, offer: { toStaff: { name: "李明" }, note: "要查失业金" } });
    expect(messageOf(await stage.run((tx) => offer(tx, stage.roster, offering, stage.now())))).toContain("正在转接");
    const answer = (accept: boolean, offerId: string) =>
      stage.run((tx) => answerOffer(tx, stage.roster, { offerId, staffId: li, accept, note: "在开会" }, stage.now()));
    await answer(false, open.offer?.id ?? "");
    expect((await stage.view(id)).notes.at(-1)).toMatchObject({ by: "李明", text: "没有接手：在开会" });
    await stage.run((tx) => offer(tx, stage.roster, offering, stage.now()));
    stage.wait(4);
    await stage.run((tx) => seen(tx, wang, stage.now()));
    await stage.says(id, "在吗");
    await stage.answers(id, wang, "在的");
    await stage.sweep();
    const late = await stage.view(id);
    expect(late).toMatchObject({ agent: { name: "王芳" }, offer: null });
    expect(late.notes.at(-1)?.text).toBe("李明没有答复转接，会话留在原处。");
    await stage.run((tx) => seen(tx, li, stage.now()));
    await stage.run((tx) => offer(tx, stage.roster, offering, stage.now()));
    const again = (await stage.view(id)).offer?.id ?? "";
    await answer(true, again);
    await answer(true, again);
    expect(await stage.agentOf(id)).toBe("李明");
    expect(messageOf(await stage.answers(id, wang, "还有"))).toBe("这个会话已由李明接待");
  });

  it("to a group is for one of them: the first who accepts; nobody outside may", async () => {
    const [wang, li, zhao, out] = [
      await stage.ready("王芳"),
      await stage.ready("李明"),
      await stage.ready("赵云"),
      await stage.ready("外人"),
    ];
    for (const staffId of [li, zhao]) stage.works("jobs", staffId);
    const id = await stage.served("grouped", wang);
    const offering = { id, staffId: wang, to: { group: "jobs" }, note: "失业金", supervisor: false };
    await stage.run((tx) => offer(tx, stage.roster, offering, stage.now()));
    const offerId = (await stage.view(id)).offer?.id ?? "";
    const accept = (staffId: string) =>
      stage.run((tx) => answerOffer(tx, stage.roster, { offerId, staffId, accept: true, note: null }, stage.now()));
    expect(messageOf(await accept(out))).toBe("您不在这个组里");
    const results = (await Promise.all([accept(li), accept(zhao)])).map(messageOf);
    expect(results.filter((one) => one === "no refusal")).toHaveLength(1);
    expect(results).toContain(`这个会话已由${await stage.agentOf(id)}接待`);
  });

  it("is over when the talk goes another way first: a supervisor takes over, the citizen leaves, the talk is closed", async () => {
    const [wang, li] = [await stage.ready("王芳"), await stage.ready("李明")];
    const boss = await stage.ready("朱主管", "supervisor");
    const ends: Record<string, (id: string) => Promise<unknown>> = {
      takeOver: (id) => stage.run((tx) => takeOver(tx, { id, staffId: boss, note: "我来" }, stage.now())),
      leave: (id) => stage.run((tx) => leave(tx, { identity: `c-${id}`, channel: "wechat" }, "citizen", stage.now())),
      unfollow: (id) =>
        stage.run((tx) => leave(tx, { identity: `c-${id}`, channel: "wechat" }, "unfollowed", stage.now())),
      close: (id) => stage.run((tx) => close(tx, { id, staffId: wang, summary: "已解答", tags: [] }, stage.now())),
    };
    for (const [how, end] of Object.entries(ends)) {
      const id = await stage.served(how, wang);
      await stage.database.db
        .updateTable("conversations")
        .set({ identity: `c-${id}`, openid: `c-${id}` })
        .where("id", "=", id)
        .execute();
      const offering = { id, staffId: wang, to: { staff: li }, note: "请接", supervisor: false };
      await stage.run((tx) => offer(tx, stage.roster, offering, stage.now()));
      const offerId = (await stage.view(id)).offer?.id ?? "";
      await end(id);
      const late = await stage.run((tx) =>
        answerOffer(tx, stage.roster, { offerId, staffId: li, accept: true, note: null }, stage.now()),
      );
      expect([how, messageOf(late)]).toEqual([how, "这次转接已经结束"]);
      expect([how, (await stage.view(id)).offer]).toEqual([how, null]);
    }
  });

  it("is refused where nobody could take it, and can be taken back", async () => {
    const [wang, li] = [await stage.ready("王芳"), await stage.staff("李明")];
    const counter = await stage.staff("窗口", "counter");
    const id = await stage.served("nobody", wang);
    const to = (target: { staff: string } | { group: string }) =>
      stage.run((tx) =>
        offer(tx, stage.roster, { id, staffId: wang, to: target, note: "请接", supervisor: false }, stage.now()),
      );
    expect(messageOf(await to({ staff: li }))).toBe("李明现在不在线");
    expect(messageOf(await to({ staff: counter }))).toContain("找不到这位同事");
    expect(messageOf(await to({ group: "none" }))).toContain("找不到这个组");
    // A group nobody is listed for is everybody's; but nobody else is there.
    expect(messageOf(await to({ group: "jobs" }))).toBe("失业组现在没有人在线");
    expect(messageOf(await to({ staff: wang }))).toBe("会话已经在这位同事手里");
    await stage.run((tx) => seen(tx, li, stage.now()));
    stage.works("pension", wang);
    expect(messageOf(await to({ group: "pension" }))).toBe("养老组现在没有人在线");
    await to({ group: "jobs" });
    const offerId = (await stage.view(id)).offer?.id ?? "";
    const back = (staffId: string) =>
      stage.run((tx) => withdrawOffer(tx, { offerId, staffId, supervisor: false }, stage.now()));
    expect(messageOf(await back(li))).toContain("只有发起的人");
    await back(wang);
    expect((await stage.view(id)).offer).toBeNull();
  });
});

describe("a supervisor", () => {
  it("offers a waiting talk to others, not to themselves, where it would wait for nobody", async () => {
    const boss = await stage.ready("朱主管", "supervisor");
    await stage.run((tx) => setPresence(tx, boss, "busy", stage.now()));
    const id = await stage.enter("waits");
    const offering = { id, staffId: boss, to: { staff: boss }, note: "我来", supervisor: true };
    expect(messageOf(await stage.run((tx) => offer(tx, stage.roster, offering, stage.now())))).toBe("不能转给自己");
  });

  it("listens, steps in under the own name and takes over, all of it in the transcript", async () => {
    const [wang, boss] = [await stage.ready("王芳"), await stage.staff("朱主管", "supervisor")];
    const id = await stage.served("heard", wang);
    await stage.run((tx) => listen(tx, id, boss, stage.now()));
    await stage.run((tx) => listen(tx, id, boss, stage.now()));
    expect((await stage.view(id)).listeners).toEqual([{ id: boss, name: "朱主管", steppedIn: false }]);
    for (const text of ["我来补充一句", "再说一句"])
      await stage.run((tx) => stepIn(tx, { id, staffId: boss, key: `k-${text}`, kind: "text", text }, stage.now()));
    const inside = await stage.view(id);
    expect(inside.agent?.name).toBe("王芳");
    expect(inside.listeners[0]?.steppedIn).toBe(true);
    const said = inside.messages.filter((one) => one.from === "staff");
    expect(said.map((one) => [one.by, one.steppedIn])).toEqual([
      ["朱主管", true],
      ["朱主管", true],
    ]);
    await stage.run((tx) => takeOver(tx, { id, staffId: boss, note: "投诉，我来处理" }, stage.now()));
    const after = await stage.view(id);
    expect(after).toMatchObject({ agent: { name: "朱主管" }, listeners: [] });
    expect(after.messages.filter((one) => one.from === "system").map((one) => one.text)).toEqual([
      expect.stringContaining("市民请求人工服务"),
      "王芳接待",
      "朱主管开始旁听",
      "朱主管介入会话",
      "朱主管接管会话（原来是王芳）",
    ]);
    expect(after.messages.filter((one) => one.from === "system").every((one) => !one.forCitizen)).toBe(true);
  });

  it("stops listening by choice, or when the console is gone", async () => {
    const [wang, boss] = [await stage.ready("王芳"), await stage.staff("朱主管", "supervisor")];
    const id = await stage.served("left", wang);
    await stage.run((tx) => listen(tx, id, boss, stage.now()));
    await stage.run((tx) => stopListening(tx, id, boss, stage.now()));
    expect((await stage.view(id)).listeners).toEqual([]);
    await stage.run((tx) => listen(tx, id, boss, stage.now()));
    stage.wait(3);
    await stage.run((tx) => seen(tx, wang, stage.now()));
    await stage.sweep();
    expect((await stage.view(id)).listeners).toEqual([]);
  });
});
