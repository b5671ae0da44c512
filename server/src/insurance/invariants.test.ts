import * as fc from "fast-check";
import { addMonths, monthsBetween } from "@wsi/shared/values";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "../../test/database.ts";
import { takenBack } from "../../test/taken-back.ts";
import { embeddedCoreInsurance as core } from "../adapters/core-insurance/embedded.ts";
import { inTransaction, type Tx } from "../db.ts";
import { loadPeople, personas, personIdOf } from "../people/index.ts";
import type { Effect, Payment } from "../ports/core-insurance.ts";
import type { EnrolmentRow } from "./enrolments.ts";
import { drawTimeline, runsOf } from "./timeline.ts";

const month = fc.integer({ min: 0, max: 60 }).map((after) => addMonths("2020-01", after));
const sameLine = (a: Payment, b: Payment) => a.month === b.month && a.scheme === b.scheme;

describe("the timeline", () => {
  const enrolment = fc
    .record({
      from: fc.integer({ min: 0, max: 60 }),
      lasts: fc.option(fc.integer({ min: 0, max: 30 })),
      through: fc.constantFrom("employer" as const, "flexible" as const),
    })
    .map(({ from, lasts, through }): EnrolmentRow => ({
      id: "e",
      person_id: "p",
      scheme: "pension",
      through,
      employer_id: null,
      employer_name: null,
      tier: null,
      region: "420102",
      started_on: addMonths("2020-01", from),
      stopped_on: lasts === null ? null : addMonths("2020-01", from + lasts),
      stop_reason: null,
      stop_code: null,
    }));
  const line = fc.record({
    month,
    status: fc.constantFrom("arrived", "assessed", "arrears", "cancelled", "back-paid"),
  });

  it("parts every month of the working life into covered and gap, none twice, none left out", () => {
    fc.assert(
      fc.property(
        fc.array(enrolment, { maxLength: 5 }),
        fc.array(line, { maxLength: 60 }),
        month,
        (rows, lines, until) => {
          const { months, covered, gaps } = drawTimeline(rows, lines, until);
          expect([...covered, ...gaps].toSorted()).toEqual(months);
          expect(new Set(months).size).toBe(months.length);
          const standing = new Set(lines.filter((one) => one.status !== "cancelled").map((one) => one.month));
          expect(gaps.filter((gap) => standing.has(gap))).toEqual([]);
        },
      ),
    );
  });

  it("puts gaps into runs that join to the same months and never touch", () => {
    fc.assert(
      fc.property(fc.uniqueArray(month), (some) => {
        const sorted = some.toSorted();
        const runs = runsOf(sorted);
        expect(runs.flat()).toEqual(sorted);
        for (const run of runs) expect(run).toEqual(monthsBetween(run[0] ?? "", run.at(-1) ?? ""));
        for (let at = 1; at < runs.length; at++)
          expect(addMonths(runs[at - 1]?.at(-1) ?? "", 1)).not.toBe(runs[at]?.[0]);
      }),
    );
  });
});

describe("any sequence of acts", () => {
  const TODAY = "2026-11-23";
  let fresh: TestDatabase;
  beforeAll(async () => {
    fresh = await freshDatabase();
    await inTransaction(fresh.db, (tx) => loadPeople(tx, TODAY));
  });
  afterAll(() => fresh.drop());

  const person = fc.constantFrom(...personas.slice(0, 16).map((one) => personIdOf(one.idNumber)));
  const key = fc.integer({ min: 1, max: 1_000_000 }).map((n) => `key-${n}`);
  const tier = fc.constantFrom(60, 65, 100, 300);
  const renewal = fc.record({
    kind: fc.constant("renew" as const),
    schemes: fc.constantFrom(["pension" as const], ["medical" as const], ["pension" as const, "medical" as const]),
    from: fc.constantFrom("2026-10", "2026-11", "2026-12"),
    tier,
    key,
  });
  const payment = fc.record({
    kind: fc.constant("pay" as const),
    months: fc.array(
      fc.integer({ min: 0, max: 12 }).map((ago) => addMonths("2026-11", -ago)),
      { maxLength: 3 },
    ),
    tier,
    key,
  });
  const acts = fc.array(fc.oneof(renewal, payment), { minLength: 1, maxLength: 6 });

  type Act = typeof acts extends fc.Arbitrary<(infer A)[]> ? A : never;
  function perform(tx: Tx, personId: string, one: Act): Promise<Effect> {
    const base = { personId, today: TODAY, key: one.key, tier: one.tier };
    return one.kind === "renew"
      ? core.renewFlexible(tx, { ...base, schemes: one.schemes, from: one.from, region: "420102" })
      : core.backPay(tx, { ...base, months: one.months });
  }
  const snapshot = async (tx: Tx, personId: string) => ({
    enrolments: await core.enrolments(tx, personId),
    payments: await core.payments(tx, personId, { from: "2000-01", to: "2100-01" }),
    facts: await core.facts(tx, personId, TODAY),
  });

  interface Step {
    before: Awaited<ReturnType<typeof snapshot>>;
    answer: Effect;
    after: Awaited<ReturnType<typeof snapshot>>;
    again: Effect;
    afterAgain: Awaited<ReturnType<typeof snapshot>>;
  }
  /** Does each act twice, looking before and after; then takes everything back. */
  async function walk(personId: string, sequence: readonly Act[]): Promise<Step[]> {
    const steps: Step[] = [];
    await takenBack(fresh.db, async (tx) => {
      for (const one of sequence) {
        const before = await snapshot(tx, personId);
        const answer = await perform(tx, personId, one);
        const after = await snapshot(tx, personId);
        const again = await perform(tx, personId, one);
        steps.push({ before, answer, after, again, afterAgain: await snapshot(tx, personId) });
      }
    });
    return steps;
  }

  it("never leaves two active enrolments of a scheme, never loses a line, and does each key once", async () => {
    let effects = 0;
    await fc.assert(
      fc.asyncProperty(person, acts, async (personId, sequence) => {
        const distinct = [...new Map(sequence.map((one) => [one.key, one])).values()];
        for (const { before, answer, after, again, afterAgain } of await walk(personId, distinct)) {
          effects += answer.outcome === "done" ? 1 : 0;
          expect(again).toEqual(answer);
          expect(afterAgain).toEqual(after);
          expect(answer.outcome === "refused" ? before : after).toEqual(after);
          const added = after.payments.filter((line) => !before.payments.some((old) => sameLine(old, line)));
          expect(after.payments.filter((line) => !added.includes(line))).toEqual(before.payments);
          expect(added.reduce((sum, line) => sum + line.person, 0)).toBe(answer.outcome === "done" ? answer.due : 0);
          const active = after.enrolments
            .filter((row) => row.state === "active" && row.scheme !== "work-injury")
            .map((row) => row.scheme);
          expect(new Set(active).size).toBe(active.length);
        }
      }),
      { numRuns: 60, seed: 20261123 },
    );
    expect(effects).toBeGreaterThan(5);
  }, 60_000);

  it("is refused a second active enrolment by the database itself", async () => {
    const [employed] = personas;
    const row = {
      person_id: personIdOf(employed?.idNumber ?? ""),
      scheme: "pension" as const,
      through: "flexible" as const,
    };
    const insert = fresh.db.insertInto("enrolments").values({
      ...row,
      id: "00000000-0000-8000-8000-000000000001",
      employer_id: null,
      tier: 60,
      region: "420102",
      started_on: "2026-11",
      stopped_on: null,
      stop_reason: null,
      stop_code: null,
    });
    await expect(insert.execute()).rejects.toThrow("enrolments_one_active");
  });
});
