import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { masked } from "../desk/testing/people.ts";
import { messageOf } from "../desk/testing/stage.ts";
import { isRefusal } from "../refusal.ts";
import { countQuality, handIn, listChecks, saveDraft } from "./index.ts";
import { startQuality, type QualityStage } from "./testing/stage.ts";

let stage: QualityStage;
let talk: string;
let check: string;
async function start(twicePercent = 0): Promise<void> {
  stage = await startQuality({ twicePercent });
  talk = await stage.ended("p1", "我的身份证是 990101199001010015，电话 13800138001，怎么补");
  await stage.draw();
  check = (await stage.of(talk))?.id ?? "";
}
beforeEach(() => start());
afterEach(() => stage.desk.end());
const waiting = async (me: string) =>
  (
    await stage.desk.run((tx) =>
      listChecks(tx, masked, { list: "waiting", me, span: { from: "2026-03-01", to: "2026-03-31" } }, stage.desk.now()),
    )
  ).map((one) => one.id);
const scores = () =>
  stage.desk.database.db.selectFrom("quality_scores").selectAll().where("check_id", "=", check).execute();

describe("a talk to be scored", () => {
  it("is read with its numbers masked, beside the rubric of its day", async () => {
    const view = await stage.view(check, stage.boss);
    expect(view.rubric.version).toBe(1);
    expect(view.may).toEqual({ score: true, decide: false, appeal: false, why: null });
    const said = view.talk?.lines.find((one) => one.from === "citizen")?.text ?? "";
    expect(said).toContain("138****8001");
    expect(said).not.toMatch(/990101199001010015|13800138001/);
    expect(view.talk).toMatchObject({ summary: "补缴" });
    expect(view.talk?.citizen).toMatch(/^关注者/);
  });

  it("shows a colleague who has begun, and keeps each one's draft apart", async () => {
    const draft = await stage.marks({ polite: 5 });
    await stage.desk.run((tx) => saveDraft(tx, { id: check, staffId: stage.boss, marks: draft }, stage.desk.now()));
    expect((await stage.view(check, stage.boss)).draft).toEqual(draft);
    const seen = await stage.view(check, stage.other);
    expect(seen.draft).toBeNull();
    expect(seen.card.begun?.name).toBe("朱主管");
    await stage.hand(check, stage.boss, await stage.marks());
    // One that was on its way when the score was handed in leaves nothing behind.
    const late = await stage.desk.run((tx) =>
      saveDraft(tx, { id: check, staffId: stage.boss, marks: draft }, stage.desk.now()),
    );
    expect(messageOf(late)).toBe("您已经评过这个会话，提交后不能再改");
    expect((await stage.view(check, stage.other)).card.begun).toBeNull();
  });

  it("is never one's own, nor of who said a word in it, whatever the screen sends", async () => {
    const marks = await stage.marks();
    expect(messageOf(await stage.hand(check, stage.agent, marks))).toBe("您在这个会话里说过话，要由另一位主管来评");
    const own = await stage.ended("mine", "怎么办", stage.boss);
    await stage.draw();
    const theirs = (await stage.of(own))?.id ?? "";
    expect(await waiting(stage.boss)).not.toContain(theirs);
    expect(await waiting(stage.other)).toContain(theirs);
    expect((await stage.view(theirs, stage.boss)).may).toMatchObject({ score: false });
    expect(isRefusal(await stage.hand(theirs, stage.boss, marks))).toBe(true);
    // And the database itself, should a program forget.
    const forced = stage.desk.database.db
      .insertInto("quality_scores")
      .values({
        id: crypto.randomUUID(),
        check_id: theirs,
        place: "first",
        scorer_id: stage.boss,
        key: "forced-key",
        marks: JSON.stringify(marks),
        total: 1000,
        critical: false,
        appeal_by: "2026-03-20",
        at: stage.desk.now(),
      })
      .execute();
    await expect(forced).rejects.toThrow("nobody who spoke");
  });
});

