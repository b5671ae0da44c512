import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { freshDatabase, type TestDatabase } from "../../test/database.ts";
import { inTransaction, type Tx } from "../db.ts";
import { Refusal } from "../refusal.ts";
import { addStaff } from "../staff/index.ts";
import type { Roster } from "../desk/index.ts";
import { attend, countUse, findReplies, followRoster, groupsOf } from "./index.ts";

let fresh: TestDatabase;
let roster: Roster;
/** What the roster keeps is too old whenever it is asked, unless a test stops the clock. */
let step = 2_000;
let moment = 0;
let tellChange: () => void = () => undefined;
const run = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(fresh.db, work);
const now = new Date("2026-11-23T02:00:00Z");
const ids: Record<string, string> = {};
const group = randomUUID();

beforeAll(async () => {
  fresh = await freshDatabase();
  roster = await followRoster(
    async (_channel, hear) => void (tellChange = hear),
    () => (moment += step),
  );
  for (const account of ["lin", "he"]) {
    await addStaff(
      fresh.db,
      { account, name: `客服·${account}`, password: "long enough 1", roles: ["agent"], mustChangePassword: false },
      now,
    );
    const row = await fresh.db
      .selectFrom("staff")
      .select("id")
      .where("account", "=", account)
      .executeTakeFirstOrThrow();
    ids[account] = row.id;
  }
  await fresh.db
    .insertInto("skill_groups")
    .values({
      id: group,
      name: "失业组",
      about: "",
      words: ["失业", "失业保险金"],
      hour_plan_id: null,
      created_at: now,
      closed_at: null,
    })
    .execute();
});
afterAll(() => fresh.drop());

const join = (account: string, level: 1 | 2 | 3) =>
  fresh.db
    .insertInto("staff_groups")
    .values({ group_id: group, staff_id: ids[account] ?? "", level, joined_at: now })
    .execute();

describe("groups", () => {
  it("take a question by their words only when somebody works in them", async () => {
    expect(await run((tx) => roster.groupFor(tx, "失业保险金怎么领"))).toBeNull();
    await join("lin", 2);
    await join("he", 3);
    expect(await run((tx) => roster.groupFor(tx, "失业保险金怎么领"))).toBe(group);
    expect(await run((tx) => roster.groupFor(tx, "医保断了"))).toBeNull();
  });

  it("know their people, and people their groups", async () => {
    const members = await run((tx) => roster.members(tx));
    expect(members.filter((one) => one.groupId === group)).toEqual(
      expect.arrayContaining([
        { groupId: group, staffId: ids["he"], level: 3 },
        { groupId: group, staffId: ids["lin"], level: 2 },
      ]),
    );
    expect(await run((tx) => groupsOf(tx, ids["lin"] ?? ""))).toEqual([
      { id: group, name: "失业组", standard: false, level: 2 },
    ]);
  });
});

describe("the wait limit", () => {
  it("is the group's, for what is anybody's the standard group's", async () => {
    const set = (minutes: number, which: object) =>
      fresh.db
        .updateTable("skill_groups")
        .set({ wait_limit: minutes })
        .where((row) => row.and(which))
        .execute();
    await set(25, { id: group });
    const limits = () => run(async (tx) => [await roster.waitLimit(tx, group), await roster.waitLimit(tx, null)]);
    expect(await limits()).toEqual([25, 10]);
    await set(15, { standard: true });
    expect(await limits()).toEqual([25, 15]);
    await set(10, {});
  });
});

