import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "../../test/database.ts";
import { embeddedCoreInsurance as core } from "../adapters/core-insurance/embedded.ts";
import { inTransaction } from "../db.ts";
import { loadPeople, personaOf, personIdOf, type PersonaCode } from "../people/index.ts";
import type { Reminding } from "../ports/core-insurance.ts";
import { chooseReminder, remindersFor, remindPeople } from "./index.ts";

const idOf = (code: PersonaCode) => personIdOf(personaOf(code).idNumber);
const nothing: Reminding = { due: [], tier: null, benefitEnds: null };
const titles = (reminding: Partial<Reminding>, today: string) =>
  remindersFor(idOf("arrears"), { ...nothing, ...reminding }, today).map((one) => one.title);

describe("what to remind of", () => {
  const due = [{ month: "2026-11", fen: 133_775, payBy: "2026-11-20" }];
  it("is a month near its last day or past it, and none before", () => {
    expect(titles({ due }, "2026-11-14")).toEqual([]);
    expect(titles({ due }, "2026-11-15")).toEqual(["社保费快到截止日了"]);
    expect(titles({ due }, "2026-11-20")).toEqual(["社保费快到截止日了"]);
    expect(titles({ due }, "2026-11-21")).toEqual(["有月份过了截止日还没有到账"]);
  });
  it("is a tier in June alone, and a benefit in its last two months", () => {
    expect(titles({ tier: 60 }, "2026-06-09")).toEqual([]);
    expect(titles({ tier: 60 }, "2026-06-10")).toEqual(["7 月起可以换缴费档次"]);
    expect(titles({ tier: 60 }, "2026-07-01")).toEqual([]);
    expect(titles({ benefitEnds: "2027-01" }, "2026-11-30")).toEqual([]);
    expect(titles({ benefitEnds: "2027-01" }, "2026-12-01")).toEqual(["失业金快领完了"]);
  });
  it("has one key an event, and says where to turn it off", () => {
    const keys = ["2026-11-16", "2026-11-19"].map(
      (today) => remindersFor("p", { ...nothing, due }, today).map((one) => one.key)[0],
    );
    expect(new Set(keys).size).toBe(1);
    expect(remindersFor("p", { ...nothing, due }, "2026-11-16")[0]?.text).toContain("提醒设置");
  });
});

describe("the daily round", () => {
  let fresh: TestDatabase;
  const now = new Date("2026-11-23T01:00:00Z");
  beforeAll(async () => {
    fresh = await freshDatabase();
    await inTransaction(fresh.db, (tx) => loadPeople(tx, "2026-11-23"));
    for (const code of ["arrears", "flexible-active", "employed"] as const)
      await fresh.db
        .insertInto("bindings")
        .values({
          identity: `u-${code}`,
          openid: code,
          person_id: idOf(code),
          mobile: "13800138000",
          bound_at: now,
          consent_version: "1",
        })
        .execute();
  });
  afterAll(() => fresh.drop());
  const told = async (code: PersonaCode) =>
    (await fresh.db.selectFrom("notices").select("title").where("person_id", "=", idOf(code)).execute()).length;

  it("tells who is bound and owes, once however often it comes by", async () => {
    await remindPeople(fresh.db, core, now);
    const first = await told("arrears");
    expect(first).toBeGreaterThan(0);
    expect(await told("employed")).toBe(0);
    await remindPeople(fresh.db, core, new Date(now.getTime() + 3_600_000));
    expect(await told("arrears")).toBe(first);
  });

  it("leaves in peace who said no", async () => {
    await fresh.db.deleteFrom("notices").execute();
    await inTransaction(fresh.db, (tx) => chooseReminder(tx, idOf("arrears"), "arrears", false, now));
    await remindPeople(fresh.db, core, now);
    expect(await told("arrears")).toBe(0);
  });
});
