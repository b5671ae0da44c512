import { addMonths } from "@wsi/shared/values";
import { employerMonth, flexibleMonth } from "@wsi/shared/insurance";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "../../../test/database.ts";
import { embeddedCoreInsurance as core } from "../../adapters/core-insurance/embedded.ts";
import { seedFigures } from "../../figures/index.ts";
import { inTransaction, type Tx } from "../../db.ts";
import {
  crowd,
  employerId,
  ledgerOf,
  loadPeople,
  personaOf,
  personIdOf,
  writeLedgers,
  type PersonaCode,
} from "../../people/index.ts";
import { assessSlice, explainMonth, previewAssessment, startAssessment, viewRuns } from "../index.ts";

const LOADED = "2026-11-23";
const TODAY = "2026-12-01";
const MONTH = "2026-12";
const now = () => new Date("2026-12-01T00:10:00+08:00");
const id = (code: PersonaCode): string => personIdOf(personaOf(code).idNumber);

let fresh: TestDatabase;
beforeEach(async () => {
  fresh = await freshDatabase();
  await act((tx) => loadPeople(tx, LOADED));
});
afterEach(() => fresh.drop());
const act = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(fresh.db, work);
const start = (month = MONTH, today = TODAY) =>
  act((tx) => startAssessment(tx, { month, today, by: "主管", now: now() }));
const finish = async (size?: number) => {
  while (await assessSlice(fresh.db, now, size));
};
const lines = (code: PersonaCode, month = MONTH) =>
  act((tx) => core.payments(tx, id(code), { from: month, to: month }));
const allLines = () =>
  fresh.db
    .selectFrom("payments")
    .selectAll()
    .orderBy("person_id")
    .orderBy("month")
    .orderBy("scheme")
    .orderBy("number")
    .execute();

