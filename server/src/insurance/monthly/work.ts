import { sql } from "kysely";
import { inTransaction, type Db } from "../../db.ts";
import { assessEmployed, assessFlexible, markArrears, passDays } from "./slice.ts";
import { runKey } from "./runs.ts";

const peopleASlice = 4_000;

/** Does the next slice of an unfinished run. False: there is none, or another process is at it. */
export function assessSlice(db: Db, now: () => Date, size = peopleASlice): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const run = await tx
      .selectFrom("assessment_runs")
      .selectAll()
      .where("finished_at", "is", null)
      .orderBy("id")
      .limit(1)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
    if (!run) return false;
    // Acts on these people wait for the slice, and it for them: nobody is stopped or enrolled half-way.
    const { rows } = await sql<{
      id: string;
    }>`select id from people where ${run.cursor}::uuid is null or id > ${run.cursor}::uuid
      order by id limit ${size} for no key update`.execute(tx);
    const ids = rows.map((row) => row.id);
    const slice = { month: run.month, today: run.on_day, ids, key: runKey(run.id) };
    const last = ids.at(-1);
    const worked = { worked_at: now() };
    if (last === undefined) {
      const passed = await passDays(tx, slice, run.month);
      await tx
        .updateTable("assessment_runs")
        .set((eb) => ({ ...worked, finished_at: now(), total: eb.ref("done"), arrears: eb("arrears", "+", passed) }))
        .where("id", "=", run.id)
        .execute();
      return true;
    }
    const arrears = await markArrears(tx, slice);
    const employed = await assessEmployed(tx, slice);
    const flexible = await assessFlexible(tx, slice);
    await tx
      .updateTable("assessment_runs")
      .set((eb) => ({
        ...worked,
        cursor: last,
        done: eb("done", "+", ids.length),
        lines: eb("lines", "+", employed.lines + flexible.lines),
        due: eb("due", "+", employed.due + flexible.due),
        arrears: eb("arrears", "+", arrears),
      }))
      .where("id", "=", run.id)
      .execute();
    return true;
  });
}
