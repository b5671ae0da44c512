import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { addDays } from "@wsi/shared/values";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startHouse, type House } from "../../../test/house.ts";
import { countDue, nextDueQuery } from "./due.ts";
import { ERASED_FILE_PARCEL } from "./erase.ts";
import { eraseDueCases } from "./run.ts";

const child = fileURLToPath(new URL("../../../test/dying-erasure.ts", import.meta.url));

let house: House;
beforeAll(async () => void (house = await startHouse()));
afterAll(() => house.stop());

/** A case of somebody's that is over and due on `day`, with everything that an erasure touches. */
async function dueCase(code: "flexible-paused" | "unemployed", day: string): Promise<string> {
  const call = await house.person(code);
  const { body } = await call("POST", "/api/cases", { item: "flexible-employment-renewal" });
  const gone = await call("POST", `/api/cases/${body.id}/actions`, {
    key: "take-it-back-01",
    action: "withdraw",
    revision: body.revision,
  });
  expect([gone.status, gone.body.state]).toEqual([200, "withdrawn"]);
  const { db } = house.services;
  await db.updateTable("cases").set({ erase_on: day }).where("id", "=", body.id).execute();
  const { person_id } = await db
    .selectFrom("cases")
    .select("person_id")
    .where("id", "=", body.id)
    .executeTakeFirstOrThrow();
  await sql`insert into files (id, person_id, case_id, name, type, bytes, sha256, uploaded_at)
    values (gen_random_uuid(), ${person_id}, ${body.id}, 'a.png', 'png', 1, ${"ab".repeat(32)}, now())`.execute(db);
  await sql`insert into notices (id, key, person_id, at, title, text)
    values (gen_random_uuid(), ${`case:${body.id}:received`}, ${person_id}, now(), 'title', 'words')`.execute(db);
  return body.id;
}

function erasure(now: string, die: string): Promise<{ erased: number; statements: number } | undefined> {
  const env = { ...process.env, DATABASE_URL: house.services.env.DATABASE_URL, NOW: now, DIE: die };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, ["--import", "tsx", child], { env }, (error, stdout, stderr) => {
      if (error?.signal === "SIGKILL") resolve(undefined);
      else if (error) reject(new Error(stderr));
      else resolve(JSON.parse(stdout));
    });
  });
}

/** How much of it is left: nothing in between whole and erased may ever be seen. */
async function left(id: string) {
  const { rows } = await sql<Record<string, number | boolean>>`
    select erased_at is not null as erased, answers <> '{}'::jsonb as answers,
      (select count(*)::int from case_events where case_id = c.id and text <> '') as words,
      (select count(*)::int from files where case_id = c.id and name <> '') as files,
      (select count(*)::int from notices where key like 'case:' || c.id || '%') as notices,
      (select count(*)::int from outbox where kind = ${ERASED_FILE_PARCEL}) as parcels,
      (select count(*)::int from audit where action = 'case.erased') as audited
    from cases c where id = ${id}`.execute(house.services.db);
  return rows[0];
}

describe("an erasure whose process is killed -9", () => {
  it("leaves the case whole before the commit and erased after it, and is done once", async () => {
    const day = addDays(house.today, 1);
    const now = `${day}T03:20:00+08:00`;
    const first = await dueCase("unemployed", day);
    const unharmed = await erasure(now, "never");
    expect(unharmed).toMatchObject({ erased: 1 });
    const before = { erased: false, answers: true, words: 1, files: 1, notices: 1, parcels: 1, audited: 1 };
    const after = { erased: true, answers: false, words: 0, files: 0, notices: 0, parcels: 2, audited: 2 };
    expect(await left(first)).toEqual({ ...after, parcels: 1, audited: 1 });

    const one = await dueCase("flexible-paused", day);
    expect(await left(one)).toEqual(before);
    // After the case's own commit come a count and the night's audit row: begin, insert, commit.
    const inside = (unharmed?.statements ?? 0) - 5;
    expect(inside).toBeGreaterThan(15);
    const moments = [...Array.from({ length: Math.floor(inside / 4) }, (_, n) => String(4 * n + 1)), "commit"];
    for (let at = 0; at < moments.length; at += 2) {
      const pair = moments.slice(at, at + 2);
      expect(await Promise.all(pair.map((die) => erasure(now, die)))).toEqual(pair.map(() => undefined));
      expect(await left(one)).toEqual(before);
    }
    expect(await erasure(now, "committed")).toBeUndefined();
    expect(await left(one)).toEqual(after);
    expect(await erasure(now, "never")).toMatchObject({ erased: 0 });
    expect(await left(one)).toEqual(after);
  }, 120_000);
});

