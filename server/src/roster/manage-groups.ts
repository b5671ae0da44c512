import { randomUUID } from "node:crypto";
import { isOpenBy, nextOpeningBy, type HourPlan } from "@wsi/shared/case";
import type { GroupDraft, GroupMember, GroupView, SkillLevel, StaffBrief } from "@wsi/shared/contract";
import { sql } from "kysely";
import type { Tx } from "../db.ts";
import { OFFLINE_MS, setCap } from "../desk/index.ts";
import { refuse, type Refusal } from "../refusal.ts";
import { isAdmin, leadsGroup, type Lead } from "./lead.ts";

const usualCap = 5;

async function membersOf(tx: Tx, now: Date): Promise<{ groupId: string; member: GroupMember }[]> {
  const there = new Date(now.getTime() - OFFLINE_MS);
  const rows = await tx
    .selectFrom("staff_groups")
    .innerJoin("staff", "staff.id", "staff_groups.staff_id")
    .leftJoin("desk_agents", "desk_agents.staff_id", "staff.id")
    .select(["staff_groups.group_id", "staff.id", "staff.name", "staff.roles", "staff_groups.level", "desk_agents.cap"])
    .select([
      sql<boolean>`coalesce(desk_agents.state = 'ready' and desk_agents.seen_at > ${there}, false)`.as("ready"),
      sql<number>`(select count(*)::integer from conversations c where c.agent_id = staff.id and c.state = 'assigned')`.as(
        "load",
      ),
    ])
    .where("staff.disabled_at", "is", null)
    .orderBy("staff_groups.level", "desc")
    .orderBy("staff.name")
    .execute();
  return rows.map(({ group_id, cap, ...one }) => ({ groupId: group_id, member: { ...one, cap: cap ?? usualCap } }));
}

/** Every open group with its people, the standard one first. */
export async function listGroups(tx: Tx, lead: Lead, now: Date): Promise<{ groups: GroupView[]; staff: StaffBrief[] }> {
  const rows = await tx
    .selectFrom("skill_groups")
    .leftJoin("hour_plans", (on) =>
      on.on(sql<boolean>`case when skill_groups.hour_plan_id is null then hour_plans.standard
        else hour_plans.id = skill_groups.hour_plan_id end`),
    )
    .select([
      "skill_groups.id",
      "skill_groups.name",
      "about",
      "words",
      "skill_groups.standard",
      "hour_plan_id",
      "wait_limit",
      "days",
      "special",
    ])
    .where("closed_at", "is", null)
    .orderBy("skill_groups.standard", "desc")
    .orderBy("skill_groups.name")
    .execute();
  const members = await membersOf(tx, now);
  const groups = rows.map(({ days, special, ...row }): GroupView => {
    const plan = { days, special } as HourPlan;
    const theirs = members.flatMap((one) => (one.groupId === row.id ? [one.member] : []));
    const open = isOpenBy(plan, now);
    return {
      id: row.id,
      name: row.name,
      about: row.about,
      words: row.words,
      standard: row.standard,
      hourPlanId: row.hour_plan_id,
      waitLimit: row.wait_limit,
      open,
      opensAt: open ? null : nextOpeningBy(plan, now),
      members: theirs,
      mine: isAdmin(lead) || theirs.some((one) => one.id === lead.staffId),
    };
  });
  const staff = await tx
    .selectFrom("staff")
    .select(["id", "name", "roles"])
    .where("disabled_at", "is", null)
    .where(sql<boolean>`roles && array['agent', 'supervisor']`)
    .orderBy("name")
    .execute();
  return { groups, staff };
}

async function viewGroup(tx: Tx, lead: Lead, id: string, now: Date): Promise<GroupView | Refusal> {
  const { groups } = await listGroups(tx, lead, now);
  return groups.find((one) => one.id === id) ?? refuse("not-found", "找不到这个小组，请刷新");
}

