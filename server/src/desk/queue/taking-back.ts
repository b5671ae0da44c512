import { sql } from "kysely";
import type { Tx } from "../../db.ts";
import type { Happening } from "../feed.ts";
import { dropOffer } from "../serving/offers.ts";
import { addNote, remark, staffName } from "../talk/conversation.ts";
import { ago, mayServe, OFFLINE_MS } from "./presence.ts";

/** What nobody looks after comes back: talks of agents who are gone, silent or no longer of the desk; holds that are over; idle ears. */

/** A citizen left without an answer for so long is given to somebody else. */
const SILENT_MS = 10 * 60_000;

interface Stuck {
  id: string;
  agent_id: string;
  why: "barred" | "gone" | "silent";
}

const words: Readonly<Record<Stuck["why"], string>> = {
  barred: "不再接待咨询",
  gone: "的工作台已离线",
  silent: `超过 ${SILENT_MS / 60_000} 分钟没有回复`,
};

/**
 * They keep their place, so they are first. What somebody put on hold waits for them also while they are away, but not when they are no
 * longer of the desk. Handing over ends with it: the citizen shall not wait for an answer among colleagues.
 */
export async function takeBack(tx: Tx, now: Date): Promise<Happening[]> {
  const gone = sql`(a.staff_id is null or a.seen_at <= ${ago(now, OFFLINE_MS)})`;
  const { rows } = await sql<Stuck>`
    select c.id, c.agent_id, case when not ${mayServe} then 'barred' when ${gone} then 'gone' else 'silent' end as why
    from conversations c
    join staff on staff.id = c.agent_id
    left join desk_agents a on a.staff_id = c.agent_id
    where (c.state = 'assigned' and (${gone} or c.unanswered_since <= ${ago(now, SILENT_MS)}))
      or (c.state in ('assigned', 'held') and not ${mayServe})
    order by c.id
    for update of c skip locked`.execute(tx);
  const happenings: Happening[] = [];
  for (const { id, agent_id, why } of rows) {
    const because = `${await staffName(tx, agent_id)}${words[why]}`;
    await dropOffer(tx, id, null, now);
    await tx
      .updateTable("conversations")
      .set((row) => ({
        state: "waiting",
        agent_id: null,
        in_line_since: now,
        hold_reason: null,
        held_until: null,
        unanswered_since: row.fn.coalesce("unanswered_since", sql<Date>`${now}`),
      }))
      .where("id", "=", id)
      .execute();
    // Otherwise the same silent agent would be given it back at once.
    await tx.updateTable("desk_agents").set({ state: "away" }).where("staff_id", "=", agent_id).execute();
    await addNote(tx, id, null, `${because}，会话已放回队列最前面。`, now);
    happenings.push({ conversationId: id, messageId: await remark(tx, id, `${because}，重新排队`, now) });
  }
  return happenings;
}

/** What was on hold until now comes back to its agent, who must say something. */
export async function endHolds(tx: Tx, now: Date): Promise<Happening[]> {
  const rows = await tx
    .updateTable("conversations")
    .set({ state: "assigned", held_until: null, hold_reason: null, unanswered_since: now })
    .where(
      "id",
      "in",
      tx
        .selectFrom("conversations")
        .select("id")
        .where("state", "=", "held")
        .where("held_until", "<=", now)
        .forUpdate()
        .skipLocked(),
    )
    .returning("id")
    .execute();
  const happenings: Happening[] = [];
  for (const { id } of rows)
    happenings.push({ conversationId: id, messageId: await remark(tx, id, "挂起时间到了，请继续处理", now) });
  return happenings;
}

/** Supervisors whose console is gone no longer listen. */
export async function endListening(tx: Tx, now: Date): Promise<Happening[]> {
  const { rows } = await sql<{ conversation_id: string }>`
    delete from desk_listeners l using conversations c
    where c.id = l.conversation_id and (c.state = 'closed' or not exists (
      select from desk_agents a where a.staff_id = l.staff_id and a.seen_at > ${ago(now, OFFLINE_MS)}))
    returning l.conversation_id`.execute(tx);
  return rows.map((row) => ({ conversationId: row.conversation_id, messageId: null }));
}
