import { holds } from "@wsi/shared/field";
import type { ItemDefinition } from "@wsi/shared/item";
import { items } from "@wsi/shared/items";
import type { Tx } from "../db.ts";
import type { CoreInsurance } from "../ports/core-insurance.ts";
import { definitionOf, type RollRow } from "./load.ts";

/** The item that a roll is the batch of. */
export function itemOf(roll: Pick<RollRow, "code">): ItemDefinition {
  const { item } = definitionOf(roll.code);
  const found = (items as Record<string, ItemDefinition>)[item];
  if (!found) throw new Error(`a roll of ${item}, which is no item`);
  return found;
}

/**
 * Within how many working days a reviewer decides on such a roll of this employer; null: nobody has to look. A roll is the item many times
 * over, so the item's own rule says it: reviewed, unless what the register knows of the employer lets the machine decide. A rule that asks
 * after the single employee or the answers does not hold here: then a reviewer looks.
 */
export async function reviewDays(
  core: CoreInsurance,
  tx: Tx,
  roll: Pick<RollRow, "code" | "employer_id">,
  today: string,
): Promise<number | null> {
  const item = itemOf(roll);
  if (item.handling !== "reviewed") return null;
  const days = item.limits.promised;
  if (!item.autoDecide) return days;
  return holds(item.autoDecide.when, {}, await core.employerFacts(tx, roll.employer_id, today)) ? null : days;
}
