/** What waiting citizens are told about time: at the end of the hours, over holidays, and where others help. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isOpenBy, nextOpeningBy, type HourPlan } from "@wsi/shared/case";
import { news, place, seen, setPresence, undivided, type Roster } from "../index.ts";
import { startStage, type Stage } from "../testing/stage.ts";
import { openingWords } from "./opening.ts";

const spans = [
  { from: "09:00", to: "12:00" },
  { from: "13:00", to: "17:00" },
];
const plan: HourPlan = {
  days: { mon: spans, tue: spans, wed: spans, thu: spans, fri: spans, sat: [], sun: [], holiday: [], makeup: spans },
  special: [],
};
const roster: Roster = {
  ...undivided,
  isOpen: async (_tx, _group, at) => isOpenBy(plan, at),
  nextOpening: async (_tx, _group, at) => nextOpeningBy(plan, at),
};

let stage: Stage;
beforeEach(async () => void (stage = await startStage(roster)));
afterEach(() => stage.end());
const said = async (id: string) => (await stage.view(id)).messages.map((one) => one.text);

describe("when the hours are over", () => {
  it("who still waits is told so once, on either way, and is a message with the same place", async () => {
    const ids = [await stage.enter("follower"), await stage.enter("page", "断缴怎么办", "mini")];
    await stage.sweep();
    expect(await said(ids[0] ?? "")).toHaveLength(1);
    stage.wait(3 * 60);
    await stage.sweep();
    await stage.sweep();
    for (const id of ids) {
      expect(await stage.view(id)).toMatchObject({ state: "waiting", ticket: true });
      const told = (await said(id)).filter((text) => text.includes("没来得及接待您"));
      expect(told).toEqual([
        expect.stringMatching(/^现在是休息时间，3 月 2 日（周一）13:00 上班。.*按顺序最先回复，不用再排。.*12333/),
      ]);
    }
    const page = await stage.run((tx) =>
      news(tx, roster, { identity: "page", id: ids[1] ?? "", after: 0 }, stage.now()),
    );
    expect(JSON.stringify(page)).toContain("没来得及接待您");
    // In the order in which they came, before who comes in the afternoon.
    stage.wait(60);
    await stage.enter("afternoon");
    await stage.ready("王芳");
    await stage.database.db.updateTable("desk_agents").set({ cap: 2 }).execute();
    await stage.sweep();
    const served = await stage.database.db
      .selectFrom("conversations")
      .select("id")
      .where("state", "=", "assigned")
      .execute();
    expect(served.map((one) => one.id).toSorted()).toEqual(ids.toSorted());
  });

  it("nobody is sent home while somebody still works on", async () => {
    const wang = await stage.ready("王芳");
    const busy = await stage.served("busy", wang);
    await stage.database.db.updateTable("desk_agents").set({ cap: 1 }).execute();
    const id = await stage.enter("late");
    stage.wait(3 * 60);
    await stage.answers(busy, wang, "马上好");
    await stage.run((tx) => seen(tx, wang, stage.now()));
    await stage.sweep();
    expect((await stage.view(id)).ticket).toBe(false);
    await stage.run((tx) => setPresence(tx, wang, "away", stage.now()));
    await stage.sweep();
    expect((await stage.view(id)).ticket).toBe(true);
  });

  it("the talk of an agent who went home is a message, too, and its citizen hears of it", async () => {
    const wang = await stage.ready("王芳");
    const id = await stage.served("open", wang);
    stage.wait(3 * 60);
    await stage.sweep();
    expect(await stage.view(id)).toMatchObject({ state: "waiting", ticket: true });
    expect((await said(id)).join("\n")).toMatch(/王芳的工作台已离线[\s\S]*没来得及接待您/);
  });
});

describe("the next opening", () => {
  const opens = (at: string) => openingWords(nextOpeningBy(plan, new Date(`${at}:00+08:00`)));

  it("is after the lunch break, on the make-up Saturday, and after New Year, whether or not next year's list is out", () => {
    expect(opens("2026-11-27T12:30")).toBe("现在是休息时间，11 月 27 日（周五）13:00 上班");
    expect(opens("2026-11-27T17:30")).toBe("现在是休息时间，11 月 30 日（周一）09:00 上班");
    expect(opens("2026-10-09T18:00")).toBe("现在是休息时间，10 月 10 日（周六）09:00 上班");
    expect(opens("2026-12-31T18:00")).toBe("现在是休息时间，1 月 4 日（周一）09:00 上班");
    expect(openingWords(null)).toBe("现在没有排班");
  });
});

describe("the estimate", () => {
  const closed = async (minutes: number) => {
    const wang = await stage.served(`done-${minutes}`, (await agents())[0] ?? "");
    await stage.database.db
      .updateTable("conversations")
      .set({
        state: "closed",
        closed_because: "agent",
        assigned_at: new Date(stage.now().getTime() - minutes * 60_000),
        closed_at: stage.now(),
      })
      .where("id", "=", wang)
      .execute();
  };
  const agents = async () =>
    (await stage.database.db.selectFrom("desk_agents").select("staff_id").execute()).map((one) => one.staff_id);

  it("is not stretched by a talk that was on hold for days", async () => {
    const wang = await stage.ready("王芳");
    for (const minutes of [8, 10, 12, 3 * 24 * 60]) await closed(minutes);
    await stage.database.db.updateTable("desk_agents").set({ cap: 1 }).execute();
    await stage.served("busy", wang);
    const id = await stage.enter("waits");
    expect(await stage.run((tx) => place(tx, roster, id, stage.now()))).toMatchObject({
      ahead: 0,
      estimateMinutes: 11,
    });
  });
});
