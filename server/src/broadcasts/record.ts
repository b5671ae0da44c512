import type { BroadcastDraft, BroadcastState } from "@wsi/shared/contract";
import type { Selectable } from "kysely";
import type { Tx } from "../db.ts";
import type { BroadcastsTable } from "./tables.ts";

export type Broadcast = Selectable<BroadcastsTable>;

export const findBroadcast = (tx: Tx, id: string): Promise<Broadcast | undefined> =>
  tx.selectFrom("broadcasts").selectAll().where("id", "=", id).executeTakeFirst();

/** Locked until the caller's transaction ends. */
export const lockBroadcast = (tx: Tx, id: string): Promise<Broadcast | undefined> =>
  tx.selectFrom("broadcasts").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();

export async function findVersion(tx: Tx, id: string, version: number): Promise<BroadcastDraft | undefined> {
  const row = await tx
    .selectFrom("broadcast_versions")
    .select("draft")
    .where("broadcast_id", "=", id)
    .where("version", "=", version)
    .executeTakeFirst();
  return row?.draft;
}

/** The version that counts. While a broadcast is being sent nobody can make another, so this is also the one that is sent. */
export async function getDraft(tx: Tx, broadcast: Pick<Broadcast, "id" | "version">): Promise<BroadcastDraft> {
  const draft = await findVersion(tx, broadcast.id, broadcast.version);
  if (!draft) throw new Error("a broadcast without its version");
  return draft;
}

/** One line of a broadcast's history. `by` null: the machine. */
export async function note(
  tx: Tx,
  broadcast: Pick<Broadcast, "id" | "version">,
  line: { at: Date; by: string | null; what: string; reason?: string | null },
): Promise<void> {
  await tx
    .insertInto("broadcast_events")
    .values({
      broadcast_id: broadcast.id,
      at: line.at,
      staff_id: line.by,
      what: line.what,
      reason: line.reason ?? null,
      version: broadcast.version,
    })
    .execute();
}

/** Moves a broadcast by the machine, with its line in the history. */
export async function turn(
  tx: Tx,
  broadcast: Pick<Broadcast, "id" | "version">,
  state: BroadcastState,
  what: string,
  reason: string | null,
  now: Date,
): Promise<void> {
  const over = state === "sent" || state === "failed" || state === "cancelled";
  await tx
    .updateTable("broadcasts")
    .set({ state, state_reason: reason, updated_at: now, ...(over ? { finished_at: now } : {}) })
    .where("id", "=", broadcast.id)
    .execute();
  await note(tx, broadcast, { at: now, by: null, what, reason });
}
