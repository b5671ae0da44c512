import { sql } from "kysely";
import { inTransaction, type Db } from "../db.ts";

/** How long a roll may wait for its clerk, and how long the rows of an applied one are kept to answer questions: then only its totals. */
const idleDays = 14;
const keptDays = 30;

/** 最小必要: what is no longer needed of people is erased. Answers how many rolls. */
export function expireRolls(db: Db, now: Date): Promise<number> {
  return inTransaction(db, async (tx) => {
    const before = (days: number) => new Date(now.getTime() - days * 86_400_000);
    const stale = await tx
      .updateTable("rolls")
      .set({ state: "expired", rows_erased_at: now, updated_at: now })
      .where("state", "in", ["checking", "checked"])
      .where("updated_at", "<", before(idleDays))
      .returning("id")
      .execute();
    const old = await tx
      .updateTable("rolls")
      .set({ rows_erased_at: now })
      .where("state", "=", "applied")
      .where("applied_at", "<", before(keptDays))
      .where("rows_erased_at", "is", null)
      .returning("id")
      .execute();
    const ids = [...stale, ...old].map((row) => row.id);
    await sql`delete from roll_rows where roll_id = any(${ids}::uuid[])`.execute(tx);
    return ids.length;
  });
}
