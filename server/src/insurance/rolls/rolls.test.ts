import { addDays } from "@wsi/shared/values";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "../../../test/database.ts";
import { embeddedCoreInsurance as core } from "../../adapters/core-insurance/embedded.ts";
import { inTransaction, type Tx } from "../../db.ts";
import { inventIdNumber } from "../../people/identity.ts";
import { employerId, loadPeople, personaOf } from "../../people/index.ts";
import type { EnrolRow, Roll } from "../../ports/core-insurance.ts";

const TODAY = "2026-11-23";
const garment = employerId("garment");
const ALL = ["pension", "medical", "unemployment", "work-injury", "maternity"] as const;

let fresh: TestDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  await inTransaction(fresh.db, (tx) => loadPeople(tx, TODAY));
});
afterAll(() => fresh.drop());

class Undone extends Error {}
/** Looks at what an act did, and takes it back. */
async function tried<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  let seen: T | undefined;
  await inTransaction(fresh.db, async (tx) => {
    seen = await work(tx);
    throw new Undone();
  }).catch((error: unknown) => {
    if (!(error instanceof Undone)) throw error;
  });
  return seen as T;
}

let serial = 0;
const stranger = (birth = "1990-05-05") => inventIdNumber(birth, "female", (serial = (serial + 1) % 900), "990177");
const entry = fc.record({
  idNumber: fc.integer({ min: 0, max: 9_000 }).map((days) => stranger(addDays("1972-01-01", days))),
  wage: fc.integer({ min: 300_000, max: 4_000_000 }),
  back: fc.integer({ min: 0, max: 150 }),
  injury: fc.boolean(),
});
const known = ["new-hire", "unemployed", "flexible-paused"] as const;
const entries = fc
  .tuple(
    fc.uniqueArray(entry, { selector: (one) => one.idNumber, minLength: 1, maxLength: 6 }),
    fc.subarray([...known]),
  )
  .map(([fresh, codes]): EnrolRow[] => [
    ...fresh.map(({ idNumber, wage, back, injury }) => ({
      idNumber,
      name: "王示例",
      wage,
      entryDate: addDays(TODAY, -back),
      schemes: injury ? (["work-injury"] as const) : ALL,
    })),
    ...codes.map((code) => ({
      idNumber: personaOf(code).idNumber,
      name: personaOf(code).name,
      wage: 650_000,
      entryDate: "2026-10-08",
      schemes: ALL,
    })),
  ]);

/** Two rows a slice. */
async function* slicesOf(roll: Roll): AsyncIterable<Roll> {
  for (let at = 0; at < roll.rows.length; at += 2) yield { ...roll, rows: roll.rows.slice(at, at + 2) } as Roll;
}
async function apply(tx: Tx, roll: Roll, { key = "roll", employer = garment, today = TODAY } = {}) {
  const told: { personId: string; text: string }[] = [];
  const effect = await core.applyRoll(tx, {
    employerId: employer,
    today,
    key,
    head: { ...roll, rows: [] },
    slices: () => slicesOf(roll),
    async written(people) {
      told.push(...people);
    },
  });
  return { effect, told };
}

/** The ledger as it stands for some people, without what is a matter of chance. */
async function standing(tx: Tx, numbers: readonly string[]) {
  const of = tx
    .selectFrom("people")
    .select(["id", "id_number"])
    .where("id_number", "in", [...numbers]);
  const people = new Map((await of.execute()).map((row) => [row.id, row.id_number]));
  const ids = [...people.keys()];
  if (ids.length === 0) return [];
  const select = <T extends "enrolments" | "payments" | "wages" | "benefits" | "ledger_events">(table: T) =>
    tx
      .selectFrom(table as "payments")
      .selectAll()
      .where("person_id", "in", ids)
      .execute();
  const tables = await Promise.all(
    (["enrolments", "payments", "wages", "benefits", "ledger_events"] as const).map(select),
  );
  return tables.map((rows) =>
    rows
      .map((row) => {
        const kept: Record<string, unknown> = { ...row, who: people.get(row.person_id) };
        // Events name the employer's key, and the single act both person and employer alike.
        for (const chance of ["id", "person_id", "effect_key"]) delete kept[chance];
        return JSON.stringify(kept, Object.keys(kept).toSorted());
      })
      .toSorted(),
  );
}

