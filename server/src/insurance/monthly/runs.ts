import type { AssessmentPreview, AssessmentRunView } from "@wsi/shared/contract";
import { estimateOf } from "@wsi/shared/insurance";
import { addMonths, Month, monthOf } from "@wsi/shared/values";
import { sql } from "kysely";
import type { Tx } from "../../db.ts";
import { currentFigures } from "../../figures/index.ts";
import { keepEffect, refused, type Refused } from "../effect.ts";

export const runKey = (id: number): string => `assess-month:${id}`;

/** What a start would do, to be looked at before. */
export async function previewAssessment(tx: Tx, month: string): Promise<AssessmentPreview> {
  const { rows } = await sql<{ people: number; assessed: number }>`
    select (select count(*) from people) as people,
      coalesce((select sum(lines) from assessment_runs where month = ${month}), 0)::bigint as assessed`.execute(tx);
  const estimate = estimateOf(await currentFigures(tx), month);
  return {
    month,
    people: rows[0]?.people ?? 0,
    assessed: rows[0]?.assessed ?? 0,
    arrearsOf: addMonths(month, -1),
    ...(estimate === undefined ? {} : { estimate }),
  };
}

/** Plans a run over everybody; this month or last, one at a time. Whoever is assessed already is passed over. */
export async function startAssessment(
  tx: Tx,
  ask: { month: string; today: string; by: string; now: Date },
): Promise<number | Refused> {
  const { month, today } = ask;
  const thisMonth = monthOf(today);
  if (month !== thisMonth && month !== addMonths(thisMonth, -1))
    return refused(`不能核定 ${Month.print(month)}`, "只能核定本月，或补核上个月");
  const { rows } = await sql<{ id: number }>`
    insert into assessment_runs (month, on_day, total, started_by, started_at)
    select ${month}, ${today}::date, (select count(*) from people), ${ask.by}, ${ask.now}
    on conflict (month) where finished_at is null do nothing returning id`.execute(tx);
  const id = rows[0]?.id;
  if (id === undefined) return refused(`${Month.print(month)}正在核定`, "请等它做完，进度在下面的列表里");
  await keepEffect(
    tx,
    { kind: "assess-month", key: runKey(id), today, input: { month } },
    { run: id, figures: (await currentFigures(tx)).version },
  );
  return id;
}

/** The newest runs first. */
export async function viewRuns(tx: Tx): Promise<AssessmentRunView[]> {
  const rows = await tx.selectFrom("assessment_runs").selectAll().orderBy("id", "desc").limit(24).execute();
  return rows.map((row) => ({
    id: row.id,
    month: row.month,
    total: row.total,
    done: row.done,
    lines: row.lines,
    due: row.due,
    arrears: row.arrears,
    by: row.started_by,
    startedAt: row.started_at.toISOString(),
    workedAt: row.worked_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
  }));
}
