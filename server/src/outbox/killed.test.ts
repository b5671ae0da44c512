/** What happens to a parcel whose sender is killed with -9 in the middle. The outside world is a table that nobody rolls back. */
import { spawn } from "node:child_process";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { freshDatabase } from "../../test/database.ts";
import type { TestDatabase } from "../../test/database.ts";
import { inTransaction } from "../db.ts";
import { createRelay, put } from "./index.ts";
import type { Handler, Settled } from "./index.ts";

let fresh: TestDatabase;
beforeEach(async () => {
  fresh = await freshDatabase();
  await sql`create table world (key text, arrived timestamptz default clock_timestamp())`.execute(fresh.db);
});
afterEach(() => fresh.drop());

/** Claims, and is killed before or after it reached the world. */
async function killWhileSending(when: "before" | "after"): Promise<void> {
  const program = `
    import { sql } from "kysely";
    import { createDb } from ${JSON.stringify(new URL("../db.ts", import.meta.url).href)};
    import { createRelay } from ${JSON.stringify(new URL("./index.ts", import.meta.url).href)};
    const db = createDb(${JSON.stringify(fresh.url)});
    const quiet = { info() {}, warn() {}, error() {} };
    const deliver = async (_payload, key) => {
      if (${when === "after"}) await sql\`insert into world (key) values (\${key})\`.execute(db);
      process.kill(process.pid, "SIGKILL");
    };
    const k = { repeatable: false, deliver };
    await createRelay({ db, clock: { now: () => new Date() }, log: quiet, handlers: { once: k, again: k } }).drain();`;
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", program], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  const signal = await new Promise((resolve) => child.once("exit", (_code, name) => resolve(name)));
  expect(signal).toBe("SIGKILL");
}

describe.each(["before", "after"] as const)("a sender killed just %s it reached the other side", (when) => {
  it.each([
    ["once", false],
    ["again", true],
  ] as const)("leaves a parcel of kind %s (repeatable: %s) to the next relay", async (kind, repeatable) => {
    await inTransaction(fresh.db, (tx) => put(tx, { key: "p1", kind, payload: {} }));
    await killWhileSending(when);
    const row = await fresh.db.selectFrom("outbox").select("state").executeTakeFirstOrThrow();
    expect(row.state).toBe("sending");

    const heard: Settled[] = [];
    const handler: Handler = {
      repeatable,
      async deliver(_payload, key) {
        // A repeatable kind's other side knows the key.
        await sql`insert into world (key) select ${key} where not exists (select from world where key = ${key})`.execute(
          fresh.db,
        );
        return { outcome: "sent" };
      },
      settled: async (_tx, _payload, result) => void heard.push(result),
    };
    let ahead = 0;
    const clock = { now: () => new Date(Date.now() + ahead) };
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const next = createRelay({ db: fresh.db, clock, log, handlers: { [kind]: handler } });
    await next.drain();
    expect(heard).toEqual([]);
    // Past the lease, and past the pause after it.
    for (ahead of [61_000, 122_000]) await next.drain();

    const world = (await sql<{ key: string }>`select key from world`.execute(fresh.db)).rows;
    const arrived = repeatable || when === "after" ? [{ key: "p1" }] : [];
    expect(world).toEqual(arrived);
    const told = repeatable ? { outcome: "sent" } : { outcome: "unknown", because: "发送途中进程中断" };
    expect(heard).toMatchObject([told]);
  });
});
