import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import { beijingDay } from "@wsi/shared/case";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "../../test/database.ts";
import { embeddedCoreInsurance as core } from "../adapters/core-insurance/embedded.ts";
import { inTransaction } from "../db.ts";
import { inventIdNumber } from "../people/identity.ts";
import { employerId, loadPeople, personaOf, personIdOf } from "../people/index.ts";
import { isRefusal } from "../refusal.ts";
import { checkSlice, confirmRoll, receiveRoll } from "./index.ts";

const child = fileURLToPath(new URL("../../test/dying-roll.ts", import.meta.url));
const clerk = personaOf("garment-clerk");
let fresh: TestDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  await inTransaction(fresh.db, async (tx) => {
    await loadPeople(tx, beijingDay(new Date()));
    // Applied as soon as it is confirmed.
    await tx.updateTable("employers").set({ trust: "vip" }).where("id", "=", employerId("garment")).execute();
  });
});
afterAll(() => fresh.drop());

let serial = 0;
/** A confirmed roll of three newcomers. */
async function confirmed(): Promise<string> {
  const now = new Date();
  const rows = Array.from({ length: 3 }, (_, at) => ({
    at: at + 2,
    cells: ["王示例", inventIdNumber("1992-02-02", "female", (serial += 1), "990155"), beijingDay(now), "6000"],
  }));
  const file = {
    name: "名册.xlsx",
    sha256: randomUUID(),
    sheet: { heads: ["姓名", "身份证号码", "入职日期", "月工资"], rows },
  };
  const given = { code: "employee-enrolment", employerId: employerId("garment"), projectId: null, file };
  const actor = personIdOf(clerk.idNumber);
  const received = await inTransaction(fresh.db, (tx) => receiveRoll(core, tx, actor, given, now));
  if (isRefusal(received)) throw new Error(received.body.message);
  const { id } = received.roll;
  while (await checkSlice(fresh.db, core, () => new Date()));
  const said = await inTransaction(fresh.db, (tx) => confirmRoll(core, tx, actor, { id, signature: clerk.name }, now));
  if (isRefusal(said)) throw new Error(said.body.message);
  return id;
}

/** Undefined when the process was killed; else what it printed. */
function application(dies: string): Promise<{ applied: boolean; statements: number } | undefined> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, DATABASE_URL: fresh.url, DIE: dies };
    execFile(process.execPath, ["--import", "tsx", child], { env }, (error, stdout, stderr) => {
      if (error?.signal === "SIGKILL") resolve(undefined);
      else if (error) reject(new Error(stderr));
      else resolve(JSON.parse(stdout));
    });
  });
}

async function traces(id: string) {
  const count = async (table: "enrolments" | "payments" | "people" | "ledger_effects" | "ledger_events" | "notices") =>
    (
      await fresh.db
        .selectFrom(table)
        .select((q) => q.fn.countAll<number>().as("n"))
        .executeTakeFirstOrThrow()
    ).n;
  const { state } = await fresh.db.selectFrom("rolls").select("state").where("id", "=", id).executeTakeFirstOrThrow();
  return {
    state,
    people: await count("people"),
    enrolments: await count("enrolments"),
    payments: await count("payments"),
    effects: await count("ledger_effects"),
    events: await count("ledger_events"),
    notices: await count("notices"),
  };
}

describe("a roll whose process is killed -9 while it is applied", () => {
  it("is wholly not there before the commit, wholly there after it, and happens once", async () => {
    await confirmed();
    const unharmed = await application("never");
    expect(unharmed?.applied).toBe(true);
    const statements = unharmed?.statements ?? 0;
    expect(statements).toBeGreaterThan(15);

    const id = await confirmed();
    const before = await traces(id);
    expect(before.state).toBe("applying");
    for (let at = 3; at < statements; at += 5) {
      expect(await application(String(at))).toBeUndefined();
      expect(await traces(id)).toEqual(before);
    }
    expect(await application("commit")).toBeUndefined();
    expect(await traces(id)).toEqual(before);
    expect(await application("committed")).toBeUndefined();
    const after = await traces(id);
    expect(after).toMatchObject({
      state: "applied",
      people: before.people + 3,
      enrolments: before.enrolments + 15,
      effects: before.effects + 1,
      notices: before.notices + 4,
    });
    expect(await application("never")).toMatchObject({ applied: false });
    expect(await traces(id)).toEqual(after);
  }, 240_000);
});
