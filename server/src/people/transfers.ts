import { addDays } from "@wsi/shared/values";
import type { Tx } from "../db.ts";
import { uuidOf } from "./identity.ts";
import { personIdOf } from "./life.ts";
import { personaOf } from "./personas.ts";

/** One invented transfer from another province, under way for three weeks. Once; later starts change nothing. */
export async function loadTransfers(tx: Tx, today: string): Promise<void> {
  await tx
    .insertInto("pension_transfers")
    .values({
      id: uuidOf("transfer job-changer"),
      person_id: personIdOf(personaOf("job-changer").idNumber),
      from_place: "虚构省示例市",
      to_place: "武汉市",
      applied_on: addDays(today, -21),
      step: 3,
      step_on: addDays(today, -2),
      months: 27,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
