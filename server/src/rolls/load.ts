import type { RollDefinition } from "@wsi/shared/item";
import { isRollCode, rolls, type RollCode } from "@wsi/shared/rolls";
import type { Selectable } from "kysely";
import { rightFor } from "../delegation/index.ts";
import type { Tx } from "../db.ts";
import { isRefusal, refuse, type Refusal } from "../refusal.ts";
import type { RollTables } from "./tables.ts";

export type RollRow = Selectable<RollTables["rolls"]>;
export const definitionOf = (code: RollCode): RollDefinition => rolls[code];

export const absentRoll = () => refuse("not-found", "没有找到这份花名册，请从列表重新进入");

/** The kind of roll, when this person may send such a one in for the employer today. */
export async function allowed(
  tx: Tx,
  actorId: string,
  of: { code: string; employerId: string },
  today: string,
): Promise<RollDefinition | Refusal> {
  if (!isRollCode(of.code)) return refuse("not-found", "没有这种花名册，请从列表重新进入");
  const roll = definitionOf(of.code);
  const right = await rightFor(tx, actorId, { as: "employer", employerId: of.employerId }, { item: roll.item }, today);
  return isRefusal(right) ? right : roll;
}

/** A roll that this person may see: any clerk of the employer with the right to the item, since work is handed over. */
export async function findRoll(
  tx: Tx,
  actorId: string,
  id: string,
  today: string,
  how: "look" | "change" = "look",
): Promise<RollRow | Refusal> {
  const row = await tx
    .selectFrom("rolls")
    .selectAll()
    .where("id", "=", id)
    .$if(how === "change", (q) => q.forNoKeyUpdate())
    .executeTakeFirst();
  if (!row) return absentRoll();
  const may = await allowed(tx, actorId, { code: row.code, employerId: row.employer_id }, today);
  return isRefusal(may) ? (row.actor_id === actorId ? may : absentRoll()) : row;
}
