import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "../../test/database.ts";
import { embeddedCoreInsurance } from "../adapters/core-insurance/embedded.ts";
import { candidates } from "../broadcasts/editing/audience.ts";
import { inTransaction, type Tx } from "../db.ts";
import { enter, sweep, undivided } from "../desk/index.ts";
import { takeDetails } from "./sync.ts";
import { growth } from "./moves.ts";
import { forgetAuthorised, joinAccount, leaveAccount, markFollower, marksOf } from "./index.ts";
import { rowTags } from "../broadcasts/index.ts";

const at = (minute: number) => new Date(Date.UTC(2026, 10, 24, 2, minute));
const one = "o-one";
const person = randomUUID();

let fresh: TestDatabase;
beforeEach(async () => {
  fresh = await freshDatabase();
});
afterEach(() => fresh.drop());
const run = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(fresh.db, work);
const row = () => fresh.db.selectFrom("followers").selectAll().where("openid", "=", one).executeTakeFirstOrThrow();
const count = async (table: "subscription_consents" | "livestream_reminders" | "owed_notices" | "audience_tags") =>
  (await fresh.db.selectFrom(table).selectAll().where("openid", "=", one).execute()).length;

/** A follower with everything that we can hold of one. */
async function settled(): Promise<void> {
  await run(async (tx) => {
    await joinAccount(tx, one, at(0));
    await tx
      .updateTable("followers")
      .set({ person_id: person, unionid: "u-one", pending: JSON.stringify({ choices: ["a"] }) })
      .where("openid", "=", one)
      .execute();
    await tx
      .insertInto("bindings")
      .values({
        identity: "u-one",
        openid: "mini-one",
        person_id: person,
        mobile: "13800138000",
        bound_at: at(0),
        consent_version: "2026-11",
      })
      .execute();
    await tx
      .insertInto("citizen_sessions")
      .values({ token_hash: "h", openid: "mini-one", unionid: "u-one", created_at: at(0), expires_at: at(50) })
      .execute();
    await tx
      .insertInto("audience_tags")
      .values([
        { openid: one, code: "retired", pushed: true },
        { openid: one, code: "420106" },
      ])
      .execute();
    const { number } = await tx
      .selectFrom("followers")
      .select("number")
      .where("openid", "=", one)
      .executeTakeFirstOrThrow();
    await markFollower(tx, embeddedCoreInsurance, { number, marked: true, reason: "凭介绍信" }, randomUUID(), at(1));
    await tx
      .insertInto("subscription_consents")
      .values({ openid: one, template_id: "t", credits: 2, refused_at: null, updated_at: at(0) })
      .execute();
    const livestream = randomUUID();
    await tx
      .insertInto("livestreams")
      .values({
        id: livestream,
        title: "t",
        about: "a",
        starts_at: at(30),
        ends_at: at(40),
        watch_url: "https://example.org/",
        cover: null,
        remind_minutes: 10,
        created_by: randomUUID(),
        created_at: at(0),
      })
      .execute();
    await tx
      .insertInto("livestream_reminders")
      .values({ livestream_id: livestream, openid: one, asked_at: at(0) })
      .execute();
    await tx
      .insertInto("notices")
      .values({
        id: randomUUID(),
        key: "n",
        person_id: person,
        at: at(0),
        title: "t",
        text: "t",
        open: null,
        read_at: null,
      })
      .execute();
    await tx
      .insertInto("owed_notices")
      .values({ openid: one, notice_key: "n", since: at(0) })
      .execute();
    await tx
      .insertInto("inbound")
      .values({
        key: "m1",
        openid: one,
        kind: "text",
        at: at(1),
        received_at: at(1),
        update: JSON.stringify({ kind: "text", text: "我的事" }),
        reply: null,
        state: "answered",
        lease_until: at(1),
      })
      .execute();
    const who = { identity: one, channel: "wechat" as const, personId: person };
    await enter(tx, undivided, { ...who, about: "", wroteAt: at(1), tappedAt: null, before: [] }, at(1));
  });
}

