import { sql } from "kysely";
import { beijingDay, beijingInstant } from "@wsi/shared/case";
import { addDays, daysBetween } from "@wsi/shared/values";
import type { KnowledgeStatistics } from "@wsi/shared/contract";
import type { Tx } from "../../db.ts";
import { refuse, type Refusal } from "../../refusal.ts";

const USUAL_DAYS = 30;
const MOST_DAYS = 366;
const MOST = 10;

type Counts = KnowledgeStatistics["totals"];
const none: Counts = { asked: 0, answered: 0, menu: 0, handoff: 0, useful: 0, useless: 0 };

/** Questions by Beijing day and how they ended, both days included; the last thirty when not said. */
export async function statisticsOf(
  tx: Tx,
  given: { from?: string | undefined; to?: string | undefined },
  at: Date,
): Promise<KnowledgeStatistics | Refusal> {
  const to = given.to ?? beijingDay(at);
  const from = given.from ?? addDays(to, 1 - USUAL_DAYS);
  const length = daysBetween(from, to) + 1;
  if (length < 1) return refuse("bad-input", "开始日期不能晚于结束日期");
  if (length > MOST_DAYS) return refuse("bad-input", "一次最多看 366 天，请把日期改近一些");
  const asked = tx
    .selectFrom("answers_given as g")
    .where("g.at", ">=", beijingInstant(from))
    .where("g.at", "<", beijingInstant(addDays(to, 1)));
  const rows = await asked
    .leftJoin("answer_marks as m", "m.answer_key", "g.key")
    .select([
      sql<string>`to_char(g.at at time zone 'Asia/Shanghai', 'YYYY-MM-DD')`.as("day"),
      sql<number>`count(*)`.as("asked"),
      sql<number>`count(*) filter (where g.decision = 'answer')`.as("answered"),
      sql<number>`count(*) filter (where g.decision = 'menu')`.as("menu"),
      sql<number>`count(*) filter (where g.decision = 'handoff')`.as("handoff"),
      sql<number>`count(*) filter (where m.useful)`.as("useful"),
      sql<number>`count(*) filter (where not m.useful)`.as("useless"),
    ])
    .groupBy("day")
    .execute();
  const most = await asked
    .innerJoin("knowledge_entries as e", "e.id", "g.entry_id")
    .innerJoin("knowledge_versions as v", (join) =>
      join.onRef("v.entry_id", "=", "e.id").onRef("v.version", "=", "e.newest"),
    )
    .select(["e.id", sql<string>`v.draft->>'question'`.as("question"), sql<number>`count(*)`.as("given")])
    .groupBy(["e.id", sql`v.draft->>'question'`])
    .orderBy("given", "desc")
    .orderBy("e.id")
    .limit(MOST)
    .execute();
  const byDay = new Map(rows.map(({ day, ...counts }) => [day, counts]));
  const days = Array.from({ length }, (_, index) => {
    const day = addDays(from, index);
    return { day, ...(byDay.get(day) ?? none) };
  });
  const totals = { ...none };
  for (const counts of rows) for (const key of Object.keys(none) as (keyof Counts)[]) totals[key] += counts[key];
  return { days, totals, most };
}
