import { sql } from "kysely";
import type { Tx } from "../../db.ts";
import { turn, type Broadcast } from "../record.ts";

/** Results that count for the automatic pause, fading as newer ones come. */
const remembered = 200;
const fewest = 20;

export interface Tally {
  sent: number;
  failed: number;
  unknown: number;
}

/** For the chart: people by the minute in which something was learnt of them. */
export async function chart(
  tx: Tx,
  broadcastId: string,
  { sent = 0, delivered = 0, failed = 0, unknown = 0 }: Partial<Tally & { delivered: number }>,
  now: Date,
): Promise<void> {
  if (sent + delivered + failed + unknown === 0) return;
  const minute = new Date(Math.floor(now.getTime() / 60_000) * 60_000);
  await sql`insert into broadcast_pace (broadcast_id, minute, sent, delivered, failed, unknown)
    values (${broadcastId}::uuid, ${minute}, ${sent}, ${delivered}, ${failed}, ${unknown})
    on conflict (broadcast_id, minute) do update set sent = broadcast_pace.sent + excluded.sent,
      delivered = broadcast_pace.delivered + excluded.delivered, failed = broadcast_pace.failed + excluded.failed,
      unknown = broadcast_pace.unknown + excluded.unknown`.execute(tx);
}

/** Percent of the last results that were bad; null while there are too few to judge. */
export function errorPercent(broadcast: Pick<Broadcast, "recent_good" | "recent_bad">): number | null {
  const all = broadcast.recent_good + broadcast.recent_bad;
  return all < fewest ? null : Math.round((broadcast.recent_bad / all) * 100);
}

/**
 * Counts results for the chart and for the automatic pause: when too many of the last were bad, the broadcast stops and says so.
 * `putBack`: calls that never reached WeChat; bad, and neither failed nor unknown. The broadcast is locked by the caller.
 */
export async function feel(
  tx: Tx,
  broadcast: Broadcast,
  tally: Tally,
  why: string,
  now: Date,
  putBack = 0,
): Promise<void> {
  await chart(tx, broadcast.id, tally, now);
  let good = broadcast.recent_good + tally.sent;
  let bad = broadcast.recent_bad + tally.failed + tally.unknown + putBack;
  const fade = Math.min(1, remembered / Math.max(1, good + bad));
  good *= fade;
  bad *= fade;
  await tx
    .updateTable("broadcasts")
    .set({ recent_good: good, recent_bad: bad })
    .where("id", "=", broadcast.id)
    .execute();
  const percent = errorPercent({ recent_good: good, recent_bad: bad });
  if (broadcast.state !== "sending" || percent === null || percent <= broadcast.pause_over_percent) return;
  await turn(
    tx,
    broadcast,
    "paused",
    "自动暂停",
    `最近的发送有 ${percent}% 没有成功（上限 ${broadcast.pause_over_percent}%），已自动暂停。最近一次的原因：${why}`,
    now,
  );
}

/** After a resume the old failures are forgotten; otherwise it would pause again at once. */
export const forget = (tx: Tx, id: string) =>
  tx.updateTable("broadcasts").set({ recent_good: 0, recent_bad: 0 }).where("id", "=", id).execute();
