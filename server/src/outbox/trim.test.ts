import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "../../test/database.ts";
import { inTransaction } from "../db.ts";
import { put, trimOutbox } from "./index.ts";

const now = new Date("2026-11-23T01:00:00Z");
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
let fresh: TestDatabase;
beforeAll(async () => void (fresh = await freshDatabase()));
afterAll(() => fresh.drop());

describe("what was sent", () => {
  it("loses its words after a week and keeps its key; what a person must look at keeps both", async () => {
    for (const [key, state, days] of [
      ["old", "sent", 8],
      ["new", "sent", 6],
      ["refused", "refused", 8],
      ["unsure", "unknown", 30],
    ] as const) {
      await inTransaction(fresh.db, (tx) => put(tx, { key, kind: "k", payload: { words: "张三您好" } }));
      await fresh.db
        .updateTable("outbox")
        .set({ state, settled_at: daysAgo(days) })
        .where("key", "=", key)
        .execute();
    }
    expect(await trimOutbox(fresh.db, now)).toBe(2);
    expect(await trimOutbox(fresh.db, now)).toBe(0);
    const rows = await fresh.db.selectFrom("outbox").select(["key", "payload"]).orderBy("key").execute();
    const words = { words: "张三您好" };
    expect(Object.fromEntries(rows.map((row) => [row.key, row.payload]))).toEqual({
      old: {},
      new: words,
      refused: {},
      unsure: words,
    });
    expect(await inTransaction(fresh.db, (tx) => put(tx, { key: "old", kind: "k", payload: {} }))).toBe("already");
  });
});
