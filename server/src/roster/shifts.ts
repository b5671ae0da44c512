import { beijingDay } from "@wsi/shared/case";
import { sql } from "kysely";
import type { Tx } from "../db.ts";

const clock = (at: Date) => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(11, 16);

/** Somebody is ready at the desk, or left it: written into today's shift that is on, or about to be. Without a shift it is nothing. */
export async function attend(tx: Tx, staffId: string, did: "came" | "left", now: Date): Promise<void> {
  const time = clock(now);
  // An hour early still is this shift.
  const soon = time >= "23:00" ? "23:59" : clock(new Date(now.getTime() + 3_600_000));
  const shift = await tx
    .selectFrom("shifts")
    .select(["id"])
    .where("staff_id", "=", staffId)
    .where("day", "=", beijingDay(now))
    .where("starts", "<=", soon)
    .where(did === "came" ? sql<boolean>`ends > ${time}::time` : sql<boolean>`came_at is not null`)
    .orderBy("starts", did === "came" ? "asc" : "desc")
    .executeTakeFirst();
  if (!shift) return;
  await tx
    .updateTable("shifts")
    .set((row) =>
      did === "came" ? { came_at: row.fn.coalesce("came_at", sql<Date>`${now}`), left_at: null } : { left_at: now },
    )
    .where("id", "=", shift.id)
    .execute();
}
