import type { BroadcastRecipient, RecipientState } from "@wsi/shared/contract";
import { exclusionName, type ExclusionReason } from "@wsi/shared/contract";
import type { Tx } from "../../db.ts";
import { refuse, type Refusal } from "../../refusal.ts";
import { batchOf, recount } from "../sending/batches.ts";
import { absent } from "../editing/drafts.ts";
import { lockBroadcast, note, type Broadcast } from "../record.ts";

const pageSize = 50;
/** Masked names of persons by id, from whoever knows them. */
export type Names = (tx: Tx, personIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;

const inWords = (state: RecipientState, reason: string | null): string | null =>
  state === "excluded" && reason !== null ? (exclusionName[reason as ExclusionReason] ?? reason) : reason;

type Wanted = { id: string; state?: RecipientState | undefined; after?: string | undefined };

const rowsWithin = (tx: Tx, { id, state, after }: Wanted, most: number, stretch?: { from: string; to: string }) => {
  let query = tx
    .selectFrom("broadcast_recipients as r")
    .leftJoin("followers as f", "f.openid", "r.openid")
    .select(["r.openid", "r.state", "r.reason", "r.at", "f.person_id"])
    .where("r.broadcast_id", "=", id)
    .orderBy("r.openid")
    .limit(most);
  if (state !== undefined) query = query.where("r.state", "=", state);
  if (after !== undefined) query = query.where("r.openid", ">", after);
  if (stretch) query = query.where("r.openid", ">=", stretch.from).where("r.openid", "<=", stretch.to);
  return query.execute();
};

/** States that few rows have: found by the batches that count some, not by reading a million rows. */
async function rareRows(tx: Tx, wanted: Wanted, state: "sending" | "failed" | "unknown") {
  let query = tx
    .selectFrom("broadcast_batches")
    .select(["from_openid as from", "to_openid as to"])
    .where("broadcast_id", "=", wanted.id)
    .where(state, ">", 0)
    .orderBy("number")
    .limit(pageSize + 1);
  if (wanted.after !== undefined) query = query.where("to_openid", ">", wanted.after);
  const found: Awaited<ReturnType<typeof rowsWithin>> = [];
  for (const stretch of await query.execute()) {
    if (found.length >= pageSize) break;
    found.push(...(await rowsWithin(tx, wanted, pageSize - found.length, stretch)));
  }
  return found;
}

/** One page of the ledger, in the order of its key: as quick on the last page as on the first. */
export async function listRecipients(
  tx: Tx,
  given: Wanted,
  names: Names,
): Promise<{ rows: BroadcastRecipient[]; next: string | null }> {
  const { state } = given;
  const rows =
    state === "sending" || state === "failed" || state === "unknown"
      ? await rareRows(tx, given, state)
      : await rowsWithin(tx, given, pageSize);
  const ids = [...new Set(rows.flatMap((row) => (row.person_id === null ? [] : [row.person_id])))];
  const known = ids.length === 0 ? new Map<string, string>() : await names(tx, ids);
  return {
    rows: rows.map((row) => ({
      ref: row.openid,
      name: (row.person_id === null ? undefined : known.get(row.person_id)) ?? `关注者 ${row.openid.slice(-4)}`,
      state: row.state,
      reason: inWords(row.state, row.reason),
      at: row.at?.toISOString() ?? null,
    })),
    next: rows.length === pageSize ? (rows.at(-1)?.openid ?? null) : null,
  };
}

/** A person looked into a row of unknown fate and says what became of it. */
export async function settleUnknown(
  tx: Tx,
  by: string,
  given: { id: string; ref: string; as: "sent" | "failed"; reason: string },
  now: Date,
): Promise<Broadcast | Refusal> {
  const broadcast = await lockBroadcast(tx, given.id);
  if (!broadcast) return absent();
  const settled = await tx
    .updateTable("broadcast_recipients")
    .set({ state: given.as, reason: `人工核对：${given.reason}`, at: now })
    .where("broadcast_id", "=", given.id)
    .where("openid", "=", given.ref)
    .where("state", "=", "unknown")
    .executeTakeFirst();
  if (settled.numUpdatedRows === 0n) return refuse("conflict", "这一条已经有结果了，请刷新列表");
  const batch = await batchOf(tx, given.id, given.ref);
  if (batch) await recount(tx, batch, now);
  await note(tx, broadcast, {
    at: now,
    by,
    what: `核对一条结果不明：${given.as === "sent" ? "已发出" : "失败"}`,
    reason: given.reason,
  });
  return broadcast;
}
