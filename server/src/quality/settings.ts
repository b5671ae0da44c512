import type { QualitySettings, QualitySettingsView } from "@wsi/shared/contract";
import type { Tx } from "../db.ts";

/** How many talks are drawn, how many of them are scored by two, and how long an agent may appeal. The newest row counts; none is changed. */
export async function viewSettings(tx: Tx): Promise<QualitySettingsView> {
  const row = await tx
    .selectFrom("quality_settings as s")
    .leftJoin("staff", "staff.id", "s.set_by")
    .selectAll("s")
    .select("staff.name as by")
    .orderBy("s.id", "desc")
    .limit(1)
    .executeTakeFirstOrThrow();
  return {
    perAgent: row.per_agent,
    twicePercent: row.twice_percent,
    appealDays: row.appeal_days,
    by: row.by,
    at: row.set_at.toISOString(),
  };
}

export async function keepSettings(tx: Tx, wish: QualitySettings, staffId: string, now: Date): Promise<void> {
  await tx
    .insertInto("quality_settings")
    .values({
      per_agent: wish.perAgent,
      twice_percent: wish.twicePercent,
      appeal_days: wish.appealDays,
      set_by: staffId,
      set_at: now,
    })
    .execute();
}
