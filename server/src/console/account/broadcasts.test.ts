import type { BroadcastDraft } from "@wsi/shared/contract";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { wishReminder } from "../../broadcasts/index.ts";
import { tagBound } from "../../followers/index.ts";
import { inTransaction } from "../../db.ts";
import { personaOf, personIdOf } from "../../people/index.ts";
import { startHouse, type Caller, type House } from "../../../test/house.ts";

const at = "/console/api/broadcasts";
let house: House;
let maker: Caller;
let checker: Caller;
beforeAll(async () => {
  house = await startHouse();
  maker = await house.staff("yunying");
  checker = await house.staff("shengao");
  await sql`insert into followers (openid, followed_at, unfollowed_at)
    select 'o-test-' || n, now(), case when n = 3 then now() end from generate_series(1, 5) n`.execute(
    house.services.db,
  );
});
afterAll(() => house.stop());

const draft: BroadcastDraft = {
  title: "年终缴费提醒",
  means: "mass",
  content: { kind: "text", text: "灵活就业人员请在年底前缴费。", open: null },
  audience: { to: "all" },
  validFrom: null,
  validUntil: null,
  scheduledFor: null,
  ratePerMinute: 600_000,
  pauseOverPercent: 20,
};
async function made(more: Partial<BroadcastDraft> = {}) {
  const { status, body } = await maker("POST", at, { draft: { ...draft, ...more } });
  expect(status).toBe(200);
  return body as { id: string; version: number };
}

