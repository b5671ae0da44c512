import { monthOf } from "@wsi/shared/values";
import type { Tx } from "../db.ts";
import { employerId, employersOn } from "./employers.ts";
import { ledgerOf, personIdOf } from "./life.ts";
import { personaOf, personas, type PersonaCode } from "./personas.ts";
import { writeLedgers } from "./write.ts";

/**
 * Loads the invented people with ten years of ledger each, relative to `today`. Whoever is there already stays as they are: what
 * was done in the demo is not undone by the next start. Answers how many came new.
 */
export async function loadPeople(tx: Tx, today: string): Promise<number> {
  await tx
    .insertInto("employers")
    .values(employersOn(monthOf(today)))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const there = await tx
    .selectFrom("people")
    .select("id_number")
    .where(
      "id_number",
      "in",
      personas.map((one) => one.idNumber),
    )
    .execute();
  const known = new Set(there.map((row) => row.id_number));
  const coming = personas.filter((one) => !known.has(one.idNumber));
  await writeLedgers(
    tx,
    coming.map((one) => ledgerOf(one, today)),
  );

  const clerks = coming.flatMap((one) =>
    one.clerkOf === undefined ? [] : [{ employer_id: employerId(one.clerkOf), person_id: personIdOf(one.idNumber) }],
  );
  const agents = coming.flatMap((one) =>
    (one.residents ?? []).map((code) => ({
      person_id: personIdOf(one.idNumber),
      resident_id: personIdOf(personaOf(code as PersonaCode).idNumber),
      community: "虚构街道示例社区",
    })),
  );
  if (clerks.length > 0)
    await tx
      .insertInto("employer_clerks")
      .values(clerks)
      .onConflict((c) => c.doNothing())
      .execute();
  if (agents.length > 0)
    await tx
      .insertInto("community_agents")
      .values(agents)
      .onConflict((c) => c.doNothing())
      .execute();
  return coming.length;
}