async function flaw(tx: Tx, draft: GroupDraft, but?: string): Promise<Refusal | null> {
  let same = tx.selectFrom("skill_groups").select("id").where("name", "=", draft.name);
  if (but !== undefined) same = same.where("id", "<>", but);
  if (await same.executeTakeFirst())
    return refuse("conflict", "已经有同名的小组（可能是停用的），请换一个名称", {
      problems: [{ field: "name", message: "已经有同名的小组" }],
    });
  if (draft.hourPlanId === null) return null;
  const plan = await tx.selectFrom("hour_plans").select("id").where("id", "=", draft.hourPlanId).executeTakeFirst();
  return plan ? null : refuse("not-found", "这份工作时间已经不在了，请重新选择");
}

export async function addGroup(tx: Tx, lead: Lead, draft: GroupDraft, now: Date): Promise<GroupView | Refusal> {
  const wrong = await flaw(tx, draft);
  if (wrong) return wrong;
  const id = randomUUID();
  await tx
    .insertInto("skill_groups")
    .values({
      id,
      name: draft.name,
      about: draft.about,
      words: [...new Set(draft.words)],
      hour_plan_id: draft.hourPlanId,
      wait_limit: draft.waitLimit,
      created_at: now,
      closed_at: null,
    })
    .execute();
  return viewGroup(tx, lead, id, now);
}

const notYours = () => refuse("not-allowed", "这个小组不归您管，请联系管理员");

export async function changeGroup(
  tx: Tx,
  lead: Lead,
  { id, ...draft }: GroupDraft & { id: string },
  now: Date,
): Promise<GroupView | Refusal> {
  if (!(await leadsGroup(tx, lead, id))) return notYours();
  const wrong = await flaw(tx, draft, id);
  if (wrong) return wrong;
  await tx
    .updateTable("skill_groups")
    .set({
      name: draft.name,
      about: draft.about,
      words: [...new Set(draft.words)],
      hour_plan_id: draft.hourPlanId,
      wait_limit: draft.waitLimit,
    })
    .where("id", "=", id)
    .where("closed_at", "is", null)
    .execute();
  return viewGroup(tx, lead, id, now);
}

/** What was its own goes to the standard group from now on; what it did stays in the records. */
export async function closeGroup(tx: Tx, id: string, now: Date): Promise<{ done: true } | Refusal> {
  const row = await tx
    .selectFrom("skill_groups")
    .select(["standard", "closed_at"])
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row || row.closed_at !== null) return refuse("not-found", "找不到这个小组，请刷新");
  if (row.standard) return refuse("refused", "这个小组接待其余所有问题，不能停用");
  await tx.updateTable("skill_groups").set({ closed_at: now }).where("id", "=", id).execute();
  return { done: true };
}

/** Into the group, or another level there; the cap is the person's, in all groups together. */
export async function setMember(
  tx: Tx,
  lead: Lead,
  given: { id: string; staffId: string; level: SkillLevel; cap: number },
  now: Date,
): Promise<GroupView | Refusal> {
  if (!(await leadsGroup(tx, lead, given.id))) return notYours();
  const staff = await tx
    .selectFrom("staff")
    .select("roles")
    .where("id", "=", given.staffId)
    .where("disabled_at", "is", null)
    .executeTakeFirst();
  if (!staff) return refuse("not-found", "找不到这位同事，或账号已停用");
  if (!staff.roles.includes("agent") && !staff.roles.includes("supervisor"))
    return refuse("refused", "这位同事没有客服岗位，不能接待", { instead: "请管理员先在「人员」里加上客服岗位" });
  const group = await viewGroup(tx, lead, given.id, now);
  if (!("members" in group)) return group;
  await tx
    .insertInto("staff_groups")
    .values({ group_id: given.id, staff_id: given.staffId, level: given.level, joined_at: now })
    .onConflict((same) => same.columns(["group_id", "staff_id"]).doUpdateSet({ level: given.level }))
    .execute();
  await setCap(tx, given.staffId, given.cap);
  return viewGroup(tx, lead, given.id, now);
}

export async function removeMember(
  tx: Tx,
  lead: Lead,
  given: { id: string; staffId: string },
  now: Date,
): Promise<GroupView | Refusal> {
  if (!(await leadsGroup(tx, lead, given.id))) return notYours();
  await tx.deleteFrom("staff_groups").where("group_id", "=", given.id).where("staff_id", "=", given.staffId).execute();
  return viewGroup(tx, lead, given.id, now);
}
