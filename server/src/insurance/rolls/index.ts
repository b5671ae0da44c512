/**
 * An employer's act for many people in one: judged row by row by the rules of the act for one, read and written in sets, all rows or
 * none, once a key. Each kind says how in its own file (kind.ts is what they have in common); people.ts finds who is meant.
 */
import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Tx } from "../../db.ts";
import type { ApplyRoll, Effect, JudgeRoll, Roll, RollPerson, RowVerdict } from "../../ports/core-insurance.ts";
import { currentFigures } from "../../figures/index.ts";
import { isContact } from "../contacts.ts";
import { once, refused, tell, type Refused } from "../effect.ts";
import { cancelRoll } from "./cancel.ts";
import { enrolRoll } from "./enrol.ts";
import { infoRoll } from "./info.ts";
import { isBad, type Bad, type Count, type Frame, type Kind, type Total } from "./kind.ts";
import { knownPeople, registerAll } from "./people.ts";
import { stopRoll } from "./stop.ts";
import { wageRoll } from "./wages.ts";
import { workerRoll } from "./workers.ts";

/** A kind with the type of its rows forgotten: it is only ever given those of the roll whose kind it is. */
type AnyKind = Kind<RollPerson, unknown>;
const kinds = {
  "employee-enrolment": enrolRoll,
  "employee-stop": stopRoll,
  "month-cancellation": cancelRoll,
  "wage-declaration": wageRoll,
  "employee-info-change": infoRoll,
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

/** The first look at a roll: everybody in it is found or put into the register. Holds numbers and ids alone. */
async function meet(tx: Tx, act: ApplyRoll, frame: Frame) {
  const kind = kindOf(act.head);
  const digest = createHash("sha256").update(JSON.stringify(act.head));
  const numbers = new Set<string>();
  const persons: string[] = [];
  let rows = 0;
  for await (const { rows: slice } of act.slices()) {
    const people = kind.newcomers ? await registerAll(tx, slice, frame.employer.region) : await knownPeople(tx, slice);
    for (const { id } of people.values()) persons.push(id);
    for (const row of slice) {
      numbers.add(row.idNumber);
      // Where somebody can be reached is no part of it: what stays for ever must not let anybody try numbers against it.
      digest.update(JSON.stringify(row, (name, value: unknown) => (isContact(name) ? undefined : value)));
    }
    rows += slice.length;
  }
  return { persons, twice: numbers.size < rows, input: { rows, digest: digest.digest("hex") } };
}

/** Plans and writes slice after slice; once a row cannot be done nothing more is written, and the rest is only counted. */
async function writeAll(tx: Tx, act: ApplyRoll, frame: Frame): Promise<Refused | Total> {
  const kind = kindOf(act.head);
  const total: Total = { people: 0, due: 0, counts: {} };
  let first: Bad | undefined;
  let wrong = 0;
  for await (const { rows } of act.slices()) {
    const people = await knownPeople(tx, rows);
    const [plans, bad] = partition(await kind.plan(tx, frame, rows, people));
    first ??= bad[0];
    wrong += bad.length;
    if (first) continue;
    const written = await kind.write(tx, { ...frame, key: act.key }, plans, people);
    await tell(
      tx,
      act,
      written.flatMap((one) => one.events),
    );
    for (const { due, counts = {} } of written) {
      total.people += 1;
      total.due += due;
      for (const [what, more] of Object.entries(counts) as [Count, number][])
        total.counts[what] = (total.counts[what] ?? 0) + more;
    }
    await act.written?.(written.map(({ personId, text }) => ({ personId, text })));
  }
  return first ? refused(`有 ${wrong} 行现在办不成，整份名册都没有办：${first.because}`, first.instead) : total;
}

function partition(plans: readonly unknown[]): [unknown[], Bad[]] {
  return [plans.filter((plan) => !isBad(plan)), plans.filter(isBad)];
}

/** All rows or none: refused, it leaves nothing behind, not even a newcomer in the register. */
export async function applyRoll(tx: Tx, act: ApplyRoll): Promise<Effect> {
  const { employerId, today, key, head } = act;
  const kind = kindOf(head);
  const frame = await frameOf(tx, { employerId, today, roll: head });
  await sql`savepoint roll`.execute(tx);
  const { persons, twice, input } = await meet(tx, act, frame);
  const effect = await once(tx, { kind: `roll:${head.kind}`, key, employerId, persons, today, input }, async () => {
    const barred = await kind.barrier(tx, frame);
    if (barred) return barred;
    if (twice) return refused("名册里有人出现了两次", "每人请只留一行");
    if (input.rows === 0) return refused("名册是空的", "请至少填一个人");
    await sql`set constraints ledger_events_effect_key_fkey deferred`.execute(tx);
    const total = await writeAll(tx, act, frame);
    if ("outcome" in total) return total;
    return { ...kind.sum(frame, total), events: [{ kind: "roll-applied", detail: { of: head.kind, ...input } }] };
  });
  await sql.raw(effect.outcome === "refused" ? "rollback to savepoint roll" : "release savepoint roll").execute(tx);
  return effect;
}
