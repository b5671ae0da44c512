import { sql } from "kysely";
import type { Clock } from "../../ports/clock.ts";
import type { Update } from "../../ports/messages.ts";
import type { Db } from "../../db.ts";
import type { Stored } from "./admission.ts";

const DAY_MS = 24 * 3_600_000;
/** WeChat has stopped retrying: three deliveries of five seconds, and some air. */
const GIVEN_UP_MS = 20_000;
/** Beyond it WeChat lets nobody answer any more. */
const WINDOW_MS = 2 * DAY_MS;
const CONTENT_MS = 7 * DAY_MS;
const ROW_MS = 30 * DAY_MS;
const CHUNK = 5_000;

export interface Forgotten {
  update: Update;
  stored: Stored;
}

/** Updates that were stored and, as far as anybody knows, never answered. */
export async function findForgotten(db: Db, clock: Clock): Promise<Forgotten[]> {
  const now = clock.now();
  const rows = await db
    .selectFrom("inbound")
    .select(["update", "reply", "state", "lease_until as leaseUntil"])
    .where("state", "=", "new")
    .where("lease_until", "<=", now)
    .where("received_at", "<=", new Date(now.getTime() - GIVEN_UP_MS))
    .where("received_at", ">", new Date(now.getTime() - WINDOW_MS))
    .where("update", "is not", null)
    .orderBy("received_at")
    .limit(500)
    .execute();
  return rows.map(({ update, ...stored }) => ({ update: revive(update as Update), stored }));
}

/** Received before `since`, and nobody is answering it though WeChat would still let us. */
export async function countStuck(db: Db, since: Date): Promise<number> {
  const { n } = await db
    .selectFrom("inbound")
    .select((q) => q.fn.countAll<number>().as("n"))
    .where("state", "=", "new")
    .where("lease_until", "<=", since)
    .where("received_at", "<=", since)
    .where("received_at", ">", new Date(since.getTime() - WINDOW_MS))
    .where("update", "is not", null)
    .executeTakeFirstOrThrow();
  return n;
}

/** From JSON, where an instant is text. */
function revive(update: Update): Update {
  return { ...update, at: new Date(update.at) };
}

/**
 * Clears what was said a week ago, and drops the row after thirty days: it only served to recognise repetitions, and its key may
 * name a follower. Answers the number of rows touched. In chunks, so that nobody waits for it.
 */
export async function trim(db: Db, clock: Clock): Promise<number> {
  const now = clock.now().getTime();
  const old = new Date(now - CONTENT_MS);
  const gone = new Date(now - ROW_MS);
  let touched = 0;
  for (const chunk of [
    sql`delete from inbound where key in (select key from inbound where received_at < ${gone} limit ${CHUNK})`,
    sql`update inbound set update = null, reply = null where key in (
      select key from inbound where received_at < ${old} and update is not null limit ${CHUNK})`,
  ]) {
    let rows: number;
    do {
      rows = Number((await chunk.execute(db)).numAffectedRows ?? 0);
      touched += rows;
    } while (rows === CHUNK);
  }
  return touched;
}
