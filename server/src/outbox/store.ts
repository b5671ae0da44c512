/** The relay's statements: claiming, giving back, finding what was left behind. */
import { sql } from "kysely";
import type { Db, Tx } from "../db.ts";
import type { Settled } from "./handler.ts";

export interface Claimed {
  id: number;
  key: string;
  kind: string;
  payload: unknown;
  /** This one included. */
  attempts: number;
}

const UNIQUE_VIOLATION = "23505";

/**
 * Takes up to `most` parcels that are due into `sending`, under a lease. Only the first waiting one of a stream may go, and only
 * while none of its stream is under way; should two relays choose the same stream in the same moment, the unique index lets one
 * of them and the other comes again.
 */
export async function claim(
  db: Db,
  kinds: string[],
  most: number,
  lease: string,
  now: Date,
  until: Date,
): Promise<Claimed[]> {
  try {
    const taken = await sql<Claimed>`
      update outbox set state = 'sending', attempts = outbox.attempts + 1, lease = ${lease}, lease_until = ${until}
      from (
        select id from outbox o
        where state = 'queued' and kind = any(${kinds}) and (run_after is null or run_after <= ${now})
          and (stream is null or not exists (
            select from outbox e where e.stream = o.stream and (e.state = 'sending' or (e.state = 'queued' and e.id < o.id))
          ))
        order by id limit ${most} for update skip locked
      ) next
      where outbox.id = next.id
      returning outbox.id, outbox.key, outbox.kind, outbox.payload, outbox.attempts`.execute(db);
    return taken.rows.toSorted((a, b) => a.id - b.id);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === UNIQUE_VIOLATION) return [];
    throw error;
  }
}

/** One parcel whose sender is gone: its lease ran out. Locked until the transaction ends. */
export async function findAbandoned(
  tx: Tx,
  kinds: string[],
  now: Date,
): Promise<(Claimed & { lease: string }) | undefined> {
  const found = await sql<Claimed & { lease: string }>`
    select id, key, kind, payload, attempts, lease from outbox
    where state = 'sending' and lease_until < ${now} and kind = any(${kinds})
    order by id limit 1 for update skip locked`.execute(tx);
  return found.rows[0];
}

/** `owed`: without its effect, which is tried again from that moment on. False when the lease is no longer ours: somebody else has decided. */
export async function settle(
  tx: Tx,
  id: number,
  lease: string,
  result: Settled,
  now: Date,
  owed: Date | null = null,
): Promise<boolean> {
  const told =
    result.outcome === "sent"
      ? { because: result.remark ?? null, advice: null }
      : { because: result.because, advice: result.advice };
  const done = await tx
    .updateTable("outbox")
    .set({ state: result.outcome, settled_at: now, lease: null, lease_until: null, owed_after: owed, ...told })
    .where("id", "=", id)
    .where("state", "=", "sending")
    .where("lease", "=", lease)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

export async function giveBack(db: Db, id: number, lease: string, runAfter: Date, because: string): Promise<boolean> {
  const done = await db
    .updateTable("outbox")
    .set({ state: "queued", run_after: runAfter, lease: null, lease_until: null, because })
    .where("id", "=", id)
    .where("state", "=", "sending")
    .where("lease", "=", lease)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

export interface Owed {
  id: number;
  key: string;
  kind: string;
  payload: unknown;
  result: Settled;
  settledAt: Date;
}

/** One result whose effect is owed and due. Locked until the transaction ends. */
export async function findOwed(tx: Tx, kinds: string[], now: Date): Promise<Owed | undefined> {
  const row = await tx
    .selectFrom("outbox")
    .select(["id", "key", "kind", "payload", "state", "because", "advice", "settled_at"])
    .where("owed_after", "<=", now)
    .where("kind", "in", kinds)
    .orderBy("owed_after")
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { id, key, kind, payload, state, because, advice, settled_at } = row;
  if (state === "queued" || state === "sending" || settled_at === null)
    throw new Error(`outbox: parcel ${id} owes an effect and is not settled`);
  const result: Settled =
    state === "sent"
      ? { outcome: state, ...(because === null ? {} : { remark: because }) }
      : { outcome: state, because: because ?? "", advice: advice ?? "" };
  return { id, key, kind, payload, result, settledAt: settled_at };
}

/** Null: paid. */
export async function owe(db: Db | Tx, id: number, after: Date | null): Promise<void> {
  await db.updateTable("outbox").set({ owed_after: after }).where("id", "=", id).execute();
}
