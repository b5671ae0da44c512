import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "../../../test/database.ts";
import { inTransaction } from "../../db.ts";
import { createEngine } from "../sending/engine.ts";
import { presentMonth } from "./figures.ts";
import { findBroadcast } from "../record.ts";
import { presentStatistics } from "./statistics.ts";
import {
  addFollowers,
  addWords,
  countingAccount,
  draftOf,
  launch,
  movableClock,
  senderParts,
} from "../testing/scene.ts";

let fresh: TestDatabase;
beforeEach(async () => void (fresh = await freshDatabase()));
afterEach(() => fresh.drop());

const statisticsOf = (id: string, now: Date) =>
  inTransaction(fresh.db, async (tx) => {
    const found = await findBroadcast(tx, id);
    if (!found) throw new Error("gone");
    return presentStatistics(tx, found, now);
  });
const left = (openid: string, at: Date) =>
  sql`insert into follower_moves (openid, at, move) values (${openid}, ${at}, 'left')`.execute(fresh.db);

describe("the statistics of a broadcast", () => {
  it("count who left within a day after it reached them, and nobody else", async () => {
    await addFollowers(fresh.db, 6);
    await sql`update followers set unfollowed_at = now() where openid = 'o000000006'`.execute(fresh.db);
    const clock = movableClock();
    const id = await launch(fresh.db, draftOf(), clock.now());
    await createEngine(senderParts(fresh.db, clock, countingAccount().account)).work();
    const hours = (n: number) => new Date(clock.now().getTime() + n * 3_600_000);
    expect((await statisticsOf(id, clock.now())).unfollowed).toBe(0);
    await left("o000000001", hours(1));
    await left("o000000001", hours(3));
    await left("o000000002", hours(25));
    await left("o000000003", hours(-1));
    await left("o000000006", hours(1));
    await left("o-stranger", hours(1));
    expect((await statisticsOf(id, hours(30))).unfollowed).toBe(1);
    const month = await inTransaction(fresh.db, (tx) => presentMonth(tx, "2026-11"));
    expect(month.broadcasts).toMatchObject([{ id, reached: 5, unfollowed: 1 }]);
    expect((await inTransaction(fresh.db, (tx) => presentMonth(tx, "2026-10"))).broadcasts).toEqual([]);
  });

  it("say why people failed, with how many, and the month's share of failures", async () => {
    await addFollowers(fresh.db, 4);
    const clock = movableClock();
    await addWords(fresh.db, clock.now());
    const { account } = countingAccount();
    const refused = ["o000000002", "o000000004"];
    account.messages.send = async (openid) =>
      refused.includes(openid)
        ? { outcome: "refused", because: "blocked", code: 43101, advice: "对方拒收" }
        : { outcome: "sent" };
    const content = { kind: "text" as const, text: "请缴费。", open: null };
    const id = await launch(fresh.db, draftOf({ means: "service", content, pauseOverPercent: 100 }), clock.now());
    await createEngine(senderParts(fresh.db, clock, account)).work();
    const told = await statisticsOf(id, clock.now());
    expect(told.reasons).toEqual([{ state: "failed", reason: "对方拒收", count: 2 }]);
    expect(told.pace.reduce((sum, one) => sum + one.failed, 0)).toBe(2);
    const month = await inTransaction(fresh.db, (tx) => presentMonth(tx, "2026-11"));
    expect(month.means).toMatchObject([{ means: "service", reached: 2, failed: 2, failedPercent: 50 }]);
  });

  it("are drawn by the minute, and by the hour when it took long", async () => {
    await addFollowers(fresh.db, 2);
    const clock = movableClock();
    const id = await launch(fresh.db, draftOf(), clock.now());
    await sql`insert into broadcast_pace (broadcast_id, minute, sent, failed, unknown)
      select ${id}::uuid, '2026-11-24T02:00:00Z'::timestamptz + make_interval(mins => n), 10, 1, 0
      from generate_series(0, 60) n`.execute(fresh.db);
    expect(await statisticsOf(id, clock.now())).toMatchObject({ unit: "minute" });
    await sql`insert into broadcast_pace (broadcast_id, minute, sent, failed, unknown)
      values (${id}::uuid, '2026-11-24T05:30:00Z', 7, 0, 0)`.execute(fresh.db);
    const { unit, pace } = await statisticsOf(id, clock.now());
    expect(unit).toBe("hour");
    expect(pace.map(({ at, sent, failed }) => [at.slice(11, 16), sent, failed])).toEqual([
      ["02:00", 600, 60],
      ["03:00", 10, 1],
      ["05:00", 7, 0],
    ]);
  });
});
