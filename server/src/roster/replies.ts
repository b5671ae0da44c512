import type { ReplyView } from "@wsi/shared/contract";
import { sql } from "kysely";
import type { Tx } from "../db.ts";
import { refuse, type Refusal } from "../refusal.ts";

/** Everybody's, every group's, and one's own: what an administrator keeps in order. */
export const allReplies = (tx: Tx, staffId: string) =>
  tx
    .selectFrom("canned_replies")
    .innerJoin("staff", "staff.id", "canned_replies.staff_id")
    .leftJoin("skill_groups", "skill_groups.id", "canned_replies.group_id")
    .selectAll("canned_replies")
    .select(["staff.name as by", "skill_groups.name as group_name"])
    .where("skill_groups.closed_at", "is", null)
    .where((where) => where.or([where("scope", "<>", "private"), where("canned_replies.staff_id", "=", staffId)]));

/** Of these, what somebody can use: of the groups only their own. */
export const visible = (tx: Tx, staffId: string) =>
  allReplies(tx, staffId).where((where) =>
    where.or([
      where("scope", "<>", "group"),
      where.exists(
        where
          .selectFrom("staff_groups")
          .select("staff_groups.staff_id")
          .whereRef("staff_groups.group_id", "=", "canned_replies.group_id")
          .where("staff_groups.staff_id", "=", staffId),
      ),
    ]),
  );
type Row = Awaited<ReturnType<ReturnType<typeof visible>["execute"]>>[number];

export const printReply = (row: Row, mine: boolean): ReplyView => ({
  id: row.id,
  scope: row.scope,
  group: row.group_id === null ? null : { id: row.group_id, name: row.group_name ?? "" },
  title: row.title,
  text: row.text,
  used: row.used_count,
  by: row.by,
  changedAt: row.changed_at.toISOString(),
  mine,
});

/** The best replies for what somebody typed: title before text, one's own before the group's before everybody's, often used first. */
export async function findReplies(tx: Tx, staffId: string, text: string, limit = 12): Promise<ReplyView[]> {
  const words = text.trim().split(/\s+/).filter(Boolean).slice(0, 5);
  let query = visible(tx, staffId);
  for (const word of words) {
    const like = `%${word.replaceAll(/[\\%_]/g, (mark) => `\\${mark}`)}%`;
    query = query.where((where) => where.or([where("title", "ilike", like), where("text", "ilike", like)]));
  }
  const first = words[0];
  if (first !== undefined)
    query = query.orderBy(
      sql`(position(lower(${first}) in lower(title)) = 0), (position(lower(${first}) in lower(title)) <> 1)`,
    );
  const rows = await query
    .orderBy(sql`case scope when 'private' then 0 when 'group' then 1 else 2 end`)
    .orderBy("used_count", "desc")
    .orderBy("title")
    .limit(limit)
    .execute();
  return rows.map((row) => printReply(row, row.staff_id === staffId));
}

/** Somebody sent it; answers how often that is now. */
export async function countUse(tx: Tx, staffId: string, id: string, now: Date): Promise<{ used: number } | Refusal> {
  const seen = await visible(tx, staffId).where("canned_replies.id", "=", id).executeTakeFirst();
  if (!seen) return refuse("not-found", "这条常用语已经不在了，请刷新");
  const { used_count } = await tx
    .updateTable("canned_replies")
    .set((row) => ({ used_count: row("used_count", "+", 1), used_at: now }))
    .where("id", "=", id)
    .returning("used_count")
    .executeTakeFirstOrThrow();
  return { used: used_count };
}