describe("an unfollow", () => {
  it("drops consents, tags, the question under way and the place in the queue, and keeps the log of marks whole", async () => {
    await settled();
    expect((await row()).conversation_id).not.toBeNull();
    expect(await run((tx) => leaveAccount(tx, one, at(10), at(10)))).toBe(true);
    expect(await row()).toMatchObject({
      unfollowed_at: at(10),
      pending: null,
      conversation_id: null,
      // Who they are stays known, should they come back.
      unionid: "u-one",
    });
    expect(await count("audience_tags")).toBe(0);
    expect(await count("livestream_reminders")).toBe(0);
    expect(await count("owed_notices")).toBe(0);
    const [consent] = await fresh.db.selectFrom("subscription_consents").selectAll().execute();
    expect(consent).toMatchObject({ credits: 0, refused_at: at(10) });
    const talks = await fresh.db.selectFrom("conversations").select(["state", "closed_because"]).execute();
    expect(talks).toEqual([{ state: "closed", closed_because: "unfollowed" }]);
    expect(await run((tx) => sweep(tx, undivided, at(11)))).toBe(0);
    const marks = await run(async (tx) => marksOf(tx, (await row()).number));
    expect(marks).toMatchObject([{ marked: false, by: null }, { marked: true }]);

    const audience = candidates(
      { to: "tags", anyOf: ["retired", "420106", "employer"], noneOf: [] },
      rowTags,
      "",
      null,
    );
    expect((await audience.execute(fresh.db)).rows).toEqual([]);
  });

  it("that comes late or twice changes nothing after a later follow", async () => {
    await settled();
    await run((tx) => leaveAccount(tx, one, at(10), at(10)));
    expect(await run((tx) => leaveAccount(tx, one, at(10), at(10)))).toBe(false);
    expect(await run((tx) => joinAccount(tx, one, at(20)))).toBe(true);
    expect(await run((tx) => leaveAccount(tx, one, at(15), at(21)))).toBe(false);
    expect(await row()).toMatchObject({ unfollowed_at: null, followed_at: at(20) });
    await run((tx) => leaveAccount(tx, one, at(30), at(30)));
    expect(await run((tx) => joinAccount(tx, one, at(25)))).toBe(false);
    expect(await row()).toMatchObject({ unfollowed_at: at(30) });
    expect((await run((tx) => growth(tx, at(31)))).at(-1)).toMatchObject({ joined: 2, left: 2 });
  });
});

describe("an authorisation taken back", () => {
  it("drops the link and what they said, lets WeChat's tags be taken off, and is in the trail", async () => {
    await settled();
    await run((tx) => forgetAuthorised(tx, { openid: one, change: "revoked", scopes: "205,206" }, at(10)));
    expect(await row()).toMatchObject({ person_id: null, unionid: null, pending: null, unfollowed_at: null });
    // One was never pushed, the other has to be taken off there.
    const tags = await fresh.db.selectFrom("audience_tags").select(["code", "wanted", "pushed"]).execute();
    expect(tags).toEqual([{ code: "retired", wanted: false, pushed: true }]);
    expect(await count("subscription_consents")).toBe(0);
    expect(await fresh.db.selectFrom("inbound").select("update").execute()).toEqual([{ update: null }]);
    expect(await fresh.db.selectFrom("conversations").select("person_id").execute()).toEqual([{ person_id: null }]);
    const trail = await fresh.db
      .selectFrom("audit")
      .select(["action", "subject_id", "detail"])
      .where("action", "=", "follower.forget")
      .execute();
    expect(trail).toEqual([
      { action: "follower.forget", subject_id: one, detail: { change: "revoked", scopes: "205,206", followers: 1 } },
    ]);
    // WeChat tells the unionid again at night: no new link.
    const told = { openid: one, following: true, unionid: "u-one", followedAt: at(0), tags: [] };
    await run((tx) => takeDetails(tx, [told], at(20), at(20)));
    expect(await row()).toMatchObject({ person_id: null, unionid: null });
    expect(await fresh.db.selectFrom("bindings").selectAll().execute()).toHaveLength(1);
  });

  it("by closing the WeChat account ends bindings and sign-ins, by whichever openid it is told", async () => {
    await settled();
    await run((tx) => forgetAuthorised(tx, { openid: "mini-one", change: "cancelled", scopes: "" }, at(10)));
    expect(await row()).toMatchObject({ person_id: null, unionid: null, unfollowed_at: at(10), conversation_id: null });
    expect(await count("audience_tags")).toBe(0);
    expect(await fresh.db.selectFrom("bindings").selectAll().execute()).toEqual([]);
    expect(await fresh.db.selectFrom("citizen_sessions").selectAll().execute()).toEqual([]);
    expect(await fresh.db.selectFrom("follower_marks").selectAll().execute()).toEqual([]);
    await run((tx) => forgetAuthorised(tx, { openid: "mini-one", change: "cancelled", scopes: "" }, at(11)));
  });

  it("by somebody we never heard of is only noted", async () => {
    await run((tx) => forgetAuthorised(tx, { openid: "o-nobody", change: "cancelled", scopes: "" }, at(10)));
    expect(await fresh.db.selectFrom("followers").selectAll().execute()).toEqual([]);
  });
});
