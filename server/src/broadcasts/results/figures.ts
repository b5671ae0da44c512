import type { BroadcastMeans, BroadcastMonth, BroadcastState } from "@wsi/shared/contract";
import { addMonths } from "@wsi/shared/values";
import { sql } from "kysely";
import type { Tx } from "../../db.ts";
import { monthBegins } from "../editing/audience.ts";
import { countUnfollowed } from "./statistics.ts";

const mostListed = 100;

interface Sums {
  id: string;
  title: string;
  means: BroadcastMeans;
  state: BroadcastState;
  started_at: Date;
  reached: number;
  delivered: number;
  failed: number;
  unknown: number;
  excluded: number;
}

function byMeans(means: BroadcastMeans, rows: readonly Sums[]): BroadcastMonth["means"][number] {
  const sum = (field: "reached" | "delivered" | "failed" | "unknown" | "excluded") =>
    rows.reduce((total, row) => total + row[field], 0);
  const tried = sum("reached") + sum("failed") + sum("unknown");
  return {
    means,
    broadcasts: rows.length,
    reached: sum("reached"),
    delivered: sum("delivered"),
    failed: sum("failed"),
    unknown: sum("unknown"),
    excluded: sum("excluded"),
    failedPercent: tried === 0 ? null : Math.round((sum("failed") / tried) * 100),
  };
}

/** Broadcasts that began in a month ('YYYY-MM', Beijing), from their batches: as many rows as there were calls, not people. */
export async function presentMonth(tx: Tx, month: string): Promise<BroadcastMonth> {
  const { rows } = await sql<Sums>`
    select b.id, b.title, b.means, b.state, b.started_at, coalesce(s.reached, 0)::bigint as reached,
      coalesce(s.delivered, 0)::bigint as delivered, coalesce(s.failed, 0)::bigint as failed,
      coalesce(s.unknown, 0)::bigint as unknown, coalesce(e.excluded, 0)::bigint as excluded
    from broadcasts b
    left join lateral (select sum(delivered + sent) as reached, sum(delivered) as delivered, sum(failed) as failed,
      sum(unknown) as unknown from broadcast_batches where broadcast_id = b.id) s on true
    left join lateral (select sum(count) as excluded from broadcast_exclusions where broadcast_id = b.id) e on true
    where b.started_at >= ${monthBegins(month)} and b.started_at < ${monthBegins(addMonths(month, 1))}
    order by b.started_at desc`.execute(tx);
  const broadcasts: BroadcastMonth["broadcasts"] = [];
  for (const { id, title, means, state, started_at: startedAt, reached, delivered, failed, unknown } of rows.slice(
    0,
    mostListed,
  ))
    broadcasts.push({
      id,
      title,
      means,
      state,
      startedAt: startedAt.toISOString(),
      reached,
      delivered,
      failed,
      unknown,
      unfollowed: reached + unknown === 0 ? 0 : await countUnfollowed(tx, id, startedAt),
    });
  const means = [...new Set(rows.map((row) => row.means))];
  return {
    month,
    means: means.map((one) =>
      byMeans(
        one,
        rows.filter((row) => row.means === one),
      ),
    ),
    broadcasts,
  };
}
