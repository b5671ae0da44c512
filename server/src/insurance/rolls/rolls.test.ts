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

  it("cancels the month of many exactly as single acts would, those with a wrong wage assessed anew", async () => {
    const one = fc.record({
      wage: fc.integer({ min: 300_000, max: 4_000_000 }),
      right: fc.integer({ min: 300_000, max: 4_000_000 }),
      reason: fc.constantFrom("wrong-wage" as const, "double" as const, "other" as const),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(one, { minLength: 1, maxLength: 5 }), async (some) => {
        const staff = some.map((how) => ({ ...how, idNumber: stranger(), name: "王示例" }));
        const insured: Roll = {
          kind: "employee-enrolment",
          rows: staff.map(({ idNumber, name, wage }) => ({ idNumber, name, wage, entryDate: TODAY, schemes: ALL })),
        };
        const cancelling = ({ reason, right }: (typeof staff)[number]) => ({
          month: "2026-11",
          reason,
          ...(reason === "other" ? { note: "重复申报" } : {}),
          ...(reason === "wrong-wage" ? { reassessWage: right } : {}),
        });
        const numbers = staff.map((row) => row.idNumber);
        const rows = staff.map((row) => ({ idNumber: row.idNumber, name: row.name, ...cancelling(row) }));
        const roll = await tried(async (tx) => {
          await apply(tx, insured, { key: "insured" });
          const verdicts = await core.judgeRoll(tx, {
            employerId: garment,
            today: TODAY,
            roll: { kind: "month-cancellation", rows },
          });
          const { effect, told } = await apply(tx, { kind: "month-cancellation", rows });
          return { verdicts, effect, told, ledger: await standing(tx, numbers) };
        });
        const single = await tried(async (tx) => {
          await apply(tx, insured, { key: "insured" });
          let due = 0;
          const texts: string[] = [];
          for (const row of staff) {
            const person = await core.findPerson(tx, row.idNumber);
            const act = { employerId: garment, personId: person?.id ?? "", schemes: [], today: TODAY };
            const effect = await core.cancelMonth(tx, { ...act, key: `one-${row.idNumber}`, ...cancelling(row) });
            if (effect.outcome !== "done") throw new Error(effect.because);
            due += effect.due;
            texts.push(effect.text);
          }
          return { due, texts, ledger: await standing(tx, numbers) };
        });
        expect(roll.effect).toMatchObject({ outcome: "done", due: single.due });
        expect(roll.told.map((person) => person.text)).toEqual(single.texts);
        expect(roll.ledger).toEqual(single.ledger);
        const foreseen = roll.verdicts.flatMap((verdict) => (verdict.ok ? Object.values(verdict.due) : []));
        expect(foreseen.reduce((sum, fen) => sum + fen, 0)).toBe(single.due);
      }),
      { numRuns: 8 },
    );
  }, 120_000);

  it("cancels this month alone, and names the cell that is in the way", async () => {
    const who = { idNumber: stranger(), name: "王示例" };
    const row = { ...who, month: "2026-11", reason: "double" as const };
    await tried(async (tx) => {
      await apply(
        tx,
        { kind: "employee-enrolment", rows: [{ ...who, wage: 600_000, entryDate: TODAY, schemes: ALL }] },
        { key: "insured" },
      );
      const judge = (rows: Extract<Roll, { kind: "month-cancellation" }>["rows"], today = TODAY) =>
        core.judgeRoll(tx, { employerId: garment, today, roll: { kind: "month-cancellation", rows } });
      expect(
        await judge([
          row,
          { ...row, month: "2026-10" },
          { ...row, reason: "left" },
          { ...row, reason: "wrong-wage" },
          { ...row, reason: "other" },
          { ...row, idNumber: stranger() },
        ]),
      ).toMatchObject([
        { ok: true },
        { ok: false, column: "month" },
        { ok: false, column: "reason" },
        { ok: false, column: "rightWage" },
        { ok: false, column: "note" },
        { ok: false, column: "idNumber" },
      ]);
      // Confirmed on the last day and applied on the first: the new month is nobody's to cancel.
      const late = await apply(tx, { kind: "month-cancellation", rows: [row] }, { today: "2026-12-01" });
      expect(late.effect).toMatchObject({ outcome: "refused", because: expect.stringContaining("只能注销本月") });
      expect(late.told).toEqual([]);
      expect((await apply(tx, { kind: "month-cancellation", rows: [row] })).effect.outcome).toBe("done");
      expect(await judge([row])).toMatchObject([{ ok: false, because: expect.stringContaining("已经注销过") }]);
    });
  });

  it("changes what is registered of many exactly as single acts would", async () => {
    const info = fc.record(
      {
        mobile: fc.constantFrom("13800138001", "13800138002"),
        address: fc.constantFrom("示例路 1 号", "示例路 2 号"),
        email: fc.constant("someone@example.com"),
        household: fc.constantFrom("local-urban", "other-rural"),
        education: fc.constantFrom("college", "master"),
      },
      { requiredKeys: [] },
    );
    const codes = ["garment-cutter", "garment-leaving"] as const;
    const registered = (tx: Tx) =>
      tx
        .selectFrom("people")
        .selectAll()
        .where(
          "id_number",
          "in",
          codes.map((code) => personaOf(code).idNumber),
        )
        .orderBy("id")
        .execute();
    await fc.assert(
      fc.asyncProperty(fc.tuple(info, info), async (given) => {
        const rows = codes.map((code, at) => ({
          idNumber: personaOf(code).idNumber,
          name: personaOf(code).name,
          changes: given[at] as Record<string, string>,
        }));
        const numbers = rows.map((row) => row.idNumber);
        const roll = await tried(async (tx) => {
          const { effect, told } = await apply(tx, { kind: "employee-info-change", rows });
          return { effect, told, people: await registered(tx), ledger: await standing(tx, numbers) };
        });
        const single = await tried(async (tx) => {
          const texts: string[] = [];
          for (const { idNumber, changes } of rows) {
            const person = await core.findPerson(tx, idNumber);
            const act = { employerId: garment, personId: person?.id ?? "", today: TODAY, key: `one-${idNumber}` };
            const effect = await core.changePersonInfo(tx, { ...act, changes });
            texts.push(effect.outcome === "done" ? effect.text : "refused");
          }
          return { texts, people: await registered(tx), ledger: await standing(tx, numbers) };
        });
        if (single.texts.includes("refused")) expect(roll.effect.outcome).toBe("refused");
        else {
          expect(roll.told.map((person) => person.text)).toEqual(single.texts);
          expect(roll.people).toEqual(single.people);
          expect(roll.ledger).toEqual(single.ledger);
        }
      }),
      { numRuns: 12 },
    );
    await tried(async (tx) => {
      const { idNumber, name } = personaOf("employed");
      const [row] = await core.judgeRoll(tx, {
        employerId: garment,
        today: TODAY,
        roll: { kind: "employee-info-change", rows: [{ idNumber, name, changes: { education: "master" } }] },
      });
      expect(row).toMatchObject({ ok: false, column: "idNumber", because: expect.stringContaining("不由本单位参保") });
    });
  }, 120_000);

  it("in a late slice that is refused takes back the early ones, with what was told of them", async () => {
    const rows = Array.from({ length: 5 }, () => ({
      idNumber: stranger(),
      name: "王示例",
      wage: 600_000,
      entryDate: TODAY,
      schemes: ALL,
    })).map((row, at) => (at === 4 ? { ...row, wage: -1 } : row));
    await tried(async (tx) => {
      let heard = 0;
      const roll: Roll = { kind: "employee-enrolment", rows };
      const effect = await core.applyRoll(tx, {
        employerId: garment,
        today: TODAY,
        key: "late",
        head: { kind: "employee-enrolment", rows: [] },
        slices: () => slicesOf(roll),
        async written(people) {
          heard += people.length;
          for (const { personId, text } of people)
            await tx
              .insertInto("notices")
              .values({
                id: crypto.randomUUID(),
                key: `late:${personId}`,
                person_id: personId,
                at: new Date(),
                title: "",
                text,
                open: null,
                read_at: null,
              })
              .execute();
        },
      });
      expect(heard).toBe(4);
      expect(effect).toMatchObject({ outcome: "refused", because: expect.stringContaining("有 1 行") });
      const left = await tx.selectFrom("notices").select("id").where("key", "like", "late:%").execute();
      expect(left).toEqual([]);
      expect(
        await standing(
          tx,
          rows.map((row) => row.idNumber),
        ),
      ).toEqual([]);
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
