import { beijingDay } from "@wsi/shared/case";
import { clerksInForce, mandatesInForce } from "../delegation/index.ts";
import type { Tx } from "../db.ts";
import { viewerOf } from "./access.ts";
import { casesAround, type Case } from "./load.ts";

/** What a person sees in 「我的办件」: their own, what others did in their name, and what they do for others within today's rights. */
export async function listCases(tx: Tx, personId: string, now: Date): Promise<Case[]> {
  const today = beijingDay(now);
  const clerks = await clerksInForce(tx, today).where("person_id", "=", personId).execute();
  const mandates = await mandatesInForce(tx, today).where("holder_id", "=", personId).execute();
  const scopes = new Map<string, string[] | null>([
    ...clerks.map((row): [string, string[] | null] => [row.employer_id, row.items]),
    ...mandates.map((row): [string, string[] | null] => [row.person_id, row.items]),
  ]);
  const mayAct = (kase: Case): boolean => {
    if (kase.capacity === "agent" && kase.actorId !== personId) return false;
    const scope = scopes.get(kase.employerId ?? kase.personId);
    return scope === null || (scope?.includes(kase.definition.code) ?? false);
  };
  const found = await casesAround(
    tx,
    personId,
    clerks.map((row) => row.employer_id),
  );
  return found.filter((kase) => viewerOf(kase, personId) !== "actor" || mayAct(kase));
}
