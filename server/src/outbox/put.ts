import { sql } from "kysely";
import type { Tx } from "../db.ts";

/** The PostgreSQL channel on which `put` wakes the relays. */
export const OUTBOX_CHANNEL = "outbox";

export interface Parcel {
  /** The idempotency key: the same key is the same parcel, however often it is put. */
  key: string;
  /** Which handler sends it. */
  kind: string;
  /** Parcels of one stream go out one after another, in the order they were put. */
  stream?: string;
  payload: object;
  /** Not before. */
  after?: Date;
}

/** Hands a parcel over in the caller's transaction; the relay hears of it when that commits. */
export async function put(tx: Tx, parcel: Parcel): Promise<"put" | "already"> {
  const row = await tx
    .insertInto("outbox")
    .values({
      key: parcel.key,
      kind: parcel.kind,
      stream: parcel.stream ?? null,
      payload: JSON.stringify(parcel.payload),
      run_after: parcel.after ?? null,
    })
    .onConflict((same) => same.column("key").doNothing())
    .returning("id")
    .executeTakeFirst();
  if (row === undefined) return "already";
  await sql`select pg_notify(${OUTBOX_CHANNEL}, '')`.execute(tx);
  return "put";
}

/**
 * Locks a parcel that nobody has tried to send yet, so that it can be amended or taken back in this transaction. Undefined when it is
 * too late: it is under way, was tried, or is settled.
 */
export async function holdBack(tx: Tx, key: string): Promise<{ payload: unknown } | undefined> {
  return tx
    .selectFrom("outbox")
    .select("payload")
    .where("key", "=", key)
    .where("state", "=", "queued")
    .where("attempts", "=", 0)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
}

/** Of a parcel held back. */
export const amend = (tx: Tx, key: string, payload: object) =>
  tx
    .updateTable("outbox")
    .set({ payload: JSON.stringify(payload) })
    .where("key", "=", key)
    .execute();

/** Of a parcel held back: it is never sent. */
export const takeBack = (tx: Tx, key: string) => tx.deleteFrom("outbox").where("key", "=", key).execute();
/** Hands over many in one statement; those whose key is there already are left as they are. */
export async function putMany(tx: Tx, parcels: readonly Parcel[]): Promise<void> {
  if (parcels.length === 0) return;
  await tx
    .insertInto("outbox")
    .values(
      parcels.map(({ key, kind, stream, payload, after }) => ({
        key,
        kind,
        stream: stream ?? null,
        payload: JSON.stringify(payload),
        run_after: after ?? null,
      })),
    )
    .onConflict((same) => same.column("key").doNothing())
    .execute();
  await sql`select pg_notify(${OUTBOX_CHANNEL}, '')`.execute(tx);
}
