import { beijingInstant } from "@wsi/shared/case";
import { addDays, monthOf } from "@wsi/shared/values";
import type { Tx } from "../db.ts";
import { scopeOf } from "../delegation/index.ts";
import { currentFigures } from "../figures/index.ts";
import { colleagues } from "./colleagues.ts";
import { employerId, employersOn } from "./employers.ts";
import { uuidOf } from "./identity.ts";
import { ledgerOf, personIdOf } from "./life.ts";
import { personaOf, personas, type Persona, type PersonaCode } from "./personas.ts";
import { loadSite } from "./site.ts";
import { loadTransfers } from "./transfers.ts";
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
      [...personas, ...colleagues].map((one) => one.idNumber),
    )
    .execute();
  const known = new Set(there.map((row) => row.id_number));
  const coming = personas.filter((one) => !known.has(one.idNumber));
  const others = colleagues.filter((one) => !known.has(one.idNumber));
  const figures = await currentFigures(tx);
  await writeLedgers(
    tx,
    [...coming, ...others].map((one) => ledgerOf(figures, one, today)),
    figures.version,
  );
  await loadRights(tx, coming, today);
  await loadSite(tx, today);
  await loadTransfers(tx, today);
  return coming.length + others.length;
}

/** A year's rights for those who came new: the clerk's binding, the residents' mandates, the owner's place in the register. */
async function loadRights(tx: Tx, coming: readonly Persona[], today: string): Promise<void> {
  const at = beijingInstant(today, "01:00");
  const year = { from_day: today, until_day: addDays(today, 365) };
  const open = { ended_at: null, ended_because: null, reminded_at: null };
  const clerks = coming.flatMap((one) =>
    one.clerkOf === undefined
      ? []
      : [
          {
            employer_id: employerId(one.clerkOf),
            person_id: personIdOf(one.idNumber),
            granted_by: "counter" as const,
            granted_by_id: null,
            granted_at: at,
            ...year,
            items: null,
            document: "单位委托书（示例）001",
            ...open,
          },
        ],
  );
  const pairs = coming.flatMap((one) =>
    (one.residents ?? []).map((code) => ({
      agentId: personIdOf(one.idNumber),
      residentId: personIdOf(personaOf(code as PersonaCode).idNumber),
    })),
  );
  if (coming.some((one) => one.code === "teahouse-owner"))
    await tx
      .updateTable("employers")
      .set({ legal_person_id: personIdOf(personaOf("teahouse-owner").idNumber) })
      .where("id", "=", employerId("teahouse"))
      .execute();
  if (clerks.length > 0)
    await tx
      .insertInto("employer_clerks")
      .values(clerks)
      .onConflict((c) => c.doNothing())
      .execute();
  if (pairs.length === 0) return;
  await tx
    .insertInto("community_agents")
    .values(
      pairs.map(({ agentId, residentId }) => ({
        person_id: agentId,
        resident_id: residentId,
        community: "虚构街道示例社区",
      })),
    )
    .onConflict((c) => c.doNothing())
    .execute();
  await tx
    .insertInto("mandates")
    .values(
      pairs.map(({ agentId, residentId }) => ({
        id: uuidOf(`mandate ${residentId} ${agentId}`),
        person_id: residentId,
        holder_id: agentId,
        relation: "community-agent" as const,
        items: scopeOf("agent").map((item) => item.code),
        lookups: true,
        ...year,
        road: "phone" as const,
        document: null,
        recorded_by: null,
        offered_at: at,
        accepted_at: at,
        ...open,
      })),
    )
    .onConflict((c) => c.doNothing())
    .execute();
}
