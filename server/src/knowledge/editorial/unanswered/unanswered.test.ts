import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "../../../../test/database.ts";
import { inTransaction, type Tx } from "../../../db.ts";
import { isRefusal, type Refusal } from "../../../refusal.ts";
import { keepGiven } from "../../given.ts";
import { submitEntry } from "../edit.ts";
import { loadSeed } from "../seed.ts";
import { getDraft } from "../store.ts";
import { createTrial } from "../trial.ts";
import { closeness, createNeighbours, shapeOf } from "./alike.ts";
import { addClusterTo, draftFromCluster, ignoreCluster, reopenCluster } from "./decide.ts";
import { sortAllUnanswered } from "./sort.ts";
import { listUnanswered } from "./view.ts";

const at = new Date("2026-03-02T02:00:00Z");
const editor = "11111111-1111-4111-8111-111111111111";

let fresh: TestDatabase;
const trial = createTrial();
beforeAll(async () => {
  fresh = await freshDatabase();
  await loadSeed(fresh.db, at);
});
afterAll(() => fresh.drop());

const run = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(fresh.db, work);
async function done<T>(work: (tx: Tx) => Promise<T | Refusal>): Promise<T> {
  const answer = await run(work);
  if (isRefusal(answer)) throw new Error(JSON.stringify(answer.body));
  return answer;
}

let asked = 0;
async function ask(question: string, decision: "menu" | "handoff" = "handoff", times = 1) {
  for (let one = 0; one < times; one++) {
    asked += 1;
    const given = { key: `k${asked}`, openid: "o-99", question, decision, entry: null, confidence: 0.1 };
    await run((tx) => keepGiven(tx, given, new Date(at.getTime() + asked * 1000)));
  }
}
const list = (state: "open" | "turned" | "ignored" = "open") => run((tx) => listUnanswered(tx, { state }, trial, at));
const cluster = async (question: string, state?: "open" | "turned" | "ignored") => {
  const found = (await list(state)).clusters.find((one) => one.samples.some((sample) => sample.text === question));
  if (!found) throw new Error(`no cluster of ${question}`);
  return found;
};

describe("two questions", () => {
  const near = (a: string, b: string) => {
    const neighbours = createNeighbours<string>();
    neighbours.add(shapeOf(a), a);
    return neighbours.find(shapeOf(b)) === a;
  };

  it.each([
    ["公积金怎么提取", "公积金如何提取"],
    ["住房公积金提取要什么材料", "住房公积金提取需要材料"],
    ["生育津贴多久到账", "生育津贴多久能到账呀"],
  ])("%s and %s are one", (a, b) => expect(near(a, b)).toBe(true));

  it.each([
    ["失业金怎么申请", "生育金怎么申请"],
    ["公积金怎么提取", "医保卡怎么激活"],
    ["武汉落户需要什么条件", "武汉退休需要什么条件"],
  ])("%s and %s are two", (a, b) => expect(near(a, b)).toBe(false));

  it("are as close one way as the other, and closest to themselves", () => {
    const text = fc.string({ minLength: 1, maxLength: 12, unit: fc.constantFrom(..."公积金提取医保卡激活怎么") });
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [one, other] = [shapeOf(a), shapeOf(b)];
        expect(closeness(one, other)).toBe(closeness(other, one));
        expect(closeness(one, one)).toBeCloseTo(1);
        expect(closeness(one, other)).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });
});

describe("what was not answered", () => {
  it("is counted in clusters of alike wordings, the most asked first", async () => {
    await ask("公积金怎么提取", "handoff", 3);
    await ask("公积金如何提取？", "menu", 2);
    await ask("高温补贴几月份发放", "handoff");
    await ask("？？？");
    await ask("3");
    const { clusters, total, waiting } = await list();
    expect({ total, waiting }).toEqual({ total: 2, waiting: 0 });
    expect(clusters[0]).toMatchObject({
      question: "公积金怎么提取",
      count: 5,
      menu: 2,
      handoff: 3,
      wordings: 2,
      state: "open",
    });
    expect(clusters[0]?.samples.map((sample) => [sample.text, sample.count])).toEqual([
      ["公积金怎么提取", 3],
      ["公积金如何提取？", 2],
    ]);
    expect(clusters[1]?.count).toBe(1);
  });

  it("is taken in once, however many look at the same time", async () => {
    await ask("高温补贴几月份发放", "handoff", 4);
    await Promise.all([sortAllUnanswered(fresh.db), sortAllUnanswered(fresh.db), list()]);
    expect((await cluster("高温补贴几月份发放")).count).toBe(5);
  });

  it("becomes a draft entry in one call, whose answer must be written before it is submitted", async () => {
    const { id } = await cluster("高温补贴几月份发放");
    const row = await done((tx) => draftFromCluster(tx, { id }, editor, at));
    const draft = await run((tx) => getDraft(tx, row.id, 1));
    expect(draft).toMatchObject({ question: "高温补贴几月份发放", similar: [] });
    const early = await run((tx) => submitEntry(tx, { id: row.id, version: 1 }, editor, at));
    expect(isRefusal(early) && early.body.problems?.map((one) => one.field)).toEqual(["answer", "source"]);
    expect(await cluster("高温补贴几月份发放", "turned")).toMatchObject({ entry: { id: row.id }, since: 0 });
    await ask("高温补贴几月份发放");
    expect(await cluster("高温补贴几月份发放", "turned")).toMatchObject({ count: 6, since: 1 });
    const again = await run((tx) => draftFromCluster(tx, { id }, editor, at));
    expect(isRefusal(again) && again.body.code).toBe("conflict");
  });

  it("becomes similar questions of an entry in one call, as a draft of it", async () => {
    const { id } = await cluster("公积金怎么提取");
    const row = await done((tx) => addClusterTo(tx, { id, entryId: "five-insurances" }, editor, at));
    expect(row).toMatchObject({ id: "five-insurances", state: "draft", newest: 2, published: 1 });
    const draft = await run((tx) => getDraft(tx, row.id, 2));
    // The second wording is the first in another writing.
    expect(draft.similar.slice(-2)).toEqual(["公积金怎么提取", "公积金如何提取？"]);
    expect((await list()).total).toBe(0);
  });

  it("is ignored, with a reason, and may be opened again", async () => {
    await ask("长江大桥几点开放");
    const { id } = await cluster("长江大桥几点开放");
    await done((tx) => ignoreCluster(tx, id, "不归我们管", editor, at));
    expect((await list("ignored")).clusters.map((one) => one.id)).toEqual([id]);
    await done((tx) => reopenCluster(tx, id, editor, at));
    expect(await cluster("长江大桥几点开放")).toMatchObject({ state: "open", entry: null });
    const nowhere = await run((tx) => ignoreCluster(tx, "999999", null, editor, at));
    expect(isRefusal(nowhere) && nowhere.body.code).toBe("not-found");
  });

  it("in a night's thousands is taken in whole", async () => {
    const rows = Array.from({ length: 1_200 }, (_, index) => ({
      key: `bulk${index}`,
      openid: "o-99",
      at,
      question: `${["图书馆", "体育馆", "博物馆"][index % 3] ?? ""}周末几点开门`,
      decision: "menu" as const,
      entry_id: null,
      entry_version: null,
      confidence: null,
    }));
    await fresh.db.insertInto("answers_given").values(rows).execute();
    expect(await sortAllUnanswered(fresh.db)).toBe(1_200);
    const { clusters } = await list();
    expect(clusters.filter((one) => one.question.includes("馆")).reduce((sum, one) => sum + one.count, 0)).toBe(1_200);
  });
});
