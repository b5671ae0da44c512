import { randomUUID } from "node:crypto";
import type { HourPlanDraft, HourPlanView } from "@wsi/shared/contract";
import { sql } from "kysely";
import type { Tx } from "../db.ts";
import { refuse, type Refusal } from "../refusal.ts";

const plans = (tx: Tx) =>
  tx
    .selectFrom("hour_plans")
    .leftJoin("staff", "staff.id", "hour_plans.changed_by")
    .select([
      "hour_plans.id",
      "hour_plans.name",
      "days",
      "special",
      "standard",
      "service",
      "changed_at",
      "staff.name as changed_by",
    ])
    .select(
      sql<
        { id: string; name: string }[]
      >`coalesce((select jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name) order by g.name)
        from skill_groups g where g.closed_at is null
          and (g.hour_plan_id = hour_plans.id or (g.hour_plan_id is null and hour_plans.standard))), '[]')`.as(
        "groups",
      ),
    );
type Row = Awaited<ReturnType<ReturnType<typeof plans>["execute"]>>[number];

const printPlan = (row: Row): HourPlanView => ({
  id: row.id,
  name: row.name,
  days: row.days,
  special: row.special,
  standard: row.standard,
  service: row.service,
  groups: row.groups,
  changedBy: row.changed_by,
  changedAt: row.changed_at.toISOString(),
});

export const listPlans = async (tx: Tx): Promise<HourPlanView[]> =>
  (await plans(tx).orderBy("standard", "desc").orderBy("hour_plans.name").execute()).map(printPlan);

async function nameTaken(tx: Tx, name: string, but?: string): Promise<Refusal | null> {
  let same = tx.selectFrom("hour_plans").select("id").where("name", "=", name);
  if (but !== undefined) same = same.where("id", "<>", but);
  return (await same.executeTakeFirst())
    ? refuse("conflict", "已经有同名的工作时间，请换一个名称", {
        problems: [{ field: "name", message: "已经有同名的" }],
      })
    : null;
}
const written = (draft: HourPlanDraft) => ({
  name: draft.name,
  service: draft.service,
  days: JSON.stringify(draft.days),
  special: JSON.stringify(draft.special.toSorted((a, b) => (a.day < b.day ? -1 : 1))),
});

export async function addPlan(tx: Tx, draft: HourPlanDraft, by: string, now: Date): Promise<HourPlanView | Refusal> {
  const wrong = await nameTaken(tx, draft.name);
  if (wrong) return wrong;
  const id = randomUUID();
  await tx
    .insertInto("hour_plans")
    .values({ id, ...written(draft), changed_by: by, changed_at: now })
    .execute();
  return printPlan(await plans(tx).where("hour_plans.id", "=", id).executeTakeFirstOrThrow());
}

export async function changePlan(
  tx: Tx,
  { id, ...draft }: HourPlanDraft & { id: string },
  by: string,
  now: Date,
): Promise<HourPlanView | Refusal> {
  const wrong = await nameTaken(tx, draft.name, id);
  if (wrong) return wrong;
  await tx
    .updateTable("hour_plans")
    .set({ ...written(draft), changed_by: by, changed_at: now })
    .where("id", "=", id)
    .execute();
  const row = await plans(tx).where("hour_plans.id", "=", id).executeTakeFirst();
  return row ? printPlan(row) : refuse("not-found", "这份工作时间已经不在了，请刷新");
}

export async function removePlan(tx: Tx, id: string): Promise<{ done: true } | Refusal> {
  const row = await plans(tx).where("hour_plans.id", "=", id).executeTakeFirst();
  if (!row) return refuse("not-found", "这份工作时间已经不在了，请刷新");
  if (row.standard) return refuse("refused", "标准工作时间给没有单独设置的小组用，不能删去");
  const [group] = row.groups;
  if (group) return refuse("conflict", `「${group.name}」在用这份工作时间，不能删去`, { instead: "请先给小组换一份" });
  // Closed groups let go of it.
  await tx.updateTable("skill_groups").set({ hour_plan_id: null }).where("hour_plan_id", "=", id).execute();
  await tx.deleteFrom("hour_plans").where("id", "=", id).execute();
  return { done: true };
}
