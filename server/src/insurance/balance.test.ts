import * as fc from "fast-check";
import { addMonths } from "@wsi/shared/values";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "../../test/database.ts";
import { takenBack } from "../../test/taken-back.ts";
import { embeddedCoreInsurance as core } from "../adapters/core-insurance/embedded.ts";
import { inTransaction, type Tx } from "../db.ts";
import { employerId, loadPeople, personaOf, personIdOf, type PersonaCode } from "../people/index.ts";
import type { Effect } from "../ports/core-insurance.ts";
import { keepEffect } from "./effect.ts";
import { assessEmployed, assessFlexible, markArrears, passDays } from "./monthly/slice.ts";

const LOADED = "2026-11-23";
const id = (code: PersonaCode): string => personIdOf(personaOf(code).idNumber);
const people = ["new-hire", "garment-leaving", "flexible-active", "flexible-paused", "arrears", "graduate"] as const;
const employers = [employerId("garment"), employerId("bakery")];

let fresh: TestDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  await inTransaction(fresh.db, (tx) => loadPeople(tx, LOADED));
});
afterAll(() => fresh.drop());

const tried = (work: (tx: Tx) => Promise<void>) => takenBack(fresh.db, work);
let turn = 0;
async function assessMonth(tx: Tx, month: string): Promise<number> {
  const key = `test-run-${turn++}`;
  const today = `${month}-01`;
  await keepEffect(tx, { kind: "assess-month", key, today, input: { month } }, {});
  const slice = { month, today, ids: people.map(id), key };
  await markArrears(tx, slice);
  const made = [await assessEmployed(tx, slice), await assessFlexible(tx, slice)];
  await passDays(tx, slice, month);
  return made.reduce((sum, one) => sum + one.due, 0);
}
const snapshot = (tx: Tx) =>
  tx
    .selectFrom("payments")
    .selectAll()
    .where("person_id", "in", people.map(id))
    .orderBy("person_id")
    .orderBy("month")
    .orderBy("scheme")
    .orderBy("number")
    .execute();
type Line = Awaited<ReturnType<typeof snapshot>>[number];
const name = (line: Line) => `${line.person_id} ${line.month} ${line.scheme} ${line.number}`;
const amount = (some: readonly Line[]) => some.reduce((sum, line) => sum + line.unit + line.person, 0);
const fees = (some: readonly Line[]) => some.reduce((sum, line) => sum + line.late_fee, 0);
const paid = (line: Line) => line.status === "arrived" || line.status === "back-paid";

const who = fc.constantFrom(...people);
const step = fc.oneof(
  fc.record({
    kind: fc.constant("enrol" as const),
    who,
    employer: fc.nat(1),
    wage: fc.integer({ min: 100_000, max: 3_000_000 }),
    back: fc.nat(100),
  }),
  fc.record({ kind: fc.constant("stop" as const), who, employer: fc.nat(1), back: fc.nat(40) }),
  fc.record({
    kind: fc.constant("cancel" as const),
    who,
    employer: fc.nat(1),
    wage: fc.option(fc.integer({ min: 100_000, max: 3_000_000 })),
  }),
  fc.record({ kind: fc.constant("renew" as const), who, next: fc.nat(1), tier: fc.constantFrom(60, 100, 300) }),
  fc.record({ kind: fc.constant("pause" as const), who, next: fc.nat(1) }),
  fc.record({ kind: fc.constant("tier" as const), who, next: fc.nat(1), tier: fc.constantFrom(60, 100, 300) }),
  fc.record({ kind: fc.constant("give-up" as const), who, ago: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ kind: fc.constant("pay" as const), who, ago: fc.integer({ min: 0, max: 4 }) }),
  fc.record({ kind: fc.constant("next-month" as const) }),
);
/** Puts right the newest act of the kind that was done to this person. */
interface Correction {
  kind: "correct";
  who: (typeof people)[number];
  what: "wage" | "entry" | "stop" | "tier";
  wage: number;
  tier: number;
  back: number;
}
type Step = (typeof step extends fc.Arbitrary<infer S> ? S : never) | Correction;

