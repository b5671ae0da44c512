/**
 * An employer's act for many people in one: judged row by row by the rules of the act for one, read and written in sets, all rows or
 * none, once a key. Each kind says how in its own file (kind.ts is what they have in common); people.ts finds who is meant.
 */
import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Tx } from "../../db.ts";
import type { ApplyRoll, JudgeRoll, Roll, RollApplied, RollPerson, RowVerdict } from "../../ports/core-insurance.ts";
import { currentFigures } from "../../figures/index.ts";
import { once, refused, tell, type Refused } from "../effect.ts";
import { enrolRoll } from "./enrol.ts";
import { isBad, type Frame, type Kind } from "./kind.ts";
import { knownPeople, registerAll, slicesOf, type Known } from "./people.ts";
import { stopRoll } from "./stop.ts";
import { wageRoll } from "./wages.ts";
import { workerRoll } from "./workers.ts";

/** Small, so that what a slice needs is soon given back. */
const sliceSize = 500;

/** A kind with the type of its rows forgotten: it is only ever given those of the roll whose kind it is. */
type AnyKind = Kind<RollPerson, unknown>;
const kinds = {
  "employee-enrolment": enrolRoll,
  "employee-stop": stopRoll,
  "wage-declaration": wageRoll,
  "project-workers": workerRoll,
} as const satisfies Record<Roll["kind"], unknown>;
const kindOf = (roll: Roll): AnyKind => kinds[roll.kind] as unknown as AnyKind;

async function frameOf(tx: Tx, { employerId, today, roll }: JudgeRoll): Promise<Frame> {
  const employer = await tx
    .selectFrom("employers")
    .select(["region", "opened_on"])
    .where("id", "=", employerId)
    .executeTakeFirstOrThrow();
  const figures = await currentFigures(tx);
  return { employerId, employer, today, figures, ...("projectId" in roll ? { projectId: roll.projectId } : {}) };
}

/** Why such a roll cannot be taken today at all. */
export async function barRoll(tx: Tx, ask: JudgeRoll): Promise<{ because: string; instead: string } | undefined> {
  return kindOf(ask.roll).barrier(tx, await frameOf(tx, ask));
}

export async function judgeRoll(tx: Tx, ask: JudgeRoll): Promise<RowVerdict[]> {
  const kind = kindOf(ask.roll);
  const rows: readonly RollPerson[] = ask.roll.rows;
  const people = await knownPeople(tx, rows);
  const plans = await kind.plan(tx, await frameOf(tx, ask), rows, people);
  return plans.map((plan) => (isBad(plan) ? plan : kind.verdict(plan)));
}

function nobodyTwice(rows: readonly RollPerson[]): Refused | undefined {
  const numbers = new Set(rows.map((row) => row.idNumber));
  return numbers.size === rows.length ? undefined : refused("名册里有人出现了两次", "每人请只留一行");
}

/** All rows or none: refused, it leaves nothing behind, not even a newcomer in the register. */
export async function applyRoll(tx: Tx, act: ApplyRoll): Promise<RollApplied> {
  const { employerId, today, key, roll } = act;
  const kind = kindOf(roll);
  const rows: readonly RollPerson[] = roll.rows;
  const frame = await frameOf(tx, act);
  await sql`savepoint roll`.execute(tx);
  const people = new Map<string, Known>();
  for (const slice of slicesOf(rows, sliceSize)) {
    const found = kind.newcomers ? await registerAll(tx, slice, frame.employer.region) : await knownPeople(tx, slice);
    for (const [number, one] of found) people.set(number, one);
  }
  const told: RollApplied["told"] = [];
  const persons = [...people.values()].map((one) => one.id);
  const digest = createHash("sha256").update(JSON.stringify(roll)).digest("hex");
  const input = { rows: rows.length, digest };
  const effect = await once(tx, { kind: `roll:${roll.kind}`, key, employerId, persons, today, input }, async () => {
    const barred = (await kind.barrier(tx, frame)) ?? nobodyTwice(rows);
    if (barred) return barred;
    if (rows.length === 0) return refused("名册是空的", "请至少填一个人");
    const plans: unknown[] = [];
    for (const slice of slicesOf(rows, sliceSize)) plans.push(...(await kind.plan(tx, frame, slice, people)));
    const wrong = plans.filter(isBad);
    const [first] = wrong;
    if (first)
      return refused(`有 ${wrong.length} 行现在办不成，整份名册都没有办：${first.because}`, `${first.instead}`);
    await sql`set constraints ledger_events_effect_key_fkey deferred`.execute(tx);
    let due = 0;
    for (const slice of slicesOf(plans, sliceSize)) {
      const written = await kind.write(tx, { ...frame, key }, slice, people);
      await tell(
        tx,
        act,
        written.flatMap((one) => one.events),
      );
      for (const { personId, text, due: owed } of written) {
        told.push({ personId, text });
        due += owed;
      }
      await act.progress?.(told.length);
    }
    return {
      ...kind.sum(frame, plans, due),
      events: [{ kind: "roll-applied", detail: { of: roll.kind, ...input } }],
    };
  });
  await sql.raw(effect.outcome === "refused" ? "rollback to savepoint roll" : "release savepoint roll").execute(tx);
  return { effect, told };
}
