import { beijingDay } from "@wsi/shared/case";
import { sql } from "kysely";
import { tell } from "../citizens/index.ts";
import type { Tx } from "../db.ts";
import type { Effect } from "../ports/core-insurance.ts";
import { handlerOf } from "./handlers/index.ts";
import type { Case } from "./load.ts";
import type { CaseParts } from "./parts.ts";
import { registerSubject } from "./subject.ts";

/** A case has its effect once, under this key. */
export const effectKey = ({ id }: Pick<Case, "id">): string => `case:${id}`;

/** Has the item's effect happen for the case as it is now; no answer when it has none. The case comes back with a newcomer's true id. */
export async function carryOut(
  parts: CaseParts,
  tx: Tx,
  kase: Case,
  now: Date,
): Promise<{ kase: Case; answer: Effect | undefined }> {
  const handler = handlerOf(kase.definition.code);
  if (!handler) return { kase, answer: undefined };
  await sql`savepoint carried_out`.execute(tx);
  const settled = await registerSubject(parts, tx, kase);
  const { personId, employerId, actorId } = settled;
  const answer = await handler.effect({
    tx,
    core: parts.core,
    subject: { personId, actorId, ...(employerId === null ? {} : { employerId }) },
    answers: kase.answers,
    key: effectKey(kase),
    today: beijingDay(now),
    now,
    volatile: parts.volatile,
    tell: (whom, title, text) =>
      tell(tx, { key: `case:${kase.id}:person:${whom}`, personId: whom, title, text, open: "me/notices/index" }, now),
  });
  // An act of several steps, or a newcomer put into the register for it, is all or nothing.
  if (answer.outcome === "refused") {
    await sql`rollback to savepoint carried_out`.execute(tx);
    return { kase, answer };
  }
  await sql`release savepoint carried_out`.execute(tx);
  return { kase: settled, answer };
}

/**
 * What the ledger would answer today: it is asked in earnest and everything is taken back. So a preview and a submission cannot
 * judge differently, and nobody waits days for a reviewer to hear what the ledger would have said at once.
 */
export async function rehearse(parts: CaseParts, tx: Tx, kase: Case, now: Date): Promise<Effect | undefined> {
  await sql`savepoint rehearsal`.execute(tx);
  const { answer } = await carryOut(parts, tx, kase, now);
  // A fault ends the whole transaction, so there is nothing to take back then.
  await sql`rollback to savepoint rehearsal`.execute(tx);
  return answer;
}
