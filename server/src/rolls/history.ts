import type { Tx } from "../db.ts";
import type { RollStep } from "./tables.ts";

interface Step {
  step: RollStep;
  actorId?: string;
  staffId?: string;
  note?: string;
  /** Of a decision: after the promised day. */
  late?: boolean;
}

/** A step in the life of a roll, in the transaction that takes it. */
export async function note(
  tx: Tx,
  rollId: string,
  { step, actorId, staffId, note: text, late }: Step,
  at: Date,
): Promise<void> {
  await tx
    .insertInto("roll_history")
    .values({
      roll_id: rollId,
      at,
      step,
      actor_id: actorId ?? null,
      staff_id: staffId ?? null,
      note: text ?? null,
      late: late ?? null,
    })
    .execute();
}
