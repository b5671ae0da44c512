/** A sender killed with -9 on the way. The outside world is a table that nobody rolls back. */
import { spawn } from "node:child_process";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "../../../test/database.ts";
import { inTransaction } from "../../db.ts";
import { createEngine } from "./engine.ts";
import { presentProgress } from "../results/progress.ts";
import { findBroadcast } from "../record.ts";
import {
  addFollowers,
  addWords,
  countingAccount,
  draftOf,
  launch,
  movableClock,
  senderParts,
} from "../testing/scene.ts";

let fresh: TestDatabase;
beforeEach(async () => {
  fresh = await freshDatabase();
  await sql`create table world (openid text, key text)`.execute(fresh.db);
});
afterEach(() => fresh.drop());

/** Sends until its third call, and is killed before or after that reached the world. */
async function killWhileSending(when: "before" | "after", now: Date): Promise<void> {
  const at = (file: string) => JSON.stringify(new URL(file, import.meta.url).href);
  const program = `
    import { sql } from "kysely";
    import { createDb } from ${at("../../db.ts")};
    import { createEngine } from ${at("./engine.ts")};
    import { countingAccount, senderParts } from ${at("../testing/scene.ts")};
    const db = createDb(${JSON.stringify(fresh.url)});
    const { account } = countingAccount();
    let calls = 0;
    const reach = async (openids, key) => {
      calls += 1;
      const dies = calls === 3;
      if (dies && ${when === "before"}) process.kill(process.pid, "SIGKILL");
      for (const openid of openids) await sql\`insert into world (openid, key) values (\${openid}, \${key})\`.execute(db);
      if (dies) process.kill(process.pid, "SIGKILL");
    };
    account.messages.send = async (openid) => { await reach([openid], ""); return { outcome: "sent" }; };
    account.mass.send = async (audience, _content, key) => {
      await reach(audience.openids, key);
      return { outcome: "accepted", messageId: key, repeated: false };
    };
    const clock = { now: () => new Date(${now.getTime()}) };
    await createEngine(senderParts(db, clock, account, { massBatch: 4, slice: 4, width: 1, massCallsPerMinute: 1e9 })).work();`;
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", program], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  const signal = await new Promise((resolve) => child.once("exit", (_code, name) => resolve(name)));
  expect(signal).toBe("SIGKILL");
}

const progressOf = (id: string, now: Date) =>
  inTransaction(fresh.db, async (tx) => {
    const found = await findBroadcast(tx, id);
    if (!found) throw new Error("gone");
    return presentProgress(tx, found, now);
  });

describe.each(["before", "after"] as const)("a sender killed just %s its message reached WeChat", (when) => {
  it("leaves a mass batch that is repeated under its key: nobody is lost, nobody gets it twice", async () => {
    await addFollowers(fresh.db, 20);
    const clock = movableClock();
    const id = await launch(fresh.db, draftOf(), clock.now());
    clock.push(60_000);
    await killWhileSending(when, clock.now());

    clock.push(90_000);
    const { account } = countingAccount();
    account.mass.send = async (audience, _content, key) => {
      if (audience.to !== "list") throw new Error("only lists are sent");
      const there = await sql`select from world where key = ${key}`.execute(fresh.db);
      if (there.rows.length > 0) return { outcome: "accepted", messageId: key, repeated: true };
      for (const openid of audience.openids)
        await sql`insert into world (openid, key) values (${openid}, ${key})`.execute(fresh.db);
      return { outcome: "accepted", messageId: key, repeated: false };
    };
    await createEngine(senderParts(fresh.db, clock, account)).work();
    expect(await progressOf(id, clock.now())).toMatchObject({ state: "sent", counts: { sent: 20, unknown: 0 } });
    const { rows } = await sql<{ n: number; people: number }>`
      select count(*) as n, count(distinct openid) as people from world`.execute(fresh.db);
    expect(rows).toEqual([{ n: 20, people: 20 }]);
  });

  it("leaves one customer-service message of unknown fate, which is not sent again", async () => {
    await addFollowers(fresh.db, 20);
    const clock = movableClock();
    await addWords(fresh.db, clock.now());
    const draft = draftOf({ means: "service", content: { kind: "text", text: "请缴费。", open: null } });
    const id = await launch(fresh.db, draft, clock.now());
    clock.push(60_000);
    await killWhileSending(when, clock.now());

    clock.push(90_000);
    const { account, arrived } = countingAccount();
    await createEngine(senderParts(fresh.db, clock, account)).work();
    expect(await progressOf(id, clock.now())).toMatchObject({ state: "sent", counts: { sent: 19, unknown: 1 } });
    const before = (await sql<{ openid: string }>`select openid from world`.execute(fresh.db)).rows;
    expect(before.length).toBe(when === "after" ? 3 : 2);
    expect(before.filter(({ openid }) => arrived.has(openid))).toEqual([]);
    expect(before.length + arrived.size).toBe(when === "after" ? 20 : 19);
  });
});
