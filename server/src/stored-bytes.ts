import { sql } from "kysely";
import type { Tx } from "./db.ts";
import type { Files } from "./ports/files.ts";

/**
 * Bytes that stand in the store under their own SHA-256 may be named by several rows: two people may upload the same empty form, an
 * editor the same picture. Whoever begins to name them and whoever drops them wait for each other here, until their transaction ends,
 * so that no row ever points at bytes that were just dropped.
 */
export const holdBytes = (tx: Tx, sha256: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`bytes ${sha256}`}, 0))`.execute(tx);

/** Drops the bytes unless somebody still names them. Harmless when they are gone. Answers whether they are dropped. */
export async function dropUnnamed(tx: Tx, files: Pick<Files, "drop">, sha256: string): Promise<boolean> {
  await holdBytes(tx, sha256);
  const { rows } = await sql<{ named: boolean }>`
    select exists (select from files where sha256 = ${sha256} and erased_at is null)
        or exists (select from broadcast_pictures where sha256 = ${sha256}) as named`.execute(tx);
  if (rows[0]?.named !== false) return false;
  await files.drop(sha256);
  return true;
}
