import type { Tx } from "../../db.ts";
import { currentFigures } from "../../figures/index.ts";
import type { Correct, Effect, LedgerChange } from "../../ports/core-insurance.ts";
import { once, type LineKey, type Refused } from "../effect.ts";
import { correctBenefitRegion } from "./benefit.ts";
import { correctEntry } from "./entry.ts";
import { correctName } from "./name.ts";
import { correctPayee } from "./payee.ts";
import { correctStop } from "./stop.ts";
import { correctTier } from "./tier.ts";
import { correctWage } from "./wage.ts";
import { readWrong, type Ask, type Corrected, type Wrong } from "./wrong.ts";

/** Which acts each kind can be wrong in; a name can be in any. */
const acts: Record<Exclude<LedgerChange["kind"], "name">, readonly string[]> = {
  wage: ["enrol-employee", "declare-wages"],
  entry: ["enrol-employee"],
  stop: ["stop-employee"],
  tier: ["renew-flexible", "enrol-flexible", "change-tier"],
  "benefit-region": ["claim-unemployment"],
  payee: ["claim-unemployment"],
};

/**
 * 更正 in the ledger (decision 0019). One request, one correction; what it reversed and what it entered are told in the history of the
 * person and kept with who asked why, who proposed it and who confirmed it. Throws when the act named was never done to this person, or
 * is none that can be wrong in this: mistakes of the caller.
 */
export function correctLedger(tx: Tx, act: Correct): Promise<Effect> {
  const { personId, employerId, key, today, number, of, change } = act;
  // An account number is kept where payments need it and nowhere else.
  const asked = change.kind === "payee" ? { kind: change.kind } : change;
  const whom = { personId, ...(employerId === undefined ? {} : { employerId }) };
  return once(tx, { kind: "correct", key, today, ...whom, input: { number, of, change: asked } }, async () => {
    const wrong = await readWrong(tx, act);
    if (change.kind !== "name" && !acts[change.kind].includes(wrong.kind))
      throw new Error(`${wrong.kind} cannot be wrong in ${change.kind}`);
    const ask = { act, wrong, figures: await currentFigures(tx) };
    const done = await putRight(tx, ask);
    if ("outcome" in done) return done;
    const { was, now, text, reversed, entered, due, estimate } = done;
    await keep(tx, act, done);
    return {
      text: `${text}。`,
      due,
      ...(estimate === undefined ? {} : { estimate }),
      events: [
        {
          kind: "corrected",
          detail: {
            correction: number,
            of,
            what: change.kind,
            was,
            now,
            reversed: reversed.map(told),
            entered: entered.map(told),
            figures: ask.figures.version,
          },
        },
      ],
    };
  });
}

/** A line without whose it is: the event says that. */
const told = ({ month, scheme, number }: LineKey) => ({ month, scheme, number });

function employerOf({ employerId }: Correct): string {
  if (employerId === undefined) throw new Error("what an employer did is corrected for that employer");
  return employerId;
}

function putRight(
  tx: Tx,
  { act, wrong, figures }: { act: Correct; wrong: Wrong; figures: Ask<"wage">["figures"] },
): Promise<Corrected | Refused> {
  const { change } = act;
  switch (change.kind) {
    case "wage":
      return correctWage(tx, { act: { ...act, change }, wrong, figures }, employerOf(act));
    case "entry":
      return correctEntry(tx, { act: { ...act, change }, wrong, figures }, employerOf(act));
    case "stop":
      return correctStop(tx, { act: { ...act, change }, wrong, figures }, employerOf(act));
    case "tier":
      return correctTier(tx, { act: { ...act, change }, wrong, figures });
    case "benefit-region":
      return correctBenefitRegion(tx, { act: { ...act, change }, wrong, figures });
    case "payee":
      return correctPayee(tx, { act: { ...act, change }, wrong, figures });
    case "name":
      return correctName(tx, { act: { ...act, change }, wrong, figures });
  }
}

async function keep(tx: Tx, act: Correct, { was, now, reversed, entered }: Corrected): Promise<void> {
  await tx
    .insertInto("ledger_corrections")
    .values({
      number: act.number,
      person_id: act.personId,
      employer_id: act.employerId ?? null,
      kind: act.change.kind,
      of_key: act.of,
      was: JSON.stringify(was),
      now: JSON.stringify(now),
      why: act.why,
      proposed_by: act.proposedBy,
      confirmed_by: act.confirmedBy,
      on_day: act.today,
    })
    .execute();
  const parts = [
    ...reversed.map((line) => ({ ...line, part: "reversed" as const })),
    ...entered.map((line) => ({ ...line, part: "entered" as const })),
  ];
  if (parts.length === 0) return;
  await tx
    .insertInto("ledger_correction_lines")
    .values(parts.map(({ personId, ...line }) => ({ ...line, person_id: personId, correction: act.number })))
    .execute();
}
