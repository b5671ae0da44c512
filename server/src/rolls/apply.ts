import { beijingDay } from "@wsi/shared/case";
import { tell, tellMany } from "../citizens/index.ts";
import type { Db, Tx } from "../db.ts";
import type { CoreInsurance, Effect, Roll } from "../ports/core-insurance.ts";
import { note } from "./history.ts";
import { definitionOf, type RollRow } from "./load.ts";
import { emptyRoll, rollOf } from "./rows.ts";
import { takeRoll } from "./take.ts";

const page = (roll: RollRow) => `rolls/roll/index?id=${roll.id}`;

/**
 * Applies the next confirmed roll: the ledger, the notices and the roll's own end in one transaction, so that a process killed at any
 * moment leaves all of it or nothing, and the next one begins anew. False: there is none, or another process is at it. What the ledger
 * refuses now (somebody was enrolled elsewhere since) goes back to be checked, and nothing of it has happened.
 */
export const applyNext = (db: Db, core: CoreInsurance, now: () => Date): Promise<boolean> =>
  takeRoll(db, "applying", now, async (tx, roll) => {
    const employer = await core.findEmployer(tx, roll.employer_id);
    let done = 0;
    const effect = await core.applyRoll(tx, {
      employerId: roll.employer_id,
      today: beijingDay(now()),
      key: `roll:${roll.id}`,
      head: emptyRoll(roll.code, roll.project_id),
      slices: () => slicesOf(tx, roll),
      async written(people) {
        await tellMany(tx, noticesOf(roll, employer?.name ?? "单位", people), now());
        done += people.length;
        await noteProgress(db, roll.id, done, now());
      },
    });
    await settle(tx, roll, effect, now());
  });

/** Small, so that what a slice needs is soon given back: a roll is never in memory as a whole. */
const rowsASlice = 500;

async function* slicesOf(tx: Tx, roll: RollRow): AsyncIterable<Roll> {
  let after = 0;
  for (;;) {
    const rows = await tx
      .selectFrom("roll_rows")
      .select(["at", "answers"])
      .where("roll_id", "=", roll.id)
      .where("at", ">", after)
      .orderBy("at")
      .limit(rowsASlice)
      .execute();
    const last = rows.at(-1);
    if (!last) return;
    after = last.at;
    yield rollOf(
      roll,
      rows.map(({ answers }) => {
        if (answers === null) throw new Error("a row of a confirmed roll was never read");
        return answers;
      }),
    );
  }
}

const noticesOf = (roll: RollRow, employer: string, people: readonly { personId: string; text: string }[]) =>
  people.map(({ personId, text }) => ({
    key: `roll:${roll.id}:${personId}`,
    personId,
    title: `${employer}为您办理：${definitionOf(roll.code).title.replace("花名册", "")}`,
    text: `${text}\n有疑问请问单位，或打 12333。`,
    open: "lookups/enrolments/index",
  }));

/** Beside the transaction, which nobody can look into: how far it is. Lost with the process, like the work it tells of. */
async function noteProgress(db: Db, rollId: string, done: number, at: Date): Promise<void> {
  await db
    .insertInto("roll_progress")
    .values({ roll_id: rollId, done, at })
    .onConflict((same) => same.column("roll_id").doUpdateSet({ done, at }))
    .execute();
}

async function settle(tx: Tx, roll: RollRow, effect: Effect, now: Date): Promise<void> {
  const kind = definitionOf(roll.code);
  const clerk = { personId: roll.confirmed_by ?? roll.actor_id, open: page(roll) };
  if (effect.outcome === "refused") {
    await tx.updateTable("roll_rows").set({ checked: false }).where("roll_id", "=", roll.id).execute();
    const why = `确认以后账上有了变化：${effect.because}。什么都没有办，正在重新核对。`;
    await tx
      .updateTable("rolls")
      .set({ state: "checking", done: 0, note: why, review_due: null, updated_at: now })
      .where("id", "=", roll.id)
      .execute();
    await note(tx, roll.id, { step: "sent-back", note: effect.because }, now);
    const key = `roll:${roll.id}:back:${roll.updated_at.toISOString()}`;
    await tell(tx, { key, title: `「${kind.name}」要再核对一次`, text: why, ...clerk }, now);
    return;
  }
  const { receipt, text, due, estimate } = effect;
  const outcome = { receipt, text, due, ...(estimate === undefined ? {} : { estimate }) };
  await tx
    .updateTable("rolls")
    .set({ state: "applied", outcome: JSON.stringify(outcome), note: null, applied_at: now, updated_at: now })
    .where("id", "=", roll.id)
    .execute();
  await note(tx, roll.id, { step: "applied" }, now);
  await tell(tx, { key: `roll:${roll.id}:applied`, title: `「${kind.name}」办好了`, text, ...clerk }, now);
}
