import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startHouse, type Caller, type House } from "../../../test/house.ts";

let house: House;
let agent: Caller;
let citizen: Caller;
let other: Caller;
beforeAll(async () => {
  house = await startHouse();
  agent = await house.staff("kefu");
  citizen = await house.person("employed");
  other = await house.stranger();
});
afterAll(() => house.stop());

const open = async (call: Caller, body: object = {}): Promise<string> =>
  (await call("POST", "/api/desk/conversations", body)).body.id;
const says = (call: Caller, id: string, text: string, key: string = randomUUID()) =>
  call("POST", `/api/desk/conversations/${id}/messages`, { key, text });
const answers = (id: string, text: string) =>
  agent("POST", `/console/api/desk/conversations/${id}/messages`, { key: randomUUID(), text });
const news = (call: Caller, id: string, after = 0, wait = 0) =>
  call("GET", `/api/desk/conversations/${id}/messages?after=${after}&wait=${wait}`);
const texts = (answer: { body: any }) => answer.body.messages.map((one: any) => one.text);

describe("the citizen's own page", () => {
  it("opens one talk however often it is pressed, with what led there, and goes through to the rating", async () => {
    const led = { item: "interruption-back-payment", by: "refused" };
    const id = await open(citizen, { about: "借书证", led });
    const same = await open(citizen);
    expect(same).toBe(id);
    const key = randomUUID();
    for (let press = 0; press < 3; press++) expect((await says(citizen, id, "在吗", key)).status).toBe(200);
    const taken = await agent("POST", `/console/api/desk/conversations/${id}/take`, {});
    expect(taken.body).toMatchObject({ channel: "mini", allowance: null, person: { cases: [] } });
    expect(taken.body.messages.map((one: any) => one.text).join("\n")).toContain(
      "市民办「中断补缴」时被告知不能办，转人工",
    );
    expect((await answers(id, "在的")).status).toBe(200);
    const read = await news(citizen, id);
    expect(texts(read)).toEqual(["在吗", "客服已接入，请说", "在的"]);
    expect(read.body.talk).toMatchObject({ state: "serving", agent: "客服 柯老师" });

    const early = await citizen("POST", `/api/desk/conversations/${id}/rating`, { level: 5 });
    expect([early.status, early.body.message]).toEqual([409, expect.stringContaining("还没有结束")]);
    const summary = { summary: "解释了条件", tags: ["借书证"] };
    expect((await agent("POST", `/console/api/desk/conversations/${id}/close`, summary)).status).toBe(200);
    const rated = await citizen("POST", `/api/desk/conversations/${id}/rating`, { level: 2, comment: "说得太快" });
    expect(rated.body).toMatchObject({ state: "closed", rating: 2, mayRate: false });
    expect((await citizen("POST", `/api/desk/conversations/${id}/rating`, { level: 5 })).status).toBe(409);
    expect((await says(citizen, id, "还有")).body.message).toContain("已经结束");
    expect((await citizen("GET", "/api/desk")).body).toMatchObject({ phone: "12333", talk: { id, state: "closed" } });
  });

  it("asks once more how it was when a low mark was followed up, and shows the second mark", async () => {
    const someone = await house.person("flexible-active");
    const boss = await house.staff("zhuguan");
    const id = await open(someone);
    await agent("POST", `/console/api/desk/conversations/${id}/take`, {});
    await agent("POST", `/console/api/desk/conversations/${id}/close`, { summary: "解释了", tags: [] });
    await someone("POST", `/api/desk/conversations/${id}/rating`, { level: 1 });
    expect((await someone("GET", "/api/desk")).body.talk).toMatchObject({ mayRate: false, again: false, rating: 1 });
    const { body: followUps } = await boss("GET", "/console/api/desk/follow-ups");
    const followUp = followUps.find((one: any) => one.conversationId === id);
    const settled = await boss("POST", `/console/api/desk/follow-ups/${followUp.id}/settle`, {
      outcome: "apologised",
      report: "道歉并说明",
    });
    expect(settled.status).toBe(200);
    const notices = (await someone("GET", "/api/notices")).body;
    expect(JSON.stringify(notices)).toMatch(/回访结果.*点开再评价一次.*chat\/index/);
    // Days later the talk is still there to be marked.
    await house.services.db
      .updateTable("conversations")
      .set({ closed_at: new Date(Date.now() - 5 * 86_400_000) })
      .where("id", "=", id)
      .execute();
    expect((await someone("GET", "/api/desk")).body.talk).toMatchObject({ id, mayRate: true, again: true });
    const again = await someone("POST", `/api/desk/conversations/${id}/rating`, { level: 4 });
    expect(again.body).toMatchObject({ mayRate: false, again: false, rating: 4 });
    const { body: settledOnes } = await boss("GET", "/console/api/desk/follow-ups?state=settled");
    const done = settledOnes.find((one: any) => one.conversationId === id);
    expect(done).toMatchObject({ id: followUp.id, level: 1, again: 4 });
    expect((await someone("POST", `/api/desk/conversations/${id}/rating`, { level: 5 })).status).toBe(409);
  });

  it("tells the desk of a form that failed, of one that was refused, and of the next one in the same talk, each once", async () => {
    const someone = await house.stranger();
    const id = await open(someone, { led: { item: "flexible-employment-renewal", by: "failed" } });
    for (let press = 0; press < 2; press++)
      expect(await open(someone, { led: { item: "interruption-back-payment", by: "refused" } })).toBe(id);
    expect(await open(someone, { led: { item: "flexible-employment-renewal", by: "failed" } })).toBe(id);
    const seen = await agent("GET", `/console/api/desk/conversations/${id}`);
    const reasons = seen.body.messages.filter((one: any) => one.from === "system").map((one: any) => one.text);
    expect(reasons).toEqual([
      expect.stringMatching(/^市民办「.*续保.*」时没能提交，转人工$/),
      "市民办「中断补缴」时被告知不能办，转人工",
    ]);
    // Nothing of it is for the citizen.
    expect(texts(await news(someone, id))).toEqual([]);
  });

  it("hears words of danger: the talk comes first, the desk reads why, and what helps is said at once and once", async () => {
    const someone = await house.stranger();
    const id = await open(someone);
    await says(someone, id, "交不起社保，我不想 活 了");
    const told = texts(await says(someone, id, "真的不想活了"));
    expect(told.filter((text: string) => text.includes("12356"))).toHaveLength(1);
    const seen = (await agent("GET", `/console/api/desk/conversations/${id}`)).body;
    expect(seen.urgent).toBe("【紧急】可能有轻生念头，请立即接入");
    await agent("POST", `/console/api/desk/conversations/${id}/take`, {});
    // Somebody serves: that one speaks, the mark stands.
    expect(texts(await says(someone, id, "你们窗口态度太差了，我要投诉")).join("\n")).not.toContain("让您受气了");
    await someone("POST", `/api/desk/conversations/${id}/leave`, {});
  });

  it("says before the first word who is there: somebody free, a line and how long, or nobody until the next opening", async () => {
    const someone = await house.stranger();
    const stand = async () => (await someone("GET", "/api/desk")).body;
    const { db } = house.services;
    await db
      .updateTable("conversations")
      .set({ state: "closed", closed_at: new Date(), closed_because: "citizen", agent_id: null, held_until: null })
      .where("state", "<>", "closed")
      .execute();
    const plan = (spans: object[]) => {
      const days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun", "holiday", "makeup"];
      const whole = JSON.stringify(Object.fromEntries(days.map((day) => [day, spans])));
      return db.updateTable("hour_plans").set({ days: whole }).where("standard", "=", true).execute();
    };
    const before = await db
      .selectFrom("hour_plans")
      .select("days")
      .where("standard", "=", true)
      .executeTakeFirstOrThrow();
    const presence = (state: string) => agent("POST", "/console/api/desk/presence", { presence: state });
    await plan([{ from: "00:00", to: "24:00" }]);
    await presence("away");
    await vi.waitFor(
      async () =>
        expect(await stand()).toMatchObject({
          open: true,
          opens: null,
          next: { free: false, ahead: 0, minutes: null },
        }),
      5_000,
    );
    await presence("ready");
    expect((await stand()).next).toEqual({ free: true, ahead: 0, minutes: 1 });
    await presence("busy");
    const id = await open(citizen);
    expect((await stand()).next).toEqual({ free: false, ahead: 1, minutes: null });
    await citizen("POST", `/api/desk/conversations/${id}/leave`, {});
    await plan([]);
    await vi.waitFor(async () => expect(await stand()).toMatchObject({ open: false, next: null, opens: null }), 5_000);
    await db
      .updateTable("hour_plans")
      .set({ days: JSON.stringify(before.days) })
      .where("standard", "=", true)
      .execute();
  });

  it("asks who has waited too long, and takes either answer, from its own citizen alone", async () => {
    const someone = await house.person("flexible-active");
    const id = await open(someone, { about: "借书证" });
    const db = house.services.db;
    await db.updateTable("conversations").set({ offered_at: new Date(), ticket: false }).where("id", "=", id).execute();
    const stay = (call: Caller) => call("POST", `/api/desk/conversations/${id}/stay`, {});
    expect((await news(someone, id)).body.talk).toMatchObject({ offer: { minutes: 0 }, byNotice: true, ticket: false });
    expect((await stay(other)).status).toBe(404);
    for (let press = 0; press < 2; press++)
      expect([(await stay(someone)).status, (await stay(someone)).body.offer]).toEqual([200, null]);
    const left = await someone("POST", `/api/desk/conversations/${id}/leave-message`, {});
    expect(left.body).toMatchObject({ state: "waiting", ticket: true, offer: null });
    const { body: inbox } = await someone("GET", "/api/notices");
    await agent("POST", `/console/api/desk/conversations/${id}/take`, {});
    await answers(id, "可以补缴");
    expect(JSON.stringify((await someone("GET", "/api/notices")).body)).toMatch(/客服回复了您的留言.*可以补缴/);
    expect(JSON.stringify(inbox)).not.toContain("客服回复了您的留言");
    // Somebody serves: the tap is too late and does no harm.
    expect((await stay(someone)).body).toMatchObject({ state: "serving", offer: null });
    await someone("POST", `/api/desk/conversations/${id}/leave`, {});
  });

  it("waits for news and hears of it at once; without any it answers when its time is up", async () => {
    const id = await open(citizen);
    await agent("POST", `/console/api/desk/conversations/${id}/take`, {});
    const { after } = (await news(citizen, id)).body;
    const begun = Date.now();
    const waiting = news(citizen, id, after, 20);
    await new Promise((resolve) => setTimeout(resolve, 200));
    await answers(id, "查到了");
    expect(texts(await waiting)).toEqual(["查到了"]);
    expect(Date.now() - begun).toBeLessThan(10_000);
    const last = (await news(citizen, id)).body.after;
    expect(texts(await news(citizen, id, last, 1))).toEqual([]);
    await citizen("POST", `/api/desk/conversations/${id}/leave`, {});
    expect((await news(citizen, id)).body.talk.state).toBe("closed");
  });

  it("shows nobody else's talk, and lets nobody else speak, leave, rate or take back in it", async () => {
    const id = await open(citizen);
    const own = await says(citizen, id, "我的事");
    const message = own.body.messages.at(-1).id;
    const tries = [
      news(other, id),
      says(other, id, "冒充"),
      other("POST", `/api/desk/conversations/${id}/leave`, {}),
      other("POST", `/api/desk/conversations/${id}/rating`, { level: 1 }),
      other("POST", `/api/desk/conversations/${id}/messages/${message}/recall`, {}),
    ];
    for (const one of await Promise.all(tries)) expect([one.status, one.body.code]).toEqual([404, "not-found"]);
    const recalled = await citizen("POST", `/api/desk/conversations/${id}/messages/${message}/recall`, {});
    expect(recalled.body.messages.at(-1)).toMatchObject({ recalled: true, text: "" });
    await citizen("POST", `/api/desk/conversations/${id}/leave`, {});
  });

  it("takes ten thousand characters of anything as text, and says what is wrong with more, with nothing, and with a file it never got", async () => {
    const id = await open(citizen);
    const odd = `<script>alert(1)</script>\u202e${"字".repeat(9_900)}😀`;
    expect(texts(await says(citizen, id, odd)).at(-1)).toBe(odd);
    const long = await says(citizen, id, "字".repeat(10_001));
    expect([long.status, long.body.message]).toEqual([422, "最多 10000 个字，请分几次发"]);
    expect((await says(citizen, id, "  ")).body.message).toBe("请填写内容");
    const picture = { key: randomUUID(), attach: { kind: "image", file: randomUUID() } };
    const none = await citizen("POST", `/api/desk/conversations/${id}/messages`, picture);
    expect([none.status, none.body.message]).toEqual([404, "找不到这个文件，请重新上传后再发"]);
    expect((await news(citizen, id)).body.messages).toHaveLength(1);
    await citizen("POST", `/api/desk/conversations/${id}/leave`, {});
  });
});
