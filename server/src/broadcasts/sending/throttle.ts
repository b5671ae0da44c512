import type { Tx } from "../../db.ts";
import type { Broadcast } from "../record.ts";

/** Idle time that may be made up for: a little more than the engine sleeps between two looks. */
const burstMs = 500;

/** True when the broadcast may send now. The moment stands in the database: all processes obey one rate. */
export const mayGo = (broadcast: Pick<Broadcast, "next_at">, now: Date): boolean => broadcast.next_at <= now;

/** Takes `people` out of the rate; `leastMs` for limits on calls rather than people. The broadcast is locked by the caller. */
export async function spend(tx: Tx, broadcast: Broadcast, people: number, leastMs: number, now: Date): Promise<void> {
  const from = Math.max(broadcast.next_at.getTime(), now.getTime() - burstMs);
  const took = Math.max((people * 60_000) / broadcast.rate_per_minute, leastMs);
  await tx
    .updateTable("broadcasts")
    .set({ next_at: new Date(from + took) })
    .where("id", "=", broadcast.id)
    .execute();
}