describe("a broadcast on the console", () => {
  it("goes from a draft to its moment through the hands of two people", async () => {
    const { id } = await made();
    expect((await maker("POST", `${at}/${id}/submit`, { version: 1 })).body).toMatchObject({ state: "submitted" });
    const own = await maker("POST", `${at}/${id}/approve`, { version: 1 });
    expect(own).toMatchObject({ status: 403, body: { code: "not-allowed" } });
    expect((await checker("POST", `${at}/${id}/approve`, { version: 1 })).body).toMatchObject({ state: "approved" });
    const when = new Date(Date.now() + 3_600_000).toISOString();
    const scheduled = await maker("POST", `${at}/${id}/schedule`, { version: 1, at: when });
    expect(scheduled.body).toMatchObject({
      state: "scheduled",
      scheduledFor: when,
      actions: expect.arrayContaining(["unschedule", "cancel"]),
    });
    expect(scheduled.body.history.map((line: { what: string }) => line.what)).toEqual([
      "排期",
      "审核通过",
      "提交审核",
      "新建",
    ]);
    expect((await maker("POST", `${at}/${id}/cancel`, { reason: "改期" })).body).toMatchObject({
      state: "cancelled",
      stateReason: "改期",
    });
  });

  it("is not approved by anybody who wrote on it, whoever submitted it", async () => {
    const { id } = await made();
    expect(
      (await checker("PUT", `${at}/${id}`, { version: 1, draft: { ...draft, title: "改过" } })).body,
    ).toMatchObject({ version: 2 });
    await maker("POST", `${at}/${id}/submit`, { version: 2 });
    expect((await checker("POST", `${at}/${id}/approve`, { version: 2 })).status).toBe(403);
    const third = await house.staff("zhuguan");
    expect((await third("POST", `${at}/${id}/approve`, { version: 2 })).status).toBe(200);
  });

  it("is not overwritten by who looked at an older version", async () => {
    const { id } = await made();
    await maker("PUT", `${at}/${id}`, { version: 1, draft });
    expect((await checker("PUT", `${at}/${id}`, { version: 1, draft })).body).toMatchObject({ code: "stale" });
    expect((await maker("GET", `${at}/${id}/versions/1`)).body).toMatchObject({
      version: 1,
      draft: { title: draft.title },
    });
  });

  it("with a forbidden word is refused, and the word and its place are named", async () => {
    const { id } = await made({ content: { kind: "text", text: "名额有限，速领！", open: null } });
    const refused = await maker("POST", `${at}/${id}/submit`, { version: 1 });
    expect(refused).toMatchObject({ status: 422, body: { code: "refused", problems: [{ field: "正文" }] } });
    expect(refused.body.problems[0].message).toContain("速领");
  });

  it("returns to its writer with a reason", async () => {
    const { id } = await made();
    await maker("POST", `${at}/${id}/submit`, { version: 1 });
    expect((await checker("POST", `${at}/${id}/reject`, { version: 1, reason: "日期不对" })).body).toMatchObject({
      state: "draft",
      stateReason: "日期不对",
    });
  });

  it("is rehearsed: how many get it, and who does not and why", async () => {
    const { id } = await made();
    expect((await maker("GET", `${at}/${id}/rehearsal`)).body).toMatchObject({
      total: 5,
      reached: 4,
      calls: 1,
      excluded: [{ reason: "unfollowed", count: 1 }],
    });
  });

  it("shows its ledger masked, and lets a person settle what is of unknown fate, once", async () => {
    const { id } = await made();
    await sql`insert into broadcast_recipients (broadcast_id, openid, state, at) values (${id}, 'o-test-1', 'unknown', now())`.execute(
      house.services.db,
    );
    await sql`insert into broadcast_batches (broadcast_id, number, from_openid, to_openid, size, state, unknown)
      values (${id}, 1, 'o-test-1', 'o-test-1', 1, 'done', 1)`.execute(house.services.db);
    const page = await maker("POST", `${at}/${id}/recipients`, { state: "unknown" });
    expect(page.body).toMatchObject({ next: null, rows: [{ name: "关注者 st-1", state: "unknown" }] });
    const given = { ref: "o-test-1", as: "sent", reason: "本人说收到了" };
    expect((await maker("POST", `${at}/${id}/settle`, given)).body).toMatchObject({ counts: { unknown: 0, sent: 1 } });
    expect((await maker("POST", `${at}/${id}/settle`, given)).status).toBe(409);
  });

  it("takes pictures by their bytes, not by their names", async () => {
    const upload = (bytes: Buffer) => {
      const form = new FormData();
      form.append("file", new Blob([new Uint8Array(bytes)]), "封面.png");
      return maker.raw("POST", "/console/api/broadcast-pictures", { body: form });
    };
    const png = Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), Buffer.alloc(20)]);
    const kept = await upload(png);
    expect(kept.status).toBe(200);
    const { url } = (await kept.json()) as { url: string };
    expect(Buffer.from(await (await maker.raw("GET", url)).arrayBuffer()).equals(png)).toBe(true);
    expect((await upload(Buffer.from("<svg/>"))).status).toBe(415);
  });
});

