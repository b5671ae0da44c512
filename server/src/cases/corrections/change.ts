import { fieldsOf, isShown } from "@wsi/shared/item";
import { sql } from "kysely";
import type { Tx } from "../../db.ts";
import type { Effect, LedgerChange } from "../../ports/core-insurance.ts";
import { handlerOf } from "../handlers/index.ts";
import type { Case } from "../load.ts";
import type { CaseParts } from "../parts.ts";
import { effectKey } from "../rehearse.ts";

const changesOf = (kase: Case) => handlerOf(kase.definition.code)?.corrections ?? {};

/** Questions of the case whose answer, when it is wrong, is put right in the ledger. */
export const correctable = (kase: Case): string[] => {
  if (kase.decision?.outcome !== "approved") return [];
  const fields = fieldsOf(kase.definition);
  return Object.keys(changesOf(kase)).filter((name) => {
    const asked = fields[name];
    return asked !== undefined && isShown(asked, kase.answers, kase.facts);
  });
};

export const changeFor = (kase: Case, field: string, value: unknown): LedgerChange | undefined =>
  correctable(kase).includes(field) ? changesOf(kase)[field]?.(value as never) : undefined;

/** The request, as far as the ledger needs it. */
export interface Request {
  number: string;
  field: string;
  why: string;
  value: { is: unknown } | null;
}

/** Has the ledger put right what the request names. Throws when it names nothing that the ledger could. */
export function correctInLedger(
  parts: Pick<CaseParts, "core">,
  tx: Tx,
  kase: Case,
  request: Request,
  staff: { proposedBy: string; confirmedBy: string; today: string },
): Promise<Effect> {
  const change = request.value === null ? undefined : changeFor(kase, request.field, request.value.is);
  if (!change) throw new Error("the request changes nothing in the ledger");
  return parts.core.correct(tx, {
    personId: kase.personId,
    ...(kase.employerId === null ? {} : { employerId: kase.employerId }),
    key: `correction:${request.number}`,
    number: request.number,
    of: effectKey(kase),
    why: request.why,
    change,
    ...staff,
  });
}

const nobody = "00000000-0000-0000-0000-000000000000";

/** What the ledger would say today: asked in earnest and taken back. */
export async function rehearseCorrection(
  parts: Pick<CaseParts, "core">,
  tx: Tx,
  kase: Case,
  request: Request,
  staff: { id: string; today: string },
): Promise<Effect> {
  await sql`savepoint correction_rehearsal`.execute(tx);
  const answer = await correctInLedger(parts, tx, kase, request, {
    proposedBy: nobody,
    confirmedBy: staff.id,
    today: staff.today,
  });
  await sql`rollback to savepoint correction_rehearsal`.execute(tx);
  return answer;
}
