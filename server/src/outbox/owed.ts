import { inTransaction } from "../db.ts";
import { findOwed, owe } from "./store.ts";
import type { RelayParts } from "./relay.ts";

const SOONEST_MS = 1_000;
const LATEST_MS = 10 * 60_000;

/**
 * Effects of results that could not be written with them. Each is tried until it stands, ever more seldom: as long after the last try as
 * the result is old, between a second and ten minutes. Answers how many stand now.
 */
export async function payOwed({
  db,
  clock,
  log,
  handlers,
}: Pick<RelayParts, "db" | "clock" | "log" | "handlers">): Promise<number> {
  const kinds = Object.keys(handlers);
  if (kinds.length === 0) return 0;
  for (let paid = 0; ;) {
    const now = clock.now();
    let trying: { id: number; kind: string; settledAt: Date } | undefined;
    try {
      const found = await inTransaction(db, async (tx) => {
        const owed = await findOwed(tx, kinds, now);
        if (owed === undefined) return false;
        trying = owed;
        await handlers[owed.kind]?.settled?.(tx, owed.payload, owed.result, owed.key);
        await owe(tx, owed.id, null);
        return true;
      });
      if (!found) return paid;
      paid++;
    } catch (error) {
      if (trying === undefined) throw error;
      const { id, kind, settledAt } = trying;
      log.error({ parcel: id, kind, err: error }, "outbox: the effect of a result is still owed");
      const pauseMs = Math.min(Math.max(now.getTime() - settledAt.getTime(), SOONEST_MS), LATEST_MS);
      await owe(db, id, new Date(now.getTime() + pauseMs));
    }
  }
}
