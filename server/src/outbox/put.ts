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