const dayAgo = (day: string, back: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) - back * 86_400_000).toISOString().slice(0, 10);

const canBeWrong: Record<Correction["what"], readonly string[]> = {
  wage: ["enrol-employee"],
  entry: ["enrol-employee"],
  stop: ["stop-employee"],
  tier: ["renew-flexible", "enrol-flexible", "change-tier"],
};
const nothingToCorrect: Effect = { outcome: "refused", because: "没有可以更正的", instead: "" };

/** The newest act of the kind, corrected by two. */
async function correct(tx: Tx, one: Correction, today: string, key: string): Promise<Effect> {
  const acts = await tx
    .selectFrom("ledger_effects")
    .selectAll()
    .where("person_id", "=", id(one.who))
    .where("kind", "in", [...canBeWrong[one.what]])
    .where("key", "<>", key)
    .execute();
  const act = acts.toSorted((a, b) => a.key.localeCompare(b.key, "en", { numeric: true })).at(-1);
  if (!act) return nothingToCorrect;
  const change = {
    wage: { kind: "wage", wage: one.wage },
    entry: { kind: "entry", entryDate: dayAgo(today, one.back) },
    stop: { kind: "stop", leavingDate: dayAgo(today, one.back), reason: "dismissed" },
    tier: { kind: "tier", tier: one.tier },
  } as const;
  return core.correct(tx, {
    personId: id(one.who),
    ...(act.employer_id === null ? {} : { employerId: act.employer_id }),
    key,
    today,
    number: `GZ-${key}`,
    of: act.key,
    why: "填错了",
    proposedBy: "00000000-0000-8000-8000-00000000000a",
    confirmedBy: "00000000-0000-8000-8000-00000000000b",
    change: change[one.what],
  });
}

function perform(tx: Tx, one: Exclude<Step, { kind: "next-month" }>, today: string, key: string): Promise<Effect> {
  const month = today.slice(0, 7);
  const person = { personId: id(one.who), today, key };
  const from = "next" in one ? addMonths(month, one.next) : month;
  switch (one.kind) {
    case "enrol":
      return core.enrolEmployee(tx, {
        ...person,
        employerId: employers[one.employer] ?? "",
        schemes: ["pension", "medical", "unemployment", "work-injury", "maternity"],
        wage: one.wage,
        entryDate: dayAgo(today, one.back),
      });
    case "stop":
      return core.stopEmployee(tx, {
        ...person,
        employerId: employers[one.employer] ?? "",
        schemes: [],
        leavingDate: dayAgo(today, one.back),
        reason: "resigned",
      });
    case "cancel":
      return core.cancelMonth(tx, {
        ...person,
        employerId: employers[one.employer] ?? "",
        schemes: [],
        month,
        ...(one.wage === null ? { reason: "other", note: "试" } : { reason: "wrong-wage", reassessWage: one.wage }),
      });
    case "renew":
      return one.who === "graduate"
        ? core.enrolFlexible(tx, { ...person, schemes: ["pension", "medical"], tier: one.tier, region: "420102", from })
        : core.renewFlexible(tx, {
            ...person,
            schemes: ["pension", "medical"],
            tier: one.tier,
            region: "420102",
            from,
          });
    case "correct":
      return correct(tx, one, today, key);
    case "pause":
      return core.stopFlexible(tx, { ...person, schemes: [], from });
    case "tier":
      return core.changeTier(tx, { ...person, tier: one.tier, from });
    case "give-up":
      return core.cancelArrears(tx, { ...person, months: [addMonths(month, -one.ago)] });
    case "pay":
      return core.payArrears(tx, {
        payer: { personId: id(one.who) },
        months: [addMonths(month, -one.ago)],
        today,
        key,
      });
  }
}

