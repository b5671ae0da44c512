import { beijingDay } from "@wsi/shared/case";
import type { WorkCounts, WorkFilter } from "@wsi/shared/contract";
import { sql } from "kysely";
import type { Tx } from "../../db.ts";
import { findItem } from "../open.ts";

/** How many stand in each queue, of each item and district, in one pass over the open ones. */
export async function countWork(tx: Tx, me: string, now: Date): Promise<Omit<WorkCounts, "rolls">> {
  const today = beijingDay(now);
  const { rows } = await sql<
    Record<string, number> & { item_code: string | null; region: string | null; kind: number }
  >`
    select item_code, region, grouping(item_code, region) as kind,
           count(*) filter (where state <> 'returned')::int as todo,
           count(*) filter (where claimed_by = ${me} and claimed_until > ${now} and state <> 'returned')::int as mine,
           count(*) filter (where proposed_by <> ${me})::int as second,
           count(*) filter (where asks_consent)::int as consent,
           count(*) filter (where promised < ${today} and state <> 'returned')::int as late,
           count(*) filter (where state = 'returned')::int as waiting
    from case_work group by grouping sets ((), (item_code), (region))`.execute(tx);
  const whole = rows.find((row) => row.kind === 3);
  const { check } = await tx
    .selectFrom("case_checks")
    .select((q) => q.fn.countAll<number>().as("check"))
    .where("done_at", "is", null)
    .executeTakeFirstOrThrow();
  const { correct } = await tx
    .selectFrom("case_corrections")
    .select((q) => q.fn.countAll<number>().as("correct"))
    .where("decided_at", "is", null)
    .executeTakeFirstOrThrow();
  const of = (name: string) => whole?.[name] ?? 0;
  return {
    queues: {
      todo: of("todo"),
      mine: of("mine"),
      second: of("second"),
      consent: of("consent"),
      late: of("late"),
      waiting: of("waiting"),
      check,
      correct,
    },
    items: rows
      .filter((row) => row.kind === 1 && row.item_code !== null && (row["todo"] ?? 0) > 0)
      .map((row) => ({
        code: row.item_code ?? "",
        name: findItem(row.item_code ?? "")?.name ?? row.item_code ?? "",
        count: row["todo"] ?? 0,
      }))
      .toSorted((a, b) => b.count - a.count),
    regions: rows
      .filter((row) => row.kind === 2 && row.region !== null && (row["todo"] ?? 0) > 0)
      .map((row) => ({ code: row.region ?? "", count: row["todo"] ?? 0 }))
      .toSorted((a, b) => b.count - a.count),
    filter: await filterOf(tx, me),
  };
}

async function filterOf(tx: Tx, me: string): Promise<WorkFilter | null> {
  const row = await tx.selectFrom("review_filters").select("filter").where("staff_id", "=", me).executeTakeFirst();
  return row?.filter ?? null;
}

export async function keepFilter(tx: Tx, me: string, filter: WorkFilter, now: Date): Promise<WorkFilter> {
  const kept = JSON.stringify(filter);
  await tx
    .insertInto("review_filters")
    .values({ staff_id: me, filter: kept, saved_at: now })
    .onConflict((same) => same.column("staff_id").doUpdateSet({ filter: kept, saved_at: now }))
    .execute();
  return filter;
}

/** Whom a supervisor may hand a case to, and what each holds. */
export async function colleagues(tx: Tx, now: Date): Promise<{ id: string; name: string; holds: number }[]> {
  const { rows } = await sql<{ id: string; name: string; holds: number }>`
    select s.id, s.name,
           (select count(*)::int from case_work w where w.claimed_by = s.id and w.claimed_until > ${now}) as holds
    from staff s where s.roles && array['reviewer', 'supervisor'] order by s.name limit 500`.execute(tx);
  return rows;
}
