import { addMonths, monthsBetween } from "@wsi/shared/values";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "../../test/database.ts";
import { embeddedCoreInsurance as core } from "../adapters/core-insurance/embedded.ts";
import { inTransaction, type Tx } from "../db.ts";
import { currentFigures } from "../figures/index.ts";
import { addVersion } from "../figures/store.ts";
import { loadPeople, personaOf, personIdOf, type PersonaCode } from "../people/index.ts";
import type { RenewFlexible } from "../ports/core-insurance.ts";
import { explainMonth, presentPayments } from "./index.ts";

const TODAY = "2026-11-23";
const id = (code: PersonaCode): string => personIdOf(personaOf(code).idNumber);

let fresh: TestDatabase | undefined;
beforeEach(async () => {
  await fresh?.drop();
  fresh = await freshDatabase();
  await act((tx) => loadPeople(tx, TODAY));
});
afterAll(() => fresh?.drop());

function act<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  if (!fresh) throw new Error("no database");
  return inTransaction(fresh.db, work);
}
const facts = (code: PersonaCode, today = TODAY) => act((tx) => core.facts(tx, id(code), today));
const renewal = (over: Partial<RenewFlexible> = {}): RenewFlexible => ({
  personId: id("flexible-paused"),
  schemes: ["pension", "medical"],
  tier: 60,
  region: "420102",
  from: "2026-11",
  today: TODAY,
  key: "renewal-1",
  ...over,
});
const renew = (over: Partial<RenewFlexible> = {}) => act((tx) => core.renewFlexible(tx, renewal(over)));
const backPay = (months: string[], code: PersonaCode = "interrupted", key = "back-pay-1") =>
  act((tx) => core.backPay(tx, { personId: id(code), months, tier: 60, today: TODAY, key }));

describe("people in the ledger", () => {
  it("are found by their ID number, with their situation in life", async () => {
    const situations = await act(async (tx) => {
      const found: Record<string, string | undefined> = {};
      for (const code of [
        "employed",
        "flexible-active",
        "flexible-paused",
        "unemployed",
        "retired",
        "graduate",
      ] as const)
        found[code] = (await core.findPerson(tx, personaOf(code).idNumber))?.situation;
      return found;
    });
    expect(situations).toEqual({
      employed: "employed",
      "flexible-active": "flexible",
      "flexible-paused": "out",
      unemployed: "unemployed",
      retired: "retired",
      graduate: "never-insured",
    });
  });

  it("are undefined to who looks, and a fault to who relies on them", async () => {
    const nobody = "00000000-0000-8000-8000-000000000000";
    expect(await act((tx) => core.findPersonById(tx, nobody))).toBeUndefined();
    await expect(act((tx) => core.getPerson(tx, nobody))).rejects.toThrow("no such person");
  });
});

describe("facts", () => {
  it("tell the situations apart", async () => {
    expect(await facts("employed")).toMatchObject({
      insured: true,
      employed: true,
      flexibleActive: false,
      hasGap: false,
      retired: false,
    });
    expect(await facts("flexible-active")).toMatchObject({
      employed: false,
      flexibleActive: true,
      flexiblePaused: false,
      currentTier: 60,
    });
    expect(await facts("retired")).toMatchObject({ retired: true, overAge: true, hasGap: false });
    expect(await facts("graduate")).toMatchObject({ insured: false, hasGap: false, gapMonths: [] });
    expect(await facts("site-worker")).toMatchObject({ insured: false, employed: false });
    expect(await facts("two-employers")).toMatchObject({ employed: true, hasGap: false });
    expect(await facts("arrears")).toMatchObject({
      hasArrears: true,
      arrearsMonths: ["2026-08", "2026-09", "2026-10"],
      hasGap: false,
    });
  });

  it("count the paused months up to last month as a gap", async () => {
    expect(await facts("flexible-paused")).toMatchObject({
      flexiblePaused: true,
      flexibleActive: false,
      gapMonths: ["2026-06", "2026-07", "2026-08", "2026-09", "2026-10"],
      gapFrom: "2026-06",
      gapTo: "2026-10",
      currentRegion: "420102",
    });
  });

  it("find two months of interruption and fourteen", async () => {
    expect(await facts("interrupted")).toMatchObject({ gapMonths: ["2026-06", "2026-07"], flexibleActive: true });
    expect((await facts("long-gap"))["gapMonths"]).toEqual(monthsBetween("2022-10", "2023-11"));
  });
});

