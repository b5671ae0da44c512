import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "../../test/database.ts";
import { saveFollower } from "../bot/inbox/index.ts";
import { inTransaction } from "../db.ts";
import { oweNotices, readNotice, sendOwedNotices, tell } from "./index.ts";

const personId = "00000000-0000-4000-8000-000000000001";
const openid = "o-silent";
const at = (minutes: number) => new Date(Date.parse("2026-11-23T01:00:00Z") + minutes * 60_000);

let fresh: TestDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  await inTransaction(fresh.db, async (tx) => {
    await saveFollower(tx, openid, { followedAt: at(0), unfollowedAt: null });
    await tx.updateTable("followers").set({ person_id: personId }).where("openid", "=", openid).execute();
  });
});
afterAll(() => fresh.drop());

const notice = (key: string) => ({ key, personId, title: `标题 ${key}`, text: "内容", open: "cases/list/index" });
const told = (key: string) => inTransaction(fresh.db, (tx) => tell(tx, notice(key), at(0)));
const owe = (keys: string[], minutes: number) =>
  inTransaction(fresh.db, (tx) => oweNotices(tx, openid, keys, at(minutes)));
const speaks = (kind: string, minutes: number) =>
  fresh.db
    .insertInto("inbound")
    .values({
      key: `${kind}-${minutes}`,
      openid,
      kind,
      at: at(minutes),
      received_at: at(minutes),
      lease_until: at(minutes),
    } as never)
    .execute();
const owed = async () => (await fresh.db.selectFrom("owed_notices").select("notice_key").execute()).length;
const parcels = async () =>
  (await fresh.db.selectFrom("outbox").select(["payload"]).where("key", "like", "owed:%").orderBy("id").execute()).map(
    (row) => row.payload as { reply: { text: string }; notices: string[] },
  );

describe("a notice that WeChat would not deliver", () => {
  it("waits until its reader does something, then goes out once", async () => {
    await told("one");
    await owe(["one", "never-told"], 1);
    expect(await owed()).toBe(1);
    expect(await sendOwedNotices(fresh.db, at(2))).toBe(0);
    await speaks("view", 3);
    expect(await sendOwedNotices(fresh.db, at(3))).toBe(0);
    await speaks("text", 4);
    expect(await sendOwedNotices(fresh.db, at(4))).toBe(1);
    expect(await sendOwedNotices(fresh.db, at(5))).toBe(0);
    expect(await parcels()).toEqual([
      expect.objectContaining({ notices: ["one"], reply: expect.objectContaining({ text: "标题 one\n内容" }) }),
    ]);
  });

  it("goes with others in one message, for WeChat counts", async () => {
    await told("two");
    await told("three");
    await owe(["two", "three"], 10);
    await speaks("click", 11);
    await sendOwedNotices(fresh.db, at(11));
    const last = (await parcels()).at(-1);
    expect(last?.notices.toSorted()).toEqual(["three", "two"]);
    expect(last?.reply.text).toContain("2 条");
  });

  it("is forgotten when it was read in the mini-program meanwhile", async () => {
    await told("four");
    await owe(["four"], 20);
    const row = await fresh.db.selectFrom("notices").select("id").where("key", "=", "four").executeTakeFirstOrThrow();
    await inTransaction(fresh.db, (tx) => readNotice(tx, personId, row.id, at(21)));
    await speaks("text", 22);
    const before = (await parcels()).length;
    await sendOwedNotices(fresh.db, at(22));
    expect(await parcels()).toHaveLength(before);
    expect(await owed()).toBe(0);
  });
});
