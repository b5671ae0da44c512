import { readFile } from "node:fs/promises";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "../../test/database.ts";
import { takenBack } from "../../test/taken-back.ts";
import { embeddedCoreInsurance as core } from "../adapters/core-insurance/embedded.ts";
import { inTransaction } from "../db.ts";
import { employerId, loadPeople, personaOf, personIdOf } from "../people/index.ts";
import { eraseContacts, openSeal, type Sealed } from "./contacts.ts";
import { keepEffect, tell } from "./effect.ts";
import { erasePayees } from "./person/payee.ts";

const TODAY = "2026-11-23";
const personId = personIdOf(personaOf("flexible-active").idNumber);
const [first, second] = ["13800138901", "13800138902"];

let fresh: TestDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  await inTransaction(fresh.db, (tx) => loadPeople(tx, TODAY));
});
afterAll(() => fresh.drop());

const change = (changes: Record<string, string>, today: string, key: string) =>
  inTransaction(fresh.db, (tx) => core.changePersonInfo(tx, { personId, key, today, changes }));
const seals = async () =>
  (
    await fresh.db
      .selectFrom("ledger_events")
      .select("detail")
      .where("kind", "=", "info-changed")
      .orderBy("id")
      .execute()
  ).map((row) => row.detail as { field: string; from: Sealed | null; to: Sealed | string });
const everything = async () =>
  JSON.stringify([
    await fresh.db.selectFrom("ledger_events").selectAll().execute(),
    await fresh.db.selectFrom("ledger_effects").selectAll().execute(),
  ]);

describe("where somebody could be reached before", () => {
  it("is under a seal in the history, can be opened in its time, and is erased after it while no event changes", async () => {
    expect(await change({ mobile: first, address: "虚构路 1 号" }, "2021-11-22", "a")).toMatchObject({
      outcome: "done",
    });
    expect(await change({ mobile: second, household: "other-urban" }, TODAY, "b")).toMatchObject({ outcome: "done" });
    // The same key answers the same, though it does not remember the number.
    expect(await change({ mobile: first, address: "虚构路 1 号" }, "2021-11-22", "a")).toMatchObject({
      outcome: "done",
    });
    const before = await everything();
    for (const value of [first, second, "虚构路"]) expect(before).not.toContain(value);
    expect(before).toContain("other-urban");

    const told = await seals();
    const mobiles = told.filter((one) => one.field === "mobile");
    const open = (sealed: Sealed) => inTransaction(fresh.db, (tx) => openSeal(tx, sealed));
    expect(await open(mobiles[0]?.to as Sealed)).toEqual({ state: "kept", value: first });
    expect(await open(mobiles[1]?.from as Sealed)).toEqual({ state: "kept", value: first });
    // Two seals of one number are not alike: who has one learns nothing of the other.
    expect(mobiles[0]?.to).not.toEqual(mobiles[1]?.from);

    // Told on 22 November 2021, kept for 60 months: until the 22nd, not on the 23rd five years later.
    expect(await eraseContacts(fresh.db, "2026-11-22")).toBe(0);
    expect(await eraseContacts(fresh.db, TODAY)).toBeGreaterThan(0);
    expect(await open(mobiles[0]?.to as Sealed)).toEqual({ state: "erased" });
    expect(await open(mobiles[1]?.from as Sealed)).toEqual({ state: "kept", value: first });
    expect(await everything()).toBe(before);
    expect(await inTransaction(fresh.db, (tx) => core.personInfo(tx, personId))).toMatchObject({
      mobile: second,
      address: "虚构路 1 号",
    });
    expect(await eraseContacts(fresh.db, TODAY)).toBe(0);
  });

  it("tells when what was put away is not what was sealed", async () => {
    const told = (await seals()).findLast((one) => one.field === "mobile")?.to;
    if (typeof told !== "object") throw new Error("the mobile is not sealed");
    await fresh.db.updateTable("ledger_contacts").set({ value: "13800138903" }).where("seal", "=", told.seal).execute();
    expect(await inTransaction(fresh.db, (tx) => openSeal(tx, told))).toEqual({ state: "broken" });
  });

  it("of employers and in declarations of wages, too", async () => {
    const done = await inTransaction(fresh.db, (tx) =>
      core.changeEmployerInfo(tx, {
        employerId: employerId("garment"),
        key: "employer",
        today: TODAY,
        changes: { contact: "虚联系", phone: "027-88880001" },
      }),
    );
    expect(done).toMatchObject({ outcome: "done" });
    const rows = [{ personId: personIdOf(personaOf("garment-high").idNumber), wage: 900_000, mobile: "13800138904" }];
    const declared = await inTransaction(fresh.db, (tx) =>
      core.declareWages(tx, { employerId: employerId("garment"), key: "wages", today: "2027-05-10", year: 2027, rows }),
    );
    expect(declared).toMatchObject({ outcome: "done" });
    const all = await everything();
    for (const value of ["虚联系", "88880001", "13800138904"]) expect(all).not.toContain(value);
  });
});

