import type { Selectable } from "kysely";
import type { Tx } from "../db.ts";
import type { Pace } from "./parts.ts";
import type { RunnerTable } from "./tables.ts";

export type Lease = Selectable<RunnerTable>;

/** How far the pace may be made up for after a pause. */
const burstMs = 1_000;
const backoffMs = [1_000, 2_000, 5_000, 15_000, 60_000, 300_000];

/** Takes or keeps the one place from which WeChat is spoken to about followers; undefined when another process has it. */
export const claim = (tx: Tx, holder: string, now: Date, leaseMs: number): Promise<Lease | undefined> =>
  tx
    .updateTable("follower_runner")
    .set({ holder, lease_until: new Date(now.getTime() + leaseMs) })
    .where((q) => q.or([q("lease_until", "<=", now), q("holder", "=", holder)]))
    .returningAll()
    .executeTakeFirst();

/**
 * At the head of every transaction that keeps what WeChat answered: false when the lease went to another meanwhile, whose work ours
 * must not mix with. Counts the call.
 */
export async function keep(tx: Tx, holder: string, now: Date, pace: Pace): Promise<boolean> {
  const lease = await claim(tx, holder, now, pace.leaseMs);
  if (!lease) return false;
  const begin = Math.max(lease.next_call_at.getTime(), now.getTime() - burstMs);
  await tx
    .updateTable("follower_runner")
    .set({
      next_call_at: new Date(begin + 60_000 / pace.callsPerMinute),
      failures: 0,
      ...(lease.failures > 0 ? { tags_trouble: null } : {}),
    })
    .execute();
  return true;
}

export const release = (tx: Tx, holder: string, now: Date) =>
  tx.updateTable("follower_runner").set({ holder: null, lease_until: now }).where("holder", "=", holder).execute();

/** Notes a failure: nothing is asked of WeChat for a while, longer each time. Answers how many in a row. */
export async function pause(tx: Tx, lease: Lease, now: Date): Promise<number> {
  const failures = lease.failures + 1;
  const wait = backoffMs[Math.min(failures, backoffMs.length) - 1] ?? 0;
  await tx
    .updateTable("follower_runner")
    .set({ failures, not_before: new Date(now.getTime() + wait) })
    .where("holder", "=", lease.holder)
    .execute();
  return failures;
}
