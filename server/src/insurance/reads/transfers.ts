import type { Tx } from "../../db.ts";
import type { PensionTransfer } from "../../ports/core-insurance.ts";

/** Transfers of the person, newest first. */
export async function transfers(tx: Tx, personId: string): Promise<PensionTransfer[]> {
  const rows = await tx
    .selectFrom("pension_transfers")
    .selectAll()
    .where("person_id", "=", personId)
    .orderBy("applied_on", "desc")
    .execute();
  return rows.map((row) => ({
    fromPlace: row.from_place,
    toPlace: row.to_place,
    appliedOn: row.applied_on,
    step: row.step,
    stepOn: row.step_on,
    ...(row.months === null ? {} : { months: row.months }),
  }));
}
