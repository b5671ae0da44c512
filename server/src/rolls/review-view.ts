import { beijingDay, standing } from "@wsi/shared/case";
import type { RollReviewCard, RollReviewRows, RollReviewView, WorkCounts } from "@wsi/shared/contract";
import { maskAnswer, printAnswer } from "@wsi/shared/field";
import { schemeNames, type Scheme } from "@wsi/shared/insurance";
import { PersonName } from "@wsi/shared/values";
import type { Tx } from "../db.ts";
import type { CoreInsurance } from "../ports/core-insurance.ts";
import { refuse, type Refusal } from "../refusal.ts";
import { absentRoll, definitionOf, type RollRow } from "./load.ts";
import { itemOf } from "./review-rule.ts";
import { signsOf } from "./signs.ts";

const mostListed = 200;
const rowsAPage = 50;

export async function countReviews(tx: Tx, now: Date): Promise<WorkCounts["rolls"]> {
  return tx
    .selectFrom("rolls")
    .select((q) => [
      q.fn.countAll<number>().as("todo"),
      q.fn.countAll<number>().filterWhere("review_due", "<", beijingDay(now)).as("late"),
    ])
    .where("state", "=", "reviewing")
    .executeTakeFirstOrThrow();
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

/** Given back, it is the clerk's to mend: nobody reads along. */
async function findReadable(tx: Tx, id: string): Promise<RollRow | undefined> {
  const roll = await findReviewed(tx, id);
  return roll?.state === "checking" || roll?.state === "checked" ? undefined : roll;
}

/** A page of its rows, masked. `after`: the last row of the page before. */
export async function reviewRows(
  tx: Tx,
  given: { id: string; after?: number | undefined },
): Promise<RollReviewRows | Refusal> {
  const roll = await findReadable(tx, given.id);
  if (!roll) return absentRoll();
  const columns = Object.entries(definitionOf(roll.code).columns);
  const rows = await tx
    .selectFrom("roll_rows")
    .select(["at", "answers"])
    .where("roll_id", "=", roll.id)
    .where("at", ">", given.after ?? 0)
    .orderBy("at")
    .limit(rowsAPage + 1)
    .execute();
  return {
    rows: rows.slice(0, rowsAPage).map(({ at, answers }) => {
      const cells: Record<string, string> = {};
      const masked: string[] = [];
      for (const [key, asked] of columns) {
        const value = answers?.[key];
        cells[key] = value === undefined ? "" : maskAnswer(asked, value);
        if (value !== undefined && cells[key] !== printAnswer(asked, value)) masked.push(key);
      }
      return { at, cells, masked };
    }),
    more: rows.length > rowsAPage,
  };
}

/** One cell in full, with whom it is about: null, who is not in the register yet. The caller keeps why it was looked at. */
export async function revealCell(
  core: CoreInsurance,
  tx: Tx,
  given: { id: string; at: number; column: string },
): Promise<{ value: string; label: string; personId: string | null } | Refusal> {
  const roll = await findReadable(tx, given.id);
  if (!roll) return absentRoll();
  const { columns, unique } = definitionOf(roll.code);
  const asked = Object.hasOwn(columns, given.column) ? columns[given.column] : undefined;
  const row = await tx
    .selectFrom("roll_rows")
    .select("answers")
    .where("roll_id", "=", roll.id)
    .where("at", "=", given.at)
    .executeTakeFirst();
  const value = row?.answers?.[given.column];
  if (!asked || value === undefined) return refuse("not-found", "名册里没有这一格，请刷新后再看");
  const person = await core.findPerson(tx, String(row?.answers?.[unique] ?? ""));
  return { value: printAnswer(asked, value), label: asked.label, personId: person?.id ?? null };
}
