import type { StaffPreferences } from "@wsi/shared/contract";
import type { Tx } from "../db.ts";

const usual: StaffPreferences = { look: "system", enterSends: true };

/** How somebody likes their console, on whatever computer they sit at. */
export async function preferencesOf(tx: Tx, staffId: string): Promise<StaffPreferences> {
  const row = await tx
    .selectFrom("staff_preferences")
    .select(["look", "enter_sends"])
    .where("staff_id", "=", staffId)
    .executeTakeFirst();
  return row ? { look: row.look, enterSends: row.enter_sends } : usual;
}

export async function keepPreferences(
  tx: Tx,
  staffId: string,
  wish: StaffPreferences,
  now: Date,
): Promise<StaffPreferences> {
  const row = { look: wish.look, enter_sends: wish.enterSends, changed_at: now };
  await tx
    .insertInto("staff_preferences")
    .values({ staff_id: staffId, ...row })
    .onConflict((same) => same.column("staff_id").doUpdateSet(row))
    .execute();
  return wish;
}
