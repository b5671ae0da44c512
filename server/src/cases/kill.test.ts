import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startHouse, type House } from "../../test/house.ts";
import { personaOf, personIdOf, type Persona, type PersonaCode } from "../people/index.ts";

const child = fileURLToPath(new URL("../../test/dying-submission.ts", import.meta.url));
const key = "one-press-of-the-button";

let house: House;
beforeAll(async () => void (house = await startHouse()));
afterAll(() => house.stop());

interface Draft {
  who: Persona;
  id: string;
  revision: number;
}
async function draft(code: PersonaCode): Promise<Draft> {
  const call = await house.person(code);
  const { body } = await call("POST", "/api/cases", { item: "flexible-employment-renewal" });
  const answers = { ...body.answers, schemes: ["pension", "medical"], tier: "60" };
  const saved = await call("PUT", `/api/cases/${body.id}/answers`, { revision: body.revision, answers });
  return { who: personaOf(code), id: body.id, revision: saved.body.revision };
}

/** Undefined when the process was killed; else what it printed. */
function submission(
  { who, id, revision }: Draft,
  die: string,
): Promise<{ number: string; statements: number } | undefined> {
  const env = {
    ...process.env,
    DATABASE_URL: house.services.env.DATABASE_URL,
    PERSON: personIdOf(who.idNumber),
    CASE: id,
    KEY: key,
    REVISION: String(revision),
    SIGNATURE: who.name,
    DIE: die,
  };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, ["--import", "tsx", child], { env }, (error, stdout, stderr) => {
      if (error?.signal === "SIGKILL") resolve(undefined);
      else if (error) reject(new Error(stderr));
      else resolve(JSON.parse(stdout));
    });
  });
}

async function traces({ who, id }: Draft) {
  const { db } = house.services;
  const count = async (table: "ledger_effects" | "ledger_events" | "notices" | "outbox" | "case_events") =>
    (
      await db
        .selectFrom(table)
        .select((q) => q.fn.countAll<number>().as("n"))
        .executeTakeFirstOrThrow()
    ).n;
  const active = await db
    .selectFrom("enrolments")
    .select("id")
    .where("person_id", "=", personIdOf(who.idNumber))
    .where("stopped_on", "is", null)
    .execute();
  const { state, number } = await db
    .selectFrom("cases")
    .select(["state", "number"])
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  return {
    state,
    number,
    active: active.length,
    effects: await count("ledger_effects"),
    ledger: await count("ledger_events"),
    notices: await count("notices"),
    outbox: await count("outbox"),
    events: await count("case_events"),
  };
}

describe("a submission whose process is killed -9", () => {
  it("is wholly not there before the commit, wholly there after it, and happens once however often it is tried", async () => {
    const unharmed = await submission(await draft("unemployed"), "never");
    const statements = unharmed?.statements ?? 0;
    expect(statements).toBeGreaterThan(15);

    const one = await draft("flexible-paused");
    const before = await traces(one);
    expect(before).toMatchObject({ state: "draft", active: 0, effects: 1, notices: 1 });
    // Every third statement; the case is locked, so that processes side by side come one after the other.
    const moments = Array.from({ length: Math.floor(statements / 3) }, (_, n) => String(3 * n + 1));
    for (let at = 0; at <= moments.length; at += 2) {
      const pair = [...moments, "commit"].slice(at, at + 2);
      const fates = await Promise.all(pair.map((die) => submission(one, die)));
      expect(fates).toEqual(pair.map(() => undefined));
      expect(await traces(one)).toEqual(before);
    }
    expect(await submission(one, "committed")).toBeUndefined();
    const after = await traces(one);
    expect(after).toMatchObject({ state: "effective", active: 2, effects: 2, notices: 2 });
    expect(after.number).toMatch(/^SB/);

    // The phone never heard the answer and presses again, with the same key.
    const again = await submission(one, "never");
    expect(again?.number).toBe(after.number);
    expect(await traces(one)).toEqual(after);
  }, 120_000);
});
