import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startHouse, type Caller, type House } from "../../../test/house.ts";
import { saveFollower } from "../../bot/inbox/index.ts";
import { inTransaction } from "../../db.ts";
import { enter, say, trimDrafts, undivided } from "../../desk/index.ts";
import { personaOf, personIdOf } from "../../people/index.ts";

let house: House;
let agent: Caller;
let supervisor: Caller;
beforeAll(async () => {
  house = await startHouse();
  agent = await house.staff("kefu");
  supervisor = await house.staff("zhuguan");
});
afterAll(() => house.stop());

const inHouse = <T>(work: Parameters<typeof inTransaction<T>>[1]) => inTransaction(house.services.db, work);
let followers = 0;
async function waits(about: string, personId: string | null = null, openid = `o-screen-${(followers += 1)}`) {
  const now = new Date();
  const { id } = await inHouse(async (tx) => {
    await saveFollower(tx, openid, { followedAt: now, unfollowedAt: null });
    return enter(
      tx,
      undivided,
      { identity: openid, channel: "wechat", personId, about, wroteAt: now, tappedAt: null, before: [] },
      now,
    );
  });
  const speak = (text: string) =>
    inHouse((tx) => say(tx, id, { key: randomUUID(), at: new Date(), kind: "text", text, tapped: false }));
  return { id, openid, speak, at: (rest: string) => `/console/api/desk/conversations/${id}/${rest}` };
}

describe("drafts", () => {
  const keep = async (id: string, account: string, text: string) => {
    const { id: staffId } = await house.services.db
      .selectFrom("staff")
      .select("id")
      .where("account", "=", account)
      .executeTakeFirstOrThrow();
    await house.services.db
      .insertInto("desk_drafts")
      .values({ conversation_id: id, staff_id: staffId, text, at: new Date() })
      .execute();
  };

  it("of mine are told for every talk at once; a colleague who opens the talk is shown what was left behind", async () => {
    const talk = await waits("养老金");
    await keep(talk.id, "kefu", "我正在查您的账户 🙂");
    await keep(talk.id, "zhuguan", "");
    const mine = await agent("GET", "/console/api/desk/drafts");
    expect(mine.body).toEqual([{ conversation: talk.id, text: "我正在查您的账户 🙂", at: expect.any(String) }]);
    expect((await supervisor("GET", "/console/api/desk/drafts")).body).toEqual([]);
    const left = await supervisor("GET", talk.at("drafts"));
    expect(left.body).toEqual([{ by: "客服·柯福", text: "我正在查您的账户 🙂", at: expect.any(String) }]);
    expect((await agent("GET", talk.at("drafts"))).body).toEqual([]);
  });

  it("are nobody else's business, and of no talk that is not there", async () => {
    const talk = await waits("断缴");
    const reviewer = await house.staff("shenhe");
    expect((await reviewer("GET", talk.at("drafts"))).status).toBe(403);
    expect((await agent("GET", `/console/api/desk/conversations/${randomUUID()}/drafts`)).status).toBe(404);
  });

  it("of talks that ended a month ago are cleared away", async () => {
    const talk = await waits("旧的");
    await keep(talk.id, "kefu", "没来得及说");
    await inHouse((tx) =>
      tx
        .updateTable("conversations")
        .set({ state: "closed", closed_at: new Date(), closed_because: "citizen", agent_id: null })
        .where("id", "=", talk.id)
        .execute(),
    );
    const now = Date.now();
    expect(await trimDrafts(house.services.db, new Date(now + 29 * 24 * 3_600_000))).toBe(0);
    expect(await trimDrafts(house.services.db, new Date(now + 31 * 24 * 3_600_000))).toBe(1);
  });
});

describe("answers of the knowledge base", () => {
  it("fit what the citizen said last, with source and year", async () => {
    const talk = await waits("转人工");
    await talk.speak("社保断缴了怎么办");
    const { body } = await agent("GET", talk.at("suggestions"));
    expect(body.length).toBeGreaterThan(0);
    expect(body.length).toBeLessThanOrEqual(3);
    for (const one of body)
      expect(one).toEqual({
        entry: expect.any(String),
        question: expect.any(String),
        answer: expect.any(String),
        source: expect.stringMatching(/./),
        policyYear: one.policyYear === null ? null : expect.any(Number),
        check: expect.any(Boolean),
        confidence: expect.any(Number),
      });
  });

  it("are found by an agent's own words, and refused without any", async () => {
    const found = await agent("POST", "/console/api/desk/answers", { words: "失业金怎么领" });
    expect(JSON.stringify(found.body)).toContain("失业");
    expect((await agent("POST", "/console/api/desk/answers", { words: "  " })).status).toBe(422);
  });
});

describe("who the citizen is", () => {
  it("shows enrolments, and one whole field only for a reason, to whoever serves, with a trace", async () => {
    const persona = personaOf("employed");
    const personId = personIdOf(persona.idNumber);
    const talk = await waits("又来了", personId);
    const { body: enrolments } = await agent("GET", talk.at("enrolments"));
    expect(enrolments.length).toBeGreaterThan(0);
    const early = await agent("POST", talk.at("reveal"), { field: "idNumber", reason: "核对身份" });
    expect([early.status, early.body.code]).toEqual([403, "not-allowed"]);
    await agent("POST", talk.at("take"), {});
    const mute = await agent("POST", talk.at("reveal"), { field: "idNumber", reason: " " });
    expect(mute.status).toBe(422);
    const seen = await agent("POST", talk.at("reveal"), { field: "idNumber", reason: "核对身份" });
    expect(seen.body).toEqual({ value: persona.idNumber });
    const trace = await house.services.db
      .selectFrom("audit")
      .selectAll()
      .where("action", "=", "staff.desk.reveal")
      .execute();
    expect(trace).toHaveLength(1);
    expect(JSON.stringify(trace)).toContain("核对身份");
    expect(JSON.stringify(trace)).not.toContain(persona.idNumber);
    // 谁看过我的信息: the person reads of it, too.
    const looks = await house.services.db
      .selectFrom("access_log")
      .select(["what", "reason", "viewer_kind"])
      .where("person_id", "=", personId)
      .execute();
    expect(looks).toEqual([{ what: "查看了完整的身份证号码", reason: "核对身份", viewer_kind: "staff" }]);
  });

  it("has nothing to show of somebody who is not bound", async () => {
    const talk = await waits("没绑定");
    await agent("POST", talk.at("take"), {});
    expect((await agent("GET", talk.at("enrolments"))).body).toEqual([]);
    expect((await agent("POST", talk.at("reveal"), { field: "name", reason: "核对" })).status).toBe(404);
  });
});
