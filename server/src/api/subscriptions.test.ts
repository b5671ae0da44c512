import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { demoTemplates, keepTemplates } from "../broadcasts/index.ts";
import { inTransaction } from "../db.ts";
import { startHouse, type House } from "../../test/house.ts";

let house: House;
beforeAll(async () => {
  house = await startHouse();
  await inTransaction(house.services.db, (tx) => keepTemplates(tx, demoTemplates));
});
afterAll(() => house.stop());

const path = "/api/subscriptions";

describe("messages of the mini-program", () => {
  it("are for anybody signed in: each agreement is one message, and is one's own", async () => {
    expect((await house.nobody("GET", path)).status).toBe(401);
    const [one, other] = [await house.stranger(), await house.person("retired")];
    const template = "mini-payment-due";
    const left = { template, title: "缴费到期提醒", longTerm: false };
    expect((await one("GET", path)).body).toContainEqual({ ...left, left: 0 });
    const decided = [
      { template, accepted: true },
      { template: "mini-policy-change", accepted: false },
    ];
    for (const count of [1, 2])
      expect((await one("POST", path, { decided })).body).toContainEqual({ ...left, left: count });
    expect((await other("GET", path)).body).toContainEqual({ ...left, left: 0 });
    const rows = await house.services.db.selectFrom("subscription_consents").select("credits").execute();
    expect(rows).toEqual([{ credits: 2 }]);
  });

  it("that do not exist, or too many at once, are refused in words and leave nothing", async () => {
    const one = await house.stranger();
    const ask = (decided: unknown) => one("POST", path, { decided });
    const before = await house.services.db.selectFrom("subscription_consents").selectAll().execute();
    expect(await ask([{ template: "livestream-reminder", accepted: true }])).toMatchObject({
      status: 404,
      body: { message: expect.stringContaining("没有这种通知") },
    });
    for (const wrong of [
      [],
      Array.from({ length: 6 }, () => ({ template: "abc", accepted: true })),
      [{ template: "' or" }],
    ])
      expect((await ask(wrong)).status).toBe(422);
    expect(await house.services.db.selectFrom("subscription_consents").selectAll().execute()).toEqual(before);
  });
});