const wageOf = fc.integer({ min: 100_000, max: 3_000_000 });
const tierOf = fc.constantFrom(60, 100, 300);
const fewDays = fc.nat(70);
const meanwhile = (whose: (typeof people)[number]) =>
  fc.array(
    fc.oneof(
      fc.record({ kind: fc.constant("next-month" as const) }),
      fc.record({ kind: fc.constant("pay" as const), who: fc.constant(whose), ago: fc.integer({ min: 0, max: 1 }) }),
    ),
    { maxLength: 2 },
  );
/** An act that can be wrong, some time, its correction, some time, and another. */
const wrongOf = (first: fc.Arbitrary<Step>, whose: (typeof people)[number], ...what: Correction["what"][]) => {
  const correction = fc.record({
    kind: fc.constant("correct" as const),
    who: fc.constant(whose),
    what: fc.constantFrom(...what),
    wage: wageOf,
    tier: tierOf,
    back: fewDays,
  });
  return fc
    .tuple(first, meanwhile(whose), correction, meanwhile(whose), correction)
    .map(([act, some, one, more, two]): Step[] => [act, ...some, one, ...more, two]);
};
const wrongThings = fc.oneof(
  wrongOf(
    fc.record({
      kind: fc.constant("enrol" as const),
      who: fc.constant("new-hire" as const),
      employer: fc.nat(1),
      wage: wageOf,
      back: fewDays,
    }),
    "new-hire",
    "wage",
    "entry",
  ),
  wrongOf(
    fc.record({
      kind: fc.constant("stop" as const),
      who: fc.constant("garment-leaving" as const),
      employer: fc.constant(0),
      back: fewDays,
    }),
    "garment-leaving",
    "stop",
  ),
  wrongOf(
    fc.record({
      kind: fc.constant("renew" as const),
      who: fc.constantFrom("flexible-paused" as const),
      next: fc.nat(1),
      tier: tierOf,
    }),
    "flexible-paused",
    "tier",
  ),
);

/** Takes the steps one after another and looks after each: the money adds up, no line was rewritten, nothing happened twice. */
async function walked(tx: Tx, steps: readonly Step[]): Promise<{ effects: number; corrections: number }> {
  const done = { effects: 0, corrections: 0 };
  const begin = await snapshot(tx);
  let month = "2026-11";
  let assessed = amount(begin);
  let came = amount(begin.filter(paid));
  let before = begin;
  for (const [at, one] of steps.entries()) {
    const today = `${month}-23`;
    let made = 0;
    if (one.kind === "next-month") {
      month = addMonths(month, 1);
      made = await assessMonth(tx, month);
      const once = await snapshot(tx);
      expect(await assessMonth(tx, month)).toBe(0);
      expect(await snapshot(tx)).toEqual(once);
    } else {
      const answer = await perform(tx, one, today, `step-${at}`);
      expect(await perform(tx, one, today, `step-${at}`)).toEqual(answer);
      if (answer.outcome === "done") {
        done.effects += 1;
        if (one.kind === "correct") done.corrections += 1;
        if (one.kind === "pay") {
          const order = answer.made?.order ?? "";
          const told = await core.settle(tx, { key: `tax-${at}`, arrivedOn: today, orders: [order] });
          expect(told).toMatchObject({ amount: answer.due, unknown: [] });
          came += told.amount;
        }
      } else expect(await snapshot(tx)).toEqual(before);
      if (answer.outcome === "done" && one.kind !== "pay") {
        const known = new Set(before.map(name));
        const fresh = (await snapshot(tx)).filter((line) => !known.has(name(line)));
        expect(answer.due).toBe(amount(fresh) + fees(fresh));
        made = amount(fresh);
      }
    }
    assessed += made;
    const after = await snapshot(tx);
    const now = new Map(after.map((line) => [name(line), line]));
    for (const old of before) {
      const line = now.get(name(old));
      expect(line).toMatchObject({ base: old.base, unit: old.unit, person: old.person });
      if (paid(old) || old.status === "cancelled") expect(line).toEqual(old);
    }
    const cancelled = amount(after.filter((line) => line.status === "cancelled"));
    const owed = amount(after.filter((line) => line.status === "assessed" || line.status === "arrears"));
    expect(amount(after.filter(paid))).toBe(came);
    expect(came + owed + cancelled).toBe(assessed);
    before = after;
  }
  return done;
}

