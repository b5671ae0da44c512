import type { SkillLevel } from "@wsi/shared/contract";
import type { Tx } from "../db.ts";

export interface Group {
  id: string;
  name: string;
  /** Takes what no other group's words catch. */
  standard: boolean;
}

const open = (tx: Tx) => tx.selectFrom("skill_groups").where("closed_at", "is", null);

/** The open groups somebody works in, with their level in each. */
export const groupsOf = (tx: Tx, staffId: string): Promise<(Group & { level: SkillLevel })[]> =>
  open(tx)
    .innerJoin("staff_groups", "staff_groups.group_id", "skill_groups.id")
    .select(["skill_groups.id", "skill_groups.name", "skill_groups.standard", "staff_groups.level"])
    .where("staff_groups.staff_id", "=", staffId)
    .orderBy("skill_groups.name")
    .execute();

/** Who works in a group, best first. Disabled accounts do not. */
export const agentsOf = (tx: Tx, groupId: string): Promise<{ staffId: string; name: string; level: SkillLevel }[]> =>
  tx
    .selectFrom("staff_groups")
    .innerJoin("staff", "staff.id", "staff_groups.staff_id")
    .select(["staff.id as staffId", "staff.name", "staff_groups.level"])
    .where("group_id", "=", groupId)
    .where("staff.disabled_at", "is", null)
    .orderBy("staff_groups.level", "desc")
    .orderBy("staff.name")
    .execute();

export const openGroups = (tx: Tx): Promise<Group[]> =>
  open(tx).select(["id", "name", "standard"]).orderBy("standard", "desc").orderBy("name").execute();

/**
 * The group for a question: the one most of whose words occur in it, longer words weighing more; else the standard one.
 * A group in which nobody works gets nothing.
 */
export async function groupFor(tx: Tx, question: string): Promise<Group> {
  const groups = await open(tx)
    .select(["id", "name", "standard", "words"])
    .where((where) =>
      where.or([
        where("standard", "=", true),
        where.exists(
          where
            .selectFrom("staff_groups")
            .innerJoin("staff", "staff.id", "staff_groups.staff_id")
            .select("staff.id")
            .whereRef("group_id", "=", "skill_groups.id")
            .where("staff.disabled_at", "is", null),
        ),
      ]),
    )
    .orderBy("name")
    .execute();
  const asked = question.toLowerCase();
  const weight = (words: readonly string[]) =>
    words.reduce((sum, word) => sum + (asked.includes(word.toLowerCase()) ? word.length : 0), 0);
  const standard = groups.find((one) => one.standard);
  if (!standard) throw new Error("no group takes what is left");
  const best = groups.reduce((best, one) => (weight(one.words) > weight(best.words) ? one : best), standard);
  return { id: best.id, name: best.name, standard: best.standard };
}
