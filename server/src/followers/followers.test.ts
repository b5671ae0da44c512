import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "../../test/database.ts";
import { embeddedCoreInsurance } from "../adapters/core-insurance/embedded.ts";
import { inTransaction } from "../db.ts";
import { loadPeople, personaOf, personIdOf, type PersonaCode } from "../people/index.ts";
import { isRefusal } from "../refusal.ts";
import {
  createFollowerRunner,
  joinAccount,
  leaveAccount,
  markFollower,
  marksOf,
  startSync,
  viewOverview,
  viewProgress,
} from "./index.ts";
import { growth } from "./moves.ts";
import { fakeAccount, type FakeAccount } from "./testing/account.ts";

const start = new Date("2026-11-24T02:00:00Z");
const hours = (n: number) => new Date(start.getTime() + n * 3_600_000);
const staffId = randomUUID();

let fresh: TestDatabase;
let account: FakeAccount;
let now: Date;
const clock = { now: () => now };
beforeEach(async () => {
  fresh = await freshDatabase();
  account = fakeAccount();
  now = start;
});
afterEach(() => fresh.drop());

const openid = (n: number) => `o${String(n).padStart(6, "0")}`;
const person = (code: PersonaCode) => personIdOf(personaOf(code).idNumber);

const runnerOf = (holder = randomUUID(), pace = {}) =>
  createFollowerRunner({
    db: fresh.db,
    clock,
    core: embeddedCoreInsurance,
    followers: account.followers,
    tags: account.tags,
    log: { info: () => undefined, warn: () => undefined },
    holder,
    pace: { callsPerMinute: 60_000_000, ...pace },
  });
const sync = async (pace = {}) => {
  await inTransaction(fresh.db, (tx) => startSync(tx, null, now));
  await runnerOf(randomUUID(), pace).work();
  return (await progress()).sync;
};
const progress = () => inTransaction(fresh.db, (tx) => viewProgress(tx));
const overview = () => inTransaction(fresh.db, (tx) => viewOverview(tx, now));
const rowOf = (id: string) => fresh.db.selectFrom("followers").selectAll().where("openid", "=", id).executeTakeFirst();
const numberOf = async (id: string) => (await rowOf(id))?.number ?? 0;

async function bindTo(id: string, code: PersonaCode, unionid = `u-${id}`): Promise<void> {
  await fresh.db
    .insertInto("bindings")
    .values({
      identity: unionid,
      openid: `mini-${id}`,
      person_id: person(code),
      mobile: "13800138000",
      bound_at: now,
      consent_version: "2026-11",
    })
    .execute();
}

