import { randomUUID } from "node:crypto";
import type { FollowUp, FollowUpOutcome } from "@wsi/shared/contract";
import { addWorkingDays, beijingDay } from "@wsi/shared/case";
import { tellQuietly } from "../../citizens/index.ts";
import type { Tx } from "../../db.ts";
import { put } from "../../outbox/index.ts";
import { isRefusal, refuse, type Refusal } from "../../refusal.ts";
import { lockConversation, remark, staffName } from "../talk/conversation.ts";
import { announceOne } from "../feed.ts";
import type { DeskPeople } from "../people.ts";
import type { Roster } from "../roster.ts";
import { ratingButtons } from "../serving/staff.ts";

/** 好差评: five levels once for each talk. A low one is looked into: called within a working day, settled within fifteen, asked once again. */

/** How long after closing a rating is still taken. */
const RATING_HOURS = 48;
const LOW = 2;
const CALL_WITHIN = 1;
const SETTLE_WITHIN = 15;
/** How long after a follow-up its own rating is taken. */
const AGAIN_DAYS = 7;
export const againSince = (now: Date) => new Date(now.getTime() - AGAIN_DAYS * 24 * 3_600_000);

export interface Rating {
  identity: string;
  /** Null: the last closed talk. */
  conversationId: string | null;
  level: number;
  comment?: string | null;
}

/** Keeps a rating, once: 5 非常满意 … 1 非常不满意. `followed`: somebody will call. `again`: of a follow-up. */
export async function rate(
  tx: Tx,
  roster: Roster,
  { identity, conversationId, level, comment = null }: Rating,
  now: Date,
): Promise<"kept" | "followed" | "again" | "already" | "nothing-to-rate"> {
  if (!Number.isInteger(level) || level < 1 || level > 5) return "nothing-to-rate";
  const again = await rateAgain(tx, { identity, conversationId, level }, now);
  if (again) return "again";
  let closed = tx
    .selectFrom("conversations")
    .select(["id", "agent_id", "group_id"])
    .where("identity", "=", identity)
    .where("state", "=", "closed")
    .where("closed_because", "=", "agent")
    .where("closed_at", ">", new Date(now.getTime() - RATING_HOURS * 3_600_000));
  if (conversationId !== null) closed = closed.where("id", "=", conversationId);
  const talk = await closed.orderBy("closed_at", "desc").limit(1).executeTakeFirst();
  if (!talk) return "nothing-to-rate";
  const kept = await tx
    .insertInto("desk_ratings")
    .values({ conversation_id: talk.id, level, at: now, comment })
    .onConflict((same) => same.column("conversation_id").doNothing())
    .executeTakeFirst();
  if (kept.numInsertedOrUpdatedRows === 0n) return "already";
  if (level > LOW) {
    await announceOne(tx, talk.id, null, now);
    return "kept";
  }
  const today = beijingDay(now);
  await tx
    .insertInto("desk_follow_ups")
    .values({
      id: randomUUID(),
      conversation_id: talk.id,
      level,
      supervisor_id: await supervisorFor(tx, roster, talk.group_id, talk.agent_id),
      opened_at: now,
      call_by: addWorkingDays(today, CALL_WITHIN),
      settle_by: addWorkingDays(today, SETTLE_WITHIN),
    })
    .execute();
  await announceOne(tx, talk.id, await remark(tx, talk.id, `市民评价较低（${level} 分），已转主管回访`, now), now);
  return "followed";
}

/** A supervisor of the group, who did not serve the talk, with the fewest open follow-ups; null when there is none. */
async function supervisorFor(
  tx: Tx,
  roster: Roster,
  groupId: string | null,
  agentId: string | null,
): Promise<string | null> {
  const supervisors = await tx
    .selectFrom("staff")
    .select("staff.id")
    .select((row) =>
      row
        .selectFrom("desk_follow_ups")
        .select((f) => f.fn.countAll<number>().as("n"))
        .whereRef("supervisor_id", "=", "staff.id")
        .where("settled_at", "is", null)
        .as("open"),
    )
    .where((row) => row(row.val("supervisor"), "=", row.fn.any("roles")))
    .where("staff.disabled_at", "is", null)
    .where("staff.id", "is distinct from", agentId)
    .orderBy("staff.created_at")
    .orderBy("staff.id")
    .execute();
  const listed = new Set((await roster.members(tx)).filter((one) => one.groupId === groupId).map((one) => one.staffId));
  const own = supervisors.filter((one) => listed.has(one.id));
  const [best] = (own.length > 0 ? own : supervisors).toSorted((a, b) => (a.open ?? 0) - (b.open ?? 0));
  return best?.id ?? null;
}

/** The one rating of a follow-up that was settled. */
async function rateAgain(tx: Tx, { identity, conversationId, level }: Rating, now: Date): Promise<boolean> {
  let query = tx
    .selectFrom("desk_follow_ups as f")
    .innerJoin("conversations as c", "c.id", "f.conversation_id")
    .select(["f.id", "f.conversation_id"])
    .where("c.identity", "=", identity)
    .where("f.again_level", "is", null)
    .where("f.outcome", "not in", ["unreachable"])
    .where("f.settled_at", ">", againSince(now));
  if (conversationId !== null) query = query.where("c.id", "=", conversationId);
  const found = await query.orderBy("f.settled_at", "desc").limit(1).forUpdate("f").executeTakeFirst();
  if (!found) return false;
  await tx
    .updateTable("desk_follow_ups")
    .set({ again_level: level, again_at: now })
    .where("id", "=", found.id)
    .execute();
  await announceOne(tx, found.conversation_id, null, now);
  return true;
}