describe("a roll", () => {
  it("leaves in the ledger exactly what as many single acts would", async () => {
    await fc.assert(
      fc.asyncProperty(entries, async (rows) => {
        const numbers = rows.map((row) => row.idNumber);
        const roll = await tried(async (tx) => {
          const { effect, told } = await apply(tx, { kind: "employee-enrolment", rows });
          return { effect, told, ledger: await standing(tx, numbers) };
        });
        const single = await tried(async (tx) => {
          let due = 0;
          const answers: string[] = [];
          for (const [at, row] of rows.entries()) {
            const personId = await core.registerPerson(tx, {
              id: crypto.randomUUID(),
              idNumber: row.idNumber,
              name: row.name,
              mobile: null,
              region: "420104",
            });
            const { schemes, wage, entryDate } = row;
            const one = { employerId: garment, personId, today: TODAY, key: `one-${at}`, schemes, wage, entryDate };
            const effect = await core.enrolEmployee(tx, one);
            answers.push(effect.outcome);
            if (effect.outcome === "done") due += effect.due;
          }
          return { due, answers, ledger: await standing(tx, numbers) };
        });
        if (single.answers.includes("refused")) expect(roll.effect.outcome).toBe("refused");
        else {
          expect(roll.effect).toMatchObject({ outcome: "done", due: single.due });
          expect(roll.ledger).toEqual(single.ledger);
          expect(roll.told).toHaveLength(rows.length);
        }
      }),
      { numRuns: 12 },
    );
  }, 120_000);

  it("with any bad row changes nothing, and the check has named just these", async () => {
    const bad = fc.constantFrom<Partial<EnrolRow>>(
      { wage: -1 },
      { entryDate: "2027-02-01" },
      { idNumber: personaOf("employed").idNumber, name: personaOf("employed").name },
      { idNumber: personaOf("new-hire").idNumber, name: "冒名" },
      { idNumber: inventIdNumber("2016-05-05", "male", 7, "990178") },
    );
    await fc.assert(
      fc.asyncProperty(entries, bad, fc.nat(), async (some, wrong, at) => {
        const place = at % (some.length + 1);
        const good: EnrolRow = {
          idNumber: stranger(),
          name: "李示例",
          wage: 600_000,
          entryDate: TODAY,
          schemes: ALL,
        };
        const others = some.filter((row) => row.idNumber !== wrong.idNumber);
        const rows = others.toSpliced(place, 0, { ...good, ...wrong });
        const roll: Roll = { kind: "employee-enrolment", rows };
        await tried(async (tx) => {
          const verdicts = await core.judgeRoll(tx, { employerId: garment, today: TODAY, roll });
          expect(verdicts.map((one) => one.ok).includes(false)).toBe(true);
          expect(verdicts[Math.min(place, others.length)]).toMatchObject({
            ok: false,
            instead: expect.stringMatching(/.{4}/),
          });
          const before = await standing(
            tx,
            rows.map((row) => row.idNumber),
          );
          expect((await apply(tx, roll)).effect.outcome).toBe("refused");
          expect(
            await standing(
              tx,
              rows.map((row) => row.idNumber),
            ),
          ).toEqual(before);
        });
      }),
      { numRuns: 10 },
    );
  }, 120_000);

  it("has its effect once a key, and a key that stands for another roll is a mistake", async () => {
    const rows = [{ idNumber: stranger(), name: "王示例", wage: 600_000, entryDate: TODAY, schemes: ALL }];
    await tried(async (tx) => {
      const first = await apply(tx, { kind: "employee-enrolment", rows });
      const again = await apply(tx, { kind: "employee-enrolment", rows });
      expect(again).toEqual({ effect: first.effect, told: [] });
      await expect(
        apply(tx, { kind: "employee-enrolment", rows: rows.map((row) => ({ ...row, wage: 700_000 })) }),
      ).rejects.toThrow("stands for another act");
    });
  });

  it("stops many with their own reasons, and tells each what it means", async () => {
    const { idNumber, name } = personaOf("garment-leaving");
    const row = { idNumber, name, leavingDate: "2026-11-20", reason: "dismissed" as const };
    await tried(async (tx) => {
      const verdicts = await core.judgeRoll(tx, {
        employerId: garment,
        today: TODAY,
        roll: {
          kind: "employee-stop",
          rows: [row, { ...row, leavingDate: "2027-01-01" }, { ...row, idNumber: personaOf("employed").idNumber }],
        },
      });
      expect(verdicts).toMatchObject([
        { ok: true },
        { ok: false, column: "leavingDate" },
        { ok: false, column: "name" },
      ]);
      const { effect, told } = await apply(tx, { kind: "employee-stop", rows: [row] });
      expect(effect).toMatchObject({ outcome: "done", text: expect.stringContaining("1 名职工停保") });
      expect(told[0]?.text).toContain("失业金");
    });
  });

  it("declares wages in the window only", async () => {
    const { idNumber, name } = personaOf("garment-cutter");
    const roll: Roll = { kind: "wage-declaration", rows: [{ idNumber, name, wage: 610_000 }] };
    const ask = { employerId: garment, roll };
    await tried(async (tx) => {
      expect(await core.barRoll(tx, { ...ask, today: TODAY })).toMatchObject({
        because: expect.stringContaining("结束"),
      });
      expect(await core.barRoll(tx, { ...ask, today: "2026-05-06" })).toBeUndefined();
      const { effect } = await apply(tx, roll, { today: "2026-05-06" });
      expect(effect).toMatchObject({ outcome: "done", text: expect.stringContaining("1 名职工") });
    });
  });

  it("adds workers to a site by the project's period", async () => {
    const builder = employerId("builder");
    await tried(async (tx) => {
      const [project] = await core.projects(tx, builder, TODAY);
      if (!project) throw new Error("the builder has a site");
      const row = { idNumber: stranger(), name: "赵示例", from: TODAY };
      const roll = { kind: "project-workers" as const, projectId: project.id, rows: [row] };
      const ask = { employerId: builder, today: TODAY, roll };
      expect(
        await core.judgeRoll(tx, { ...ask, roll: { ...roll, rows: [row, { ...row, from: "2001-01-01" }] } }),
      ).toMatchObject([{ ok: true }, { ok: false, column: "from" }]);
      expect((await apply(tx, roll, { employer: builder })).effect.outcome).toBe("done");
      expect(await core.judgeRoll(tx, ask)).toMatchObject([{ ok: false, because: expect.stringContaining("已经在") }]);
    });
  });
});