describe("a synchronisation", () => {
  it("learns everybody page by page, when they came and who they are", async () => {
    await inTransaction(fresh.db, (tx) => loadPeople(tx, "2026-11-24"));
    account = fakeAccount(100);
    for (let n = 1; n <= 250; n += 1) account.add(openid(n), hours(-n), `u-${openid(n)}`);
    await bindTo(openid(7), "retired");

    expect(await sync()).toMatchObject({
      state: "done",
      total: 250,
      seen: 250,
      toCheck: 250,
      checked: 250,
      joined: 250,
      left: 0,
      linked: 1,
      trouble: null,
    });
    expect(account.calls.filter((call) => call === "page")).toHaveLength(3);
    expect(account.calls.filter((call) => call === "details")).toHaveLength(3);
    expect(await rowOf(openid(7))).toMatchObject({ followed_at: hours(-7), person_id: person("retired") });
    expect(await overview()).toMatchObject({ following: 250, left: 0, bound: 1 });
    expect(account.carried(openid(7))).toContain("退休人员");

    account.calls.length = 0;
    now = hours(1);
    expect(await sync()).toMatchObject({ state: "done", joined: 0, left: 0, linked: 0 });
    expect(account.calls).not.toContain("put");
  });

  it("finds who left and who came back without our being told", async () => {
    account.add(openid(1), hours(-9));
    account.add(openid(2), hours(-9));
    await sync();
    account.fans.delete(openid(1));
    now = hours(1);
    expect(await sync()).toMatchObject({ left: 1 });
    expect(await rowOf(openid(1))).toMatchObject({ unfollowed_at: hours(1) });
    account.add(openid(1), hours(2));
    now = hours(3);
    expect(await sync()).toMatchObject({ left: 0, joined: 1 });
    expect(await rowOf(openid(1))).toMatchObject({ unfollowed_at: null, followed_at: hours(2) });
    const today = (await inTransaction(fresh.db, (tx) => growth(tx, now))).at(-1);
    expect(today).toEqual({ day: "2026-11-24", joined: 3, left: 1 });
  });

  it("goes on where it was when the process dies in the middle, asking nothing twice that was kept", async () => {
    account = fakeAccount(100);
    for (let n = 1; n <= 450; n += 1) account.add(openid(n), hours(-1));
    await inTransaction(fresh.db, (tx) => startSync(tx, null, now));
    // Dies with an answer in hand, before it is kept: in the pages, and again among the details.
    for (const [call, turn] of [
      ["page", 3],
      ["details", 2],
    ] as const) {
      let seen = 0;
      account.afterCall((one) => {
        if (one === call && (seen += 1) === turn) throw new Error("killed");
      });
      await expect(runnerOf().work()).rejects.toThrow("killed");
      account.mend();
      // Its lease has not ended: nobody else may go on yet.
      const before = account.calls.length;
      await runnerOf().work();
      expect(account.calls).toHaveLength(before);
      now = new Date(now.getTime() + 31_000);
    }
    await runnerOf().work();
    expect((await progress()).sync).toMatchObject({ state: "done", seen: 450, checked: 450, joined: 450 });
    expect(account.calls.filter((call) => call === "page")).toHaveLength(5 + 1);
    expect(account.calls.filter((call) => call === "details")).toHaveLength(5 + 1);
  });

  it("believes an event that came while WeChat was being asked", async () => {
    account.add(openid(1), hours(-5));
    account.add(openid(2), hours(-5));
    await sync();
    now = hours(1);
    account.add(openid(3), hours(1));
    account.afterCall(async (call) => {
      if (call !== "details") return;
      // The answer says that 1 follows and knows no 9; events of just now say otherwise.
      await inTransaction(fresh.db, (tx) => leaveAccount(tx, openid(1), now, now));
    });
    account.beforeCall(async (call) => {
      if (call === "page") await inTransaction(fresh.db, (tx) => joinAccount(tx, openid(9), now));
    });
    await sync();
    expect(await rowOf(openid(1))).toMatchObject({ unfollowed_at: hours(1) });
    expect(await rowOf(openid(9))).toMatchObject({ unfollowed_at: null });
  });

  it("waits when WeChat is away, says so, and gives up in the end", async () => {
    account.add(openid(1), hours(-5));
    await runnerOf().work();
    account.breakAlways("unreachable");
    now = hours(1);
    expect(await sync({ mostFailures: 2 })).toMatchObject({
      state: "running",
      trouble: "暂时连不上微信，系统会自己接着试",
    });
    now = new Date(now.getTime() + 10_000);
    await runnerOf(randomUUID(), { mostFailures: 2 }).work();
    const failed = (await progress()).sync;
    expect(failed).toMatchObject({ state: "failed" });
    expect(failed?.trouble).toContain("请稍后再点同步");
    account.mend();
    now = hours(2);
    expect(await sync()).toMatchObject({ state: "done", trouble: null });
  });

  it("is one at a time, at a bounded pace", async () => {
    for (let n = 1; n <= 300; n += 1) account.add(openid(n), hours(-1));
    expect(await inTransaction(fresh.db, (tx) => startSync(tx, null, now))).toBeDefined();
    expect(await inTransaction(fresh.db, (tx) => startSync(tx, staffId, now))).toBeUndefined();
    // Time stands still: only what a second's start allows is done.
    await runnerOf(randomUUID(), { callsPerMinute: 30 }).work();
    expect(account.calls).toHaveLength(1);
    now = new Date(now.getTime() + 2_000);
    await runnerOf(randomUUID(), { callsPerMinute: 30 }).work();
    expect(account.calls).toHaveLength(2);
  });
});

