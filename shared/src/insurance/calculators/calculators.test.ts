import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seedFigures as figures } from "../../../../server/src/figures/seed.ts";
import { addMonths, monthsBetween } from "../../values/index.ts";
import { ratesAt } from "../amounts.ts";
import { valueAt } from "../figures.ts";
import { backPayment, compareTiers, monthlyBill, pensionPlan } from "./index.ts";
import { accountAfter, basicPension } from "./pension.ts";
import { retirementAge, unemploymentClaim, type Calculation, type Worked } from "./index.ts";

const TODAY = "2026-11-23";
const worked = (found: Calculation): Worked => {
  if (!found.ok) throw new Error(found.message);
  return found.value;
};
const fen = (of: Worked, label: RegExp): number => of.results.find((line) => label.test(line.label))?.fen ?? Number.NaN;
const text = (of: Worked, label: RegExp) => of.results.find((line) => label.test(line.label))?.text;
const everyFen = ({ results, groups }: Worked) =>
  [...results, ...groups.flatMap((group) => group.lines)].flatMap((line) => (line.fen === undefined ? [] : [line.fen]));
const tiers = [60, 70, 80, 90, 100, 150, 200, 250, 300];
const month = fc.integer({ min: 0, max: 100 }).map((after) => addMonths("2018-01", after));
const tier = fc.constantFrom(...tiers);

describe("the monthly bill", () => {
  it("shows who pays what, and the clamp", () => {
    const bill = worked(monthlyBill(figures, { month: "2023-10", wage: 1_000_000, industryClass: 1 }));
    expect([fen(bill, /个人每月扣/), fen(bill, /单位每月缴/)]).toEqual([103_700, 256_000]);
    const low = worked(monthlyBill(figures, { month: "2023-10", wage: 100_000, industryClass: 1 }));
    expect(low.groups[0]?.lines[0]).toMatchObject({ fen: 422_400, why: expect.stringContaining("按下限计") });
    expect(low.remark).toBeUndefined();
  });

  it("is whole fen, adds up, agrees with another way of reckoning, and never falls when wages rise", () => {
    fc.assert(
      fc.property(month, fc.integer({ min: 0, max: 10_000_000 }), fc.integer({ min: 1, max: 8 }), (at, wage, one) => {
        const bill = worked(monthlyBill(figures, { month: at, wage, industryClass: one }));
        expect(everyFen(bill).every(Number.isSafeInteger)).toBe(true);
        expect(fen(bill, /合计/)).toBe(fen(bill, /个人每月扣/) + fen(bill, /单位每月缴/));
        const { lower, upper } = valueAt(figures, "base-limits", at);
        const base = BigInt(Math.max(lower, Math.min(upper, wage)));
        const part = (rate: number) => Number((base * BigInt(rate) * 2n + 10_000n) / 20_000n);
        const { employer, majorMedical } = ratesAt(figures, at, one);
        const mine = Object.values(employer).reduce((sum, rate) => sum + part(rate.person), 0) + majorMedical;
        expect(fen(bill, /个人每月扣/)).toBe(mine);
        const more = worked(monthlyBill(figures, { month: at, wage: wage + 50_000, industryClass: one }));
        expect(fen(more, /合计/)).toBeGreaterThanOrEqual(fen(bill, /合计/));
      }),
      { numRuns: 200 },
    );
  });
});

