import { beijingDay } from "@wsi/shared/case";
import type { RollCard, RollColumnView, RollKindView, RollView } from "@wsi/shared/contract";
import { schemeNames, type Scheme } from "@wsi/shared/insurance";
import { wordsOf, type RollDefinition } from "@wsi/shared/item";
import { rolls } from "@wsi/shared/rolls";
import { PersonName } from "@wsi/shared/values";
import type { Tx } from "../db.ts";
import type { CoreInsurance } from "../ports/core-insurance.ts";
import { isRefusal, type Refusal } from "../refusal.ts";
import { reviewDays } from "./review-rule.ts";
import { allowed, definitionOf, findRoll, type RollRow } from "./load.ts";
import { wrongRows } from "./wrong.ts";

const mostListed = 50;
const rowsAPage = 20;

const columnsOf = (kind: RollDefinition): RollColumnView[] =>
  Object.entries(kind.columns).map(([key, asked]) => {
    const words = wordsOf(asked);
    return {
      key,
      label: asked.label,
      required: !asked.optional,
      note: asked.help ?? "",
      ...(words ? { words } : {}),
    };
  });

/** The kinds of roll that this person may send in for the employer. */
export async function rollKinds(
  core: CoreInsurance,
  tx: Tx,
  actorId: string,
  employerId: string,
  today: string,
): Promise<{ kinds: RollKindView[]; projects: { id: string; name: string }[] } | Refusal> {
  const kinds: RollKindView[] = [];
  let barred: Refusal | undefined;
  for (const { code } of Object.values(rolls)) {
    const kind = await allowed(tx, actorId, { code, employerId }, today);
    if (isRefusal(kind)) barred ??= kind;
    else
      kinds.push({
        code,
        item: kind.item,
        name: kind.name,
        advice: kind.advice,
        consequences: kind.consequences,
        of: kind.of ?? null,
        columns: columnsOf(kind),
      });
  }
  if (kinds.length === 0 && barred) return barred;
  const projects = (await core.projects(tx, employerId, today))
    .filter((one) => one.to >= today)
    .map(({ id, name }) => ({ id, name }));
  const employer = await core.findEmployer(tx, employerId);
  return { kinds: kinds.filter((one) => one.of === null || employer?.construction === true), projects };
}

const cardOf = (roll: RollRow): RollCard => ({
  id: roll.id,
  code: roll.code,
  name: definitionOf(roll.code).name,
  fileName: roll.file_name,
  state: roll.state,
  total: roll.total,
  done: roll.done,
  bad: roll.bad,
  createdAt: roll.created_at.toISOString(),
});

/** Of the employer, newest first, of the kinds the person may send in. */
export async function listRolls(tx: Tx, actorId: string, employerId: string, today: string): Promise<RollCard[]> {
  const rows = await tx
    .selectFrom("rolls")
    .selectAll()
    .where("employer_id", "=", employerId)
    .orderBy("created_at", "desc")
    .limit(mostListed)
    .execute();
  const may = new Set<string>();
  for (const code of new Set(rows.map((row) => row.code)))
    if (!isRefusal(await allowed(tx, actorId, { code, employerId }, today))) may.add(code);
  return rows.filter((row) => may.has(row.code)).map(cardOf);
}

/** `after`: the last row of the page before. */
export async function viewRoll(
  core: CoreInsurance,
  tx: Tx,
  actorId: string,
  given: { id: string; after?: number | undefined; again?: boolean },
  now: Date,
): Promise<RollView | Refusal> {
  const today = beijingDay(now);
  const roll = await findRoll(tx, actorId, given.id, today);
  if (isRefusal(roll)) return roll;
  const kind = definitionOf(roll.code);
  const people = await core.findPeople(tx, [roll.actor_id, ...(roll.confirmed_by ? [roll.confirmed_by] : [])]);
  const employer = await core.findEmployer(tx, roll.employer_id);
  const masked = (id: string) => PersonName.mask(people.get(id)?.name ?? "");
  const wrong = await wrongRows(tx, roll, { after: given.after ?? 0, most: rowsAPage + 1 });
  const written =
    roll.state === "applying"
      ? await tx.selectFrom("roll_progress").select("done").where("roll_id", "=", roll.id).executeTakeFirst()
      : undefined;
  const due = roll.summary?.due ?? {};
  return {
    ...cardOf(roll),
    again: given.again === true,
    by: masked(roll.actor_id),
    employer: employer?.name ?? "",
    written: written?.done ?? 0,
    columns: columnsOf(kind),
    consequences: kind.consequences,
    note: roll.note,
    review: {
      // Looked up only while the clerk reads it: the page of a roll that is checked asks every second.
      days: roll.state === "checked" || roll.state === "reviewing" ? await reviewDays(core, tx, roll, today) : null,
      due: roll.state === "reviewing" ? roll.review_due : null,
      returned: roll.returned_because,
    },
    wrong: wrong.slice(0, rowsAPage).map(({ at, cells, problems }) => ({
      at,
      cells: Object.fromEntries(
        Object.entries(cells).map(([key, cell]) => [key, typeof cell === "string" ? cell : cell.lossy]),
      ),
      problems,
    })),
    more: wrong.length > rowsAPage,
    summary: roll.summary && {
      people: roll.summary.people,
      months: roll.summary.months,
      due: (Object.keys(schemeNames) as Scheme[]).flatMap((scheme) => {
        const amount = due[scheme];
        return amount === undefined ? [] : [{ label: schemeNames[scheme], amount }];
      }),
      total: Object.values(due).reduce((sum, amount) => sum + amount, 0),
    },
    outcome: roll.outcome && {
      ...roll.outcome,
      at: (roll.applied_at ?? roll.updated_at).toISOString(),
      by: masked(roll.confirmed_by ?? roll.actor_id),
    },
    erased: roll.rows_erased_at !== null,
  };
}