describe("what was told before there were seals", () => {
  it("is sealed by the migration, with what acts had been asked", async () => {
    const file = new URL("../../migrations/0038_contacts_and_payees.sql", import.meta.url);
    const whole = await readFile(file, "utf8");
    const from = whole.indexOf("create function pg_temp.seal_contact");
    const part = whole.slice(from, whole.indexOf("-- Cards of claims"));
    const old = personIdOf(personaOf("employed").idNumber);
    const plain = { field: "mobile", from: null, to: "13800138905" };
    await takenBack(fresh.db, async (tx) => {
      const act = { today: TODAY, personId: old };
      const changes = { mobile: "13800138905", education: "college" };
      await keepEffect(tx, { ...act, kind: "change-person-info", key: "old", input: { changes } }, {});
      const rows = [{ personId: old, wage: 1, mobile: "13800138905" }];
      await keepEffect(tx, { ...act, kind: "declare-wages", key: "old wages", input: { year: 2026, rows } }, {});
      await tell(tx, { ...act, key: "old" }, [{ kind: "info-changed", detail: plain }]);
      await sql.raw(part).execute(tx);
      const event = await tx
        .selectFrom("ledger_events")
        .select("detail")
        .where("effect_key", "=", "old")
        .executeTakeFirstOrThrow();
      const detail = event.detail as { from: null; to: Sealed };
      expect(detail).toEqual({ field: "mobile", from: null, to: { seal: expect.stringMatching(/^[0-9a-f]{64}$/) } });
      expect(await openSeal(tx, detail.to)).toEqual({ state: "kept", value: "13800138905" });
      const inputs = await tx.selectFrom("ledger_effects").select("input").where("key", "like", "old%").execute();
      expect(inputs.map((row) => row.input)).toEqual(
        expect.arrayContaining([
          { changes: { mobile: true, education: "college" } },
          { year: 2026, rows: [{ personId: old, wage: 1 }] },
        ]),
      );
      await expect(sql`update ledger_events set kind = 'x'`.execute(tx)).rejects.toThrow("only ever added to");
    });
  });
});

describe("the card of a benefit", () => {
  it("is forgotten once the benefit is over and its last month paid", async () => {
    const claimant = personIdOf(personaOf("let-go").idNumber);
    await inTransaction(fresh.db, (tx) =>
      core.claimUnemployment(tx, {
        personId: claimant,
        key: "claim",
        today: TODAY,
        region: "420104",
        bankCard: "9999990000000006",
      }),
    );
    expect(await erasePayees(fresh.db, "2027-06-01")).toBe(0);
    await inTransaction(fresh.db, (tx) =>
      core.stopBenefit(tx, { personId: claimant, key: "stop", today: "2027-01-15", reason: "new-job" }),
    );
    expect(await erasePayees(fresh.db, "2027-02-28")).toBe(0);
    expect(await erasePayees(fresh.db, "2027-03-01")).toBe(1);
  });
});
