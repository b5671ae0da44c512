import { employerMonth } from "@wsi/shared/insurance";
import { addMonths, BankCard } from "@wsi/shared/values";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "../../../test/database.ts";
import { takenBack } from "../../../test/taken-back.ts";
import { embeddedCoreInsurance as core } from "../../adapters/core-insurance/embedded.ts";
import { issueCertificate } from "../../certificates/index.ts";
import { inTransaction, type Tx } from "../../db.ts";
import { seedFigures } from "../../figures/index.ts";
import { employerId, loadPeople, personaOf, personIdOf, type PersonaCode } from "../../people/index.ts";
import type { Effect, LedgerChange } from "../../ports/core-insurance.ts";
import { keepEffect } from "../effect.ts";
import { explainMonth } from "../index.ts";
import { assessEmployed } from "../monthly/slice.ts";

const TODAY = "2026-11-23";
const id = (code: PersonaCode): string => personIdOf(personaOf(code).idNumber);
const garment = employerId("garment");
const maker = "00000000-0000-8000-8000-00000000000a";
const checker = "00000000-0000-8000-8000-00000000000b";

let fresh: TestDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  await inTransaction(fresh.db, (tx) => loadPeople(tx, TODAY));
});
afterAll(() => fresh.drop());

const tried = (work: (tx: Tx) => Promise<void>) => takenBack(fresh.db, work);
let turn = 0;
const correct = (
  tx: Tx,
  who: PersonaCode,
  of: string,
  change: LedgerChange,
  more: { employerId?: string; today?: string; confirmedBy?: string } = {},
): Promise<Effect> => {
  const number = `GZ20261123${String(++turn).padStart(6, "0")}`;
  return core.correct(tx, {
    personId: id(who),
    key: `correction:${number}`,
    number,
    of,
    why: "填错了",
    today: TODAY,
    proposedBy: maker,
    confirmedBy: checker,
    change,
    ...more,
  });
};
const enrol = (tx: Tx, wage: number, entryDate: string) =>
  core.enrolEmployee(tx, {
    personId: id("new-hire"),
    employerId: garment,
    schemes: ["pension", "medical", "unemployment", "work-injury", "maternity"],
    wage,
    entryDate,
    today: TODAY,
    key: "enrol",
  });
const linesOf = async (tx: Tx, who: PersonaCode, month: string, scheme = "pension") =>
  (await core.payments(tx, id(who), { from: month, to: month }))
    .filter((line) => line.scheme === scheme)
    .toReversed()
    .map(({ base, unit, person, status, note }) => ({ base, unit, person, status, note }));
const settle = (tx: Tx, who: PersonaCode, month: string) =>
  core.settle(tx, {
    key: `tax ${month}`,
    arrivedOn: TODAY,
    lines: (["pension", "medical", "unemployment", "work-injury", "maternity"] as const).map((scheme) => ({
      personId: id(who),
      month,
      scheme,
    })),
  });

