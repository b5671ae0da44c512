import { isOpenBy, nextOpeningBy, workedMinutesBy, type HourPlan } from "@wsi/shared/case";
import { usualWaitLimit, type DeskService } from "@wsi/shared/contract";
import type { Membership, Roster } from "../desk/index.ts";
import type { Tx } from "../db.ts";
import { chooseGroup, openGroups, workedGroups, type Group, type WordedGroup } from "./groups.ts";

/** The PostgreSQL channel that tells of every change of groups, members and plans. */
const ROSTER_CHANNEL = "roster";
/** A change whose word was lost is seen after so long at the latest. */
const KEPT_MS = 1_000;

/** Hours, and who serves in them. */
type Plan = HourPlan & { service: DeskService };

/** All that the desk asks for, as one reading found it. */
interface Order {
  groups: readonly Group[];
  /** Those somebody works in, with their words, and the standard one. */
  worked: readonly WordedGroup[];
  members: readonly Membership[];
  standard: Plan;
  /** Of groups with a plan of their own. */
  plans: ReadonlyMap<string, Plan>;
}

async function readOrder(tx: Tx): Promise<Order> {
  const groups = await openGroups(tx);
  const worked = await workedGroups(tx);
  const members = await tx
    .selectFrom("staff_groups")
    .innerJoin("staff", "staff.id", "staff_groups.staff_id")
    .innerJoin("skill_groups", "skill_groups.id", "staff_groups.group_id")
    .select(["staff_groups.group_id as groupId", "staff.id as staffId", "staff_groups.level"])
    .where("staff.disabled_at", "is", null)
    .where("skill_groups.closed_at", "is", null)
    .execute();
  const plans = await tx
    .selectFrom("hour_plans")
    .leftJoin("skill_groups", "skill_groups.hour_plan_id", "hour_plans.id")
    .select(["skill_groups.id", "hour_plans.standard", "days", "special", "service"])
    .execute();
  const standard = plans.find((one) => one.standard);
  if (!standard) throw new Error("no plan is the standard one");
  const own = plans.flatMap((one) => (one.id === null ? [] : [[one.id, one] as const]));
  return { groups, worked, members, standard, plans: new Map(own) };
}

/**
 * What the desk asks of its order, kept for a second and until somebody changes it: five hundred who ask for a person at once then cost one
 * reading. What no group's words catch is anybody's: whoever is ready serves it.
 */
export async function followRoster(
  listen: (channel: string, hear: () => void) => Promise<unknown>,
  moment: () => number = () => performance.now(),
): Promise<Roster> {
  let kept: { order: Order; until: number } | undefined;
  let changes = 0;
  await listen(ROSTER_CHANNEL, () => {
    changes += 1;
    kept = undefined;
  });
  async function order(tx: Tx): Promise<Order> {
    if (kept && moment() < kept.until) return kept.order;
    const before = changes;
    const read = await readOrder(tx);
    // Changed while it was read: good for this one caller only.
    if (changes === before) kept = { order: read, until: moment() + KEPT_MS };
    return read;
  }
  const planOf = ({ plans, standard }: Order, groupId: string | null) =>
    (groupId === null ? undefined : plans.get(groupId)) ?? standard;
  return {
    groups: async (tx) => (await order(tx)).groups,
    async groupFor(tx, question) {
      const group = chooseGroup((await order(tx)).worked, question);
      return group.standard ? null : group.id;
    },
    members: async (tx) => (await order(tx)).members,
    isOpen: async (tx, groupId, at) => isOpenBy(planOf(await order(tx), groupId), at),
    /** Outside the hours it is always our desk, which takes messages. */
    async service(tx, groupId, at) {
      const plan = planOf(await order(tx), groupId);
      return isOpenBy(plan, at) ? plan.service : "desk";
    },
    nextOpening: async (tx, groupId, at) => nextOpeningBy(planOf(await order(tx), groupId), at),
    async waitLimit(tx, groupId) {
      const { groups } = await order(tx);
      // What is anybody's, and what a group had that is closed now, waits as the standard group's.
      const group = groups.find((one) => one.id === groupId) ?? groups.find((one) => one.standard);
      return group?.waitLimit ?? usualWaitLimit;
    },
    workedMinutes: async (tx, groupId, from, to) => workedMinutesBy(planOf(await order(tx), groupId), from, to),
  };
}
