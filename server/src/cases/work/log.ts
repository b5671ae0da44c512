import type { Tx } from "../../db.ts";
import type { WorkDeed } from "./tables.ts";

interface Deed {
  at: Date;
  what: WorkDeed;
  /** Null: the machine. */
  by: string | null;
  whom?: string;
  outcome?: string;
  note?: string;
  late?: boolean;
  seconds?: number;
}

/** Adds to what staff did with a case among themselves: for colleagues and statistics, never for the citizen. */
export async function writeWork(
  tx: Tx,
  kase: { id: string; definition: { code: string } },
  { at, what, by, whom, outcome, note, late, seconds }: Deed,
): Promise<void> {
  await tx
    .insertInto("case_work_log")
    .values({
      case_id: kase.id,
      item_code: kase.definition.code,
      at,
      what,
      by_staff: by,
      whom: whom ?? null,
      outcome: outcome ?? null,
      note: note ?? null,
      late: late ?? null,
      seconds: seconds ?? null,
    })
    .execute();
}

export const workLog = (tx: Tx, caseId: string) =>
  tx.selectFrom("case_work_log").selectAll().where("case_id", "=", caseId).orderBy("id", "desc").limit(200).execute();
