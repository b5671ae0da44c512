import { beijingDay } from "@wsi/shared/case";
import { checkRow, type RowProblems } from "@wsi/shared/item";
import { sql } from "kysely";
import type { Db, Tx } from "../db.ts";
import type { CoreInsurance, RowVerdict } from "../ports/core-insurance.ts";
import { definitionOf, type RollRow } from "./load.ts";
import { rollOf } from "./rows.ts";
import type { Summary } from "./tables.ts";
import { takeRoll } from "./take.ts";

const rowsASlice = 1_000;

/** Checks the next rows of a roll that waits, a slice a transaction; false: there is none. After the last slice, the roll as a whole. */
export const checkSlice = (db: Db, core: CoreInsurance, now: () => Date, size = rowsASlice): Promise<boolean> =>
  takeRoll(db, "checking", now, async (tx, roll) => {
    const rows = await tx
      .selectFrom("roll_rows")
      .select(["at", "cells"])
      .where("roll_id", "=", roll.id)
      .where("checked", "=", false)
      .orderBy("at")
      .limit(size)
      .execute();
    if (rows.length === 0) await finish(tx, roll, now());
    else await judge(core, tx, roll, rows, now());
  });

interface Judged {
  at: number;
  answers: Record<string, unknown> | null;
  problems: RowProblems | null;
  person: string | null;
  months: number | null;
  due: object | null;
}

async function judge(
  core: CoreInsurance,
  tx: Tx,
  roll: RollRow,
  rows: readonly { at: number; cells: Parameters<typeof checkRow>[1] }[],
  now: Date,
): Promise<void> {
  const kind = definitionOf(roll.code);
  const today = beijingDay(now);
  const read = rows.map(({ at, cells }) => ({ at, checked: checkRow(kind, cells, today) }));
  const right = read.flatMap(({ at, checked }) => (checked.ok ? [{ at, values: checked.values }] : []));
  const verdicts =
    right.length === 0
      ? []
      : await core.judgeRoll(tx, {
          employerId: roll.employer_id,
          today,
          roll: rollOf(
            roll,
            right.map((one) => one.values),
          ),
        });
  const said = new Map<number, RowVerdict>(
    right.flatMap(({ at }, index) => {
      const verdict = verdicts[index];
      return verdict ? [[at, verdict] as const] : [];
    }),
  );
  const judged = read.map(({ at, checked }): Judged => {
    if (!checked.ok) return { at, answers: null, problems: checked.problems, person: null, months: null, due: null };
    const person = String(checked.values[kind.unique] ?? "");
    const verdict = said.get(at);
    if (!verdict) throw new Error("the ledger left a row of a roll without an answer");
    const { values } = checked;
    return verdict.ok
      ? { at, answers: values, problems: null, person, months: verdict.months, due: verdict.due }
      : {
          at,
          answers: values,
          problems: { [verdict.column]: `${verdict.because}。${verdict.instead}` },
          person,
          months: null,
          due: null,
        };
  });
  await sql`update roll_rows r set checked = true, answers = d.answers, problems = d.problems, person = d.person, months = d.months, due = d.due
    from jsonb_to_recordset(${JSON.stringify(judged)}::jsonb) as d (at integer, answers jsonb, problems jsonb, person text, months integer, due jsonb)
    where r.roll_id = ${roll.id} and r.at = d.at`.execute(tx);
  await tx
    .updateTable("rolls")
    .set((eb) => ({ done: eb("done", "+", rows.length), updated_at: now }))
    .where("id", "=", roll.id)
    .execute();
}

/** All rows are checked: who stands in two of them, how many are wrong, and what the whole would bring. */
async function finish(tx: Tx, roll: RollRow, now: Date): Promise<void> {
  await sql`update roll_rows r set repeats = d.first
    from (select at, nullif(min(at) over (partition by person), at) as first from roll_rows
      where roll_id = ${roll.id} and person is not null) d
    where r.roll_id = ${roll.id} and r.at = d.at and r.repeats is distinct from d.first`.execute(tx);
  const { rows } = await sql<{ total: number; bad: number; months: number }>`
    select count(*) as total, count(*) filter (where problems is not null or repeats is not null) as bad,
      coalesce(sum(months), 0)::bigint as months
    from roll_rows where roll_id = ${roll.id}`.execute(tx);
  const sums = await sql<{ scheme: keyof Summary["due"]; due: number }>`
    select key as scheme, sum(value::bigint)::bigint as due from roll_rows, jsonb_each_text(due)
    where roll_id = ${roll.id} and repeats is null group by key`.execute(tx);
  const { total = 0, bad = 0, months = 0 } = rows[0] ?? {};
  const summary: Summary = {
    people: total - bad,
    months,
    due: Object.fromEntries(sums.rows.map((row) => [row.scheme, row.due])),
  };
  await tx
    .updateTable("rolls")
    .set({ state: "checked", total, done: total, bad, summary: JSON.stringify(summary), updated_at: now })
    .where("id", "=", roll.id)
    .execute();
}
