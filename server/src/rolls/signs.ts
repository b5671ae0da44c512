import type { RollSign } from "@wsi/shared/contract";
import { isStopReason, stopReasons } from "@wsi/shared/insurance";
import { Money } from "@wsi/shared/values";
import { sql } from "kysely";
import type { Tx } from "../db.ts";
import type { CoreInsurance } from "../ports/core-insurance.ts";
import type { RollRow } from "./load.ts";

/** So far from the middle of the roll, or from the wage in force, is worth a look. */
const farFromMedian = { below: 0.5, above: 2 };
const farFromLast = { below: 0.7, above: 1.5 };
const mostPointedAt = 20;

interface Row {
  at: number;
  id: string;
  wage: number | null;
  reason: string | null;
}
const sign = (words: string, rows: readonly { at: number }[], of: number): RollSign[] =>
  rows.length === 0 ? [] : [{ words, count: rows.length, of, rows: rows.slice(0, mostPointedAt).map((row) => row.at) }];

const outside = (wage: number, from: number, { below, above }: typeof farFromLast) =>
  wage < from * below || wage > from * above;

export function medianOf(wages: readonly number[]): number {
  const sorted = wages.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}

/** What stands out in a roll, as numbers with the rows they come from. None of it is a reason to refuse: it says where to look first. */
export async function signsOf(core: CoreInsurance, tx: Tx, roll: RollRow, today: string): Promise<RollSign[]> {
  const { rows } = await sql<Row>`
    select at, answers ->> 'idNumber' as id, (answers ->> 'wage')::bigint as wage, answers ->> 'reason' as reason
    from roll_rows where roll_id = ${roll.id} and answers is not null order by at`.execute(tx);
  const of = rows.length;
  const before = await core.beforeRoll(tx, {
    employerId: roll.employer_id,
    today,
    idNumbers: rows.map((row) => row.id),
  });
  const where = (wanted: (row: Row) => boolean) => rows.filter(wanted);
  const median = medianOf(rows.flatMap((row) => row.wage ?? []));
  const uneven = () =>
    sign(
      `工资不到名册中位数的一半，或超过两倍（中位数 ${Money.print(median)}）`,
      where(({ wage }) => wage !== null && outside(wage, median, farFromMedian)),
      of,
    );
  switch (roll.code) {
    case "employee-enrolment":
      return [
        ...sign(
          "从来没有参保登记过的人",
          where(({ id }) => !before.has(id)),
          of,
        ),
        ...sign(
          "参保前 3 个月没有缴过费的人",
          where(({ id }) => before.get(id)?.paid !== true),
          of,
        ),
        ...uneven(),
      ];
    case "wage-declaration":
      return [
        ...sign(
          "比现在申报的工资少三成以上，或多五成以上",
          where(({ id, wage }) => {
            const last = before.get(id)?.wage ?? null;
            return wage !== null && last !== null && outside(wage, last, farFromLast);
          }),
          of,
        ),
        ...uneven(),
      ];
    case "employee-stop": {
      const { employeesActive } = await core.employerFacts(tx, roll.employer_id, today);
      const staff = typeof employeesActive === "number" ? employeesActive : of;
      return [
        ...sign(
          "停保原因能让本人申领失业金",
          where(({ reason }) => reason !== null && isStopReason(reason) && stopReasons[reason].benefit === "may-claim"),
          of,
        ),
        ...(of * 2 >= staff ? sign("一次停保的人占到单位参保人数的一半以上", rows, staff) : []),
      ];
    }
    case "month-cancellation":
      return sign(
        "不是因为离职才注销的人",
        where(({ reason }) => reason !== "left"),
        of,
      );
    case "employee-info-change":
    case "project-workers":
      return [];
  }
}
