import { sql } from "kysely";
import type { Db } from "../db.ts";
import type { OutboxState } from "./tables.ts";

async function count(db: Db, states: readonly OutboxState[]): Promise<number> {
  const { n } = await db
    .selectFrom("outbox")
    .select((q) => q.fn.countAll<number>().as("n"))
    .where("state", "in", [...states])
    .executeTakeFirstOrThrow();
  return n;
}

/** Not settled yet. */
export const countWaiting = (db: Db): Promise<number> => count(db, ["queued", "sending"]);
/** Given up, or of unknown fate: the machine will not touch them again. */
export const countUnsure = (db: Db): Promise<number> => count(db, ["failed", "unknown"]);
/** Results whose effect in our own tables failed and is tried again. */
export async function countOwed(db: Db): Promise<number> {
  const { n } = await db
    .selectFrom("outbox")
    .select((q) => q.fn.countAll<number>().as("n"))
    .where("owed_after", "is not", null)
    .executeTakeFirstOrThrow();
  return n;
}

/** Due since before `since` and still not sent: nobody is sending, or something ahead of it in its stream does not get away. */
export async function countStuck(db: Db, since: Date): Promise<number> {
  const { n } = await db
    .selectFrom("outbox")
    .select((q) => q.fn.countAll<number>().as("n"))
    .where((q) =>
      q.or([
        q.and([q("state", "=", "queued"), q(sql<Date>`coalesce(run_after, created_at)`, "<", since)]),
        q.and([q("state", "=", "sending"), q("lease_until", "<", since)]),
      ]),
    )
    .executeTakeFirstOrThrow();
  return n;
}
