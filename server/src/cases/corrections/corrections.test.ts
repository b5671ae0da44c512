import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { BankCard } from "@wsi/shared/values";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startHouse, type Caller, type House } from "../../../test/house.ts";

let house: House;
let one: Caller;
let other: Caller;
beforeAll(async () => {
  house = await startHouse();
  [one, other] = [await house.staff("shenhe"), await house.staff("fuhe")];
});
afterAll(() => house.stop());

const key = () => randomUUID();

/** Opens, fills and submits an item for oneself. */
async function handIn(call: Caller, item: string, answers: object, signature: string): Promise<string> {
  const opened = await call("POST", "/api/cases", { item });
  const { id, revision } = opened.body;
  const saved = await call("PUT", `/api/cases/${id}/answers`, {
    revision,
    answers: { ...opened.body.answers, ...answers },
  });
  expect(saved.body).toMatchObject({ state: "draft" });
  const done = await call("POST", `/api/cases/${id}/actions`, {
    key: key(),
    action: "submit",
    revision: saved.body.revision,
    signature,
  });
  expect([done.status, done.body.message]).toEqual([200, undefined]);
  return id;
}
const decide = (who: Caller, id: string, given: object) =>
  who("POST", `/console/api/cases/${id}/correction`, { key: key(), ...given });
const act = (who: Caller, id: string, body: object) =>
  who("POST", `/console/api/cases/${id}/actions`, { key: key(), ...body });