describe("after any sequence of acts and months", () => {
  it("the ledger balances: what was assessed is what came, what is owed and what was cancelled", async () => {
    let effects = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), (steps) =>
        tried(async (tx) => {
          effects += (await walked(tx, steps)).effects;
        }),
      ),
      { numRuns: 20, seed: 20261123 },
    );
    expect(effects).toBeGreaterThan(30);
  }, 120_000);

  it("balances when acts are put right, months later and again", async () => {
    let corrections = 0;
    await fc.assert(
      fc.asyncProperty(wrongThings, (steps) =>
        tried(async (tx) => {
          corrections += (await walked(tx, steps)).corrections;
        }),
      ),
      { numRuns: 20, seed: 20261123 },
    );
    expect(corrections).toBeGreaterThan(12);
  }, 120_000);

  it("stopping and resuming in any months never loses one", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom("stay", "stop-and-resume", "resume-next"), { minLength: 1, maxLength: 8 }),
        (plan) =>
          tried(async (tx) => {
            const personId = id("flexible-active");
            let month = "2026-11";
            for (const [at, what] of plan.entries()) {
              const today = `${month}-10`;
              const base = { personId, today };
              if (what !== "stay") {
                const from = what === "resume-next" ? addMonths(month, 1) : month;
                const stopped = await core.stopFlexible(tx, { ...base, schemes: [], from, key: `stop-${at}` });
                if (stopped.outcome === "done") {
                  const resumed = await core.renewFlexible(tx, {
                    ...base,
                    schemes: ["pension", "medical"],
                    tier: 60,
                    region: "420105",
                    from,
                    key: `resume-${at}`,
                  });
                  expect(resumed).toMatchObject({ outcome: "done" });
                }
              }
              month = addMonths(month, 1);
              await assessMonth(tx, month);
            }
            expect((await core.facts(tx, personId, `${month}-10`))["gapMonths"]).toEqual([]);
            const lines = await core.payments(tx, personId, { from: "2026-11", to: month });
            for (const scheme of ["pension", "medical"] as const) {
              const standing = lines.filter((line) => line.scheme === scheme && line.status !== "cancelled");
              expect(standing.map((line) => line.month).toSorted()).toEqual(
                [...new Set(standing.map((line) => line.month))].toSorted(),
              );
              expect(standing).toHaveLength(plan.length + 1);
            }
          }),
      ),
      { numRuns: 10, seed: 20261123 },
    );
  }, 120_000);

  it("amounts are those of a calculation that knows nothing of ours", async () => {
    const fen = (base: number, percent: number) => Math.round((base * percent * 100) / 10_000);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 99_999_999 }), (wage) =>
        tried(async (tx) => {
          const base = Math.max(422_400, Math.min(2_112_000, wage));
          const expected = {
            pension: [fen(base, 16), fen(base, 8)],
            medical: [fen(base, 8), fen(base, 2) + 700],
            unemployment: [fen(base, 0.7), fen(base, 0.3)],
            "work-injury": [fen(base, 0.2), 0],
            maternity: [fen(base, 0.7), 0],
          };
          const personId = id("new-hire");
          await core.enrolEmployee(tx, {
            personId,
            employerId: employers[0] ?? "",
            schemes: ["pension", "medical", "unemployment", "work-injury", "maternity"],
            wage,
            entryDate: LOADED,
            today: LOADED,
            key: "own",
          });
          await assessMonth(tx, "2026-12");
          for (const month of ["2026-11", "2026-12"]) {
            const lines = await core.payments(tx, personId, { from: month, to: month });
            expect(Object.fromEntries(lines.map((line) => [line.scheme, [line.unit, line.person]]))).toEqual(expected);
          }
        }),
      ),
      { numRuns: 20, seed: 20261123 },
    );
  }, 120_000);
});
