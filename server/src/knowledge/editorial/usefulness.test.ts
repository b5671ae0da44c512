import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "../../../test/database.ts";
import { inTransaction, type Tx } from "../../db.ts";
import { isRefusal } from "../../refusal.ts";
import { entries, keepGiven, versionOf } from "../index.ts";
import { loadSeed } from "./seed.ts";
import { statisticsOf } from "./statistics.ts";
import { keepFeedback, mondayOf, usefulnessOf } from "./usefulness.ts";

/** A Monday morning in Beijing, still Sunday in London. */
const at = new Date("2026-03-01T20:00:00Z");
const daysAgo = (days: number) => new Date(at.getTime() - days * 86_400_000);

let fresh: TestDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  await loadSeed(fresh.db, at);
});
afterAll(() => fresh.drop());
const run = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(fresh.db, work);
const [entry] = entries;
if (!entry) throw new Error("no entries");

const give = (key: string, when: Date, decision: "answer" | "menu" | "handoff" = "answer") =>
  run((tx) =>
    keepGiven(
      tx,
      {
        key,
        openid: "o-1",
        question: "断缴了咋办",
        decision,
        entry: decision === "answer" ? entry : null,
        confidence: 0.9,
      },
      when,
    ),
  );
const mark = (answerKey: string, useful: boolean, openid = "o-1", when = at) =>
  run((tx) => keepFeedback(tx, { answerKey, openid, useful }, when));

describe("有用 and 没用", () => {
  it("are kept once per answer; a second tap of the same changes nothing, the other replaces it", async () => {
    await give("a1", at);
    expect(await mark("a1", false)).toEqual({
      entryId: entry.id,
      entryVersion: versionOf(entry),
      useful: false,
      changed: true,
      handOver: { asked: "断缴了咋办", entryId: entry.id },
    });
    expect(await mark("a1", false)).toMatchObject({ changed: false, handOver: null });
    expect(await mark("a1", true)).toMatchObject({ changed: true, useful: true, handOver: null });
    const [row] = await run((tx) => usefulnessOf(tx, { weeks: 1 }, at));
    expect(row).toMatchObject({ given: 1, useful: 1, useless: 0 });
  });

  it("are taken only from who was given that answer", async () => {
    await give("m1", at, "menu");
    expect(await mark("a1", false, "o-2")).toBeUndefined();
    expect(await mark("nothing", false)).toBeUndefined();
    expect(await mark("m1", false)).toBeUndefined();
  });

  it("are counted per version and per week, weeks beginning on Monday in Beijing", async () => {
    await give("a2", daysAgo(1));
    await mark("a2", false, "o-1", daysAgo(1));
    await give("a3", daysAgo(9));
    await mark("a3", false, "o-1", daysAgo(8));
    const [row, ...more] = await run((tx) => usefulnessOf(tx, { entryId: entry.id, weeks: 3 }, at));
    expect(more).toEqual([]);
    expect(row).toEqual({
      entryId: entry.id,
      question: entry.question,
      version: 1,
      digest: versionOf(entry),
      given: 3,
      useful: 1,
      useless: 2,
      weeks: [
        { week: "2026-02-16", useful: 0, useless: 1 },
        { week: "2026-02-23", useful: 0, useless: 1 },
        { week: "2026-03-02", useful: 1, useless: 0 },
      ],
    });
    expect(mondayOf("2026-03-01")).toBe("2026-02-23");
  });
});

describe("statistics", () => {
  it("count each Beijing day by how it ended, empty days included", async () => {
    await give("h1", daysAgo(1), "handoff");
    const found = await run((tx) => statisticsOf(tx, { from: "2026-02-28", to: "2026-03-02" }, at));
    if (isRefusal(found)) throw new Error(found.body.message);
    expect(found.days).toEqual([
      { day: "2026-02-28", asked: 0, answered: 0, menu: 0, handoff: 0, useful: 0, useless: 0 },
      { day: "2026-03-01", asked: 2, answered: 1, menu: 0, handoff: 1, useful: 0, useless: 1 },
      { day: "2026-03-02", asked: 2, answered: 1, menu: 1, handoff: 0, useful: 1, useless: 0 },
    ]);
    expect(found.totals).toMatchObject({ asked: 4, answered: 2, menu: 1, handoff: 1 });
    expect(found.most).toEqual([{ id: entry.id, question: entry.question, given: 2 }]);
  });

  it("of a wrong stretch of days are refused in words", async () => {
    const refused = async (from: string, to: string) =>
      isRefusal(await run((tx) => statisticsOf(tx, { from, to }, at)));
    expect(await refused("2026-03-02", "2026-03-01")).toBe(true);
    expect(await refused("2024-03-02", "2026-03-01")).toBe(true);
  });
});