describe("a correction that changes the ledger", () => {
  it("is asked as the question is, proposed by one, confirmed by another, told, and stands in statement and receipt", async () => {
    const call = await house.person("flexible-paused");
    const { name } = (await call("GET", "/api/lookups/registered?for=self")).body;
    const month = house.today.slice(0, 7);
    const id = await handIn(
      call,
      "flexible-employment-renewal",
      { schemes: ["pension"], tier: "60", from: month },
      name,
    );
    const seen = await call("GET", `/api/cases/${id}`);
    expect(seen.body).toMatchObject({ state: "effective", correctable: ["tier"] });
    const ask = (given: object) =>
      call("POST", `/api/cases/${id}/corrections`, { key: key(), field: "tier", why: "点错了一格", ...given });
    expect((await ask({})).status).toBe(422);
    expect((await ask({ value: "65" })).body.problems).toEqual([expect.objectContaining({ field: "value" })]);
    const asked = await ask({ value: "100" });
    const [correction] = asked.body.corrections;
    expect(correction).toMatchObject({
      state: "asked",
      ledger: true,
      was: expect.stringContaining("60%"),
      decided: null,
    });

    const waiting = await one("GET", `/console/api/cases/${id}`);
    expect(waiting.body.actions).toEqual(["propose-correction", "refuse-correction"]);
    expect(waiting.body.correction).toMatchObject({
      would: { outcome: "done", text: expect.stringMatching(/60% 更正为 100%/) },
      proposal: null,
    });
    expect((await decide(one, id, { outcome: "corrected", because: "一个人就改" })).status).toBe(409);
    const press = { key: key(), outcome: "proposed", because: "和本人电话核对过" };
    const proposed = await one("POST", `/console/api/cases/${id}/correction`, press);
    expect([proposed.status, proposed.body.message, proposed.body.instead]).toEqual([200, undefined, undefined]);
    expect(proposed.body.correction.proposal).toMatchObject({ mine: true, because: "和本人电话核对过" });
    expect((await one("POST", `/console/api/cases/${id}/correction`, press)).status).toBe(200);
    expect((await decide(one, id, { outcome: "corrected" })).status).toBe(409);
    expect((await decide(other, id, { outcome: "sent-back", because: "录音没有附上" })).status).toBe(200);
    expect((await decide(other, id, { outcome: "proposed", because: "录音已附，确认是 100%" })).status).toBe(200);

    const confirm = { key: key(), outcome: "corrected" };
    const both = await Promise.all(
      [confirm, confirm].map((body) => one("POST", `/console/api/cases/${id}/correction`, body)),
    );
    expect(both.map((answer) => answer.status)).toEqual([200, 200]);
    const done = await call("GET", `/api/cases/${id}`);
    expect(done.body.corrections).toEqual([
      expect.objectContaining({
        state: "corrected",
        decided: expect.objectContaining({
          because: expect.stringMatching(/录音已附.*更正为 100%/),
          receipt: expect.stringMatching(/^LD\d+$/),
        }),
      }),
    ]);
    expect(done.body.timeline.slice(-1)[0]).toMatchObject({ action: "correct", by: "审核员" });
    expect((await call("GET", "/api/notices")).body[0].title).toContain("已更正");
    const lines = (await call("GET", "/api/lookups/payments?for=self")).body.months
      .find((row: any) => row.month === month)
      .lines.filter((line: any) => line.scheme === "pension")
      .map((line: any) => [line.status, line.person, line.note, line.figures]);
    expect(lines).toEqual(
      expect.arrayContaining([
        ["cancelled", 84_480, `已由更正 ${correction.number} 冲销`, 1],
        ["assessed", 140_800, `按更正 ${correction.number} 重新核定`, 1],
      ]),
    );
    const kept = await house.services.db.selectFrom("ledger_corrections").selectAll().execute();
    expect(kept).toHaveLength(1);
    expect(kept[0]?.proposed_by).not.toBe(kept[0]?.confirmed_by);
    expect((await call.raw("GET", `/api/cases/${id}/receipt`)).status).toBe(200);

    // The next one starts from where this one left off; refused, it says why and what to do.
    expect((await ask({ value: "200" })).body.corrections[1]).toMatchObject({ was: expect.stringContaining("100%") });
    expect((await decide(one, id, { outcome: "refused", because: "已经按 100% 缴了" })).status).toBe(422);
    const no = await decide(one, id, { outcome: "refused", because: "这个月已缴", instead: "请办缴费档次变更" });
    expect(no.body.corrections[1]).toMatchObject({
      state: "refused",
      decided: { instead: "请办缴费档次变更", receipt: null },
    });
    const told = (await call("GET", "/api/notices")).body[0];
    expect([told.title, told.text]).toEqual([expect.stringContaining("没有更正"), expect.stringContaining("您可以")]);
  });

  it("of a card: the case, the request and the history hold four digits, the payment holds the number", async () => {
    const call = await house.person("let-go");
    const { name } = (await call("GET", "/api/lookups/registered?for=self")).body;
    const [card, right] = [BankCard.sample(11), BankCard.sample(12)];
    const id = await handIn(
      call,
      "unemployment-claim",
      { left: "dismissed", looking: true, region: "420104", bankCard: card },
      name,
    );
    const before = await call("GET", `/api/cases/${id}`);
    expect(before.body.answers.bankCard).toBe(card);
    await act(one, id, { action: "accept" });
    const bench = await one("POST", `/console/api/work/cases/${id}/proposal`, { key: key(), as: "approve" });
    expect([bench.status, bench.body.message]).toEqual([200, undefined]);
    const approved = await act(other, id, { action: "approve" });
    expect(approved.body).toMatchObject({ state: "effective" });

    const masked = `${"*".repeat(card.length - 4)}${card.slice(-4)}`;
    const seen = await call("GET", `/api/cases/${id}`);
    expect(seen.body.answers.bankCard).toBe(masked);
    expect(JSON.stringify(approved.body)).not.toContain(card);
    const asked = await call("POST", `/api/cases/${id}/corrections`, {
      key: key(),
      field: "bankCard",
      value: right,
      why: "换了卡",
    });
    expect(asked.body.corrections[0]).toMatchObject({ was: masked, shouldBe: expect.stringMatching(/^\*+\d{4}$/) });
    await decide(one, id, { outcome: "proposed", because: "和社保卡系统核对一致" });
    const done = await decide(other, id, { outcome: "corrected" });
    expect(done.body.corrections[0]).toMatchObject({ state: "corrected" });

    const { db } = house.services;
    expect((await db.selectFrom("benefit_payees").select("bank_card").execute()).map((row) => row.bank_card)).toEqual([
      right,
    ]);
    const everywhere = JSON.stringify([
      await db.selectFrom("cases").selectAll().execute(),
      await db.selectFrom("case_events").selectAll().execute(),
      await db.selectFrom("case_corrections").selectAll().execute(),
      await db.selectFrom("ledger_effects").selectAll().execute(),
      await db.selectFrom("ledger_events").selectAll().execute(),
      await db.selectFrom("audit").selectAll().execute(),
    ]);
    for (const number of [card, right]) expect(everywhere).not.toContain(number);

    // A claim that was settled before cards were put away: the migration does it afterwards.
    const whole = await readFile(new URL("../../../migrations/0038_contacts_and_payees.sql", import.meta.url), "utf8");
    await db.deleteFrom("benefit_payees").execute();
    const old = JSON.stringify({ ...before.body.answers, bankCard: card });
    await db.updateTable("cases").set({ answers: old }).where("id", "=", id).execute();
    await sql.raw(whole.slice(whole.indexOf("-- Cards of claims"))).execute(db);
    expect((await call("GET", `/api/cases/${id}`)).body.answers.bankCard).toBe(masked);
    expect((await db.selectFrom("benefit_payees").select("bank_card").execute())[0]?.bank_card).toBe(card);
  });

  it("of a claim that ends otherwise: withdrawn, the card is gone as well", async () => {
    const call = await house.person("unemployed");
    const opened = await call("POST", "/api/cases", { item: "unemployment-claim" });
    if (opened.status !== 200) throw new Error(`the persona may not claim: ${opened.body.message}`);
    const card = BankCard.sample(13);
    const { id, revision, answers } = opened.body;
    const saved = await call("PUT", `/api/cases/${id}/answers`, { revision, answers: { ...answers, bankCard: card } });
    await call("POST", `/api/cases/${id}/actions`, { key: key(), action: "withdraw", revision: saved.body.revision });
    expect((await call("GET", `/api/cases/${id}`)).body.answers.bankCard).toMatch(/^\*+\d{4}$/);
  });
});