describe("a livestream", () => {
  it("is announced and reminded of by broadcasts of the usual way, and both fall with it", async () => {
    const startsAt = new Date(Date.now() + 86_400_000).toISOString();
    const endsAt = new Date(Date.now() + 90_000_000).toISOString();
    const livestream = {
      title: "失业金怎么领",
      about: "工作人员在线讲解。",
      startsAt,
      endsAt,
      watchUrl: "https://channels.weixin.qq.com/live/1",
      channel: "",
      cover: null,
      remindMinutes: 30,
    };
    const { body } = await maker("POST", "/console/api/livestreams", { livestream });
    const { db, clock } = house.services;
    await sql`update followers set unionid = 'u-test-1' where openid = 'o-test-1'`.execute(db);
    const asker = { openid: "mini-1", unionid: "u-test-1", personId: null };
    for (let again = 0; again < 2; again++)
      expect(await inTransaction(db, (tx) => wishReminder(tx, asker, body.id, clock.now()))).toEqual({ done: true });
    const listed = await maker("GET", "/console/api/livestreams?which=upcoming");
    expect(listed.body).toMatchObject([{ id: body.id, state: "upcoming", reminders: 1 }]);
    const announced = await maker("POST", `/console/api/livestreams/${body.id}/announcement`, {});
    expect(announced.body).toMatchObject({ state: "draft", means: "mass", flaws: [{ what: "封面" }] });
    const reminded = await maker("POST", `/console/api/livestreams/${body.id}/reminder`, {});
    expect(reminded.body).toMatchObject({ means: "subscription", flaws: [] });
    expect((await maker("POST", `/console/api/livestreams/${body.id}/reminder`, {})).body.id).toBe(reminded.body.id);
    expect(
      (await maker("POST", `/console/api/livestreams/${body.id}/replay`, { url: "https://channels.weixin.qq.com/r/1" }))
        .status,
    ).toBe(409);
    expect((await maker("GET", `${at}/${reminded.body.id}/rehearsal`)).body).toMatchObject({
      total: 1,
      reached: 0,
      excluded: [{ reason: "no-consent", count: 1 }],
    });
    // Moved: what was written says what is no longer true, and is written anew.
    const moved = { ...livestream, startsAt: new Date(Date.now() + 87_000_000).toISOString() };
    const saved = await maker("PUT", `/console/api/livestreams/${body.id}`, { livestream: moved });
    expect(saved.body).toMatchObject({ announcement: { state: "cancelled" }, reminder: { state: "cancelled" } });
    const anew = await maker("POST", `/console/api/livestreams/${body.id}/reminder`, {});
    expect(anew.body.id).not.toBe(reminded.body.id);
    const cancelled = await maker("POST", `/console/api/livestreams/${body.id}/cancel`, { reason: "改期" });
    expect(cancelled.body).toMatchObject({
      state: "cancelled",
      cancelReason: "改期",
      announcement: { state: "cancelled" },
      reminder: { state: "cancelled" },
    });
  });
});

describe("the tags of followers", () => {
  it("come from the ledger, for those who are bound", async () => {
    const { services } = house;
    const person = personIdOf(personaOf("retired").idNumber);
    await sql`update followers set person_id = ${person} where openid = 'o-test-2'`.execute(services.db);
    expect(await tagBound(services.db, services.core)).toBe(1);
    const { body } = await maker("GET", "/console/api/broadcast-audience-tags");
    const carried = (body as { code: string; group: string; followers: number }[]).filter((tag) => tag.followers > 0);
    expect(carried).toMatchObject([{ code: "retired", group: "kind" }, { group: "district" }]);
  });
});

describe("the content calendar", () => {
  it("tells what is planned, what is left of the four, and what ends soon", async () => {
    const { id } = await made({ validUntil: house.today });
    await sql`update broadcasts set state = 'sent', started_at = now(), finished_at = now() where id = ${id}`.execute(
      house.services.db,
    );
    const month = house.today.slice(0, 7);
    const calendar = await maker("GET", `/console/api/content-calendar?month=${month}`);
    expect(calendar.body).toMatchObject({ month, quota: { of: 4, sent: 1 }, alarms: [{ id, kind: "ends-soon" }] });
    expect(calendar.body.entries.map((entry: { id: string }) => entry.id)).toContain(id);
    const overview = await maker("GET", `/console/api/broadcast-overview?from=${month}&to=${month}`);
    expect(overview.body.months).toMatchObject([{ month, broadcasts: 1 }]);
    expect((await maker("GET", `${at}/${id}/statistics`)).body).toMatchObject({
      pace: [],
      reasons: [],
      unfollowed: 0,
      wechat: null,
    });
    const figures = await maker("GET", `/console/api/broadcast-month?month=${month}`);
    expect(figures.body).toMatchObject({ month, means: [{ means: "mass", broadcasts: 1, failedPercent: null }] });
    // Four for broadcasts, the desk's 客服回复提醒, and 直播开始提醒.
    expect((await maker("GET", "/console/api/subscription-templates")).body).toHaveLength(6);
    expect((await maker("GET", "/console/api/broadcast-audience-tags")).body.length).toBeGreaterThan(17);
    expect((await maker("GET", at)).body.length).toBeGreaterThan(3);
  });
});