const rows = (tx: Tx) =>
  tx
    .selectFrom("desk_follow_ups as f")
    .innerJoin("conversations as c", "c.id", "f.conversation_id")
    .leftJoin("staff as agent", "agent.id", "c.agent_id")
    .leftJoin("staff as boss", "boss.id", "f.supervisor_id")
    .leftJoin("desk_ratings as r", "r.conversation_id", "c.id")
    .selectAll("f")
    .select(["c.person_id", "c.identity", "agent.name as agent", "boss.name as boss", "r.comment"]);
type Row = Awaited<ReturnType<ReturnType<typeof rows>["execute"]>>[number];

async function print(tx: Tx, people: DeskPeople, found: readonly Row[], now: Date): Promise<FollowUp[]> {
  const citizens = await people.citizens(tx, found);
  const today = beijingDay(now);
  return found.map((row, at) => ({
    id: row.id,
    conversationId: row.conversation_id,
    level: row.level,
    comment: row.comment,
    citizen: citizens[at] ?? "市民",
    agent: row.agent,
    supervisor: row.supervisor_id === null ? null : { id: row.supervisor_id, name: row.boss ?? "主管" },
    openedAt: row.opened_at.toISOString(),
    callBy: row.call_by,
    settleBy: row.settle_by,
    overdue: row.settled_at === null && ((row.called_at === null && today > row.call_by) || today > row.settle_by),
    calledAt: row.called_at?.toISOString() ?? null,
    outcome: row.outcome,
    report: row.report,
    settledAt: row.settled_at?.toISOString() ?? null,
    again: row.again_level,
  }));
}

export async function listFollowUps(
  tx: Tx,
  people: DeskPeople,
  state: "open" | "settled",
  now: Date,
): Promise<FollowUp[]> {
  const query = rows(tx).where("f.settled_at", state === "open" ? "is" : "is not", null);
  const found = await (
    state === "open" ? query.orderBy("f.settle_by").orderBy("f.opened_at") : query.orderBy("f.settled_at", "desc")
  )
    .limit(200)
    .execute();
  return print(tx, people, found, now);
}

async function view(tx: Tx, people: DeskPeople, id: string, now: Date): Promise<FollowUp | Refusal> {
  const found = await rows(tx).where("f.id", "=", id).execute();
  return (await print(tx, people, found, now))[0] ?? refuse("not-found", "找不到这次回访，请刷新");
}

/** The citizen was called. */
export async function noteCalled(tx: Tx, people: DeskPeople, id: string, now: Date): Promise<FollowUp | Refusal> {
  await tx
    .updateTable("desk_follow_ups")
    .set({ called_at: now })
    .where("id", "=", id)
    .where("called_at", "is", null)
    .execute();
  return view(tx, people, id, now);
}

export interface Settling {
  id: string;
  staffId: string;
  outcome: FollowUpOutcome;
  report: string;
}

/** What came of it, once; the citizen is asked how they see it now, unless nobody reached them. */
export async function settleFollowUp(
  tx: Tx,
  people: DeskPeople,
  { id, staffId, outcome, report }: Settling,
  now: Date,
): Promise<FollowUp | Refusal> {
  const found = await tx.selectFrom("desk_follow_ups").selectAll().where("id", "=", id).executeTakeFirst();
  if (!found) return refuse("not-found", "找不到这次回访，请刷新");
  const talk = await lockConversation(tx, found.conversation_id);
  if (isRefusal(talk)) return talk;
  if (talk.agent_id === staffId) return refuse("not-allowed", "不能处理对自己的评价，请另一位主管处理");
  const settled = await tx
    .updateTable("desk_follow_ups")
    .set((row) => ({
      outcome,
      report,
      settled_at: now,
      settled_by: staffId,
      called_at: row.fn.coalesce("called_at", row.val(now)),
    }))
    .where("id", "=", id)
    .where("settled_at", "is", null)
    .executeTakeFirst();
  if (settled.numUpdatedRows === 0n) return refuse("conflict", "这次回访已经处理过了");
  if (outcome !== "unreachable") {
    const text = "上次咨询您不太满意，我们已经回访处理。现在您觉得怎么样？点一下就好：";
    if (talk.openid !== null)
      await put(tx, {
        key: `again:${id}`,
        kind: "wechat.message",
        stream: talk.openid,
        payload: { openid: talk.openid, reply: { kind: "text", text, buttons: ratingButtons(talk.id) } },
      });
    if (talk.person_id !== null)
      await tellQuietly(
        tx,
        [
          {
            key: `desk-again:${id}`,
            personId: talk.person_id,
            title: "回访结果",
            text: `上次咨询您不太满意，我们已经回访处理。欢迎${talk.channel === "mini" ? "点开" : "在公众号里"}再评价一次。`,
            ...(talk.channel === "mini" ? { open: "chat/index" } : {}),
          },
        ],
        now,
      );
  }
  await announceOne(tx, talk.id, await remark(tx, talk.id, `${await staffName(tx, staffId)}完成回访`, now), now);
  return view(tx, people, id, now);
}
