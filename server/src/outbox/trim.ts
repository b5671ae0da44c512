import { sql } from "kysely";
import type { Db, Tx } from "../db.ts";

const keptDays = 7;

/**
 * What was sent is nobody's business for long: a week after it was settled the words are gone, and the key stays, so that nothing is
 * sent twice. What was given up or is of unknown fate waits for a person. Once a day; answers how many.
 */
export async function trimOutbox(db: Db, now: Date): Promise<number> {
  const result = await db
    .updateTable("outbox")
    .set({ payload: "{}" })
    .where("state", "in", ["sent", "refused"])
    .where("owed_after", "is", null)
    .where("settled_at", "<", new Date(now.getTime() - keptDays * 86_400_000))
    .where(sql<boolean>`payload <> '{}'::jsonb`)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/**
 * Of parcels that wait for a person: the words of those whose key begins like this are no longer to be kept. What became of them stays.
 * One whose effect is owed keeps its words until that is paid.
 */
export async function forgetWords(tx: Tx, keyBeginning: string): Promise<void> {
  await tx
    .updateTable("outbox")
    .set({ payload: "{}" })
    .where("state", "in", ["failed", "unknown"])
    .where("owed_after", "is", null)
    .where(sql<boolean>`starts_with(key, ${keyBeginning})`)
    .execute();
}
