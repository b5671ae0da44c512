import * as fc from "fast-check";
import { addMonths, monthOf } from "@wsi/shared/values";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "../../../test/database.ts";
import { embeddedCoreInsurance as core } from "../../adapters/core-insurance/embedded.ts";
import { inTransaction, type Tx } from "../../db.ts";
import { seedFigures } from "../../figures/index.ts";
import { loadPeople, personaOf, personIdOf, type PersonaCode } from "../../people/index.ts";
import { handlerOf } from "./index.ts";

const today = "2026-11-28";
const thisMonth = monthOf(today);
const idOf = (code: PersonaCode) => personIdOf(personaOf(code).idNumber);
let fresh: TestDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  await inTransaction(fresh.db, (tx) => loadPeople(tx, today));
});
afterAll(() => fresh.drop());

/** Nothing stays: every run sees the same people. */
async function tried<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  let answer: T | undefined;
  await inTransaction(fresh.db, async (tx) => {
    answer = await work(tx);
    throw new Error("taken back");
  }).catch((error: Error) => {
    if (error.message !== "taken back") throw error;
  });
  return answer as T;
}
const inputOf = (tx: Tx, code: PersonaCode, answers: Record<string, unknown>) => ({
  tx,
  core,
  subject: { personId: idOf(code), actorId: idOf(code) },
  answers,
  today,
  now: new Date(`${today}T02:00:00Z`),
  volatile: { hit: async () => ({ count: 1, resetsInMs: 0 }) },
  tell: async () => {},
});
const handler = (code: string) => {
  const found = handlerOf(code);
  if (!found) throw new Error(`no handler of ${code}`);
  return found;
};

/** The bureau's tables of 2023 by hand, fen: base of each tier, 20 % pension; medical 4.8 % (6 % before 2024-11) of 4224 and 7 yuan. */
const bases: Record<string, number> = {
  "60": 4224,
  "70": 4930,
  "80": 5640,
  "90": 6340,
  "100": 7040,
  "150": 10560,
  "200": 14080,
  "250": 17600,
  "300": 21120,
};
const pension = (tier: string) => (bases[tier] ?? 0) * 20;
const medical = Math.round(4224 * 4.8) + 700;
const tier = fc.constantFrom(...Object.keys(bases));

describe("amounts are what they are by hand", () => {
  it("of a first enrolment, quoted and due", async () => {
    const plan = fc.record({
      tier,
      schemes: fc.constantFrom<string[]>(["pension"], ["medical"], ["pension", "medical"]),
      ahead: fc.constantFrom(0, 1),
    });
    await fc.assert(
      fc.asyncProperty(plan, async ({ tier: chosen, schemes, ahead }) => {
        const answers = {
          schemes,
          region: "420106",
          from: addMonths(thisMonth, ahead),
          ...(schemes.includes("pension") ? { tier: chosen } : {}),
        };
        const due = (schemes.includes("pension") ? pension(chosen) : 0) + (schemes.includes("medical") ? medical : 0);
        const one = handler("flexible-enrolment");
        expect(one.quote?.(seedFigures, answers).total).toBe(due);
        const done = await tried((tx) => one.effect({ ...inputOf(tx, "graduate", answers), key: "one" }));
        expect(done).toMatchObject({ outcome: "done", due });
      }),
      { numRuns: 25 },
    );
  });

  it("of a change of tier, before, after and between", async () => {
    await fc.assert(
      fc.asyncProperty(tier, async (chosen) => {
        const answers = { tier: chosen, from: addMonths(thisMonth, 1) };
        const quote = await tried((tx) => handler("tier-change").foresee?.(inputOf(tx, "arrears", answers)) ?? never());
        const [before, after] = [pension("80"), pension(chosen)];
        expect(quote.lines.map((line) => line.fen)).toEqual([before, after, Math.abs(after - before)]);
      }),
      { numRuns: 12 },
    );
  });

  it("of arrears: whatever range is chosen, quote, order and what is given up agree", async () => {
    const range = fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 }));
    await fc.assert(
      fc.asyncProperty(range, async ([a, b]) => {
        const [from, to] = [addMonths(thisMonth, -Math.max(a, b)), addMonths(thisMonth, -Math.min(a, b))];
        const answers = { which: "some", from, to };
        // Three, two and one month ago are owed, by the tier of 80 %.
        const months = [3, 2, 1].filter(
          (ago) => from <= addMonths(thisMonth, -ago) && addMonths(thisMonth, -ago) <= to,
        );
        const total = months.length * (pension("80") + medical);
        const paying = handler("arrears-payment");
        const quote = await tried((tx) => paying.foresee?.(inputOf(tx, "arrears", answers)) ?? never());
        expect(quote.total).toBe(total);
        const order = await tried((tx) => paying.effect({ ...inputOf(tx, "arrears", answers), key: "pay" }));
        expect(order).toMatchObject(months.length > 0 ? { outcome: "done", due: total } : { outcome: "refused" });
        const left = await tried(async (tx) => {
          await handler("arrears-cancellation").effect({ ...inputOf(tx, "arrears", answers), key: "give-up" });
          const { lines } = await core.openLines(tx, { personId: idOf("arrears") }, today);
          return lines.filter((line) => line.month < thisMonth).reduce((sum, line) => sum + line.person, 0);
        });
        expect(left).toBe((3 - months.length) * (pension("80") + medical));
      }),
      { numRuns: 20 },
    );
  });

  it("of unemployment benefit, which is granted only once it is claimed", async () => {
    const answers = { left: "dismissed", looking: true, region: "420104", bankCard: "6222020200112230905" };
    const quote = await tried(
      (tx) => handler("unemployment-claim").foresee?.(inputOf(tx, "let-go", answers)) ?? never(),
    );
    // 90 % of 2210 yuan; 110 months paid are nine years: four times three months and five more.
    expect(quote.lines.map((line) => line.fen)).toEqual([221_000 * 0.9, 221_000 * 0.9 * (4 * 3 + 5)]);
    expect(await inTransaction(fresh.db, (tx) => core.benefits(tx, idOf("let-go"), today))).toEqual([]);
  });
});

function never(): never {
  throw new Error("the item foresees nothing");
}