describe("the tiers side by side", () => {
  it("are the published ones, cost more the higher they are, and bring more", () => {
    const found = worked(compareTiers(figures, { month: "2024-05", tier: 60, medical: false, age: 60 }));
    expect(found.groups[1]?.lines.map((line) => line.fen)).toEqual([
      84_480, 98_600, 112_800, 126_800, 140_800, 211_200, 281_600, 352_000, 422_400,
    ]);
    // 7,040 × 1.6 ÷ 2 × 1 % and 4,224 × 8 % × 12 ÷ 139.
    expect(fen(found, /约多领/)).toBe(5_632 + 2_917);
    expect(found.basis.find((one) => one.name === "养老金计发基数")).toMatchObject({ asPublished: true });
    expect(compareTiers(figures, { month: "2024-05", tier: 65, medical: false, age: 60 }).ok).toBe(false);
  });

  it("say when another year stands in", () => {
    const found = worked(compareTiers(figures, { month: "2026-11", tier: 60, medical: true, age: 63 }));
    expect(found.remark).toContain("2026 年度标准尚未录入，按 2023 年度标准估算，以公布为准");
    expect(found.figures).toBe(1);
  });

  it("are monotonic and whole in any month", () => {
    fc.assert(
      fc.property(month, fc.boolean(), fc.constantFrom(50, 55, 58, 60, 63), (at, medical, age) => {
        const all = tiers.flatMap((one) => {
          const found = compareTiers(figures, { month: at, tier: one, medical, age });
          return found.ok ? [found.value] : [];
        });
        for (const [i, one] of all.entries()) {
          expect(everyFen(one).every(Number.isSafeInteger)).toBe(true);
          const next = all[i + 1];
          if (!next) continue;
          expect(fen(next, /每月交/)).toBeGreaterThan(fen(one, /每月交/));
          expect(fen(next, /约多领/)).toBeGreaterThan(fen(one, /约多领/));
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("back-payment", () => {
  it("adds a late fee for employers, none for flexible persons, and says what the window is", () => {
    const own = worked(
      backPayment(figures, { who: "flexible", from: "2024-01", to: "2024-03", tier: 60, today: TODAY }),
    );
    expect([fen(own, /一共/), fen(own, /滞纳金/)]).toEqual([253_440, 0]);
    expect(own.notes.join()).toContain("一般不能往前补");
    const unit = worked(
      backPayment(figures, { who: "employer", from: "2024-01", to: "2024-01", wage: 1_000_000, today: "2024-02-24" }),
    );
    // 10,000 元 at 25.6 % and 10.3 %, and 7 元: thirty days late.
    expect(fen(unit, /本金/)).toBe(359_700);
    expect(fen(unit, /滞纳金/)).toBe(Math.round(359_700 * 0.0005 * 30));
    expect(unit.basis.some((one) => one.name === "滞纳金" && !one.asPublished)).toBe(true);
  });

  it("refuses months that are not over, in disorder, or too many", () => {
    const at = (from: string, to: string) =>
      backPayment(figures, { who: "flexible", tier: 60, from, to, today: TODAY }).ok;
    expect([at("2026-11", "2026-11"), at("2026-05", "2026-04"), at("2012-01", "2026-01")]).toEqual([
      false,
      false,
      false,
    ]);
  });

  it("is the sum of its months, and grows with every month and every day", () => {
    const begin = fc.integer({ min: 0, max: 60 }).map((after) => addMonths("2019-06", after));
    fc.assert(
      fc.property(
        begin,
        fc.integer({ min: 0, max: 20 }),
        fc.integer({ min: 0, max: 3_000_000 }),
        (from, more, wage) => {
          const to = addMonths(from, more);
          const of = (given: { from: string; to: string }, today: string) =>
            worked(backPayment(figures, { who: "employer", wage, ...given, today }));
          const all = of({ from, to }, TODAY);
          const each = monthsBetween(from, to).map((one) => fen(of({ from: one, to: one }, TODAY), /一共/));
          expect(fen(all, /一共/)).toBe(each.reduce((sum, one) => sum + one, 0));
          expect(everyFen(all).every(Number.isSafeInteger)).toBe(true);
          expect(fen(of({ from, to }, "2026-11-24"), /一共/)).toBeGreaterThanOrEqual(fen(all, /一共/));
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("unemployment", () => {
  it("gives months and amount, or why not", () => {
    const found = worked(unemploymentClaim(figures, { district: "420117", monthsPaid: 130, today: "2022-05-01" }));
    expect([fen(found, /每月领/), text(found, /约领/), fen(found, /一共/)]).toEqual([162_000, "18 个月", 2_916_000]);
    const none = unemploymentClaim(figures, { district: "420106", monthsPaid: 11, today: TODAY });
    expect(none).toMatchObject({ ok: false, message: expect.stringContaining("还领不到") });
  });

  it("never gives less to who paid longer", () => {
    fc.assert(
      fc.property(fc.integer({ min: 12, max: 480 }), fc.integer({ min: 0, max: 60 }), (paid, more) => {
        const of = (monthsPaid: number) =>
          fen(worked(unemploymentClaim(figures, { district: "420106", monthsPaid, today: TODAY })), /一共/);
        expect(of(paid + more)).toBeGreaterThanOrEqual(of(paid));
      }),
    );
  });
});

describe("the age of retirement", () => {
  it("explains the step", () => {
    const found = worked(retirementAge(figures, { group: "male", born: "1966-05", today: TODAY }));
    expect(text(found, /法定/)).toBe("2026年10月");
    expect(found.groups[0]?.lines.map((line) => line.text)).toEqual(["2026年5月", "5 个月", "15 年"]);
    expect(found.notes[0]).toContain("已经到了");
  });
});

describe("the pension", () => {
  const plan = {
    group: "male" as const,
    born: "1975-03",
    monthsPaid: 240,
    index: 100,
    balance: 5_000_000,
    futureIndex: 60,
    base: 700_000,
    interest: 250,
    today: TODAY,
  };

  it("is base and account, line by line", () => {
    const found = worked(pensionPlan(figures, plan));
    // Born in March 1975: 2037-10 at 62 years and 7 months, after 131 more months.
    expect(text(found, /退休时间/)).toBe("2037年10月");
    expect(text(found, /累计缴费/)).toBe("30 年11 个月");
    const basic = Math.round((700_000 * (240 * 200 + 131 * 160)) / 240_000);
    const account = Math.round(accountAfter(5_000_000, 131, 33_600, 250) / 125);
    expect(fen(found, /每月约领/)).toBe(basic + account);
    expect(found.remark).toContain("养老金计发基数尚未录入");
  });

  it("agrees with a bank's own reckoning of the account, to a few fen a year", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 50_000_000 }),
        fc.integer({ min: 0, max: 400 }),
        fc.integer({ min: 0, max: 200_000 }),
        fc.integer({ min: 0, max: 900 }),
        (balance, months, monthly, rate) => {
          let expected = balance;
          for (let done = 0; done < months; done += 12) {
            const span = Math.min(12, months - done);
            expected = expected * (1 + ((rate / 10_000) * span) / 12) + monthly * span;
          }
          const found = accountAfter(balance, months, monthly, rate);
          expect(Number.isSafeInteger(found)).toBe(true);
          expect(Math.abs(found - expected)).toBeLessThanOrEqual(Math.max(200, expected * 1e-9));
        },
      ),
    );
  });

  it("grows with every month paid, every tier, every base, and is whole fen", () => {
    const spans = fc.array(fc.record({ months: fc.integer({ min: 0, max: 480 }), index: tier }), { maxLength: 3 });
    fc.assert(
      fc.property(fc.integer({ min: 100_000, max: 5_000_000 }), spans, tier, (base, given, index) => {
        const before = basicPension(base, given);
        expect(Number.isSafeInteger(before)).toBe(true);
        expect(basicPension(base, [...given, { months: 12, index }])).toBeGreaterThan(before);
        expect(basicPension(base + 1_000, given)).toBeGreaterThanOrEqual(before);
      }),
    );
    fc.assert(
      fc.property(fc.constantFrom(60, 80, 100, 200), fc.integer({ min: 0, max: 300 }), (futureIndex, monthsPaid) => {
        const of = (over: object) =>
          fen(worked(pensionPlan(figures, { ...plan, monthsPaid, futureIndex, ...over })), /每月约领/);
        expect(of({ monthsPaid: monthsPaid + 12 })).toBeGreaterThan(of({}));
        expect(of({ futureIndex: futureIndex + 20 })).toBeGreaterThan(of({}));
        expect(of({ interest: 400 })).toBeGreaterThanOrEqual(of({}));
      }),
    );
  });

  it("refuses what cannot be", () => {
    expect(pensionPlan(figures, { ...plan, monthsPaid: 0, futureIndex: 0 }).ok).toBe(false);
    expect(pensionPlan(figures, { ...plan, born: "2005-01", monthsPaid: 240 }).ok).toBe(false);
  });
});