describe("a wrong wage", () => {
  it("has its unpaid lines reversed and entered anew, with the number to quote, in statement, explanation and history", () =>
    tried(async (tx) => {
      await enrol(tx, 500_000, "2026-10-08");
      const done = await correct(tx, "new-hire", "enrol", { kind: "wage", wage: 800_000 }, { employerId: garment });
      expect(done).toMatchObject({
        outcome: "done",
        text: expect.stringMatching(/5,000.*8,000.*冲销 10 笔.*重新核定 10 笔/),
      });
      const number = `GZ20261123${String(turn).padStart(6, "0")}`;
      expect(await linesOf(tx, "new-hire", "2026-10")).toEqual([
        { base: 500_000, unit: 80_000, person: 40_000, status: "cancelled", note: `已由更正 ${number} 冲销` },
        { base: 800_000, unit: 128_000, person: 64_000, status: "assessed", note: `按更正 ${number} 重新核定` },
      ]);
      const statement = await core.employerStatement(tx, garment, "2026-10", TODAY);
      const own = statement.people.find((one) => one.personId === id("new-hire"));
      expect([own?.unit, own?.person]).toEqual([
        employerMonth(seedFigures, "2026-10", 800_000).reduce((sum, line) => sum + line.unit, 0),
        employerMonth(seedFigures, "2026-10", 800_000).reduce((sum, line) => sum + line.person, 0),
      ]);
      const page = await core.statementPage(
        tx,
        garment,
        { month: "2026-10", unpaid: true, named: "", page: 1, size: 50 },
        TODAY,
      );
      const shown = page.rows.find((row) => row.personId === id("new-hire"))?.lines;
      expect(shown?.filter((line) => line.note?.startsWith("按更正"))).toHaveLength(5);
      const steps = (await explainMonth(tx, id("new-hire"), "2026-10")).flatMap((line) => line.steps);
      expect(steps).toContain(`按更正 ${number} 重新核定`);
      const kept = await tx
        .selectFrom("ledger_corrections")
        .selectAll()
        .where("number", "=", number)
        .executeTakeFirst();
      expect(kept).toMatchObject({
        was: { wage: 500_000 },
        now: { wage: 800_000 },
        why: "填错了",
        proposed_by: maker,
        confirmed_by: checker,
      });
      const [told] = await tx.selectFrom("ledger_events").selectAll().where("kind", "=", "corrected").execute();
      expect(told?.detail).toMatchObject({ correction: number, of: "enrol" });

      // Next month is assessed by the right wage; a second correction finds the first.
      await keepEffect(tx, { kind: "assess-month", key: "run", today: TODAY, input: {} }, {});
      await assessEmployed(tx, { month: "2026-12", today: "2026-12-01", ids: [id("new-hire")], key: "run" });
      expect((await linesOf(tx, "new-hire", "2026-12"))[0]).toMatchObject({ base: 800_000 });
      const again = await correct(tx, "new-hire", "enrol", { kind: "wage", wage: 700_000 }, { employerId: garment });
      expect(again).toMatchObject({ outcome: "done", text: expect.stringMatching(/8,000.*7,000.*冲销 15 笔/) });
    }));

  it("adds the difference to what is paid, which the raised month after sees, too; less is the tax office's to give back", () =>
    tried(async (tx) => {
      await enrol(tx, 500_000, TODAY);
      await settle(tx, "new-hire", "2026-11");
      const less = await correct(tx, "new-hire", "enrol", { kind: "wage", wage: 450_000 }, { employerId: garment });
      expect(less).toMatchObject({
        outcome: "refused",
        because: expect.stringContaining("多缴"),
        instead: expect.stringContaining("退收"),
      });
      const more = await correct(tx, "new-hire", "enrol", { kind: "wage", wage: 600_000 }, { employerId: garment });
      expect(more).toMatchObject({ outcome: "done" });
      expect(await linesOf(tx, "new-hire", "2026-11")).toMatchObject([
        { base: 500_000, unit: 80_000, person: 40_000, status: "arrived" },
        { base: 600_000, unit: 16_000, person: 8_000, status: "assessed" },
      ]);
      const [, difference] = (await explainMonth(tx, id("new-hire"), "2026-11"))
        .filter((line) => line.scheme === "pension")
        .toReversed();
      expect(difference?.steps.join()).toMatch(/只是差额.*补差 160\.00/);
      await tx
        .insertInto("undeclared_months")
        .values({ employer_id: garment, month: "2026-12", effect_key: "enrol" })
        .execute();
      await keepEffect(tx, { kind: "assess-month", key: "run", today: TODAY, input: {} }, {});
      await assessEmployed(tx, { month: "2026-12", today: "2026-12-01", ids: [id("new-hire")], key: "run" });
      expect((await linesOf(tx, "new-hire", "2026-12"))[0]).toMatchObject({
        base: 600_000,
        unit: 105_600,
        person: 52_800,
      });
      const paper = await issueCertificate(tx, core, {
        personId: id("new-hire"),
        key: "paper",
        today: TODAY,
        purpose: "general",
        from: "2026-11",
        to: "2026-11",
      });
      expect(paper.paper.corrected).toEqual([{ month: "2026-11", note: expect.stringMatching(/^按更正 GZ/) }]);
    }));

  it("waits while an order is out, and gives way to what was declared later", () =>
    tried(async (tx) => {
      await enrol(tx, 500_000, "2026-10-08");
      const order = await core.payArrears(tx, {
        payer: { employerId: garment, personIds: [id("new-hire")] },
        months: ["2026-10"],
        today: TODAY,
        key: "order",
      });
      expect(order).toMatchObject({ outcome: "done" });
      expect(
        await correct(tx, "new-hire", "enrol", { kind: "wage", wage: 800_000 }, { employerId: garment }),
      ).toMatchObject({ outcome: "refused", because: expect.stringContaining("缴费单") });
      expect(
        await correct(tx, "new-hire", "enrol", { kind: "wage", wage: 500_000 }, { employerId: garment }),
      ).toMatchObject({ outcome: "refused", because: expect.stringContaining("没有变化") });
    }));
});

