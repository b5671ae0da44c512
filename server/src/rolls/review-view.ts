import { beijingDay, standing } from "@wsi/shared/case";
import type { RollReviewCard, RollReviewRows, RollReviewView } from "@wsi/shared/contract";
import { maskAnswer } from "@wsi/shared/field";
import { schemeNames, type Scheme } from "@wsi/shared/insurance";
import { PersonName } from "@wsi/shared/values";
import type { Tx } from "../db.ts";
import type { CoreInsurance } from "../ports/core-insurance.ts";
import type { Refusal } from "../refusal.ts";
import { absentRoll, definitionOf, type RollRow } from "./load.ts";
import { itemOf } from "./review-rule.ts";
import { signsOf } from "./signs.ts";

const mostListed = 200;
const rowsAPage = 50;

export async function countReviews(tx: Tx): Promise<number> {
  const { n } = await tx
    .selectFrom("rolls")
    .select((q) => q.fn.countAll<number>().as("n"))
    .where("state", "=", "reviewing")
    .executeTakeFirstOrThrow();
  return n;
}

/** Those that wait for a decision, the one due first on top. */
export async function listReviews(core: CoreInsurance, tx: Tx, now: Date): Promise<RollReviewCard[]> {
  const rolls = await tx
    .selectFrom("rolls")
    .selectAll()
    .where("state", "=", "reviewing")
    .orderBy("review_due")
    .orderBy("confirmed_at")
    .limit(mostListed)
    .execute();
  const employers = await core.findEmployers(tx, [...new Set(rolls.map((roll) => roll.employer_id))]);
  return rolls.map((roll) => cardOf(roll, employers.get(roll.employer_id)?.name ?? "", now));
}

function cardOf(roll: RollRow, employer: string, now: Date): RollReviewCard {
  const limit = itemOf(roll).limits.promised;
  const due = roll.review_due;
  const sums = roll.summary?.due ?? {};
  return {
    id: roll.id,
    name: definitionOf(roll.code).name,
    employer,
    state: roll.state,
    people: roll.total,
    due: (Object.keys(schemeNames) as Scheme[]).flatMap((scheme) => {
      const amount = sums[scheme];
      return amount === undefined ? [] : [{ label: schemeNames[scheme], amount }];
    }),
    total: Object.values(sums).reduce((sum, amount) => sum + amount, 0),
    confirmedAt: (roll.confirmed_at ?? roll.updated_at).toISOString(),
    clock:
      due === null || roll.state !== "reviewing"
        ? { limit, due: null, tone: "none", left: null }
        : { limit, due, ...standing(due, limit, beijingDay(now)) },
  };
}

/** What has been confirmed once a reviewer may see, also after the decision; what a clerk still prepares is the clerk's alone. */
async function findReviewed(tx: Tx, id: string): Promise<RollRow | undefined> {
  const roll = await tx.selectFrom("rolls").selectAll().where("id", "=", id).executeTakeFirst();
  if (!roll?.confirmed_at) return undefined;
  const seen = await tx
    .selectFrom("roll_history")
    .select("id")
    .where("roll_id", "=", id)
    .where("step", "in", ["approved", "returned"])
    .executeTakeFirst();
  return roll.state === "reviewing" || seen ? roll : undefined;
}

export async function viewReview(
  core: CoreInsurance,
  tx: Tx,
  id: string,
  now: Date,
): Promise<RollReviewView | Refusal> {
  const roll = await findReviewed(tx, id);
  if (!roll) return absentRoll();
  const employer = await core.findEmployer(tx, roll.employer_id);
  const people = await core.findPeople(tx, roll.confirmed_by ? [roll.confirmed_by] : []);
  const clerk = PersonName.mask(people.get(roll.confirmed_by ?? "")?.name ?? "");
  const steps = await tx
    .selectFrom("roll_history")
    .leftJoin("staff", "staff.id", "roll_history.staff_id")
    .select(["at", "step", "note", "actor_id", "staff.name"])
    .where("roll_id", "=", id)
    .orderBy("roll_history.id")
    .execute();
  return {
    ...cardOf(roll, employer?.name ?? "", now),
    creditCode: employer?.creditCode ?? "",
    clerk,
    months: roll.summary?.months ?? 0,
    signs: roll.state === "reviewing" ? await signsOf(core, tx, roll, beijingDay(now)) : [],
    columns: Object.entries(definitionOf(roll.code).columns).map(([key, { label }]) => ({ key, label })),
    history: steps.map((one) => ({
      at: one.at.toISOString(),
      step: one.step,
      by: one.name ?? (one.actor_id === null ? "系统" : "经办人"),
      note: one.note,
    })),
  };
}

/** A page of its rows, masked. `after`: the last row of the page before. */
export async function reviewRows(
  tx: Tx,
  given: { id: string; after?: number | undefined },
): Promise<RollReviewRows | Refusal> {
  const roll = await findReviewed(tx, given.id);
  // Given back, it is the clerk's to mend: nobody reads along.
  if (!roll || roll.state === "checking" || roll.state === "checked") return absentRoll();
  const { columns } = definitionOf(roll.code);
  const rows = await tx
    .selectFrom("roll_rows")
    .select(["at", "answers"])
    .where("roll_id", "=", roll.id)
    .where("at", ">", given.after ?? 0)
    .orderBy("at")
    .limit(rowsAPage + 1)
    .execute();
  return {
    rows: rows.slice(0, rowsAPage).map(({ at, answers }) => ({
      at,
      cells: Object.fromEntries(
        Object.entries(columns).map(([key, asked]) => {
          const value = answers?.[key];
          return [key, value === undefined ? "" : maskAnswer(asked, value)];
        }),
      ),
    })),
    more: rows.length > rowsAPage,
  };
}
