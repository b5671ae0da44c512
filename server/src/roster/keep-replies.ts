import { randomUUID } from "node:crypto";
import type { ReplyDraft, ReplyScope, ReplyView } from "@wsi/shared/contract";
import { sql } from "kysely";
import type { Tx } from "../db.ts";
import { isRefusal, refuse, type Refusal } from "../refusal.ts";
import { openGroups } from "./groups.ts";
import { isAdmin, leadsGroup, type Lead } from "./lead.ts";
import { allReplies, printReply, visible } from "./replies.ts";

/** One's own are one's own; a group's belong to its leads; everybody's to administrators and supervisors. */
async function mayChange(tx: Tx, lead: Lead, one: { scope: ReplyScope; staffId: string; groupId: string | null }) {
  if (one.scope === "private") return one.staffId === lead.staffId;
  if (one.scope === "public") return isAdmin(lead) || lead.roles.includes("supervisor");
  return one.groupId !== null && leadsGroup(tx, lead, one.groupId);
}

/** All that somebody can see, with what they may change of it. Administrators see every group's. */
export async function listReplies(
  tx: Tx,
  lead: Lead,
): Promise<{ replies: ReplyView[]; groups: { id: string; name: string; mine: boolean }[]; mayPublic: boolean }> {
  const groups = [];
  for (const group of await openGroups(tx))
    groups.push({ id: group.id, name: group.name, mine: await leadsGroup(tx, lead, group.id) });
  const mine = new Set(groups.filter((one) => one.mine).map((one) => one.id));
  const mayPublic = isAdmin(lead) || lead.roles.includes("supervisor");
  const rows = await (isAdmin(lead) ? allReplies(tx, lead.staffId) : visible(tx, lead.staffId))
    .orderBy(sql`case scope when 'private' then 0 when 'group' then 1 else 2 end`)
    .orderBy("title")
    .limit(2_000)
    .execute();
  const replies = rows.map((row) =>
    printReply(
      row,
      row.scope === "private"
        ? row.staff_id === lead.staffId
        : row.scope === "public"
          ? mayPublic
          : row.group_id !== null && mine.has(row.group_id),
    ),
  );
  return { replies, groups, mayPublic };
}

const notYours = (scope: ReplyScope) =>
  refuse(
    "not-allowed",
    {
      private: "这是同事自己的常用语",
      group: "小组的常用语由组里的主管维护",
      public: "公用的常用语由主管和管理员维护",
    }[scope],
    { instead: "可以存成自己的常用语" },
  );

const most = 200;

async function flaw(tx: Tx, lead: Lead, draft: ReplyDraft): Promise<Refusal | null> {
  if ((draft.scope === "group") !== (draft.groupId !== null)) return refuse("bad-input", "小组的常用语要选一个小组");
  const target = { scope: draft.scope, staffId: lead.staffId, groupId: draft.groupId };
  return (await mayChange(tx, lead, target)) ? null : notYours(draft.scope);
}

export async function addReply(tx: Tx, lead: Lead, draft: ReplyDraft, now: Date): Promise<ReplyView | Refusal> {
  const wrong = await flaw(tx, lead, draft);
  if (wrong) return wrong;
  const { count } = await tx
    .selectFrom("canned_replies")
    .select((q) => q.fn.countAll<number>().as("count"))
    .where("scope", "=", draft.scope)
    .where((q) =>
      draft.scope === "private"
        ? q("staff_id", "=", lead.staffId)
        : q("group_id", "is not distinct from", draft.groupId),
    )
    .executeTakeFirstOrThrow();
  if (count >= most) return refuse("refused", `这里已经有 ${most} 条，太多就找不到了`, { instead: "请先删去不用的" });
  const id = randomUUID();
  await tx
    .insertInto("canned_replies")
    .values({
      id,
      scope: draft.scope,
      staff_id: lead.staffId,
      group_id: draft.groupId,
      title: draft.title,
      text: draft.text,
      used_at: null,
      changed_by: lead.staffId,
      changed_at: now,
    })
    .execute();
  return viewReply(tx, lead, id);
}

const viewReply = async (tx: Tx, lead: Lead, id: string): Promise<ReplyView> =>
  printReply(await allReplies(tx, lead.staffId).where("canned_replies.id", "=", id).executeTakeFirstOrThrow(), true);

async function findOwn(tx: Tx, lead: Lead, id: string): Promise<{ staffId: string } | Refusal> {
  const row = await tx
    .selectFrom("canned_replies")
    .select(["scope", "staff_id as staffId", "group_id as groupId"])
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  if (!row || (row.scope === "private" && row.staffId !== lead.staffId))
    return refuse("not-found", "这条常用语已经不在了，请刷新");
  return (await mayChange(tx, lead, row)) ? row : notYours(row.scope);
}

export async function changeReply(
  tx: Tx,
  lead: Lead,
  { id, ...draft }: ReplyDraft & { id: string },
  now: Date,
): Promise<ReplyView | Refusal> {
  const found = await findOwn(tx, lead, id);
  if (isRefusal(found)) return found;
  const wrong = await flaw(tx, lead, draft);
  if (wrong) return wrong;
  await tx
    .updateTable("canned_replies")
    .set({
      scope: draft.scope,
      group_id: draft.groupId,
      // Made private, it is whoever did that.
      staff_id: draft.scope === "private" ? lead.staffId : found.staffId,
      title: draft.title,
      text: draft.text,
      changed_by: lead.staffId,
      changed_at: now,
    })
    .where("id", "=", id)
    .execute();
  return viewReply(tx, lead, id);
}

export async function removeReply(tx: Tx, lead: Lead, id: string): Promise<{ done: true } | Refusal> {
  const found = await findOwn(tx, lead, id);
  if (isRefusal(found)) return found;
  await tx.deleteFrom("canned_replies").where("id", "=", id).execute();
  return { done: true };
}
