import { inTransaction, type Db, type Tx } from "../db.ts";
import type { RollRow } from "./load.ts";

const pauseMs = 30_000;

/**
 * Takes the roll that has waited longest and does something to it, all in one transaction that holds the roll: a process that is killed
 * leaves it as it was. False: there is none, or other processes are at them. When the work breaks, nothing of it stays but that it
 * broke: the roll waits half a minute, so that one bad roll neither blocks the others nor fills the log.
 */
export async function takeRoll(
  db: Db,
  state: "checking" | "applying",
  now: () => Date,
  work: (tx: Tx, roll: RollRow) => Promise<void>,
): Promise<boolean> {
  let taken: string | undefined;
  try {
    return await inTransaction(db, async (tx) => {
      const roll = await tx
        .selectFrom("rolls")
        .selectAll()
        .where("state", "=", state)
        .where((q) => q.or([q("broke_at", "is", null), q("broke_at", "<", new Date(now().getTime() - pauseMs))]))
        .orderBy("updated_at")
        .limit(1)
        // Not its key: progress is noted beside this transaction.
        .forNoKeyUpdate()
        .skipLocked()
        .executeTakeFirst();
      if (!roll) return false;
      taken = roll.id;
      await work(tx, roll);
      return true;
    });
  } catch (error) {
    if (taken !== undefined) await db.updateTable("rolls").set({ broke_at: now() }).where("id", "=", taken).execute();
    throw error;
  }
}
