import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { stepIn, takeOver } from "../desk/index.ts";
import { countUndrawn, drawDue, listDraws, proveDraw } from "./index.ts";
import { startQuality, type QualityStage } from "./testing/stage.ts";

let stage: QualityStage;
beforeEach(async () => {
  stage = await startQuality();
});
afterEach(() => stage.desk.end());

const checks = () => stage.desk.database.db.selectFrom("quality_checks").selectAll().execute();
const talksOf = async (count: number, name = "p") => {
  const ids: string[] = [];
  for (let at = 0; at < count; at++) ids.push(await stage.ended(`${name}${at}`));
  return ids;
};

describe("the draw of a day", () => {
  it("chooses so many talks of each agent, and once, however often it is done", async () => {
    await talksOf(5);
    const second = await stage.desk.ready("李强");
    await stage.ended("q", "转移怎么办", second);
    expect(await stage.draw()).toBe(1);
    const drawn = await checks();
    expect(drawn.filter((one) => one.agent_id === stage.agent)).toHaveLength(2);
    expect(drawn.filter((one) => one.agent_id === second)).toHaveLength(1);
    stage.desk.wait(60);
    expect(await stage.desk.run((tx) => drawDue(tx, stage.desk.now()))).toBe(0);
    expect(await checks()).toHaveLength(3);
  });

  it("is done once though two processes do it at the same moment", async () => {
    await talksOf(4);
    stage.desk.wait(24 * 60);
    const both = await Promise.all([1, 2].map(() => stage.desk.run((tx) => drawDue(tx, stage.desk.now()))));
    expect(both.toSorted()).toEqual([0, 1]);
    expect(await checks()).toHaveLength(2);
  });

  it("uses a seed that was thrown before the day, kept from everybody until it was drawn with", async () => {
    await stage.draw();
    await talksOf(3);
    const list = () => stage.desk.run((tx) => listDraws(tx, stage.desk.now()));
    const today = (await list()).find((one) => one.day === "2026-03-03");
    expect(today).toMatchObject({ seed: null, drawn: null });
    expect(Date.parse(today?.thrownAt ?? "")).toBeLessThan(Date.parse("2026-03-03T00:00:00+08:00"));
    await stage.draw();
    const then = (await list()).find((one) => one.day === "2026-03-03");
    expect(then?.seed).toMatch(/^[0-9a-f]{32}$/);
    expect(then?.drawn).toMatchObject({ perAgent: 2, pool: 3, chosen: 2, always: 0 });
  });

  it("can be done again from what was kept, and tells when somebody was put in who was not drawn", async () => {
    const talks = await talksOf(6);
    await stage.draw();
    const proof = () => stage.desk.run((tx) => proveDraw(tx, "2026-03-02"));
    const seen = await proof();
    expect(seen).toMatchObject({ agrees: true, agents: [{ agent: "王芳" }] });
    expect(seen?.agents[0]?.talks.filter((one) => one.chosen)).toHaveLength(2);
    const left =
      talks.find((id) => seen?.agents[0]?.talks.some((one) => one.conversationId === id && !one.chosen)) ?? "";
    const [like] = await checks();
    if (!like) throw new Error("nothing was drawn");
    await stage.desk.database.db
      .insertInto("quality_checks")
      .values({ ...like, id: crypto.randomUUID(), conversation_id: left })
      .execute();
    expect((await proof())?.agrees).toBe(false);
    expect(await stage.desk.run((tx) => proveDraw(tx, "2026-03-05"))).toBeNull();
  });

  it("rests on days off, and draws each of the days that are over on the next working day", async () => {
    // From Monday to Friday: days without a talk are drawn, too.
    expect(await stage.draw(4)).toBe(4);
    await talksOf(3);
    expect(await stage.draw()).toBe(0);
    await talksOf(3, "saturday");
    expect(await stage.desk.run((tx) => countUndrawn(tx, stage.desk.now()))).toBe(1);
    // Monday: Friday, Saturday and Sunday, each with its own seed.
    expect(await stage.draw(2)).toBe(3);
    const days = (await checks()).map((one) => one.day).toSorted();
    expect(days).toEqual(["2026-03-06", "2026-03-06", "2026-03-07", "2026-03-07"]);
    expect(await stage.desk.run((tx) => countUndrawn(tx, stage.desk.now()))).toBe(0);
  });

  it("leaves out whom nobody else could score, and who is gone", async () => {
    const { db } = stage.desk.database;
    await db.updateTable("staff").set({ disabled_at: stage.desk.now() }).where("id", "=", stage.other).execute();
    await stage.ended("by-boss", "转移怎么办", stage.boss);
    const gone = await stage.desk.ready("赵走");
    await stage.ended("by-gone", "转移怎么办", gone);
    await db.updateTable("staff").set({ disabled_at: stage.desk.now() }).where("id", "=", gone).execute();
    const kept = await stage.ended("by-agent");
    await stage.draw();
    expect((await checks()).map((one) => one.conversation_id)).toEqual([kept]);
  });
});