describe("taking flexible employment up again", () => {
  it("enrols from the month on, assesses it, and never collects", async () => {
    const done = await renew();
    expect(done).toMatchObject({
      outcome: "done",
      receipt: expect.stringMatching(/^LD20261123\d{6}$/),
      due: 84_480 + 20_275 + 700,
    });
    const { enrolled, lines } = await act(async (tx) => ({
      enrolled: (await core.enrolments(tx, id("flexible-paused"))).filter((one) => one.state !== "stopped"),
      lines: await core.payments(tx, id("flexible-paused"), { from: "2026-11", to: "2026-11" }),
    }));
    expect(enrolled).toMatchObject([
      { scheme: "medical", authority: "medical", state: "active", startedOn: "2026-11" },
      { scheme: "pension", authority: "hrss", state: "active", startedOn: "2026-11", tier: 60 },
    ]);
    expect(lines.map(({ scheme, status, person }) => ({ scheme, status, person }))).toEqual([
      { scheme: "pension", status: "assessed", person: 84_480 },
      { scheme: "medical", status: "assessed", person: 20_975 },
    ]);
    expect(await facts("flexible-paused")).toMatchObject({
      flexibleActive: true,
      flexiblePaused: false,
      currentTier: 60,
    });
    const told = await act((tx) =>
      tx.selectFrom("ledger_events").select("detail").where("kind", "=", "assessed").execute(),
    );
    expect(told).toMatchObject([{ detail: { month: "2026-11", figures: 1 } }]);
  });

  it("answers the same key the same, and happens once", async () => {
    const first = await renew();
    expect(await renew()).toEqual(first);
    expect(await act((tx) => core.enrolments(tx, id("flexible-paused")))).toHaveLength(5 + 2 + 2);
  });

  it("happens once when ten presses arrive together", async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => renew()));
    for (const one of answers) expect(one).toEqual(answers[0]);
    expect(answers[0]).toMatchObject({ outcome: "done" });
    const others = await Promise.all(Array.from({ length: 5 }, (_, at) => renew({ key: `other-${at}` })));
    expect(others.every((one) => one.outcome === "refused")).toBe(true);
  });

  it("takes one key for another act as a fault", async () => {
    await renew();
    await expect(renew({ tier: 70 })).rejects.toThrow("another act");
    await expect(renew({ personId: id("unemployed") })).rejects.toThrow("another act");
  });

  it("leaves nothing behind when the caller's transaction fails", async () => {
    await expect(
      act(async (tx) => {
        await core.renewFlexible(tx, renewal());
        throw new Error("later");
      }),
    ).rejects.toThrow("later");
    expect(await facts("flexible-paused")).toMatchObject({ flexibleActive: false });
    expect(await renew()).toMatchObject({ outcome: "done" });
  });

  it("refuses with what to do instead", async () => {
    const refusals: [Partial<RenewFlexible>, RegExp][] = [
      [{ personId: id("employed") }, /单位参保/],
      [{ personId: id("retired") }, /养老金/],
      [{ personId: id("graduate") }, /没有查到/],
      [{ personId: id("flexible-active") }, /不用续保/],
      [{ from: "2026-10" }, /本月或下月/],
      [{ from: "2027-01" }, /本月或下月/],
      [{ tier: 65 }, /没有这个缴费档次/],
      [{ schemes: [] }, /险种/],
    ];
    for (const [over, because] of refusals) {
      const answer = await renew(over);
      expect(answer).toMatchObject({
        outcome: "refused",
        because: expect.stringMatching(because),
        instead: expect.stringMatching(/.{6,}/),
      });
    }
  });

  it("lets the unemployed and next month's starters in, and the medical scheme alone", async () => {
    expect(await renew({ personId: id("unemployed"), from: "2026-12", key: "next" })).toMatchObject({
      outcome: "done",
    });
    expect(await renew({ schemes: ["medical"], key: "medical" })).toMatchObject({ outcome: "done", due: 20_975 });
  });
});

