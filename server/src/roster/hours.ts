import { isOpenBy, nextOpeningBy, type HourPlan } from "@wsi/shared/case";
import type { Tx } from "../db.ts";

/** The plan a group works by: its own, else the standard one. Null asks for the standard one. */
export async function planOf(tx: Tx, groupId: string | null): Promise<HourPlan> {
  const own =
    groupId === null
      ? undefined
      : await tx
          .selectFrom("skill_groups")
          .innerJoin("hour_plans", "hour_plans.id", "skill_groups.hour_plan_id")
          .select(["days", "special"])
          .where("skill_groups.id", "=", groupId)
          .executeTakeFirst();
  return (
    own ??
    (await tx
      .selectFrom("hour_plans")
      .select(["days", "special"])
      .where("standard", "=", true)
      .executeTakeFirstOrThrow())
  );
}

/** Whether the group (null: the desk as a whole) works at this instant. */
export const isOpenFor = async (tx: Tx, groupId: string | null, now: Date): Promise<boolean> =>
  isOpenBy(await planOf(tx, groupId), now);

/** When it works next, after this instant; null when it never does. */
export const nextOpeningFor = async (
  tx: Tx,
  groupId: string | null,
  now: Date,
): Promise<{ day: string; time: string } | null> => nextOpeningBy(await planOf(tx, groupId), now);
