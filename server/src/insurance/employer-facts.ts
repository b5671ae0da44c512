import type { Facts } from "@wsi/shared/field";
import type { FactName } from "@wsi/shared/item";
import { declarationWindow } from "@wsi/shared/insurance";
import { addMonths, Day, monthOf } from "@wsi/shared/values";
import { sql } from "kysely";
import type { Tx } from "../db.ts";
import { currentFigures } from "../figures/index.ts";

type Known = Partial<Record<FactName, Facts[string]>>;
/** How far back an employer's arrears are looked for. */
const arrearsMonths = 36;

/**
 * What the items' conditions may ask of an employer.
 *
 * - employerOpened: its account is open today; employerTrusted: its acts are decided by the machine where the rules allow
 * - employerHasClerk: somebody is bound as its clerk today; employerConstruction: 建筑施工企业
 * - employeesActive: how many it insures today, in whatever scheme; employerHasEmployees: any at all
 * - employerUnpaidThisMonth, employerUnpaidFen: this month is assessed and not arrived; how much, both shares
 * - employerHasArrears: months of the last three years assessed and not paid in time
 * - employerRegion: district of its office; employerHasProject: a building site whose period has not ended
 * - declarationOpen: the wages of a policy year may be declared today; declarationOpensOn: the day, in words, on which they next may
 */
export async function employerFacts(tx: Tx, employerId: string, today: string): Promise<Facts> {
  const employer = await tx.selectFrom("employers").selectAll().where("id", "=", employerId).executeTakeFirst();
  if (!employer) return {};
  const month = monthOf(today);
  const { count } = await tx
    .selectFrom("enrolments")
    .select(sql<number>`count(distinct person_id)`.as("count"))
    .where("employer_id", "=", employerId)
    .where("stopped_on", "is", null)
    .executeTakeFirstOrThrow();
  const clerk = await tx
    .selectFrom("employer_clerks")
    .select("id")
    .where("employer_id", "=", employerId)
    .where("ended_at", "is", null)
    .where("from_day", "<=", today)
    .where("until_day", ">=", today)
    .limit(1)
    .executeTakeFirst();
  const lines = () =>
    tx
      .selectFrom("payments")
      .where("employer_id", "=", employerId)
      // By person, whose months are one range of the only index there is.
      .where("person_id", "in", (q) =>
        q.selectFrom("enrolments").select("person_id").where("employer_id", "=", employerId),
      );
  const { unpaid } = await lines()
    .select(sql<number>`coalesce(sum(unit + person), 0)::bigint`.as("unpaid"))
    .where("month", "=", month)
    .where("status", "=", "assessed")
    .executeTakeFirstOrThrow();
  const late = await lines()
    .select("month")
    .where("month", ">=", addMonths(month, -arrearsMonths))
    .where("status", "=", "arrears")
    .limit(1)
    .executeTakeFirst();
  const project = await tx
    .selectFrom("projects")
    .select("id")
    .where("employer_id", "=", employerId)
    .where("to_day", ">=", today)
    .limit(1)
    .executeTakeFirst();
  const figures = await currentFigures(tx);
  const year = Number(today.slice(0, 4));
  const window = declarationWindow(figures, year);
  const next = today <= window.closes ? window : declarationWindow(figures, year + 1);
  return {
    employerOpened: employer.opened_on <= today,
    employerTrusted: employer.trust === "vip",
    employerHasClerk: clerk !== undefined,
    employerConstruction: employer.construction,
    employerHasEmployees: count > 0,
    employeesActive: count,
    employerUnpaidThisMonth: unpaid > 0,
    employerUnpaidFen: unpaid,
    employerHasArrears: late !== undefined,
    employerRegion: employer.region,
    employerHasProject: project !== undefined,
    declarationOpensOn: Day.print(next.opens),
    declarationOpen: window.opens <= today && today <= window.closes,
  } satisfies Known;
}

/**
 * What they may ask of a person in one employer's eyes. Nothing here tells an employer where else somebody works: only that.
 *
 * - registered: the person is in the register
 * - activeHere: this employer insures them today, pension or medical; injuryOnlyHere: work injury alone
 * - activeElsewhere: another employer insures them today, pension or medical
 * - everHere, stoppedHere: ever did; did and does no more
 * - schemesHere: what runs here; lastMonthHere: the last month that was covered here, when all is stopped
 * - assessedThisMonth, unpaidThisMonth, arrivedThisMonth: this employer's lines of this month: there are any, some have not arrived
 *   (and are not cancelled), some have
 * - unpaidBefore: arrears of earlier months with this employer
 */
export async function employeeFacts(tx: Tx, employerId: string, personId: string, today: string): Promise<Facts> {
  const month = monthOf(today);
  const person = await tx.selectFrom("people").select("id").where("id", "=", personId).executeTakeFirst();
  const rows = await tx
    .selectFrom("enrolments")
    .select(["employer_id", "scheme", "stopped_on"])
    .where("person_id", "=", personId)
    .where("through", "=", "employer")
    .execute();
  const lines = await tx
    .selectFrom("payments")
    .select(["month", "status"])
    .where("person_id", "=", personId)
    .where("employer_id", "=", employerId)
    .where("status", "<>", "cancelled")
    .execute();
  const main = (scheme: string) => scheme === "pension" || scheme === "medical";
  const here = rows.filter((row) => row.employer_id === employerId);
  const running = here.filter((row) => row.stopped_on === null);
  const last = here
    .map((row) => row.stopped_on ?? "")
    .toSorted()
    .at(-1);
  const now = lines.filter((line) => line.month === month);
  return {
    registered: person !== undefined,
    activeHere: running.some((row) => main(row.scheme)),
    injuryOnlyHere: running.length > 0 && running.every((row) => row.scheme === "work-injury"),
    activeElsewhere: rows.some((row) => row.employer_id !== employerId && row.stopped_on === null && main(row.scheme)),
    everHere: here.length > 0,
    stoppedHere: here.length > 0 && running.length === 0,
    ...(running.length > 0 ? { schemesHere: [...new Set(running.map((row) => row.scheme))].toSorted() } : {}),
    ...(running.length === 0 && last ? { lastMonthHere: last } : {}),
    assessedThisMonth: now.length > 0,
    unpaidThisMonth: now.some((line) => line.status === "assessed" || line.status === "arrears"),
    arrivedThisMonth: now.some((line) => line.status === "arrived" || line.status === "back-paid"),
    unpaidBefore: lines.some((line) => line.month < month && line.status === "arrears"),
  } satisfies Known;
}
