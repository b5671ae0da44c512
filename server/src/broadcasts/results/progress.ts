import type { BroadcastProgress, ExclusionReason, RecipientState } from "@wsi/shared/contract";
import { sql } from "kysely";
import type { Tx } from "../../db.ts";
import { errorPercent } from "../sending/pulse.ts";
import type { Broadcast } from "../record.ts";

/** How far it is. Adds up batches, not recipients: as quick for a million as for ten. */
export async function presentProgress(tx: Tx, broadcast: Broadcast, now: Date): Promise<BroadcastProgress> {
  const { rows } = await sql<
    Record<"size" | "queued" | "sending" | "sent" | "delivered" | "failed" | "unknown", number>
  >`
    select coalesce(sum(size), 0)::bigint as size,
      coalesce(sum(size - sending - sent - delivered - failed - unknown - excluded), 0)::bigint as queued,
      coalesce(sum(sending), 0)::bigint as sending, coalesce(sum(sent), 0)::bigint as sent,
      coalesce(sum(delivered), 0)::bigint as delivered, coalesce(sum(failed), 0)::bigint as failed,
      coalesce(sum(unknown), 0)::bigint as unknown
    from broadcast_batches where broadcast_id = ${broadcast.id}::uuid`.execute(tx);
  const sums = rows[0];
  const excluded: { reason: ExclusionReason; count: number }[] = await tx
    .selectFrom("broadcast_exclusions")
    .select(["reason", "count"])
    .where("broadcast_id", "=", broadcast.id)
    .orderBy("count", "desc")
    .execute();
  const out = excluded.reduce((sum, one) => sum + one.count, 0);
  const counts: Record<RecipientState, number> = {
    queued: sums?.queued ?? 0,
    sending: sums?.sending ?? 0,
    sent: sums?.sent ?? 0,
    delivered: sums?.delivered ?? 0,
    failed: sums?.failed ?? 0,
    unknown: sums?.unknown ?? 0,
    excluded: out,
  };
  const sentPerMinute = await recentRate(tx, broadcast, now);
  const left = counts.queued + counts.sending;
  const running =
    broadcast.state === "sending" && broadcast.prepared && left > 0 && sentPerMinute !== null && sentPerMinute > 0;
  return {
    preparing: broadcast.state === "sending" && !broadcast.prepared && broadcast.means !== "publish",
    total: Object.values(counts).reduce((sum, one) => sum + one, 0),
    counts,
    excluded,
    sentPerMinute,
    errorPercent: errorPercent(broadcast),
    startedAt: broadcast.started_at?.toISOString() ?? null,
    finishedAt: broadcast.finished_at?.toISOString() ?? null,
    expectedEnd: running ? new Date(now.getTime() + (left / sentPerMinute) * 60_000).toISOString() : null,
    stateReason: broadcast.state_reason,
    state: broadcast.state,
  };
}

async function recentRate(tx: Tx, broadcast: Broadcast, now: Date): Promise<number | null> {
  if (broadcast.started_at === null || broadcast.state !== "sending") return null;
  const minute = Math.floor(now.getTime() / 60_000) * 60_000;
  const from = Math.max(minute - 60_000, Math.floor(broadcast.started_at.getTime() / 60_000) * 60_000);
  const { rows } = await sql<{ n: number | null }>`
    select sum(sent + failed + unknown)::bigint as n from broadcast_pace
    where broadcast_id = ${broadcast.id}::uuid and minute >= ${new Date(from)}`.execute(tx);
  const n = rows[0]?.n ?? null;
  const since = Math.max(from, broadcast.started_at.getTime());
  const minutes = Math.max((now.getTime() - since) / 60_000, 1 / 60);
  return n === null ? null : Math.round(n / minutes);
}
