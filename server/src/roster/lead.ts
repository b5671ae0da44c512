import type { StaffBrief, StaffRole } from "@wsi/shared/contract";
import { sql } from "kysely";
import type { Tx } from "../db.ts";

/** Who orders the desk: administrators everywhere, supervisors in the groups they work in. */
export interface Lead {
  staffId: string;
  roles: readonly StaffRole[];
}

export const isAdmin = (lead: Lead) => lead.roles.includes("admin");

export async function leadsGroup(tx: Tx, lead: Lead, groupId: string): Promise<boolean> {
  if (isAdmin(lead)) return true;
  if (!lead.roles.includes("supervisor")) return false;
  const row = await tx
    .selectFrom("staff_groups")
    .select("staff_id")
    .where("group_id", "=", groupId)
    .where("staff_id", "=", lead.staffId)
    .executeTakeFirst();
  return row !== undefined;
}

/** Those at the desk that a lead may roster: everybody, or whoever shares a group. Disabled accounts are nobody. */
export async function rostered(tx: Tx, lead: Lead): Promise<StaffBrief[]> {
  let query = tx
    .selectFrom("staff")
    .select(["id", "name", "roles"])
    .where("disabled_at", "is", null)
    .where(sql<boolean>`roles && array['agent', 'supervisor']`);
  if (!isAdmin(lead)) {
    if (!lead.roles.includes("supervisor")) return [];
    query = query.where(
      sql<boolean>`exists (select 1 from staff_groups theirs join staff_groups mine using (group_id)
        join skill_groups g on g.id = theirs.group_id and g.closed_at is null
        where theirs.staff_id = staff.id and mine.staff_id = ${lead.staffId})`,
    );
  }
  return query.orderBy("name").execute();
}

export const mayRoster = async (tx: Tx, lead: Lead, staffId: string): Promise<boolean> =>
  (await rostered(tx, lead)).some((one) => one.id === staffId);
