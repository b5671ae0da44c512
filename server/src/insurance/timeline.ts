import { addMonths, monthsApart, monthsBetween } from "@wsi/shared/values";
import type { Tx } from "../db.ts";
import type { EnrolmentRow } from "./enrolments.ts";

/**
 * What each month of a working life is, judged by the pension, which everybody has: something stands in the ledger for it (paid, assessed
 * or owed), an employer owes it (an enrolment without a line yet), or nothing at all: a gap. The three never overlap and leave no month out.
 */
export interface Timeline {
  /** Oldest first, from the first enrolment to last month. */
  months: string[];
  covered: string[];
  gaps: string[];
  arrears: string[];
  /** Given up for good 欠费注销: gaps that may never be paid for. */
  waived: string[];
}

const covers = (row: EnrolmentRow, month: string): boolean =>
  row.started_on <= month && (row.stopped_on === null || month <= row.stopped_on);

/** A retirement ends the working life: `until` is the last month of it. */
export function drawTimeline(
  pension: readonly EnrolmentRow[],
  lines: readonly { month: string; status: string; cancelled_because?: string | null }[],
  until: string,
): Timeline {
  const first = pension.map((row) => row.started_on).toSorted()[0];
  const months = first === undefined ? [] : monthsBetween(first, until);
  const standing = new Set(lines.filter((line) => line.status !== "cancelled").map((line) => line.month));
  const employer = pension.filter((row) => row.through === "employer");
  const isCovered = (month: string) => standing.has(month) || employer.some((row) => covers(row, month));
  return {
    months,
    covered: months.filter(isCovered),
    gaps: months.filter((month) => !isCovered(month)),
    arrears: lines
      .filter((line) => line.status === "arrears")
      .map((line) => line.month)
      .toSorted(),
    waived: lines.filter((line) => line.cancelled_because === "waived").map((line) => line.month),
  };
}

export async function readTimeline(
  tx: Tx,
  personId: string,
  rows: readonly EnrolmentRow[],
  thisMonth: string,
  retiredFrom: string | undefined,
): Promise<Timeline> {
  const lines = await tx
    .selectFrom("payments")
    .select(["month", "status", "cancelled_because"])
    .where("person_id", "=", personId)
    .where("scheme", "=", "pension")
    .orderBy("month")
    .execute();
  const lastMonth = addMonths(thisMonth, -1);
  const lastOfLife = retiredFrom === undefined ? lastMonth : addMonths(retiredFrom, -1);
  const until = lastOfLife < lastMonth ? lastOfLife : lastMonth;
  return drawTimeline(
    rows.filter((row) => row.scheme === "pension"),
    lines,
    until,
  );
}

/** Neighbouring months as runs, oldest first. Months must be sorted and single. */
export function runsOf(months: readonly string[]): string[][] {
  const runs: string[][] = [];
  for (const month of months) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run && last !== undefined && monthsApart(last, month) === 1) run.push(month);
    else runs.push([month]);
  }
  return runs;
}
