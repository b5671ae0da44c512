import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startHouse, type Caller, type House } from "../../../test/house.ts";
import { personaOf, personIdOf } from "../../people/index.ts";
import { tagBound } from "../../followers/index.ts";

const at = "/console/api/followers";
let house: House;
let editor: Caller;
beforeAll(async () => {
  house = await startHouse();
  editor = await house.staff("yunying");
  await sql`insert into followers (openid, followed_at, unfollowed_at, person_id) values
    ('o-test-abc001', now() - interval '3 days', null, ${personIdOf(personaOf("retired").idNumber)}),
    ('o-test-abc002', now() - interval '2 days', null, null),
    ('o-test-abc003', now() - interval '5 days', now() - interval '1 day', null)`.execute(house.services.db);
  await tagBound(house.services.db, house.services.core);
});
afterAll(() => house.stop());

describe("followers in the console", () => {
  it("are counted, by tag and by day", async () => {
    const { body } = await editor("GET", `${at}/overview`);
    expect(body).toMatchObject({ following: 2, left: 1, bound: 1, sync: null, tagTrouble: null });
    expect(body.tags).toContainEqual({
      code: "retired",
      label: "退休人员",
      group: "kind",
      followers: 1,
      wechatId: null,
    });
    expect(body.growth).toHaveLength(30);
    expect(body.growth.at(-1).day).toBe(house.today);
  });

  it("are found by tag, state, binding and the end of the openid, which is never shown whole", async () => {
    const tails = async (search: object) =>
      (await editor("POST", `${at}/search`, search)).body.rows.map((row: { tail: string }) => row.tail);
    expect(await tails({})).toEqual(["abc002", "abc001"]);
    expect(await tails({ tag: "retired" })).toEqual(["abc001"]);
    expect(await tails({ following: "no" })).toEqual(["abc003"]);
    expect(await tails({ following: "all", bound: "no" })).toEqual(["abc002", "abc003"]);
    expect(await tails({ following: "all", tail: "c003" })).toEqual(["abc003"]);
    expect(await tails({ page: 2 })).toEqual([]);
    expect(JSON.stringify((await editor("POST", `${at}/search`, {})).body)).not.toContain("o-test");
    const short = await editor("POST", `${at}/search`, { tail: "3" });
    expect(short.status).toBe(422);
    expect(short.body.message).toContain("至少 4 位");
  });

  it("are synchronised at a button, once at a time", async () => {
    const started = await editor("POST", `${at}/sync`, {});
    expect(started.body.sync).toMatchObject({ state: "running", phase: "pages", seen: 0 });
    expect(started.body.sync.by).not.toBeNull();
    expect((await editor("POST", `${at}/sync`, {})).status).toBe(409);
    expect((await editor("GET", `${at}/progress`)).body.sync).toMatchObject({ state: "running" });
  });

  it("are marked as an employer's clerk with a reason, which is kept", async () => {
    const { body } = await editor("POST", `${at}/search`, { tail: "abc002" });
    const number = body.rows[0].number;
    expect((await editor("POST", `${at}/${number}/mark`, { marked: true, reason: " " })).status).toBe(422);
    const marked = await editor("POST", `${at}/${number}/mark`, { marked: true, reason: "凭单位介绍信" });
    expect(marked.body.tags).toEqual([{ code: "employer", label: "单位经办人", byHand: true }]);
    expect((await editor("POST", `${at}/${number}/mark`, { marked: true, reason: "再来一次" })).status).toBe(409);
    const supervisor = await house.staff("zhuguan");
    const undone = await supervisor("POST", `${at}/${number}/mark`, { marked: false, reason: "已离职" });
    expect(undone.body.tags).toEqual([]);
    const log = (await editor("GET", `${at}/${number}/marks`)).body;
    expect(log).toMatchObject([
      { marked: false, reason: "已离职" },
      { marked: true, reason: "凭单位介绍信" },
    ]);
    expect((await editor("GET", `${at}/98765/marks`)).status).toBe(404);
    const trail = await house.services.db
      .selectFrom("audit")
      .select("detail")
      .where("action", "=", "staff.follower.mark")
      .execute();
    expect(trail.map((one) => one.detail)).toEqual([{ marked: true }, { marked: false }]);
  });

  it("are nobody else's", async () => {
    expect((await (await house.staff("kefu"))("GET", `${at}/overview`)).status).toBe(403);
    expect((await house.nobody("GET", `${at}/overview`)).status).toBe(401);
  });
});
