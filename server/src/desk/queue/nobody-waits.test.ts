/** Nobody waits while an agent with room is ready, whatever became of who should have served them. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hold, offer, seen, setPresence } from "../index.ts";
import { messageOf } from "../testing/stage.ts";
import { startTwoGroups, type TwoGroups } from "../testing/two-groups.ts";

let stage: TwoGroups;
beforeEach(async () => {
  stage = await startTwoGroups();
});
afterEach(() => stage.end());

const caps = (cap: number) => stage.database.db.updateTable("desk_agents").set({ cap }).execute();
const change = (id: string, row: { disabled_at?: Date; roles?: "counter"[] }) =>
  stage.database.db.updateTable("staff").set(row).where("id", "=", id).execute();
const lastWords = async (id: string) => (await stage.view(id)).messages.at(-1)?.text;

describe("a talk of a group", () => {
  it("is its own people's for two minutes while they are full, then whoever has room helps", async () => {
    const [wang, li] = [await stage.ready("王芳"), await stage.ready("李明")];
    stage.works("pension", wang);
    stage.works("jobs", li);
    await caps(1);
    await stage.enter("a", "养老金");
    await stage.sweep();
    const second = await stage.enter("b", "养老金多少");
    await stage.sweep();
    expect(await stage.agentOf(second)).toBeNull();
    stage.wait(2);
    for (const one of [wang, li]) await stage.run((tx) => seen(tx, one, stage.now()));
    await stage.sweep();
    expect(await stage.agentOf(second)).toBe("李明");
    expect(await lastWords(second)).toBe("自动分配给李明（组里没有空闲的同事，请帮忙接待）");
  });

  it("is anybody's at once when none of the group is there, or somebody is in danger", async () => {
    const [wang, li] = [await stage.ready("王芳"), await stage.ready("李明")];
    stage.works("pension", wang);
    stage.works("jobs", li);
    await stage.run((tx) => setPresence(tx, wang, "busy", stage.now()));
    const alone = await stage.enter("a", "养老金");
    await stage.sweep();
    expect(await stage.agentOf(alone)).toBe("李明");
    await stage.run((tx) => setPresence(tx, wang, "ready", stage.now()));
    await stage.served("c", wang);
    await stage.database.db.updateTable("desk_agents").set({ cap: 1 }).where("staff_id", "=", wang).execute();
    const danger = await stage.enter("b", "养老金");
    await stage.database.db.updateTable("conversations").set({ urgent: "【紧急】" }).where("id", "=", danger).execute();
    await stage.sweep();
    expect(await stage.agentOf(danger)).toBe("李明");
  });

  it("is found behind two hundred of a group that is full", async () => {
    const [wang, li] = [await stage.ready("王芳"), await stage.ready("李明")];
    stage.works("pension", wang);
    stage.works("jobs", li);
    await caps(1);
    const first = await stage.enter("p", "养老金");
    await stage.sweep();
    expect(await stage.agentOf(first)).toBe("王芳");
    for (let count = 0; count < 201; count++) await stage.enter(`p${count}`, "养老金");
    const jobs = await stage.enter("j", "失业金");
    await stage.sweep();
    expect(await stage.agentOf(jobs)).toBe("李明");
  });

  it("without a group goes to whoever has room, also when the first are full", async () => {
    const [wang, li] = [await stage.ready("王芳"), await stage.ready("李明")];
    stage.works("pension", wang);
    await caps(1);
    const [first, second] = [await stage.enter("a"), await stage.enter("b")];
    await stage.sweep();
    expect([await stage.agentOf(first), await stage.agentOf(second)].toSorted()).toEqual(["李明", "王芳"].toSorted());
    expect(li).not.toBe(wang);
  });
});

describe("an agent who is no longer of the desk", () => {
  it("is given nothing, and gives back what they had, held or not, at the next sweep", async () => {
    for (const row of [{ disabled_at: stage.now() }, { roles: ["counter" as const] }]) {
      const wang = await stage.ready("王芳");
      const [open, held] = [await stage.served(`open-${wang}`, wang), await stage.served(`held-${wang}`, wang)];
      await stage.run((tx) => hold(tx, { id: held, staffId: wang, reason: "等单位", until: null }, stage.now()));
      await change(wang, row);
      const fresh = await stage.enter(`fresh-${wang}`);
      await stage.sweep();
      for (const id of [open, held])
        expect(await stage.view(id)).toMatchObject({ state: "waiting", agent: null, hold: null });
      expect(await lastWords(open)).toBe("王芳不再接待咨询，重新排队");
      expect(await stage.agentOf(fresh)).toBeNull();
      await stage.database.db.updateTable("conversations").set({ state: "closed", closed_at: stage.now() }).execute();
    }
  });

  it("keeps what is on hold while they are only away", async () => {
    const wang = await stage.ready("王芳");
    const held = await stage.served("held", wang);
    await stage.run((tx) => hold(tx, { id: held, staffId: wang, reason: "等单位", until: null }, stage.now()));
    stage.wait(60);
    await stage.sweep();
    expect(await stage.view(held)).toMatchObject({ state: "held", agent: { name: "王芳" } });
  });
});

describe("a talk that is being handed over", () => {
  it("goes to the queue when who offers it is gone, and does not wait for the answer", async () => {
    const [wang, li, zhao] = [await stage.ready("王芳"), await stage.ready("李明"), await stage.ready("赵云")];
    await stage.run((tx) => setPresence(tx, li, "busy", stage.now()));
    const id = await stage.served("moved", wang);
    stage.wait(2);
    for (const one of [li, zhao]) await stage.run((tx) => seen(tx, one, stage.now()));
    const offering = { id, staffId: wang, to: { staff: li }, note: "请接", supervisor: false };
    expect(messageOf(await stage.run((tx) => offer(tx, stage.roster, offering, stage.now())))).toBe("no refusal");
    await stage.sweep();
    expect(await stage.view(id)).toMatchObject({ agent: { name: "赵云" }, offer: null });
  });
});
