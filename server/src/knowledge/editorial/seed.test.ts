import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createListener } from "../../adapters/database/listener.ts";
import { freshDatabase, type TestDatabase } from "../../../test/database.ts";
import { inTransaction } from "../../db.ts";
import { isRefusal } from "../../refusal.ts";
import { entries, versionOf, type Entry } from "../index.ts";
import { asksOf } from "./draft.ts";
import { saveEntry, withdrawEntry } from "./edit.ts";
import { goldenSeed } from "./golden-seed.ts";
import { removeGolden } from "./golden.ts";
import { readGolden, runGolden } from "./golden-run.ts";
import { followPublished } from "./live.ts";
import { readPublished } from "./published.ts";
import { loadSeed } from "./seed.ts";
import { getDraft } from "./store.ts";

const at = new Date("2026-03-02T02:00:00Z");
const today = "2026-03-02";
const maker = "11111111-1111-4111-8111-111111111111";

let fresh: TestDatabase;
beforeAll(async () => void (fresh = await freshDatabase()));
afterAll(() => fresh.drop());

const published = async (id: string) => {
  const found = (await readPublished(fresh.db)).find((entry) => entry.id === id);
  if (!found) throw new Error(`${id} is not published`);
  return found;
};
const renamed = (entry: Entry | undefined, answer: string): Entry => {
  if (!entry) throw new Error("no such entry");
  return { ...entry, answer };
};

describe("what came with the release", () => {
  it("is published at the first start, word for word, and once", async () => {
    const both = await Promise.all([loadSeed(fresh.db, at), loadSeed(fresh.db, at)]);
    expect(both.map((one) => one.added).toSorted((a, b) => a - b)).toEqual([0, entries.length]);
    const own = new Map(entries.map((entry) => [entry.id, versionOf(entry)]));
    expect(new Map((await readPublished(fresh.db)).map((entry) => [entry.id, versionOf(entry)]))).toEqual(
      new Map([...own].toSorted(([a], [b]) => (a < b ? -1 : 1))),
    );
    expect(await loadSeed(fresh.db, at)).toEqual({ added: 0, renewed: 0, golden: 0 });
  });

  it("renews what nobody here has touched, and leaves alone what somebody has", async () => {
    const [first, second, third] = entries;
    if (!first || !second || !third) throw new Error("too few entries");
    await inTransaction(fresh.db, async (tx) => {
      const draft = { ...(await getDraft(tx, second.id, 1)), answer: "编辑改过的答案，写得更清楚。" };
      const saved = await saveEntry(tx, { id: second.id, version: 1, draft }, maker, at);
      if (isRefusal(saved)) throw new Error(saved.body.message);
      const gone = await withdrawEntry(tx, { id: third.id, version: 1, reason: "不适用" }, maker, at);
      if (isRefusal(gone)) throw new Error(gone.body.message);
    });
    const next = [first, second, third].map((entry) => renamed(entry, "新版本带来的答案，比原来更准确。"));
    expect(await loadSeed(fresh.db, at, next, [])).toMatchObject({ added: 0, renewed: 1 });
    expect((await published(first.id)).answer).toContain("新版本带来");
    expect((await published(second.id)).answer).toBe(second.answer);
    await expect(published(third.id)).rejects.toThrow("not published");
    // An older release that still runs elsewhere starts again: its words were here before.
    expect(await loadSeed(fresh.db, at, [first], [])).toMatchObject({ renewed: 0 });
    expect((await published(first.id)).answer).toContain("新版本带来");
  });

  it("brings a golden question once; one that was taken out stays out", async () => {
    const golden = await inTransaction(fresh.db, readGolden);
    expect(golden).toHaveLength(goldenSeed.length);
    const [first] = golden;
    await inTransaction(fresh.db, (tx) => removeGolden(tx, { id: String(first?.id), reason: "重复" }, maker, at));
    await loadSeed(fresh.db, at);
    expect((await inTransaction(fresh.db, readGolden)).map((one) => one.id)).not.toContain(first?.id);
  });
});

describe("the golden questions of the house", () => {
  it("are many, distinct, name entries that exist, and all hold", () => {
    expect(goldenSeed.length).toBeGreaterThanOrEqual(60);
    expect(new Set(goldenSeed.map((one) => asksOf(one.text))).size).toBe(goldenSeed.length);
    const golden = goldenSeed.map(({ text, entryId }, id) => {
      return { id, text, entry_id: entryId === "handoff" ? null : entryId };
    });
    const run = runGolden({ entries, heirs: new Map(), terms: [] }, golden, today);
    expect(run.idle).toEqual([]);
    expect(run.failed.map((one) => `${one.text}：${one.expected}，${one.got}`)).toEqual([]);
    expect(run.held).toBe(goldenSeed.length);
  });
});

describe("the knowledge of a process", () => {
  it("follows what another publishes and withdraws", async () => {
    const listener = createListener(fresh.url);
    const live = await followPublished({
      db: fresh.db,
      listen: (channel, hear) => listener.listen(channel, hear),
      onTrouble: (error) => {
        throw error;
      },
      pollMs: 600_000,
    });
    try {
      const [, , , fourth] = entries;
      const id = fourth?.id ?? "";
      expect(live.knowledge.find(id, today)?.answer).toBe(fourth?.answer);
      await loadSeed(fresh.db, at, [renamed(fourth, "改过的答案，别的进程发布的。")], []);
      await expect.poll(() => live.knowledge.find(id, today)?.answer).toContain("别的进程");
      await inTransaction(fresh.db, (tx) => withdrawEntry(tx, { id, version: 2, reason: "撤" }, maker, at));
      await expect.poll(() => live.knowledge.find(id, today)).toBeUndefined();
    } finally {
      await live.close();
      await listener.close();
    }
  });
});
