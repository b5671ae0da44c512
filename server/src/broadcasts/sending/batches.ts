import type { RecipientState } from "@wsi/shared/contract";
import { sql, type RawBuilder, type Selectable } from "kysely";
import type { Tx } from "../../db.ts";
import type { BatchesTable } from "../tables.ts";

export type Batch = Selectable<BatchesTable>;

const rowsOf = (batch: Pick<Batch, "broadcast_id" | "from_openid" | "to_openid">, alias: string): RawBuilder<boolean> =>
  sql`${sql.ref(`${alias}.broadcast_id`)} = ${batch.broadcast_id}::uuid
    and ${sql.ref(`${alias}.openid`)} between ${batch.from_openid} and ${batch.to_openid}`;

/** The next batch nobody works on: waiting, or left by a process that has gone. Takes it under a lease. */
export async function claimBatch(
  tx: Tx,
  broadcastId: string,
  holder: string,
  now: Date,
  leaseMs: number,
): Promise<Batch | undefined> {
  const free = await tx
    .selectFrom("broadcast_batches")
    .select("number")
    .where("broadcast_id", "=", broadcastId)
    .where("state", "<>", "done")
    .where("not_before", "<=", now)
    .where((q) => q.or([q("lease_until", "is", null), q("lease_until", "<", now)]))
    .orderBy("number")
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (!free) return undefined;
  return tx
    .updateTable("broadcast_batches")
    .set((q) => ({
      state: "sending" as const,
      holder,
      lease_until: new Date(now.getTime() + leaseMs),
      attempts: q("attempts", "+", 1),
      first_tried_at: sql<Date>`coalesce(first_tried_at, ${now})`,
    }))
    .where("broadcast_id", "=", broadcastId)
    .where("number", "=", free.number)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Renews the lease; false when another has the batch by now. */
export async function keepBatch(tx: Tx, batch: Batch, now: Date, leaseMs: number): Promise<boolean> {
  const kept = await tx
    .updateTable("broadcast_batches")
    .set({ lease_until: new Date(now.getTime() + leaseMs) })
    .where("broadcast_id", "=", batch.broadcast_id)
    .where("number", "=", batch.number)
    .where("holder", "=", batch.holder)
    .where("state", "=", "sending")
    .executeTakeFirst();
  return kept.numUpdatedRows > 0n;
}

/** Lets go of a batch, to be taken again not before `notBefore`. */
export const releaseBatch = (tx: Tx, batch: Batch, notBefore: Date) =>
  tx
    .updateTable("broadcast_batches")
    .set({ holder: null, lease_until: null, not_before: notBefore })
    .where("broadcast_id", "=", batch.broadcast_id)
    .where("number", "=", batch.number)
    .where("holder", "=", batch.holder)
    .execute();

/** Moves all rows of a batch from one of `from` to another state; answers how many. */
export async function moveRows(
  tx: Tx,
  batch: Batch,
  from: readonly RecipientState[],
  to: RecipientState,
  because: string | null,
  now: Date,
): Promise<number> {
  const { numAffectedRows } = await sql`
    update broadcast_recipients r set state = ${to}, reason = ${because}, at = ${now}
    where ${rowsOf(batch, "r")} and r.state in (${sql.join([...from])})`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}

/** Before the first try: whoever left, blocked us or used up the month since the recipients were listed gets nothing. */
export async function excludeLate(
  tx: Tx,
  batch: Batch,
  cases: RawBuilder<unknown>,
  now: Date,
  /** People of the mini-program: they need not follow. */
  mini = false,
): Promise<void> {
  // Found first and written then, as a list: one statement would join ten thousand rows with themselves on a guess of the planner.
  const { rows: out } = await sql<{ openid: string; reason: string }>`
    select openid, reason from (
      select c.openid, ${cases} as reason from (
        select r.openid, f.person_id, coalesce(f.unfollowed_at is not null, false) as gone,
          f.openid is not null or ${mini} as known
        from broadcast_recipients r left join followers f on f.openid = r.openid
        where ${rowsOf(batch, "r")} and r.state = 'queued') c) judged
    where reason is not null`.execute(tx);
  if (out.length === 0) return;
  await sql`update broadcast_recipients r set state = 'excluded', reason = judged.reason, at = ${now}
    from jsonb_to_recordset(${JSON.stringify(out)}::jsonb) as judged (openid text, reason text)
    where r.broadcast_id = ${batch.broadcast_id}::uuid and r.openid = judged.openid`.execute(tx);
  const rows = [...new Set(out.map((one) => one.reason))].map((why) => ({
    reason: why,
    n: out.filter((one) => one.reason === why).length,
  }));
  for (const row of rows)
    await sql`insert into broadcast_exclusions (broadcast_id, reason, count)
      values (${batch.broadcast_id}::uuid, ${row.reason}, ${row.n})
      on conflict (broadcast_id, reason) do update set count = broadcast_exclusions.count + excluded.count`.execute(tx);
}

export async function openidsOf(tx: Tx, batch: Batch, state: RecipientState): Promise<string[]> {
  const { rows } = await sql<{ openid: string }>`
    select r.openid from broadcast_recipients r where ${rowsOf(batch, "r")} and r.state = ${state}
    order by r.openid`.execute(tx);
  return rows.map((row) => row.openid);
}

/** Counts a batch's rows anew, and marks it done when none is left to send. Counting cannot drift. */
export async function recount(
  tx: Tx,
  batch: Pick<Batch, "broadcast_id" | "number" | "from_openid" | "to_openid">,
  now: Date,
) {
  const { rows } = await sql<{ left: number }>`
    with grouped as (
      select r.state, case when r.state in ('failed', 'unknown') then r.reason end as reason, count(*) as n
      from broadcast_recipients r where ${rowsOf(batch, "r")} group by 1, 2
    ), counted as (
      select coalesce(sum(n) filter (where state = 'queued'), 0) as queued,
        coalesce(sum(n) filter (where state = 'sending'), 0) as sending,
        coalesce(sum(n) filter (where state = 'sent'), 0) as sent,
        coalesce(sum(n) filter (where state = 'delivered'), 0) as delivered,
        coalesce(sum(n) filter (where state = 'failed'), 0) as failed,
        coalesce(sum(n) filter (where state = 'unknown'), 0) as unknown,
        coalesce(jsonb_agg(jsonb_build_object('state', state, 'reason', reason, 'count', n))
          filter (where state in ('failed', 'unknown')), '[]'::jsonb) as reasons
      from grouped
    )
    update broadcast_batches b set sending = c.sending, sent = c.sent, delivered = c.delivered, failed = c.failed,
      unknown = c.unknown, excluded = b.size - c.queued - c.sending - c.sent - c.delivered - c.failed - c.unknown,
      reasons = c.reasons,
      state = case when c.queued + c.sending = 0 then 'done' else b.state end,
      done_at = case when c.queued + c.sending = 0 then coalesce(b.done_at, ${now}::timestamptz) end,
      lease_until = case when c.queued + c.sending = 0 then null else b.lease_until end
    from counted c where b.broadcast_id = ${batch.broadcast_id}::uuid and b.number = ${batch.number}
    returning (c.queued + c.sending)::bigint as left`.execute(tx);
  return { left: rows[0]?.left ?? 0 };
}

export const batchOf = (tx: Tx, broadcastId: string, openid: string): Promise<Batch | undefined> =>
  tx
    .selectFrom("broadcast_batches")
    .selectAll()
    .where("broadcast_id", "=", broadcastId)
    .where("from_openid", "<=", openid)
    .where("to_openid", ">=", openid)
    .executeTakeFirst();
