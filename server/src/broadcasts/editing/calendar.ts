import { beijingDay } from "@wsi/shared/case";
import type { BroadcastOverview, ContentCalendar } from "@wsi/shared/contract";
import { addDays, addMonths, Day, monthsBetween } from "@wsi/shared/values";
import { sql } from "kysely";
import type { Tx } from "../../db.ts";
import { countMassOfMonth, massQuota, monthBegins } from "./audience.ts";
import { stateOf } from "../livestreams/livestreams.ts";

/** Content that is out is watched this long after its end, and warned of so long before. */
const watchDays = 30;
const warnDays = 7;

/** What goes or went out in a month, what is valid in it, what is left of the four, and what ends soon. */
export async function presentCalendar(tx: Tx, month: string, now: Date): Promise<ContentCalendar> {
  const [from, to] = [monthBegins(month), monthBegins(addMonths(month, 1))];
  const [first, after] = [`${month}-01`, `${addMonths(month, 1)}-01`];
  const rows = await tx
    .selectFrom("broadcasts")
    .select(["id", "title", "means", "state", "valid_from", "valid_until", "scheduled_for", "started_at"])
    .where("state", "<>", "cancelled")
    .where((q) => {
      const at = q.fn.coalesce("started_at", "scheduled_for");
      return q.or([
        q.and([q(at, ">=", from), q(at, "<", to)]),
        q.and([
          q.or([q("valid_from", "is not", null), q("valid_until", "is not", null)]),
          q.or([q("valid_from", "is", null), q("valid_from", "<", after)]),
          q.or([q("valid_until", "is", null), q("valid_until", ">=", first)]),
        ]),
      ]);
    })
    .orderBy(sql`coalesce(started_at, scheduled_for, created_at)`)
    .limit(500)
    .execute();
  const today = beijingDay(now);
  const ending = await tx
    .selectFrom("broadcasts")
    .select(["id", "title", "valid_until"])
    .where("state", "=", "sent")
    .where("valid_until", ">=", addDays(today, -watchDays))
    .where("valid_until", "<=", addDays(today, warnDays))
    .orderBy("valid_until")
    .execute();
  const streams = await tx
    .selectFrom("livestreams")
    .selectAll()
    .where("starts_at", ">=", from)
    .where("starts_at", "<", to)
    .orderBy("starts_at")
    .execute();
  const { sent, planned } = await countMassOfMonth(tx, month);
  return {
    month,
    entries: rows.map((row) => {
      const at = row.started_at ?? row.scheduled_for;
      return {
        id: row.id,
        title: row.title,
        means: row.means,
        state: row.state,
        day: at === null ? null : beijingDay(at),
        validFrom: row.valid_from,
        validUntil: row.valid_until,
      };
    }),
    livestreams: streams.map((row) => ({
      id: row.id,
      title: row.title,
      startsAt: row.starts_at.toISOString(),
      state: stateOf(row, now),
    })),
    quota: { of: massQuota, sent, planned, left: Math.max(0, massQuota - sent - planned) },
    alarms: ending.flatMap(({ id, title, valid_until: until }) => {
      if (until === null) return [];
      const ended = until < today;
      const message = ended
        ? `「${title}」已在${Day.print(until)}失效，还能被翻到，请删除或另发更正`
        : `「${title}」将在${Day.print(until)}失效，请准备新的内容`;
      return [{ id, title, validUntil: until, kind: ended ? ("ended" as const) : ("ends-soon" as const), message }];
    }),
  };
}

/** Figures of the months from … to, both included ('YYYY-MM'; at most 36). */
export async function presentOverview(tx: Tx, from: string, to: string): Promise<BroadcastOverview> {
  const months = monthsBetween(from, to).slice(0, 36);
  const { rows } = await sql<
    BroadcastOverview["months"][number] & { means: BroadcastOverview["means"][number]["means"] }
  >`
    select to_char(b.started_at at time zone 'Asia/Shanghai', 'YYYY-MM') as month, b.means, count(*) as broadcasts,
      coalesce(sum(s.people), 0)::bigint as people, coalesce(sum(s.delivered), 0)::bigint as delivered,
      coalesce(sum(s.sent), 0)::bigint as sent, coalesce(sum(s.failed), 0)::bigint as failed,
      coalesce(sum(s.unknown), 0)::bigint as unknown, coalesce(sum(e.excluded), 0)::bigint as excluded
    from broadcasts b
    left join lateral (select sum(delivered + sent) as people, sum(delivered) as delivered, sum(sent) as sent,
      sum(failed) as failed, sum(unknown) as unknown from broadcast_batches where broadcast_id = b.id) s on true
    left join lateral (select sum(count) as excluded from broadcast_exclusions where broadcast_id = b.id) e on true
    where b.started_at >= ${monthBegins(from)} and b.started_at < ${monthBegins(addMonths(to, 1))}
    group by 1, 2`.execute(tx);
  const sum = (of: typeof rows, field: Exclude<keyof BroadcastOverview["months"][number], "month">) =>
    of.reduce((total, row) => total + row[field], 0);
  return {
    months: months.map((month) => {
      const of = rows.filter((row) => row.month === month);
      return {
        month,
        broadcasts: sum(of, "broadcasts"),
        people: sum(of, "people"),
        delivered: sum(of, "delivered"),
        sent: sum(of, "sent"),
        failed: sum(of, "failed"),
        unknown: sum(of, "unknown"),
        excluded: sum(of, "excluded"),
      };
    }),
    means: [...new Set(rows.map((row) => row.means))].map((means) => {
      const of = rows.filter((row) => row.means === means);
      return { means, broadcasts: sum(of, "broadcasts"), people: sum(of, "people") };
    }),
  };
}