describe("a wrong entry and a wrong stop", () => {
  it("bring the missing months with late fee, and take back what nobody worked", () =>
    tried(async (tx) => {
      await enrol(tx, 500_000, TODAY);
      const early = await correct(
        tx,
        "new-hire",
        "enrol",
        { kind: "entry", entryDate: "2026-09-15" },
        { employerId: garment },
      );
      expect(early).toMatchObject({ outcome: "done", text: expect.stringMatching(/2026年9月.*重新核定 10 笔/) });
      const lines = await core.payments(tx, id("new-hire"), { from: "2026-09", to: "2026-11" });
      expect(lines.filter((line) => line.status === "assessed")).toHaveLength(15);
      expect(lines.find((line) => line.month === "2026-09")?.lateFee).toBeGreaterThan(0);
      const late = await correct(
        tx,
        "new-hire",
        "enrol",
        { kind: "entry", entryDate: "2026-10-02" },
        { employerId: garment },
      );
      expect(late).toMatchObject({ outcome: "done", text: expect.stringContaining("冲销 5 笔") });
      expect((await core.enrolments(tx, id("new-hire")))[0]).toMatchObject({ startedOn: "2026-10", state: "active" });
      expect(
        await correct(tx, "new-hire", "enrol", { kind: "entry", entryDate: "2026-01-05" }, { employerId: garment }),
      ).toMatchObject({ outcome: "refused", instead: expect.stringContaining("劳动合同补缴") });
    }));

  it("decide again about unemployment benefit, until one was granted on the old word", () =>
    tried(async (tx) => {
      const who = "garment-leaving";
      const stop = { personId: id(who), employerId: garment, schemes: [], today: TODAY, key: "stop" } as const;
      expect(await core.stopEmployee(tx, { ...stop, leavingDate: "2026-10-20", reason: "resigned" })).toMatchObject({
        outcome: "done",
      });
      const because = (reason: "dismissed" | "resigned") =>
        correct(tx, who, "stop", { kind: "stop", reason }, { employerId: garment });
      expect(await because("dismissed")).toMatchObject({
        outcome: "done",
        text: expect.stringMatching(/辞职.*更正为/),
      });
      const rows = await core.enrolments(tx, id(who));
      expect(rows.find((row) => row.scheme === "unemployment")?.stopReason).toContain("解除");
      const moved = await correct(tx, who, "stop", { kind: "stop", leavingDate: TODAY }, { employerId: garment });
      expect(moved).toMatchObject({ outcome: "done" });
      expect((await core.enrolments(tx, id(who)))[0]).toMatchObject({ stoppedOn: "2026-11" });
      expect(
        await core.claimUnemployment(tx, { personId: id(who), key: "claim", today: TODAY, region: "420106" }),
      ).toMatchObject({ outcome: "done" });
      expect(await because("resigned")).toMatchObject({
        outcome: "refused",
        because: expect.stringContaining("失业金"),
      });
    }));
});