describe("tags by audience", () => {
  const bound: readonly (readonly [number, PersonaCode])[] = [
    [1, "retired"],
    [2, "builder-clerk"],
    [3, "unemployed"],
  ];
  beforeEach(async () => {
    await inTransaction(fresh.db, (tx) => loadPeople(tx, "2026-11-24"));
    for (const [n, code] of bound) {
      account.add(openid(n), hours(-n), `u-${openid(n)}`);
      await bindTo(openid(n), code);
    }
    account.add(openid(4), hours(-4));
  });

  it("are made at WeChat once, and carried by whom the ledger says", async () => {
    await sync();
    expect(account.names.size).toBe(21);
    expect([...account.names.values()].every((name) => name.length <= 30)).toBe(true);
    expect(account.carried(openid(1))).toEqual(expect.arrayContaining(["退休人员"]));
    expect(account.carried(openid(2))).toEqual(expect.arrayContaining(["单位经办人"]));
    expect(account.carried(openid(3))).toEqual(expect.arrayContaining(["失业人员"]));
    expect(account.carried(openid(4))).toEqual([]);
    const { tags, unpushed } = await overview();
    expect(unpushed).toBe(0);
    expect(tags.find((tag) => tag.code === "retired")).toMatchObject({ followers: 1, group: "kind" });
    expect(tags.every((tag) => tag.wechatId !== null)).toBe(true);
  });

  it("are taken off when the person changes or unbinds, and put again when WeChat lost them", async () => {
    await sync();
    await sql`update followers set person_id = null where openid = ${openid(1)}`.execute(fresh.db);
    await runnerOf().work();
    expect(account.carried(openid(1))).toEqual([]);
    account.fans.get(openid(3))?.tags.clear();
    const strange = [...account.names].find(([, name]) => name === "退休人员")?.[0] ?? 0;
    account.fans.get(openid(4))?.tags.add(strange);
    await sync();
    expect(account.carried(openid(3))).toContain("失业人员");
    expect(account.carried(openid(4))).toEqual([]);
  });

  it("are made anew with everybody in them when somebody deleted one at WeChat", async () => {
    await sync();
    const [id] = [...account.names].find(([, name]) => name === "退休人员") ?? [0];
    await account.tags.remove(id);
    now = hours(25);
    await runnerOf().work();
    expect(account.carried(openid(1))).toContain("退休人员");
    const held = await fresh.db.selectFrom("follower_tags").select("id").where("code", "=", "retired").execute();
    expect(held).toHaveLength(1);
    expect(held[0]?.id).not.toBe(id);
  });

  it("take over a tag of that name, and survive a kill after WeChat had done it", async () => {
    account.names.set(7, "退休人员");
    let puts = 0;
    account.afterCall((call) => {
      if ((call === "put" || call === "create") && (puts += 1) % 2 === 1) throw new Error("killed");
    });
    await inTransaction(fresh.db, (tx) => startSync(tx, null, now));
    for (let turn = 0; turn < 60; turn += 1) {
      await runnerOf()
        .work()
        .catch(() => undefined);
      now = new Date(now.getTime() + 90_000);
    }
    expect(account.names.get(7)).toBe("退休人员");
    expect([...new Set(account.names.values())]).toHaveLength(21);
    expect(account.names.size).toBe(21);
    expect(account.carried(openid(1))).toContain("退休人员");
    expect((await progress()).unpushed).toBe(0);
  });

  it("reach the others when WeChat will not have one of them", async () => {
    await sync();
    const many = Array.from({ length: 120 }, (_, n) => openid(1000 + n));
    for (const id of many) {
      account.add(id, hours(0));
      await inTransaction(fresh.db, (tx) => joinAccount(tx, id, now));
    }
    account.fans.delete(openid(1050));
    await fresh.db
      .insertInto("audience_tags")
      .values(many.map((id) => ({ openid: id, code: "flexible" })))
      .execute();
    await runnerOf().work();
    expect(many.filter((id) => account.carried(id).includes("灵活就业人员"))).toHaveLength(119);
    expect((await progress()).unpushed).toBe(1);
    now = hours(1);
    await sync();
    expect((await progress()).unpushed).toBe(0);
  });

  it("rest, and say why, when the account has a hundred already", async () => {
    for (let n = 0; n < 100; n += 1) account.names.set(500 + n, `别人的 ${n}`);
    await sync();
    const { tagTrouble } = await progress();
    expect(tagTrouble).toContain("单位经办人");
    expect(tagTrouble).toContain("45056");
    expect(account.calls.filter((call) => call === "create")).toHaveLength(1);
    account.names.delete(500);
    now = hours(2);
    await runnerOf().work();
    expect([...account.names.values()]).toContain("单位经办人");
  });

  it("employer's clerks are marked by hand with a reason, and the log keeps it", async () => {
    await sync();
    const number = await numberOf(openid(4));
    const mark = (marked: boolean, which = number) =>
      inTransaction(fresh.db, (tx) =>
        markFollower(tx, embeddedCoreInsurance, { number: which, marked, reason: "凭单位介绍信" }, staffId, now),
      );
    expect(await mark(true)).toBe(openid(4));
    expect(isRefusal(await mark(true))).toBe(true);
    await runnerOf().work();
    expect(account.carried(openid(4))).toEqual(["单位经办人"]);
    // The ledger's nightly word does not take it away.
    await sync();
    expect(account.carried(openid(4))).toEqual(["单位经办人"]);
    await mark(false);
    await runnerOf().work();
    expect(account.carried(openid(4))).toEqual([]);
    const log = await inTransaction(fresh.db, (tx) => marksOf(tx, number));
    expect(log).toMatchObject([
      { marked: false, reason: "凭单位介绍信" },
      { marked: true, reason: "凭单位介绍信" },
    ]);
    // What the ledger knows is not for staff to take away.
    expect(isRefusal(await mark(false, await numberOf(openid(2))))).toBe(true);
    expect(isRefusal(await mark(true, 987_654))).toBe(true);
  });
});
