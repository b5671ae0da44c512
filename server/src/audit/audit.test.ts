import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { freshDatabase } from "../../test/database.ts";
import type { TestDatabase } from "../../test/database.ts";
import { inTransaction } from "../db.ts";
import { record, seal, verify } from "./index.ts";

let fresh: TestDatabase;
beforeEach(async () => void (fresh = await freshDatabase()));
afterEach(() => fresh.drop());

const at = new Date("2026-11-23T01:02:03.456Z");
const write = (action: string) =>
  inTransaction(fresh.db, (tx) =>
    record(tx, {
      at,
      actor: { kind: "staff", id: "s1" },
      action,
      subject: { kind: "case", id: "c1" },
      detail: { gaps: 2 },
    }),
  );
/** As someone with the keys of the database would. */
const forge = async (statement: string) => {
  await sql.raw("alter table audit disable trigger all").execute(fresh.db);
  await sql.raw(statement).execute(fresh.db);
  await sql.raw("alter table audit enable trigger all").execute(fresh.db);
};

describe("the audit trail", () => {
  it("keeps a row exactly when its transaction stands, pending until it is sealed", async () => {
    await write("case.accept");
    await expect(
      inTransaction(fresh.db, async (tx) => {
        await record(tx, { at, actor: { kind: "citizen", id: "p1" }, action: "case.submit" });
        throw new Error("rolled back");
      }),
    ).rejects.toThrow("rolled back");
    expect(await verify(fresh.db)).toEqual({ outcome: "whole", sealed: 0, pending: 1, head: "" });
    expect(await seal(fresh.db)).toBe(1);
    expect(await seal(fresh.db)).toBe(0);
    const verdict = await verify(fresh.db);
    expect(verdict).toMatchObject({ outcome: "whole", sealed: 1, pending: 0 });
    expect(verdict).toHaveProperty("head", expect.stringMatching(/^[0-9a-f]{64}$/));
  });

  it("refuses to change, delete or empty what was written, sealed or not", async () => {
    await write("a");
    for (const sealed of [false, true]) {
      if (sealed) await seal(fresh.db);
      for (const attack of [
        "update audit set action = 'b'",
        "delete from audit",
        "truncate audit",
        "update audit set hash = null",
      ]) {
        if (!sealed && attack.includes("hash = null")) continue;
        await expect(sql.raw(attack).execute(fresh.db)).rejects.toThrow(/append-only/);
      }
    }
    await expect(
      sql`update audit set seal_no = 9, prev_hash = '', hash = '', action = 'b'`.execute(fresh.db),
    ).rejects.toThrow(/append-only/);
  });

  it("names the first row that was changed behind its back", async () => {
    for (const action of ["a", "b", "c", "d"]) await write(action);
    await seal(fresh.db);
    await forge("update audit set detail = '{\"gaps\": 3}' where action in ('b', 'd')");
    expect(await verify(fresh.db)).toEqual({ outcome: "broken", place: 2, id: 2, because: "changed" });
  });

  it("names the row after one that was taken out, even when the numbers were closed up", async () => {
    for (const action of ["a", "b", "c", "d"]) await write(action);
    await seal(fresh.db);
    await forge("delete from audit where action = 'b'");
    expect(await verify(fresh.db)).toEqual({ outcome: "broken", place: 3, id: 3, because: "missing-before" });
    await forge("update audit set seal_no = seal_no - 1 where action in ('c', 'd')");
    expect(await verify(fresh.db)).toEqual({ outcome: "broken", place: 2, id: 3, because: "missing-before" });
  });

  it("chains a transaction that commits late after those that were sealed before it", async () => {
    let commit: (() => void) | undefined;
    const mayCommit = new Promise<void>((resolve) => (commit = resolve));
    let wrote: (() => void) | undefined;
    const hasWritten = new Promise<void>((resolve) => (wrote = resolve));
    const late = inTransaction(fresh.db, async (tx) => {
      await record(tx, { at, actor: { kind: "staff", id: "s2" }, action: "late" });
      wrote?.();
      await mayCommit;
    });
    await hasWritten;
    await write("early");
    await seal(fresh.db);
    commit?.();
    await late;
    expect(await seal(fresh.db)).toBe(1);
    const rows = await fresh.db.selectFrom("audit").select(["id", "action", "seal_no"]).orderBy("seal_no").execute();
    expect(rows).toEqual([
      { id: 2, action: "early", seal_no: 1 },
      { id: 1, action: "late", seal_no: 2 },
    ]);
    expect(await verify(fresh.db)).toMatchObject({ outcome: "whole", sealed: 2 });
  });

  it("stays whole with many writers and several sealers at once", async () => {
    const writers = Array.from({ length: 200 }, (_, n) => write(`w${n}`));
    const sealers = Array.from({ length: 4 }, () => seal(fresh.db));
    await Promise.all([...writers, ...sealers]);
    await seal(fresh.db);
    expect(await verify(fresh.db)).toMatchObject({ outcome: "whole", sealed: 200, pending: 0 });
  });
});