describe("a wrong tier, benefit, card and name", () => {
  it("are put right while nothing was paid by them", () =>
    tried(async (tx) => {
      const renewed = await core.renewFlexible(tx, {
        personId: id("flexible-paused"),
        schemes: ["pension", "medical"],
        tier: 60,
        region: "420102",
        from: "2026-11",
        today: TODAY,
        key: "renew",
      });
      expect(renewed).toMatchObject({ outcome: "done" });
      expect(await correct(tx, "flexible-paused", "renew", { kind: "tier", tier: 100 })).toMatchObject({
        outcome: "done",
        due: 140_800,
      });
      expect((await linesOf(tx, "flexible-paused", "2026-11")).map((line) => [line.person, line.status])).toEqual([
        [84_480, "cancelled"],
        [140_800, "assessed"],
      ]);
      expect((await core.tierHistory(tx, id("flexible-paused")))[0]?.tier).toBe(100);
      await core.settle(tx, {
        key: "tax",
        arrivedOn: TODAY,
        lines: [{ personId: id("flexible-paused"), month: "2026-11", scheme: "pension", number: 2 }],
      });
      expect(await correct(tx, "flexible-paused", "renew", { kind: "tier", tier: 200 })).toMatchObject({
        outcome: "refused",
        because: expect.stringContaining("已经缴的月份不能改档次"),
      });
    }));

  it("a grant is reversed and entered anew, its card changed, and the history never holds a card", () =>
    tried(async (tx) => {
      const who: PersonaCode = "let-go";
      const [card, right] = [BankCard.sample(1), BankCard.sample(2)];
      const claim = { personId: id(who), key: "claim", today: TODAY, region: "420114", bankCard: card };
      expect(await core.claimUnemployment(tx, claim)).toMatchObject({ outcome: "done" });
      const [first] = await core.benefits(tx, id(who), TODAY);
      const done = await correct(tx, who, "claim", { kind: "benefit-region", region: "420106" });
      expect(done).toMatchObject({ outcome: "done" });
      const [now, ...rest] = await core.benefits(tx, id(who), TODAY);
      expect(now?.monthly).toBeGreaterThan(first?.monthly ?? 0);
      expect(now).toMatchObject({
        from: first?.from,
        months: first?.months,
        figures: seedFigures.version,
        note: expect.stringMatching(/^按更正 GZ/),
      });
      expect(rest.filter((one) => one.from === first?.from)).toEqual([]);
      // Later the same month the old grant could have been drawn: an upward one pays the difference, a downward one is for people.
      const later = { today: `${addMonths("2026-11", 2)}-10` };
      expect(await correct(tx, who, "claim", { kind: "benefit-region", region: "420114" }, later)).toMatchObject({
        outcome: "refused",
        instead: expect.stringContaining("书面决定"),
      });

      expect(await correct(tx, who, "claim", { kind: "payee", bankCard: `${card.slice(0, -1)}x` })).toMatchObject({
        outcome: "refused",
        because: expect.stringContaining("银行卡号"),
      });
      expect(await correct(tx, who, "claim", { kind: "payee", bankCard: right })).toMatchObject({
        outcome: "done",
        text: expect.stringContaining(`尾号 ${right.slice(-4)}`),
      });
      const payees = await tx.selectFrom("benefit_payees").select("bank_card").execute();
      expect(payees.map((row) => row.bank_card)).toEqual([right]);
      const history = JSON.stringify([
        await tx.selectFrom("ledger_events").selectAll().execute(),
        await tx.selectFrom("ledger_effects").selectAll().execute(),
        await tx.selectFrom("ledger_corrections").selectAll().execute(),
      ]);
      for (const number of [card, right]) expect(history).not.toContain(number);
    }));

  it("a name is written as the police write it", () =>
    tried(async (tx) => {
      await enrol(tx, 500_000, TODAY);
      const done = await correct(tx, "new-hire", "enrol", { kind: "name", name: "欧阳新" }, { employerId: garment });
      expect(done).toMatchObject({ outcome: "done" });
      expect((await core.getPerson(tx, id("new-hire"))).name).toBe("欧阳新");
    }));
});

describe("no correction", () => {
  it("is made by one alone, of what never was, of the wrong kind, or rewritten afterwards", async () => {
    await tried(async (tx) => {
      await enrol(tx, 500_000, TODAY);
      await expect(
        correct(tx, "new-hire", "enrol", { kind: "wage", wage: 600_000 }, { employerId: garment, confirmedBy: maker }),
      ).rejects.toThrow("ledger_corrections_check");
    });
    await tried(async (tx) => {
      await expect(correct(tx, "new-hire", "nothing", { kind: "tier", tier: 60 })).rejects.toThrow("never done");
    });
    await tried(async (tx) => {
      await enrol(tx, 500_000, TODAY);
      await expect(
        correct(tx, "new-hire", "enrol", { kind: "tier", tier: 60 }, { employerId: garment }),
      ).rejects.toThrow("cannot be wrong");
    });
    await tried(async (tx) => {
      await enrol(tx, 500_000, TODAY);
      await correct(tx, "new-hire", "enrol", { kind: "wage", wage: 600_000 }, { employerId: garment });
      await expect(tx.updateTable("ledger_corrections").set({ why: "x" }).execute()).rejects.toThrow(
        "only ever added to",
      );
    });
  });
});
