import { beijingDay } from "@wsi/shared/case";
import { sql } from "kysely";
import type { Tx } from "../db.ts";
import type { Effect } from "../ports/core-insurance.ts";
import { handlerOf } from "./handlers/index.ts";
import type { Case } from "./load.ts";
import type { CaseParts } from "./parts.ts";

/** Has the item's effect happen for the case as it is now; undefined when it has none. */
export async function carryOut(parts: CaseParts, tx: Tx, kase: Case, now: Date): Promise<Effect | undefined> {
  return handlerOf(kase.definition.code)?.effect({
    tx,
    core: parts.core,
    personId: kase.personId,
    answers: kase.answers,
    key: `case:${kase.id}`,
    today: beijingDay(now),
  });
}

/**
 * What the ledger would answer today: it is asked in earnest and everything is taken back. So a preview and a submission cannot
 * judge differently, and nobody waits days for a reviewer to hear what the ledger would have said at once.
 */
export async function rehearse(parts: CaseParts, tx: Tx, kase: Case, now: Date): Promise<Effect | undefined> {
  await sql`savepoint rehearsal`.execute(tx);
  const answer = await carryOut(parts, tx, kase, now);
  // A fault ends the whole transaction, so there is nothing to take back then.
  await sql`rollback to savepoint rehearsal`.execute(tx);
  return answer;
}
