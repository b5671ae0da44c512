import { sql } from "kysely";
import type { Tx } from "../../db.ts";
import { candidates, reason, rivalsOf } from "../editing/audience.ts";
import type { AudienceTags, Pace } from "../parts.ts";
import { miniTemplateOf } from "../editing/templates.ts";
import { getDraft, type Broadcast } from "../record.ts";

interface Stretch {
  first: string;
  last: string;
  size: number;
}

/**
 * Lists the next slice of recipients: one INSERT … SELECT from the followers, whoever gets nothing with the reason, and cuts the rest
 * into batches. The broadcast is locked by the caller; what is listed and how far it got commit together, so a killed process goes on
 * where it was. No recipient ever passes through this process.
 */
export async function prepareSlice(
  tx: Tx,
  broadcast: Broadcast,
  tags: AudienceTags,
  pace: Pace,
  now: Date,
): Promise<void> {
  const draft = await getDraft(tx, broadcast);
  const rivals = draft.means === "mass" ? await rivalsOf(tx, broadcast.id, now) : [];
  const mass = draft.means === "mass";
  const mini = await miniTemplateOf(tx, draft);
  // A mass batch above the rate of a minute could not obey it.
  const size = mass ? Math.max(2, Math.min(pace.massBatch, draft.ratePerMinute)) : pace.directBatch;
  const id = sql`${broadcast.id}::uuid`;
  const { rows } = await sql<{ last: string | null; listed: number; stretches: Stretch[] }>`
    with c as materialized (${candidates(draft.audience, tags, broadcast.prepared_to, pace.slice, mini)}),
    judged as (select c.openid, ${reason({ draft, rivals, now })} as reason from c),
    put as (
      insert into broadcast_recipients (broadcast_id, openid, state, reason, at)
      select ${id}, openid, case when reason is null then 'queued' else 'excluded' end, reason,
        case when reason is null then null else ${now}::timestamptz end
      from judged
      returning openid, reason
    ), counted as (
      insert into broadcast_exclusions (broadcast_id, reason, count)
      select ${id}, reason, count(*) from put where reason is not null group by reason
      on conflict (broadcast_id, reason) do update set count = broadcast_exclusions.count + excluded.count
    ), stretches as (
      select min(openid) as first, max(openid) as last, count(*) as size
      from (select openid, (row_number() over (order by openid) - 1) / ${size}::int as part from put where reason is null) n
      group by part
    )
    select (select max(openid) from c) as last, (select count(*) from c) as listed,
      coalesce((select jsonb_agg(stretches order by first) from stretches), '[]') as stretches`.execute(tx);
  const [{ last, listed, stretches } = { last: null, listed: 0, stretches: [] }] = rows;
  await addBatches(tx, broadcast.id, stretches, mass ? size : 0);
  const prepared = listed < pace.slice;
  if (prepared && mass) await joinLonely(tx, broadcast.id);
  // So many new rows that the planner would guess wrong until its own upkeep comes by.
  if (prepared) await sql`analyze broadcast_recipients`.execute(tx);
  await tx
    .updateTable("broadcasts")
    .set({ prepared, ...(last === null ? {} : { prepared_to: last }) })
    .where("id", "=", broadcast.id)
    .execute();
}

const lastBatch = (tx: Tx, id: string) =>
  tx
    .selectFrom("broadcast_batches")
    .select(["number", "size"])
    .where("broadcast_id", "=", id)
    .orderBy("number", "desc")
    .limit(1)
    .executeTakeFirst();

/** `fill`: a stretch that fits into the batch before it joins it (mass calls are few). */
async function addBatches(tx: Tx, id: string, stretches: readonly Stretch[], fill: number): Promise<void> {
  let before = await lastBatch(tx, id);
  for (const { first, last, size } of stretches) {
    if (before && before.size + size <= fill) {
      before = { number: before.number, size: before.size + size };
      await tx
        .updateTable("broadcast_batches")
        .set({ to_openid: last, size: before.size })
        .where("broadcast_id", "=", id)
        .where("number", "=", before.number)
        .execute();
      continue;
    }
    before = { number: (before?.number ?? 0) + 1, size };
    await tx
      .insertInto("broadcast_batches")
      .values({ broadcast_id: id, number: before.number, from_openid: first, to_openid: last, size })
      .execute();
  }
}

/** WeChat takes no list of one: the last one joins the batch before. */
async function joinLonely(tx: Tx, id: string): Promise<void> {
  const last = await lastBatch(tx, id);
  if (last?.size !== 1 || last.number === 1) return;
  const { to_openid } = await tx
    .deleteFrom("broadcast_batches")
    .where("broadcast_id", "=", id)
    .where("number", "=", last.number)
    .returning("to_openid")
    .executeTakeFirstOrThrow();
  await tx
    .updateTable("broadcast_batches")
    .set((q) => ({ to_openid, size: q("size", "+", 1) }))
    .where("broadcast_id", "=", id)
    .where("number", "=", last.number - 1)
    .execute();
}