describe("what is kept of it", () => {
  it("costs one reading a second, and is read again at once when somebody changed it", async () => {
    const client = new Client(fresh.url);
    await client.connect();
    let heard = 0;
    client.on("notification", () => {
      heard += 1;
      tellChange();
    });
    await client.query("listen roster");
    const words = (named: string[]) =>
      fresh.db.updateTable("skill_groups").set({ words: named }).where("id", "=", group).execute();
    const chosen = () => run((tx) => roster.groupFor(tx, "断档了"));
    try {
      step = 0;
      moment += 2_000;
      expect(await chosen()).toBeNull();
      await words(["断档"]);
      await vi.waitFor(() => expect(heard).toBeGreaterThan(0));
      expect(await chosen()).toBe(group);
      // Changed without a word that reaches us: seen after a second.
      client.removeAllListeners("notification");
      await words(["失业", "失业保险金"]);
      expect(await chosen()).toBe(group);
      moment += 1_001;
      expect(await chosen()).toBeNull();
    } finally {
      step = 2_000;
      await client.end();
    }
  });
});

describe("hours", () => {
  it("of a group without a plan are the standard ones, with holidays and make-up days", async () => {
    const open = (at: string) => run((tx) => roster.isOpen(tx, group, new Date(at)));
    expect(await open("2026-11-23T02:00:00Z")).toBe(true);
    expect(await open("2026-11-23T04:30:00Z")).toBe(false);
    expect(await open("2026-10-01T02:00:00Z")).toBe(false);
    expect(await open("2026-10-10T02:00:00Z")).toBe(true);
    expect(await run((tx) => roster.nextOpening(tx, null, new Date("2026-11-27T10:00:00Z")))).toEqual({
      day: "2026-11-30",
      time: "09:00",
    });
  });
});

describe("attendance", () => {
  it("writes the first coming and the last leaving into the shift that is on", async () => {
    await fresh.db
      .insertInto("shifts")
      .values({
        id: randomUUID(),
        staff_id: ids["lin"] ?? "",
        day: "2026-11-23",
        starts: "09:00",
        ends: "17:00",
        came_at: null,
        left_at: null,
        note: "",
        set_by: null,
        set_at: now,
      })
      .execute();
    const at = (time: string) => new Date(`2026-11-23T${time}:00+08:00`);
    const lin = ids["lin"] ?? "";
    await run((tx) => attend(tx, lin, "came", at("07:30")));
    await run((tx) => attend(tx, lin, "came", at("09:12")));
    await run((tx) => attend(tx, lin, "left", at("12:00")));
    await run((tx) => attend(tx, lin, "came", at("13:00")));
    await run((tx) => attend(tx, lin, "left", at("16:40")));
    const shift = await fresh.db.selectFrom("shifts").selectAll().executeTakeFirstOrThrow();
    expect([shift.came_at, shift.left_at]).toEqual([at("09:12"), at("16:40")]);
  });
});

describe("canned replies", () => {
  const reply = (scope: "private" | "group" | "public", owner: string, title: string, text: string) => {
    const id = randomUUID();
    return fresh.db
      .insertInto("canned_replies")
      .values({
        id,
        scope,
        staff_id: ids[owner] ?? "",
        group_id: scope === "group" ? group : null,
        title,
        text,
        used_at: null,
        changed_by: null,
        changed_at: now,
      })
      .execute()
      .then(() => id);
  };
  it("are found by title before text, one's own first, and never a colleague's private one", async () => {
    await reply("public", "he", "问候", "您好，{市民称呼}");
    await reply("group", "he", "失业金问候", "您好，这里是失业组");
    await reply("private", "lin", "我的问候", "您好呀 100%");
    const secret = await reply("private", "he", "别人的问候", "……");
    const titles = (text: string) =>
      run((tx) => findReplies(tx, ids["lin"] ?? "", text)).then((all) => all.map((one) => one.title));
    expect(await titles("问候")).toEqual(["问候", "我的问候", "失业金问候"]);
    expect(await titles("")).toEqual(["我的问候", "失业金问候", "问候"]);
    expect(await titles("100%")).toEqual(["我的问候"]);
    expect(await titles("失业 您好")).toEqual(["失业金问候"]);
    expect(await run((tx) => countUse(tx, ids["lin"] ?? "", secret, now))).toBeInstanceOf(Refusal);
    expect(await run((tx) => countUse(tx, ids["he"] ?? "", secret, now))).toEqual({ used: 1 });
  });
});
