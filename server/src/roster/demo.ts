import { randomUUID } from "node:crypto";
import { beijingDay, isWorkingDay } from "@wsi/shared/case";
import { addDays } from "@wsi/shared/values";
import type { Tx } from "../db.ts";

const groups = [
  { name: "失业与就业组", about: "失业保险金、就业登记", words: ["失业", "失业金", "就业", "失业保险"] },
  { name: "养老待遇组", about: "退休、养老金、待遇资格认证", words: ["退休", "养老金", "资格认证", "养老待遇"] },
];
const replies = [
  { title: "问候", text: "您好，{市民称呼}，我是{坐席}，请问有什么可以帮您？" },
  { title: "正在查询", text: "请稍等，我正在帮您查，大约需要两三分钟。" },
  {
    title: "办理进度",
    text: "{市民称呼}，您的「{事项}」（编号 {办件编号}）现在{办理进度}，可以在小程序「我的办件」里随时查看。",
  },
  { title: "到窗口办理", text: "这件事需要带身份证原件到就近的社保窗口办理，工作日 9:00–12:00、13:00–17:00。" },
  { title: "结束", text: "请问还有其他可以帮您的吗？没有的话我先结束这次会话，之后您随时可以再找我们。" },
];

/** For trying out: groups, canned replies and a week of shifts for the demo's people at the desk. Once; what is there stays. */
export async function loadDemoRoster(tx: Tx, staffIds: readonly string[], now: Date): Promise<void> {
  const known = await tx.selectFrom("staff_groups").select("staff_id").executeTakeFirst();
  const [first] = staffIds;
  if (known || first === undefined) return;
  const made = groups.map((one) => ({
    ...one,
    id: randomUUID(),
    hour_plan_id: null,
    created_at: now,
    closed_at: null,
  }));
  await tx.insertInto("skill_groups").values(made).execute();
  const all = await tx.selectFrom("skill_groups").select("id").execute();
  await tx
    .insertInto("staff_groups")
    .values(
      all.flatMap(({ id }) =>
        staffIds.map((staff) => ({ group_id: id, staff_id: staff, level: 2 as const, joined_at: now })),
      ),
    )
    .execute();
  await tx
    .insertInto("canned_replies")
    .values(
      replies.map((one) => ({
        ...one,
        id: randomUUID(),
        scope: "public" as const,
        staff_id: first,
        group_id: null,
        used_at: null,
        changed_by: null,
        changed_at: now,
      })),
    )
    .execute();
  const today = beijingDay(now);
  const days = Array.from({ length: 8 }, (_, ahead) => addDays(today, ahead)).filter(isWorkingDay);
  await tx
    .insertInto("shifts")
    .values(
      days.flatMap((day) =>
        staffIds.map((staff) => ({
          id: randomUUID(),
          staff_id: staff,
          day,
          starts: "09:00",
          ends: "17:00",
          came_at: null,
          left_at: null,
          note: "",
          set_by: null,
          set_at: now,
        })),
      ),
    )
    .execute();
}
