import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { masked } from "../desk/testing/people.ts";
import { messageOf } from "../desk/testing/stage.ts";
import type { Marks } from "@wsi/shared/quality";
import { appeal, countOpen, countQuality, decideAppeal, listChecks, markSeen, ownQuality } from "./index.ts";
import { startQuality, type QualityStage } from "./testing/stage.ts";

let stage: QualityStage;
let check: string;
beforeEach(async () => {
  stage = await startQuality();
  const talk = await stage.ended("p1");
  await stage.draw();
  check = (await stage.of(talk))?.id ?? "";
  // Tuesday 3 March: 85 of a hundred.
  await stage.hand(check, stage.boss, await stage.marks({ heard: 0 }));
});
afterEach(() => stage.desk.end());

const appeals = (staffId = stage.agent, reason = "市民没有说清楚，我问了") =>
  stage.desk.run((tx) => appeal(tx, { id: check, staffId, reason }, stage.desk.now()));
const decides = (staffId: string, outcome: "upheld" | "changed", marks?: Marks) =>
  stage.desk.run((tx) =>
    decideAppeal(tx, { id: check, staffId, outcome, reason: "复核了对话", marks }, stage.desk.now()),
  );
const unseen = async () =>
  (await stage.desk.run((tx) => countQuality(tx, { me: stage.agent, supervisor: false }, stage.desk.now()))).unseen;
const sees = () => stage.desk.run((tx) => markSeen(tx, { id: check, staffId: stage.agent }, stage.desk.now()));

describe("an agent", () => {
  it("is told of a score, and again of what came of the appeal", async () => {
    expect(await unseen()).toBe(1);
    await sees();
    expect(await unseen()).toBe(0);
    expect((await stage.view(check, stage.boss)).card.seen).toBe(true);
    await appeals();
    stage.desk.wait(10);
    await decides(stage.other, "upheld");
    expect(await unseen()).toBe(1);
    expect((await stage.view(check, stage.boss)).card.seen).toBe(false);
    stage.desk.wait(1);
    await sees();
    expect(await unseen()).toBe(0);
  });

  it("reads their own alone", async () => {
    const colleague = await stage.desk.staff("李强");
    await expect(stage.view(check, colleague, true)).rejects.toThrow("找不到这次质检");
    const own = (me: string) =>
      stage.desk.run((tx) =>
        ownQuality(tx, masked, { me, span: { from: "2026-03-01", to: "2026-03-31" } }, stage.desk.now()),
      );
    expect((await own(stage.agent)).cards.map((one) => one.id)).toEqual([check]);
    expect(await own(stage.agent)).toMatchObject({ means: { drawn: 1, average: 850 } });
    expect(await own(colleague)).toMatchObject({ cards: [], means: { drawn: 0, average: null } });
    expect(messageOf(await appeals(colleague))).toContain("找不到");
    await stage.desk.run((tx) => markSeen(tx, { id: check, staffId: colleague }, stage.desk.now()));
    expect(await unseen()).toBe(1);
  });

  it("appeals once, within five working days", async () => {
    expect((await stage.view(check, stage.agent, true)).may.appeal).toBe(true);
    expect(await appeals()).toEqual({ id: check });
    expect(messageOf(await appeals())).toBe("这次评分已经申诉过，每次评分只能申诉一次");
    const view = await stage.view(check, stage.agent, true);
    expect(view).toMatchObject({ card: { state: "appealed", decideBy: "2026-03-10" }, may: { appeal: false } });
  });

  it("may still appeal on the last day, and not after it: the weekend does not count", async () => {
    // To Tuesday 10 March, then to the 11th.
    stage.desk.wait(7 * 24 * 60);
    expect((await stage.view(check, stage.agent, true)).may.appeal).toBe(true);
    stage.desk.wait(24 * 60);
    expect(messageOf(await appeals())).toBe("申诉期到 2026-03-10 为止，已经过了");
    expect((await stage.view(check, stage.agent, true)).card.state).toBe("settled");
  });

  it("cannot appeal before there is a score", async () => {
    const talk = await stage.ended("p2");
    await stage.draw();
    const open = (await stage.of(talk))?.id ?? "";
    const early = await stage.desk.run((tx) =>
      appeal(tx, { id: open, staffId: stage.agent, reason: "先说一声" }, stage.desk.now()),
    );
    expect(messageOf(early)).toContain("找不到");
    await expect(stage.view(open, stage.agent, true)).rejects.toThrow("找不到");
  });
});

describe("an appeal", () => {
  it("is decided by another supervisor than who scored, and by nobody who spoke in the talk", async () => {
    expect(messageOf(await decides(stage.other, "upheld"))).toBe("这次评分没有申诉，请刷新");
    await appeals();
    expect(messageOf(await decides(stage.boss, "upheld"))).toBe("您评的分，要由另一位主管来复核");
    expect(messageOf(await decides(stage.agent, "upheld"))).toBe("您在这个会话里说过话，要由另一位主管来评");
    expect((await stage.view(check, stage.boss)).may).toMatchObject({ decide: false });
    expect((await stage.view(check, stage.other)).may).toMatchObject({ decide: true });
    await expect(
      stage.desk.database.db
        .insertInto("quality_appeal_decisions")
        .values({
          check_id: check,
          outcome: "upheld",
          reason: "x",
          decided_by: stage.boss,
          decided_at: stage.desk.now(),
        })
        .execute(),
    ).rejects.toThrow("somebody else");
    expect(await decides(stage.other, "upheld")).toEqual({ id: check });
    expect((await stage.view(check, stage.agent, true)).appeal?.decision).toMatchObject({
      outcome: "upheld",
      by: "杜主管",
      reason: "复核了对话",
    });
    expect(messageOf(await decides(stage.other, "upheld"))).toBe("这次申诉已由杜主管处理");
  });

  it("that is changed puts a score beside the first, which stays; it can only be higher", async () => {
    await appeals();
    expect(messageOf(await decides(stage.other, "changed"))).toBe("改分要按评分表重新给分");
    const lower = await decides(stage.other, "changed", await stage.marks({ heard: 0, polite: 0 }));
    expect(messageOf(lower)).toBe("申诉改分只能改高，现在是 75 分，原来是 85 分");
    expect(messageOf(await decides(stage.other, "changed", await stage.marks({ heard: 0 })))).toContain("只能改高");
    await decides(stage.other, "changed", await stage.marks({ heard: 12 }));
    const { card, scores } = await stage.view(check, stage.agent, true);
    expect(card).toMatchObject({ state: "settled", total: 970 });
    expect(scores.map((one) => [one.place, one.total])).toEqual([
      ["first", 850],
      ["appeal", 970],
    ]);
  });

  it("is late once its own working days are over, for who may decide it and for operators", async () => {
    await appeals();
    const counts = async (me: string) => {
      const { appeals: open, lateAppeals } = await stage.desk.run((tx) =>
        countQuality(tx, { me, supervisor: true }, stage.desk.now()),
      );
      return [open, lateAppeals];
    };
    expect(await counts(stage.other)).toEqual([1, 0]);
    expect(await counts(stage.boss)).toEqual([0, 0]);
    stage.desk.wait(8 * 24 * 60);
    expect(await counts(stage.other)).toEqual([1, 1]);
    expect(await stage.desk.run((tx) => countOpen(tx, stage.desk.now()))).toEqual({ waiting: 0, lateAppeals: 1 });
    const list = await stage.desk.run((tx) =>
      listChecks(tx, masked, { list: "appealed", me: stage.boss, span: { from: "", to: "" } }, stage.desk.now()),
    );
    expect(list.map((one) => one.id)).toEqual([check]);
  });
});
