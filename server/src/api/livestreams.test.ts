import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  createEngine,
  demoTemplates,
  keepTemplates,
  LIVESTREAM_PARCEL,
  livestreamHandler,
} from "../broadcasts/index.ts";
import { inTransaction } from "../db.ts";
import { senderParts, countingAccount } from "../broadcasts/testing/scene.ts";
import { personaOf, personIdOf } from "../people/index.ts";
import { startHouse, type Caller, type House } from "../../test/house.ts";

let house: House;
let editor: Caller;
let person: Caller;
const retired = personIdOf(personaOf("retired").idNumber);
beforeAll(async () => {
  house = await startHouse();
  editor = await house.staff("yunying");
  person = await house.person("retired");
});
afterAll(() => house.stop());

const hour = 3_600_000;
async function put(given: Record<string, unknown> = {}, startsIn = 2 * hour): Promise<string> {
  const at = house.services.clock.now().getTime();
  const livestream = {
    title: "失业金怎么领",
    about: "工作人员在线讲解。",
    startsAt: new Date(at + startsIn).toISOString(),
    endsAt: new Date(at + startsIn + hour).toISOString(),
    watchUrl: null,
    channel: "武汉社保",
    cover: null,
    remindMinutes: 30,
    ...given,
  };
  const { status, body } = await editor("POST", "/console/api/livestreams", { livestream });
  expect(status).toBe(200);
  return body.id as string;
}
/** The engine's chores as they would be so much later. */
const later = (ms: number) => {
  const now = () => new Date(house.services.clock.now().getTime() + ms);
  return createEngine(senderParts(house.services.db, { now }, countingAccount().account)).work();
};
const noticesOf = () =>
  house.services.db.selectFrom("notices").select(["title", "text"]).where("person_id", "=", retired).execute();