describe("paying for an interruption", () => {
  it("assesses every month of the gap by the tier's figures and closes it", async () => {
    const done = await backPay(["2026-07", "2026-06"]);
    expect(done).toMatchObject({ outcome: "done", due: 2 * 84_480, estimate: expect.stringContaining("2023") });
    expect(await backPay(["2026-06", "2026-07"])).toEqual(done);
    expect(await facts("interrupted")).toMatchObject({ hasGap: false });
    const months = await act((tx) => presentPayments(core, tx, id("interrupted"), TODAY, 24));
    expect(months.find((one) => one.month === "2026-06")).toMatchObject({
      gap: false,
      lines: [{ scheme: "pension", status: "assessed", person: 84_480 }],
    });
  });

  it("refuses what is no gap, is too long, too early, or too far back, with the reason", async () => {
    const refusals: [string[], PersonaCode, RegExp][] = [
      [[], "interrupted", /没有选/],
      [["2026-05", "2026-06"], "interrupted", /不是中断/],
      [["2016-01"], "interrupted", /第一次参保/],
      [["2023-01"], "long-gap", /14 个月/],
      [["2026-06"], "flexible-paused", /先恢复参保/],
      [["2026-10"], "retired", /养老金/],
      [["2026-10"], "graduate", /没有查到/],
    ];
    for (const [months, code, because] of refusals)
      expect(await backPay(months, code)).toMatchObject({
        outcome: "refused",
        because: expect.stringMatching(because),
      });
    const later = await act((tx) =>
      core.backPay(tx, {
        personId: id("interrupted"),
        months: ["2026-06"],
        tier: 60,
        today: "2027-08-01",
        key: "later",
      }),
    );
    expect(later).toMatchObject({ outcome: "refused", because: expect.stringMatching(/12 个月/) });
  });
});

describe("looking payments up", () => {
  it("gives the last 24 months, newest first, gaps marked, only arrived money counted", async () => {
    const months = await act((tx) => presentPayments(core, tx, id("interrupted"), TODAY, 24));
    expect(months.map((one) => one.month)).toEqual(monthsBetween("2024-12", "2026-11").toReversed());
    expect(months.filter((one) => one.gap).map((one) => one.month)).toEqual(["2026-07", "2026-06"]);
    expect(months[0]).toMatchObject({ month: "2026-11", paidByPerson: 0, through: "flexible" });
    expect(months[1]).toMatchObject({ month: "2026-10", paidByPerson: 84_480 + 20_975, paidByUnit: 0 });
    expect(months.at(-1)).toMatchObject({ through: "employer", employerName: "武汉虚构茶饮有限公司" });
  });

  it("shows a newcomer nothing, and this month's second employer beside the first", async () => {
    expect(await act((tx) => presentPayments(core, tx, id("graduate"), TODAY, 24))).toEqual([]);
    const [now] = await act((tx) => presentPayments(core, tx, id("two-employers"), TODAY, 1));
    expect(now?.lines.filter((line) => line.scheme === "work-injury")).toHaveLength(2);
    expect(now?.employerName).toBe("武汉示例机电有限公司");
  });

  it("explains a line by the figures it was computed with, whatever was approved since, and says when they are not known", async () => {
    const personId = id("employed");
    const of = async (tx: Tx) =>
      (await explainMonth(tx, personId, "2026-10")).find((line) => line.scheme === "pension")?.steps ?? [];
    const before = await act(of);
    await act(async (tx) => {
      const figures = await currentFigures(tx);
      const rates = figures.rows["employer-rates"].map((row) => ({
        ...row,
        value: { ...row.value, pensionUnit: 1_400 },
      }));
      await addVersion(tx, figures, { ...figures.rows, "employer-rates": rates }, new Date(`${TODAY}T01:00:00Z`));
      expect(await of(tx)).toEqual(before);
      expect((await core.payments(tx, personId, { from: "2026-10", to: "2026-10" }))[0]?.figures).toBe(1);
      await tx.updateTable("payments").set({ figures: null }).where("person_id", "=", personId).execute();
      const unknown = await of(tx);
      expect(unknown).toContain("核定时还没有记录政策参数的版本，这里按现在的参数说明");
      expect(unknown[1]).toContain("14%");
      throw new Error("seen");
    }).catch((error: unknown) => {
      if (!(error instanceof Error) || error.message !== "seen") throw error;
    });
  });

  it("explains a month line by line", async () => {
    const employed = await act((tx) => explainMonth(tx, id("employed"), "2026-10"));
    expect(employed.find((line) => line.scheme === "pension")?.steps).toEqual([
      "缴费基数 9,300.00 元（2026 年度标准尚未录入，按 2023 年度标准估算，以公布为准）：按申报工资",
      "单位 16% = 1,488.00 元",
      "本人 8% = 744.00 元",
      expect.stringMatching(/^按政策参数第 1 版计算（\d{4}-\d\d-\d\d 启用）$/),
      "2026年10月：已到账（2026-10-20）",
    ]);
    expect(await act((tx) => explainMonth(tx, id("graduate"), addMonths("2026-11", -1)))).toEqual([]);
  });

  it("refuses in the database to rewrite history", async () => {
    await renew();
    await expect(act((tx) => tx.updateTable("ledger_events").set({ kind: "x" }).execute())).rejects.toThrow(
      "only ever added",
    );
    await expect(act((tx) => tx.deleteFrom("ledger_events").execute())).rejects.toThrow("only ever added");
  });
});
