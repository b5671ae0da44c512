import type { BroadcastStatistics } from "@wsi/shared/contract";
import { sql } from "kysely";
import type { Tx } from "../../db.ts";
import { presentProgress } from "./progress.ts";
import type { Broadcast } from "../record.ts";

/** Leaving so soon after a broadcast is laid to its charge. */
const dayMs = 86_400_000;
/** Longer than this is shown by the hour. */
const minutesShown = 180;
const mostPoints = 800;
const mostReasons = 20;

/**
 * How many of those whom a broadcast reached left within 24 hours after it began: from those who left, not from those whom it reached,
 * so a million recipients cost nothing.
 */
export async function countUnfollowed(tx: Tx, broadcastId: string, startedAt: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(distinct m.openid) as n from follower_moves m
    join broadcast_recipients r on r.broadcast_id = ${broadcastId}::uuid and r.openid = m.openid
      and r.state in ('sent', 'delivered', 'unknown') and r.at <= m.at
    where m.move = 'left' and m.at >= ${startedAt} and m.at < ${new Date(startedAt.getTime() + dayMs)}`.execute(tx);
  return rows[0]?.n ?? 0;
}

async function paceOf(tx: Tx, broadcast: Broadcast): Promise<Pick<BroadcastStatistics, "unit" | "pace">> {
  const ends = await tx
    .selectFrom("broadcast_pace")
    .select((q) => [q.fn.min("minute").as("first"), q.fn.max("minute").as("last")])
    .where("broadcast_id", "=", broadcast.id)
    .executeTakeFirst();
  const span = ends?.first && ends.last ? (ends.last.getTime() - ends.first.getTime()) / 60_000 : 0;
  const unit = span > minutesShown ? "hour" : "minute";
  const { rows } = await sql<{ at: Date; sent: number; delivered: number; failed: number; unknown: number }>`
    select date_trunc(${sql.lit(unit)}, minute) as at, sum(sent)::bigint as sent, sum(delivered)::bigint as delivered,
      sum(failed)::bigint as failed, sum(unknown)::bigint as unknown
    from broadcast_pace where broadcast_id = ${broadcast.id}::uuid group by 1 order by 1 limit ${mostPoints}`.execute(
    tx,
  );
  return { unit, pace: rows.map((row) => ({ ...row, at: row.at.toISOString() })) };
}

async function reasonsOf(tx: Tx, { id }: Broadcast): Promise<BroadcastStatistics["reasons"]> {
  const { rows } = await sql<{ state: "failed" | "unknown"; reason: string; count: number }>`
    select why.state, coalesce(why.reason, '没有说明') as reason, sum(why.count)::bigint as count
    from broadcast_batches b cross join lateral jsonb_to_recordset(b.reasons) as why (state text, reason text, count integer)
    where b.broadcast_id = ${id}::uuid and b.failed + b.unknown > 0
    group by 1, 2 order by 3 desc, 2 limit ${mostReasons}`.execute(tx);
  return rows;
}

async function figuresOf(tx: Tx, { id }: Broadcast): Promise<BroadcastStatistics["wechat"]> {
  const { rows } = await sql<Record<"messages" | "total" | "filtered" | "sent" | "failed", number>>`
    select count(*) as messages, coalesce(sum((wechat ->> 'total')::bigint), 0)::bigint as total,
      coalesce(sum((wechat ->> 'filtered')::bigint), 0)::bigint as filtered,
      coalesce(sum((wechat ->> 'sent')::bigint), 0)::bigint as sent,
      coalesce(sum((wechat ->> 'failed')::bigint), 0)::bigint as failed
    from broadcast_batches where broadcast_id = ${id}::uuid and wechat is not null`.execute(tx);
  const figures = rows[0];
  return figures && figures.messages > 0 ? figures : null;
}

/** Of one broadcast. Reads its batches and minutes, never its recipients one by one. */
export async function presentStatistics(tx: Tx, broadcast: Broadcast, now: Date): Promise<BroadcastStatistics> {
  return {
    progress: await presentProgress(tx, broadcast, now),
    ...(await paceOf(tx, broadcast)),
    reasons: await reasonsOf(tx, broadcast),
    wechat: await figuresOf(tx, broadcast),
    unfollowed: broadcast.started_at === null ? null : await countUnfollowed(tx, broadcast.id, broadcast.started_at),
  };
}
