import type { SkillLevel } from "@wsi/shared/contract";
import type { Tx } from "../db.ts";

export interface Group {
  id: string;
  name: string;
  /** Takes what no other group's words catch. */
  standard: boolean;
  /** Minutes of working time. */
  waitLimit: number;
}

const open = (tx: Tx) => tx.selectFrom("skill_groups").where("closed_at", "is", null);

/** The open groups somebody works in, with their level in each. */
export const groupsOf = (tx: Tx, staffId: string): Promise<(Omit<Group, "waitLimit"> & { level: SkillLevel })[]> =>
  open(tx)
    .innerJoin("staff_groups", "staff_groups.group_id", "skill_groups.id")
    .select(["skill_groups.id", "skill_groups.name", "skill_groups.standard", "staff_groups.level"])
    .where("staff_groups.staff_id", "=", staffId)
    .orderBy("skill_groups.name")
    .execute();

export const openGroups = (tx: Tx): Promise<Group[]> =>
  open(tx)
    .select(["id", "name", "standard", "wait_limit as waitLimit"])
    .orderBy("standard", "desc")
    .orderBy("name")
    .execute();

export type WordedGroup = Group & { words: readonly string[] };

/** The groups that can be given something: somebody works there, or they take what is left. */
export const workedGroups = (tx: Tx): Promise<WordedGroup[]> =>
  open(tx)
    .select(["id", "name", "standard", "wait_limit as waitLimit", "words"])
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

/** The group for a question: the one most of whose words occur in it, longer words weighing more; else the standard one. */
export function chooseGroup(groups: readonly WordedGroup[], question: string): WordedGroup {
  const asked = question.toLowerCase();
  const weight = (words: readonly string[]) =>
    words.reduce((sum, word) => sum + (asked.includes(word.toLowerCase()) ? word.length : 0), 0);
  const standard = groups.find((one) => one.standard);
  if (!standard) throw new Error("no group takes what is left");
  return groups.reduce((best, one) => (weight(one.words) > weight(best.words) ? one : best), standard);
}