describe("talks that are always looked at", () => {
  beforeEach(async () => {
    await stage.desk.end();
    stage = await startQuality({ perAgent: 0 });
  });

  it("are those with a low mark, by the day of the mark", async () => {
    const today = await stage.ended("today");
    const later = await stage.ended("later");
    const fine = await stage.ended("fine");
    await stage.marked("today", 2);
    await stage.marked("fine", 3);
    await stage.draw();
    expect(await stage.of(today)).toMatchObject({ drawn: false, because: ["low-mark"] });
    expect(await stage.of(later)).toBeUndefined();
    await stage.marked("later", 1);
    await stage.draw();
    expect(await stage.of(later)).toMatchObject({ because: ["low-mark"] });
    expect(await stage.of(fine)).toBeUndefined();
  });

  it("are those in which the citizen complains of us", async () => {
    const ours = await stage.ended("ours", "你们窗口态度太差了，我要投诉");
    const theirs = await stage.ended("theirs", "我要投诉我们公司不交社保");
    await stage.draw();
    expect(await stage.of(ours)).toMatchObject({ because: ["complaint"] });
    expect(await stage.of(theirs)).toBeUndefined();
  });

  it("are those in which a supervisor stepped in or took over; they are the agent's who said most", async () => {
    const { desk } = stage;
    const stepped = await desk.served("stepped", stage.agent, "mini");
    await desk.answers(stepped, stage.agent, "您好");
    await desk.run((tx) =>
      stepIn(tx, { id: stepped, staffId: stage.boss, key: "step-in-1", kind: "text", text: "我来说明" }, desk.now()),
    );
    const taken = await desk.served("taken", stage.agent, "mini");
    await desk.answers(taken, stage.agent, "您好");
    await desk.answers(taken, stage.agent, "请稍等");
    await desk.run((tx) => takeOver(tx, { id: taken, staffId: stage.boss, note: "久等" }, desk.now()));
    await desk.answers(taken, stage.boss, "您好，由我接待");
    const { db } = desk.database;
    await db
      .updateTable("conversations")
      .set({ state: "closed", closed_at: desk.now(), closed_because: "agent" })
      .execute();
    await stage.draw();
    expect(await stage.of(stepped)).toMatchObject({ because: ["step-in"] });
    expect(await stage.of(taken)).toMatchObject({ because: ["step-in"] });
    const [one] = await db.selectFrom("quality_checks").selectAll().where("conversation_id", "=", taken).execute();
    expect(one?.agent_id).toBe(stage.agent);
    expect(one?.involved.toSorted()).toEqual([stage.agent, stage.boss].toSorted());
  });

  it("are not those of WeChat's own service, nor those nobody answered for", async () => {
    const { desk } = stage;
    const alone = await desk.enter("alone", "我要投诉你们", "mini");
    await desk.says(alone, "我要投诉你们");
    const handed = await stage.ended("handed", "我要投诉你们");
    const { db } = desk.database;
    await db.updateTable("conversations").set({ closed_because: "wechat-service" }).where("id", "=", handed).execute();
    await db
      .updateTable("conversations")
      .set({ state: "closed", closed_at: desk.now(), closed_because: "citizen" })
      .where("id", "=", alone)
      .execute();
    await stage.draw();
    expect(await checks()).toEqual([]);
  });
});