describe("the monthly assessment", () => {
  it("assesses everybody who is insured, employers' by wage and flexible ones by tier", async () => {
    await start();
    await finish(7);
    const garment = await lines("garment-cutter");
    expect(garment).toHaveLength(5);
    const wage =
      (await act((tx) => core.employeesWithWages(tx, employerId("garment"), TODAY))).find(
        (one) => one.personId === id("garment-cutter"),
      )?.wage ?? 0;
    for (const line of employerMonth(seedFigures, MONTH, wage))
      expect(garment).toContainEqual(
        expect.objectContaining({
          scheme: line.scheme,
          base: line.base,
          unit: line.unit,
          person: line.person,
          status: "assessed",
        }),
      );
    const flexible = await lines("flexible-active");
    for (const line of flexibleMonth(seedFigures, MONTH, ["pension", "medical"], 60).lines)
      expect(flexible).toContainEqual(
        expect.objectContaining({ scheme: line.scheme, base: line.base, person: line.person }),
      );
    expect((await lines("two-employers")).filter((line) => line.scheme === "work-injury")).toHaveLength(2);
    for (const nobody of ["flexible-paused", "retired", "graduate", "let-go"] as const)
      expect(await lines(nobody)).toEqual([]);
    const [run] = await act(viewRuns);
    expect(run).toMatchObject({ by: "主管", finishedAt: now().toISOString() });
    expect(run?.done).toBe(run?.total);
    expect(run?.due).toBe(
      (await allLines()).filter((line) => line.month === MONTH).reduce((sum, line) => sum + line.unit + line.person, 0),
    );
  });

  it("changes nothing the second time, and goes on where it was killed", async () => {
    await start();
    expect(await assessSlice(fresh.db, now, 5)).toBe(true);
    expect(await start()).toMatchObject({ outcome: "refused" });
    await Promise.all([finish(5), finish(5), finish(5)]);
    await finish(5);
    const once = await allLines();
    await start();
    await finish();
    expect(await allLines()).toEqual(once);
    const [second] = await act(viewRuns);
    expect(second).toMatchObject({ lines: 0, due: 0, arrears: 0 });
    expect(await act((tx) => previewAssessment(tx, MONTH))).toMatchObject({
      assessed: (await act(viewRuns))[1]?.lines,
    });
  });

  it("makes last month's unpaid lines arrears, tells each person's history, and lets a gap's back-payment lapse", async () => {
    await act((tx) =>
      core.backPay(tx, { personId: id("interrupted"), months: ["2026-06"], tier: 60, today: "2026-10-20", key: "gap" }),
    );
    await start();
    await finish();
    expect(new Set((await lines("flexible-active", "2026-11")).map((line) => line.status))).toEqual(
      new Set(["arrears"]),
    );
    const events = await fresh.db
      .selectFrom("ledger_events")
      .selectAll()
      .where("person_id", "=", id("flexible-active"))
      .execute();
    expect(events).toMatchObject([{ kind: "arrears", on_day: TODAY }]);
    expect(await lines("interrupted", "2026-06")).toMatchObject([{ status: "cancelled" }]);
    expect((await act((tx) => core.facts(tx, id("interrupted"), TODAY)))["gapMonths"]).toEqual(["2026-06", "2026-07"]);
  });

  it("takes 110 % of last month's where an employer declared nothing, and the lower limit where nobody ever did", async () => {
    const bakery = employerId("bakery");
    const note = { employerId: bakery, month: MONTH, today: TODAY, key: "note" };
    expect(await act((tx) => core.noteUndeclared(tx, note))).toMatchObject({ outcome: "done" });
    await fresh.db.deleteFrom("wages").where("person_id", "=", id("employed")).execute();
    await fresh.db
      .deleteFrom("payments")
      .where("person_id", "=", id("employed"))
      .where("month", "=", "2026-11")
      .execute();
    await start();
    await finish();
    const before = await lines("bakery-baker", "2026-11");
    for (const line of await lines("bakery-baker")) {
      const last = before.find((one) => one.scheme === line.scheme);
      expect(line).toMatchObject({
        basis: "raised",
        unit: Math.round((last?.unit ?? 0) * 1.1),
        person: Math.round((last?.person ?? 0) * 1.1),
      });
    }
    const [why] = await act((tx) => explainMonth(tx, id("bakery-baker"), MONTH));
    expect(why?.steps.join()).toMatch(/110%.*第六十二条/);
    expect((await lines("employed")).every((line) => line.basis === "lowest" && line.base === 422_400)).toBe(true);
    expect(await act((tx) => core.noteUndeclared(tx, { ...note, key: "late" }))).toMatchObject({ outcome: "refused" });
  });

  it("never makes again what was cancelled, and leaves a shared month to who came first", async () => {
    await start("2026-11", LOADED);
    await finish();
    const cancel = {
      employerId: employerId("garment"),
      personId: id("garment-cutter"),
      schemes: [],
      month: "2026-11",
      reason: "other",
      note: "错",
      today: LOADED,
      key: "c",
    } as const;
    await act((tx) => core.cancelMonth(tx, cancel));
    const stop = {
      employerId: employerId("garment"),
      personId: id("garment-driver"),
      schemes: [],
      leavingDate: "2026-12-01",
      reason: "resigned",
      today: TODAY,
      key: "s",
    } as const;
    await act((tx) => core.stopEmployee(tx, stop));
    await start("2026-11", LOADED);
    await finish();
    expect((await lines("garment-cutter", "2026-11")).every((line) => line.status === "cancelled")).toBe(true);
    const move = {
      employerId: employerId("bakery"),
      personId: id("garment-driver"),
      schemes: ["pension", "work-injury"],
      wage: 500_000,
      entryDate: "2026-12-01",
      today: TODAY,
      key: "m",
    } as const;
    await act((tx) => core.enrolEmployee(tx, move));
    await start();
    await finish();
    const december = await lines("garment-driver");
    expect(december.filter((line) => line.scheme === "pension")).toHaveLength(1);
    expect(december.filter((line) => line.scheme === "work-injury")).toHaveLength(2);
  });

  it("only takes this month or the last", async () => {
    for (const month of ["2027-01", "2026-10"]) expect(await start(month)).toMatchObject({ outcome: "refused" });
    expect(await start(addMonths(MONTH, -1))).toBeTypeOf("number");
  });

  it("agrees with the calculation of every month of a crowd", async () => {
    const lives = [...crowd(150, 3)].map((life) => ledgerOf(seedFigures, life, LOADED));
    await act((tx) => writeLedgers(tx, lives));
    await start("2026-12");
    await finish(40);
    // The next month written out by itself: what lives would have been told then.
    const expected = [...crowd(150, 3)].map((life) => ledgerOf(seedFigures, life, LOADED));
    const made = (await allLines()).filter((line) => line.month === MONTH);
    for (const ledger of expected) {
      const last = ledger.payments.filter((line) => line.month === "2026-11");
      const own = made.filter((line) => line.person_id === ledger.person.id);
      expect(
        own
          .map(({ scheme, base, unit, person }) => ({ scheme, base, unit, person }))
          .toSorted((a, b) => a.scheme.localeCompare(b.scheme)),
      ).toEqual(
        last
          .map(({ scheme, base, unit, person }) => ({ scheme, base, unit, person }))
          .toSorted((a, b) => a.scheme.localeCompare(b.scheme)),
      );
    }
  });
});