describe("a case that cannot be erased", () => {
  it("is counted and logged without a word of it, stays whole, and stops nobody else's", async () => {
    const day = addDays(house.today, 2);
    const bad = await dueCase("flexible-paused", day);
    const good = await dueCase("unemployed", day);
    const said: unknown[] = [];
    const counts: string[] = [];
    const parts = {
      db: house.services.db,
      log: { error: (given: unknown) => void said.push(given) },
      elsewhere: async (_: unknown, { caseId }: { caseId: string }) => {
        if (caseId === bad) throw new Error("the test says so");
        return 0;
      },
      count: (outcome: string) => void counts.push(outcome),
    };
    const night = new Date(`${day}T03:20:00+08:00`);
    expect(await eraseDueCases(parts, night)).toEqual({ erased: 1, failed: 1, due: 1 });
    expect([counts.toSorted(), said]).toEqual([["erased", "failed"], [{ err: expect.any(Error), case: bad }]]);
    expect([await left(bad), await left(good)]).toMatchObject([
      { erased: false, answers: true, words: 1 },
      { erased: true },
    ]);
    // Bounded: one a turn, and the next turn goes on.
    expect(await eraseDueCases({ ...parts, elsewhere: async () => 0 }, night, 1)).toEqual({
      erased: 1,
      failed: 0,
      due: 0,
    });
  });
});

describe("with ten times the archive", () => {
  /** Pages read to find the next batch, and the index it is found by. */
  async function explained(day: string): Promise<{ pages: number; plan: string }> {
    const { rows } = await sql<{
      "QUERY PLAN": [{ Plan: { "Shared Hit Blocks": number; "Shared Read Blocks": number } }];
    }>`
      explain (analyze, buffers, format json) ${nextDueQuery(day, null, 200)}`.execute(house.services.db);
    const [{ Plan: plan }] = rows[0]!["QUERY PLAN"];
    return { pages: plan["Shared Hit Blocks"] + plan["Shared Read Blocks"], plan: JSON.stringify(plan) };
  }
  const archive = async (count: number, from: string, erased: boolean) => {
    const { db } = house.services;
    await sql`insert into cases (id, number, person_id, actor_id, capacity, about, item_code, item_version, handling, state, answers, prefilled,
        facts, opened_at, updated_at, submitted_at, erase_on, erased_at)
      select gen_random_uuid(), 'X' || gen_random_uuid(), o.person_id, o.person_id, 'self', 'person', o.item_code, o.item_version,
        'instant', 'effective', '{}', '{}', '{}', now(), now(), now(), ${from}::date + n % 3650,
        case when ${erased} then now() end
      from generate_series(1, ${count}::int) n, (select * from cases where capacity = 'self' limit 1) o`.execute(db);
    await sql`analyze cases`.execute(db);
  };

  it("finds what is due by its index, however many were erased before and are not due yet", async () => {
    const day = addDays(house.today, 30);
    await dueCase("unemployed", addDays(day, 900));
    await archive(2_000, addDays(day, 1), false);
    await archive(2_000, addDays(day, -4_000), true);
    await archive(300, addDays(day, -3_650), false);
    expect(await countDue(house.services.db, day)).toBe(300);
    const small = await explained(day);
    await archive(18_000, addDays(day, 1), false);
    await archive(18_000, addDays(day, -4_000), true);
    const large = await explained(day);
    for (const { plan } of [small, large]) {
      expect(plan).toContain("cases_to_erase");
      expect(plan).not.toMatch(/"Seq Scan","Parallel Aware":\w+,"Async Capable":\w+,"Relation Name":"cases"/);
    }
    expect(large.pages).toBeLessThanOrEqual(small.pages * 1.5);
  });
});
