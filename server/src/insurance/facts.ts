import type { Facts } from "@wsi/shared/field";
import type { FactName } from "@wsi/shared/item";
import { monthOf } from "@wsi/shared/values";
import type { Tx } from "../db.ts";
import { reachesRetirement, type Figures } from "@wsi/shared/insurance";
import { currentFigures } from "../figures/index.ts";
import { readEnrolments, type EnrolmentRow } from "./enrolments.ts";
import { payBy, readOpenLines } from "./orders.ts";
import { getPerson } from "./people.ts";
import { readTimeline, runsOf, type Timeline } from "./timeline.ts";

/**
 * What the items' conditions may ask of the ledger. Unknown ones are left out, which a condition reads as not true.
 *
 * - insured: was ever enrolled in the employees' pension here
 * - employed: an employer insures the person today, pension or medical (work injury by project alone is no hindrance)
 * - flexibleActive, flexiblePaused: pension in flexible employment runs, or was stopped and nothing came after
 * - retired: draws a pension; overAge: has reached the statutory age this month
 * - hasGap, gapMonths: months of the working life up to last month with neither a line in the ledger nor an employer; whether they
 *   may still be paid is the back-payment's rule, not this fact
 * - gapFrom, gapTo: the newest run of them
 * - hasArrears, arrearsMonths: pension assessed and not paid in time
 * - ownArrears: months of flexible employment, of any scheme, not paid in time: what the person may pay or give up; arrearsFrom,
 *   arrearsTo: the first and the last of them
 * - flexibleSchemes: what runs today in flexible employment
 * - currentTier, currentRegion: of the newest enrolment that has one
 * - currentSchemes: what the newest spell of flexible employment covered, pension and medical
 */
export async function facts(tx: Tx, personId: string, today: string): Promise<Facts> {
  const standing = await readStanding(tx, personId, today);
  const { figures } = standing;
  // What is past its day is owed, whether the monthly run has said so yet or not; this month may still be stopped.
  const own = (await readOpenLines(tx, { personId }, today)).filter(
    (line) => line.month < monthOf(today) && payBy(figures, line) < today,
  );
  const months = [...new Set(own.map((line) => line.month))];
  const [arrearsFrom, arrearsTo] = [months[0], months.at(-1)];
  return {
    ...factsOf(standing),
    ...({
      ownArrears: months,
      ...(arrearsFrom !== undefined && arrearsTo !== undefined ? { arrearsFrom, arrearsTo } : {}),
    } satisfies Partial<Record<FactName, Facts[string]>>),
  };
}

/** Everything the rules look at, read once. */
export interface Standing {
  rows: EnrolmentRow[];
  timeline: Timeline;
  retired: boolean;
  overAge: boolean;
  region: string | null;
  /** The policy figures that everything of this act stands on. */
  figures: Figures;
}

export async function readStanding(tx: Tx, personId: string, today: string): Promise<Standing> {
  const figures = await currentFigures(tx);
  const person = await getPerson(tx, personId);
  const rows = await readEnrolments(tx, personId);
  const month = monthOf(today);
  const pension = await tx
    .selectFrom("benefits")
    .select("started_on")
    .where("person_id", "=", personId)
    .where("kind", "=", "pension")
    .where("ended_on", "is", null)
    .executeTakeFirst();
  return {
    rows,
    timeline: await readTimeline(tx, personId, rows, month, pension?.started_on),
    retired: pension !== undefined && pension.started_on <= month,
    overAge: month >= reachesRetirement(figures, person.sex, person.birthDate),
    region: person.region,
    figures,
  };
}

export const isEmployed = ({ rows }: Pick<Standing, "rows">): boolean =>
  rows.some(
    (row) =>
      row.through === "employer" && row.stopped_on === null && (row.scheme === "pension" || row.scheme === "medical"),
  );

function factsOf({ rows, timeline, retired, overAge, region }: Standing): Facts {
  const pension = rows.filter((row) => row.scheme === "pension");
  const newest = pension[0];
  const tier = pension.find((row) => row.tier !== null)?.tier;
  const spell = rows.filter((row) => row.through === "flexible" && row.scheme !== "work-injury");
  const stopped = spell
    .map((row) => row.stopped_on ?? "9999-12")
    .toSorted()
    .at(-1);
  const schemes = (["pension", "medical"] as const).filter((scheme) =>
    spell.some((row) => row.scheme === scheme && (row.stopped_on ?? "9999-12") === stopped),
  );
  const running = (["pension", "medical"] as const).filter((scheme) =>
    spell.some((row) => row.scheme === scheme && row.stopped_on === null),
  );
  const run = runsOf(timeline.gaps).at(-1);
  const [gapFrom, gapTo] = [run?.[0], run?.at(-1)];
  const known = {
    insured: pension.length > 0,
    employed: isEmployed({ rows }),
    flexibleActive: pension.some((row) => row.through === "flexible" && row.stopped_on === null),
    flexiblePaused: newest !== undefined && newest.through === "flexible" && newest.stopped_on !== null,
    retired,
    overAge,
    hasGap: timeline.gaps.length > 0,
    gapMonths: timeline.gaps,
    hasArrears: timeline.arrears.length > 0,
    arrearsMonths: timeline.arrears,
    ...(gapFrom !== undefined && gapTo !== undefined ? { gapFrom, gapTo } : {}),
    ...(tier === undefined || tier === null ? {} : { currentTier: tier }),
    ...(schemes.length > 0 ? { currentSchemes: [...schemes] } : {}),
    flexibleSchemes: running,
    ...(region === null ? {} : { currentRegion: rows[0]?.region ?? region }),
  } satisfies Partial<Record<FactName, Facts[string]>>;
  return known;
}