describe("livestreams for citizens", () => {
  it("are listed for anybody signed in, and a bound person books a reminder once and takes it back", async () => {
    const id = await put();
    expect((await house.nobody("GET", "/api/livestreams")).status).toBe(401);
    const stranger = await house.stranger();
    const seen = await stranger("GET", "/api/livestreams");
    expect(seen.body).toMatchObject({ coming: [{ id, channel: "武汉社保", reminded: false }], reach: "nowhere" });
    expect(await stranger("POST", `/api/livestreams/${id}/reminder`, {})).toMatchObject({
      status: 409,
      body: { message: expect.stringContaining("绑定") },
    });
    for (let again = 0; again < 2; again++)
      expect((await person("POST", `/api/livestreams/${id}/reminder`, {})).body).toMatchObject({
        coming: [{ id, reminded: true }],
        reach: "inbox",
      });
    const listed = await editor("GET", "/console/api/livestreams?which=upcoming");
    expect(listed.body).toMatchObject([{ id, reminders: 1 }]);
    const dropped = await person("DELETE", `/api/livestreams/${id}/reminder`);
    expect(dropped.body).toMatchObject({ coming: [{ id, reminded: false }] });
    await editor("POST", `/console/api/livestreams/${id}/cancel`, { reason: "改期" });
    expect((await person("GET", "/api/livestreams")).body.coming).toEqual([]);
    expect((await person("POST", `/api/livestreams/${id}/reminder`, {})).status).toBe(409);
  });

  it("reach a follower who is not bound: they are in the audience of the staff's reminder", async () => {
    const id = await put();
    const known = { openid: "follower-1", unionid: "u-follower-1" };
    await sql`insert into followers (openid, unionid, followed_at) values (${known.openid}, ${known.unionid}, now())`.execute(
      house.services.db,
    );
    const { body } = await house.nobody("POST", "/api/session", { code: "follower-1" });
    const headers = { authorization: `Bearer ${body.token}`, "content-type": "application/json" };
    const booked = await house.nobody.raw("POST", `/api/livestreams/${id}/reminder`, { headers, body: "{}" });
    expect(await booked.json()).toMatchObject({ reach: "account" });
    const shown = (await editor("GET", "/console/api/livestreams?which=upcoming")).body;
    expect(shown.find((one: { id: string }) => one.id === id)).toMatchObject({ reminders: 1 });
    const draft = await editor("POST", `/console/api/livestreams/${id}/reminder`, {});
    expect((await editor("GET", `/console/api/broadcasts/${draft.body.id}/rehearsal`)).body).toMatchObject({
      total: 1,
    });
    await later(1.75 * hour);
    await later(1.75 * hour);
    const { rows } = await sql<{ payload: { openid: string } }>`
      select payload from outbox where key like ${`livestream:${id}:%`}`.execute(house.services.db);
    expect(rows.map((row) => row.payload.openid)).toEqual(["follower-1"]);
    await editor("POST", `/console/api/livestreams/${id}/cancel`, { reason: "设备故障" });
  });

  it("are called for in the last minutes before the start, once, and again when the start moves", async () => {
    const id = await put({ title: "退休年龄怎么算" });
    await person("POST", `/api/livestreams/${id}/reminder`, {});
    const told = async () => (await noticesOf()).filter((one) => one.text.includes("退休年龄怎么算")).length;
    await later(hour);
    expect(await told()).toBe(0);
    await later(1.75 * hour);
    await later(1.8 * hour);
    expect(await told()).toBe(1);
    const [view] = (await editor("GET", "/console/api/livestreams?which=upcoming")).body.filter(
      (one: { id: string }) => one.id === id,
    );
    const livestream = {
      title: view.title,
      about: view.about,
      startsAt: new Date(Date.parse(view.startsAt) + hour).toISOString(),
      endsAt: new Date(Date.parse(view.endsAt) + hour).toISOString(),
      watchUrl: null,
      channel: "武汉社保",
      cover: null,
      remindMinutes: 30,
    };
    expect((await editor("PUT", `/console/api/livestreams/${id}`, { livestream })).status).toBe(200);
    await later(1.8 * hour);
    expect(await told()).toBe(1);
    await later(2.75 * hour);
    expect(await told()).toBe(2);
    expect(
      (await editor("POST", `/console/api/livestreams/${id}/cancel`, { reason: "讲解人生病" })).body,
    ).toMatchObject({ state: "cancelled", cancelReason: "讲解人生病" });
    await later(0);
    await later(0);
    expect((await noticesOf()).filter((one) => one.text.includes("取消了：讲解人生病"))).toHaveLength(1);
  });

  it("ring by the mini-program's own message for who allowed one, bound or not, and once for each", async () => {
    await inTransaction(house.services.db, (tx) => keepTemplates(tx, demoTemplates));
    const id = await put({ title: "工伤怎么认定" });
    const stranger = await house.stranger();
    const booking = `/api/livestreams/${id}/reminder`;
    expect((await stranger("GET", "/api/livestreams")).body).toMatchObject({
      reach: "nowhere",
      notice: { template: "mini-livestream", title: "直播开始提醒", left: 0 },
    });
    expect((await stranger("POST", booking, {})).body.message).toContain("允许微信提醒");
    const decided = [{ template: "mini-livestream", accepted: true }];
    await stranger("POST", "/api/subscriptions", { decided });
    expect((await stranger("POST", booking, {})).body).toMatchObject({ notice: { left: 1 } });
    const { db } = house.services;
    const rung = () =>
      db.selectFrom("outbox").select(["key", "payload"]).where("kind", "=", LIVESTREAM_PARCEL).execute();
    await later(1.75 * hour);
    await later(1.8 * hour);
    const [parcel, ...more] = await rung();
    expect(more).toEqual([]);
    expect(parcel?.payload).toMatchObject({
      templateId: "mini-livestream",
      values: { thing1: "工伤怎么认定", time2: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d$/) },
      otherwise: null,
    });
    expect((await stranger("GET", "/api/livestreams")).body).toMatchObject({ notice: { left: 0 } });
    await editor("POST", `/console/api/livestreams/${id}/cancel`, { reason: "设备故障" });
  });

  it("are said by the account when WeChat refuses that message, and the consent is gone", async () => {
    const { clock, db } = house.services;
    const subscriptions = { send: async () => ({ outcome: "sent" as const }) };
    const { settled } = livestreamHandler({ clock, subscriptions });
    const otherwise = { follower: "follower-9", title: "您预约的直播快开始了", text: "「工伤」14:00 开始" };
    const payload = { openid: "mini-9", templateId: "mini-livestream", values: {}, otherwise };
    await sql`insert into subscription_consents (openid, template_id, credits, updated_at)
      values ('mini-9', 'mini-livestream', 2, now())`.execute(db);
    const refused = { outcome: "refused", because: "blocked", advice: "没有同意" } as const;
    await inTransaction(db, (tx) => settled?.(tx, payload, refused, "live-9") ?? Promise.resolve());
    await inTransaction(db, (tx) => settled?.(tx, payload, { outcome: "sent" }, "live-10") ?? Promise.resolve());
    const said = await db.selectFrom("outbox").select(["key", "payload"]).where("key", "like", "live-%").execute();
    expect(said).toMatchObject([{ key: "live-9:otherwise", payload: { openid: "follower-9" } }]);
    const { rows } = await sql<{ credits: number }>`
      select credits from subscription_consents where openid = 'mini-9'`.execute(db);
    expect(rows).toEqual([{ credits: 0 }]);
  });

  it("stand in the replay library once they are over", async () => {
    const id = await put({ title: "医保怎么报" }, -2 * hour);
    expect((await person("GET", "/api/livestreams")).body.replays).toEqual([]);
    const url = "https://channels.weixin.qq.com/r/1";
    expect((await editor("POST", `/console/api/livestreams/${id}/replay`, { url })).status).toBe(200);
    expect((await person("GET", "/api/livestreams")).body.replays).toMatchObject([{ id, state: "over", url }]);
    expect((await house.nobody("GET", `/api/livestreams/${id}/cover`)).status).toBe(404);
  });

  it("need a link or a channel to watch them", async () => {
    const at = house.services.clock.now().getTime();
    const livestream = {
      title: "失业金怎么领",
      about: "讲解。",
      startsAt: new Date(at + hour).toISOString(),
      endsAt: new Date(at + 2 * hour).toISOString(),
      watchUrl: null,
      channel: "",
      cover: null,
      remindMinutes: 30,
    };
    const refused = await editor("POST", "/console/api/livestreams", { livestream });
    expect(refused).toMatchObject({ status: 422, body: { message: expect.stringContaining("至少填一个") } });
  });
});