describe("handing in", () => {
  it("is final, reckoned by the server, and opens the days of appeal", async () => {
    // Tuesday: five working days later is Tuesday.
    expect(await stage.hand(check, stage.boss, await stage.marks({ accurate: 20, source: null }))).toEqual({
      id: check,
    });
    const { card, scores: given } = await stage.view(check, stage.boss);
    expect(card).toMatchObject({
      state: "scored",
      total: 944,
      critical: false,
      scorer: "朱主管",
      appealBy: "2026-03-10",
    });
    expect(given).toMatchObject([{ place: "first", total: 944, scorer: { name: "朱主管" } }]);
    expect(messageOf(await stage.hand(check, stage.boss, await stage.marks()))).toBe(
      "您已经评过这个会话，提交后不能再改",
    );
    const { db } = stage.desk.database;
    await expect(db.updateTable("quality_scores").set({ total: 1000 }).execute()).rejects.toThrow("only ever added to");
    await expect(db.deleteFrom("quality_scores").execute()).rejects.toThrow("only ever added to");
  });

  it("twice under one key is once", async () => {
    const marks = await stage.marks();
    const hand = () => stage.hand(check, stage.boss, marks, "the-same-key");
    expect(await Promise.all([hand(), hand(), hand()])).toEqual([{ id: check }, { id: check }, { id: check }]);
    expect(await hand()).toEqual({ id: check });
    expect(await scores()).toHaveLength(1);
  });

  it("by two supervisors at once: one wins, the other is told who", async () => {
    const marks = await stage.marks();
    const both = await Promise.all([stage.hand(check, stage.boss, marks), stage.hand(check, stage.other, marks)]);
    const [score] = await scores();
    expect(await scores()).toHaveLength(1);
    const winner = score?.scorer_id === stage.boss ? "朱主管" : "杜主管";
    expect(both.filter(isRefusal).map(messageOf)).toEqual([`这个会话已由${winner}评过了`]);
    expect(both.filter((one) => !isRefusal(one))).toEqual([{ id: check }]);
  });

  it("makes a critical error nought", async () => {
    const rude = { criticals: [{ id: "rude", quote: null, comment: "说市民笨" }] };
    await stage.hand(check, stage.boss, await stage.marks({}, rude));
    expect((await stage.view(check, stage.boss)).card).toMatchObject({ total: 0, critical: true });
  });

  it("is refused with every gap named, and when it quotes a line of another talk or of the desk itself", async () => {
    const whole = await stage.marks();
    const refused = async (marks: typeof whole) => {
      const answer = await stage.hand(check, stage.boss, marks);
      return isRefusal(answer) ? answer.body.problems?.map((one) => one.field) : "handed in";
    };
    expect(await refused({ ...whole, points: whole.points.slice(2) })).toEqual(["polite", "heard"]);
    const quoting = (quote: string) => ({
      ...whole,
      points: whole.points.map((one) => (one.id === "heard" ? { ...one, quote } : one)),
    });
    const elsewhere = await stage.ended("p2");
    const lines = stage.desk.database.db.selectFrom("desk_messages").select(["id", "from_whom", "conversation_id"]);
    const all = await lines.execute();
    const line = (of: string, from: string) =>
      all.find((one) => one.conversation_id === of && one.from_whom === from)?.id ?? "";
    expect(await refused(quoting(line(elsewhere, "staff")))).toEqual(["heard"]);
    expect(await refused(quoting(line(talk, "system")))).toEqual(["heard"]);
    expect(await refused(quoting(line(talk, "staff")))).toBe("handed in");
  });

  it("keeps no number of a person that a scorer typed", async () => {
    const typed = await stage.marks({ heard: 10 }, { comment: "市民电话 13800138001 没有核对" });
    await stage.hand(check, stage.boss, typed);
    expect(JSON.stringify((await scores())[0]?.marks)).not.toContain("13800138001");
  });
});

describe("a calibration", () => {
  beforeEach(async () => {
    await stage.desk.end();
    await start(100);
  });

  it("is scored by two who do not see each other's, and by no third; the first counts", async () => {
    const third = await stage.desk.staff("孙主管", "supervisor");
    await stage.hand(check, stage.boss, await stage.marks({ heard: 10 }));
    const blind = await stage.view(check, stage.other);
    expect(blind).toMatchObject({
      scores: [],
      card: { state: "waiting", total: null, scorer: null, twice: true },
      may: { score: true },
    });
    expect(await waiting(stage.other)).toEqual([check]);
    expect(await waiting(stage.boss)).toEqual([]);
    expect((await stage.view(check, stage.boss)).may.why).toContain("还等另一位主管");
    await stage.hand(check, stage.other, await stage.marks({ heard: 0 }));
    const seen = await stage.view(check, stage.other);
    expect(seen.scores.map((one) => [one.place, one.total])).toEqual([
      ["first", 950],
      ["second", 850],
    ]);
    expect(seen.card.total).toBe(950);
    expect(messageOf(await stage.hand(check, third, await stage.marks()))).toBe("这个会话已由朱主管、杜主管评过了");
    // What the second gave is not the agent's to read.
    expect((await stage.view(check, stage.agent, true)).scores.map((one) => one.place)).toEqual(["first"]);
  });

  it("two at the same moment both count, one first and one second", async () => {
    const marks = await stage.marks();
    const both = await Promise.all([stage.hand(check, stage.boss, marks), stage.hand(check, stage.other, marks)]);
    expect(both).toEqual([{ id: check }, { id: check }]);
    expect((await scores()).map((one) => one.place).toSorted()).toEqual(["first", "second"]);
  });
});

describe("the rail", () => {
  it("says what waits for me, and nothing of what is not mine", async () => {
    const counts = (me: string, supervisor: boolean) =>
      stage.desk.run((tx) => countQuality(tx, { me, supervisor }, stage.desk.now()));
    const none = { waiting: 0, appeals: 0, lateAppeals: 0, unseen: 0 };
    expect(await counts(stage.boss, true)).toEqual({ ...none, waiting: 1 });
    expect(await counts(stage.agent, false)).toEqual(none);
    stage.desk.wait(91 * 24 * 60);
    // Nobody would remember the talk.
    expect(await counts(stage.boss, true)).toEqual(none);
    expect(await waiting(stage.boss)).toEqual([]);
    stage.desk.wait(-91 * 24 * 60);
    const handing = { id: check, staffId: stage.boss, key: "some-key-1", marks: await stage.marks() };
    await stage.desk.run((tx) => handIn(tx, handing, stage.desk.now()));
    expect(await counts(stage.other, true)).toEqual(none);
    expect(await counts(stage.agent, false)).toEqual({ ...none, unseen: 1 });
  });
});
