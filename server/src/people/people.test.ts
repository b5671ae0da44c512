import { CreditCode, IdNumber, Mobile, monthsBetween, PersonName, Region } from "@wsi/shared/values";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "../../test/database.ts";
import { inTransaction } from "../db.ts";
import { seedFigures } from "../figures/index.ts";
import { colleagues } from "./colleagues.ts";
import { crowd, employersOn, ledgerOf, loadPeople, personas, writeLedgers } from "./index.ts";

const TODAY = "2026-11-23";
const numbers = (seed: number) => [...crowd(20_000, seed)].map((one) => one.idNumber);

describe("invented people", () => {
  it("are at least fourteen, each with a valid number of a region that does not exist", () => {
    expect(personas.length).toBeGreaterThanOrEqual(14);
    for (const one of personas) {
      expect(IdNumber.parse(one.idNumber)).toEqual({ ok: true, value: one.idNumber });
      expect(one.idNumber).toMatch(/^99/);
      expect(one.idNumber.slice(6, 14)).toBe(one.birthDate.replaceAll("-", ""));
      expect(Number(one.idNumber[16]) % 2 === 1).toBe(one.sex === "male");
      expect(PersonName.parse(one.name)).toEqual({ ok: true, value: one.name });
      expect(Mobile.parse(one.mobile ?? "").ok).toBe(true);
      expect(Region.parse(one.region).ok).toBe(true);
      expect(one.situation.length).toBeGreaterThan(5);
    }
    expect(new Set(personas.map((one) => one.idNumber)).size).toBe(personas.length);
  });

  it("work for employers with valid credit codes of division 990000", () => {
    for (const employer of employersOn("2026-11")) {
      expect(CreditCode.parse(employer.credit_code)).toEqual({ ok: true, value: employer.credit_code });
      expect(employer.credit_code.slice(2, 8)).toBe("990000");
    }
  });

  it("are the same on every machine, and move with the day", () => {
    const [one] = personas;
    if (!one) throw new Error("nobody");
    expect(ledgerOf(seedFigures, one, TODAY)).toEqual(ledgerOf(seedFigures, one, TODAY));
    const months = (today: string) => [
      ...new Set(ledgerOf(seedFigures, one, today).payments.map((line) => line.month)),
    ];
    expect(months(TODAY)).toEqual(monthsBetween("2016-12", "2026-11"));
    expect(months("2027-02-01")).toEqual(monthsBetween("2017-03", "2027-02"));
  });
});

describe("a crowd", () => {
  it("is the same for the same seed, another for another, with no number twice", () => {
    expect(numbers(7)).toEqual(numbers(7));
    expect(numbers(8)).not.toEqual(numbers(7));
    expect(new Set(numbers(7)).size).toBe(20_000);
    for (const number of numbers(7).slice(0, 500)) expect(IdNumber.parse(number).ok).toBe(true);
  });
});

describe("loading them", () => {
  let fresh: TestDatabase;
  beforeAll(async () => void (fresh = await freshDatabase()));
  afterAll(() => fresh.drop());

  it("writes ten years of everybody in under 2.5 seconds, and nothing the second time", async () => {
    const began = performance.now();
    expect(await inTransaction(fresh.db, (tx) => loadPeople(tx, TODAY))).toBe(personas.length + colleagues.length);
    expect(performance.now() - began).toBeLessThan(2_500);
    const count = () =>
      fresh.db.selectFrom("payments").select(fresh.db.fn.countAll<number>().as("n")).executeTakeFirstOrThrow();
    const { n } = await count();
    expect(n).toBeGreaterThan(4_000);
    expect(await inTransaction(fresh.db, (tx) => loadPeople(tx, "2026-12-24"))).toBe(0);
    expect(await count()).toEqual({ n });
  });

  it("takes a crowd beside them", async () => {
    const ledgers = [...crowd(300, 1)].map((life) => ledgerOf(seedFigures, life, TODAY));
    await inTransaction(fresh.db, (tx) => writeLedgers(tx, ledgers));
    const { n } = await fresh.db
      .selectFrom("people")
      .select(fresh.db.fn.countAll<number>().as("n"))
      .executeTakeFirstOrThrow();
    expect(n).toBe(300 + personas.length + colleagues.length);
  });
});
