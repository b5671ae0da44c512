import { sql } from "kysely";
import { tellQuietly } from "../../citizens/index.ts";
import { inTransaction } from "../../db.ts";
import { claimBatch, moveRows, openidsOf, recount } from "./batches.ts";
import type { Pace, SenderParts } from "../parts.ts";
import { chart, feel } from "./pulse.ts";
import { getDraft, lockBroadcast } from "../record.ts";
import { mayGo, spend } from "./throttle.ts";

/** A batch of notices: the notices and their rows of the ledger commit together, so here nothing can be of unknown fate. */
export function inboxStep(parts: SenderParts, pace: Pace, id: string): Promise<boolean> {
  const now = parts.clock.now();
  return inTransaction(parts.db, async (tx) => {
    const broadcast = await lockBroadcast(tx, id);
    if (broadcast?.state !== "sending" || !mayGo(broadcast, now)) return false;
    const batch = await claimBatch(tx, id, parts.holder, now, pace.leaseMs);
    if (!batch) return false;
    const { content } = await getDraft(tx, broadcast);
    if (content.kind !== "notice") throw new Error("an inbox broadcast without a notice");
    const openids = await openidsOf(tx, batch, "queued");
    const { rows } = await sql<{ person_id: string }>`
      select distinct person_id from followers where openid = any(${openids}) and person_id is not null`.execute(tx);
    const { title, text, open } = content;
    await tellQuietly(
      tx,
      rows.map((row) => ({
        key: `broadcast:${id}:${row.person_id}`,
        personId: row.person_id,
        title,
        text,
        ...(open === null ? {} : { open }),
      })),
      now,
    );
    const sent = await moveRows(tx, batch, ["queued"], "delivered", null, now);
    await recount(tx, batch, now);
    await feel(tx, broadcast, { sent, failed: 0, unknown: 0 }, "", now);
    await chart(tx, id, { delivered: sent }, now);
    await spend(tx, broadcast, sent, 0, now);
    return true;
  });
}
