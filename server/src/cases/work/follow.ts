import { beijingDay, dueDay, targetDay } from "@wsi/shared/case";
import type { Tx } from "../../db.ts";
import { eventsOf, type Case } from "../load.ts";

const open = ["submitted", "accepted", "returned"] as const;
export const riskRank = { high: 1, medium: 2, low: 3 } as const;

/**
 * Keeps the reviewers' list in line with the case, in the transaction of whatever moved it. A case that waits for the person, or for
 * a second pair of eyes, is in nobody's hands.
 */
export async function followWork(tx: Tx, kase: Case): Promise<void> {
  if (kase.handling === "instant" || kase.number === null || kase.submittedAt === null) return;
  // In its cool-off a case is not yet the office's.
  if (kase.state === "submitted" && kase.waitsUntil !== null) return;
  if (!(open as readonly string[]).includes(kase.state)) {
    await tx.deleteFrom("case_work").where("case_id", "=", kase.id).execute();
    return;
  }
  const history = (await eventsOf(tx, kase.id)).map((one) => ({ action: one.action, at: one.at.toISOString() }));
  const { promised, statutory } = kase.definition.limits;
  const dayOf = (limit: number) => {
    const due = dueDay(history, limit);
    return due === "waiting" ? null : due;
  };
  const row = {
    state: kase.state,
    region: regionOf(kase),
    promised: dayOf(promised),
    statutory: statutory === undefined ? null : dayOf(statutory),
    target: targetDay(history, promised) ?? beijingDay(kase.submittedAt),
    proposed_by: kase.proposal?.by ?? null,
    asks_consent: kase.consent !== null && kase.consent.agreed === undefined,
  };
  const free = kase.state === "returned" || kase.proposal !== null;
  await tx
    .insertInto("case_work")
    .values({
      case_id: kase.id,
      number: kase.number,
      item_code: kase.definition.code,
      risk_rank: riskRank[kase.definition.risk],
      submitted_at: kase.submittedAt,
      ...row,
    })
    .onConflict((same) =>
      same
        .column("case_id")
        .doUpdateSet({ ...row, ...(free ? { claimed_by: null, claimed_at: null, claimed_until: null } : {}) }),
    )
    .execute();
}

/** The district: what the person chose, else where the register has them. */
function regionOf(kase: Case): string | null {
  const given = [kase.answers["region"], kase.facts["currentRegion"]].find(
    (one) => typeof one === "string" && /^\d{6}$/.test(one),
  );
  return typeof given === "string" ? given : null;
}
