import { sql } from "kysely";
import type { Tx } from "../../db.ts";
import { addNote, pointFollower, remark, staffName, tellOnPage } from "../talk/conversation.ts";
import { announce, ringQueue, type Happening } from "../feed.ts";
import { expireOffers } from "../serving/offers.ts";
import { ago, idleAgents, OFFLINE_MS, type Idle } from "./presence.ts";
import { refreshPlaces } from "./refresh.ts";
import type { Membership, Roster } from "../roster.ts";

/** A citizen left without an answer for so long is given to somebody else. */
export const SILENT_MS = 10 * 60_000;
/** Who was served by somebody so lately is given to the same agent again, if there. */
const LAST_AGENT_DAYS = 30;

interface Stuck {
  id: string;
  agent_id: string;
  gone: boolean;
}

/** Takes talks back from agents who are gone or silent; they keep their place, so they are first. */
async function takeBack(tx: Tx, now: Date): Promise<Happening[]> {
  const { rows } = await sql<Stuck>`
    select c.id, c.agent_id, (a.staff_id is null or a.seen_at <= ${ago(now, OFFLINE_MS)}) as gone
    from conversations c
    left join desk_agents a on a.staff_id = c.agent_id
    where c.state = 'assigned'
      and (a.staff_id is null or a.seen_at <= ${ago(now, OFFLINE_MS)} or c.unanswered_since <= ${ago(now, SILENT_MS)})
    order by c.id
    for update of c skip locked`.execute(tx);
  const happenings: Happening[] = [];
  for (const { id, agent_id, gone } of rows) {
    const name = await staffName(tx, agent_id);
    const why = gone ? `${name}的工作台已离线` : `${name}超过 ${SILENT_MS / 60_000} 分钟没有回复`;
    await tx
      .updateTable("conversations")
      .set((row) => ({
        state: "waiting",
        agent_id: null,
        unanswered_since: row.fn.coalesce("unanswered_since", sql<Date>`${now}`),
      }))
      .where("id", "=", id)
      .execute();
    // Otherwise the same silent agent would be given it back at once.
    await tx.updateTable("desk_agents").set({ state: "away" }).where("staff_id", "=", agent_id).execute();
    await addNote(tx, id, null, `${why}，会话已放回队列最前面。`, now);
    happenings.push({ conversationId: id, messageId: await remark(tx, id, `${why}，重新排队`, now) });
  }
  return happenings;
}

/** What was on hold until now comes back to its agent, who must say something. */
async function endHolds(tx: Tx, now: Date): Promise<Happening[]> {
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
async function endListening(tx: Tx, now: Date): Promise<Happening[]> {
  const { rows } = await sql<{ conversation_id: string }>`
    delete from desk_listeners l using conversations c
    where c.id = l.conversation_id and (c.state = 'closed' or not exists (
      select from desk_agents a where a.staff_id = l.staff_id and a.seen_at > ${ago(now, OFFLINE_MS)}))
    returning l.conversation_id`.execute(tx);
  return rows.map((row) => ({ conversationId: row.conversation_id, messageId: null }));
}

interface Waiting {
  id: string;
  openid: string | null;
  group_id: string | null;
  last_agent: string | null;
}

/** The agent for a talk: who served this citizen last, if there is room; else of its group the most able, the emptiest, the longest idle. */
function choose(talk: Waiting, agents: readonly Idle[], members: readonly Membership[]): Idle | undefined {
  const group = members.filter((one) => one.groupId === talk.group_id);
  const level = new Map(group.map((one) => [one.staffId, one.level]));
  // A group nobody is listed for is everybody's.
  const able = group.length === 0 ? agents : agents.filter((one) => level.has(one.staffId));
  const last = able.find((one) => one.staffId === talk.last_agent);
  if (last) return last;
  return able.toSorted(
    (a, b) =>
      a.load - b.load ||
      (level.get(b.staffId) ?? 0) - (level.get(a.staffId) ?? 0) ||
      agents.indexOf(a) - agents.indexOf(b),
  )[0];
}

/** How many of the queue are looked at: those further back may be of another group, which has room. */
const LOOK = 200;
/** How many are given out before the locks are let go; the rest are next. */
const AT_ONCE = 25;

async function giveOut(tx: Tx, roster: Roster, now: Date): Promise<Happening[]> {
  let agents = await idleAgents(tx, now);
  if (agents.length === 0) return [];
  const { rows } = await sql<Waiting>`
    select c.id, c.openid, c.group_id, last.agent_id as last_agent
    from conversations c
    left join lateral (
      select p.agent_id from conversations p
      where p.identity = c.identity and p.agent_id is not null and p.state = 'closed'
        and p.opened_at > ${ago(now, LAST_AGENT_DAYS * 24 * 3_600_000)}
      order by p.opened_at desc limit 1
    ) last on true
    where c.state = 'waiting'
      and not exists (select from desk_offers o where o.conversation_id = c.id and o.outcome is null)
    order by (c.urgent is null), c.waiting_since, c.id
    limit ${LOOK}
    for update of c skip locked`.execute(tx);
  if (rows.length === 0) return [];
  const members = await roster.members(tx);
  const happenings: Happening[] = [];
  let given = 0;
  for (const talk of rows) {
    const agent = choose(talk, agents, members);
    if (!agent) continue;
    await tx
      .updateTable("conversations")
      .set((row) => ({
        state: "assigned",
        agent_id: agent.staffId,
        assigned_at: now,
        first_assigned_at: row.fn.coalesce("first_assigned_at", sql<Date>`${now}::timestamptz`),
        unanswered_since: now,
      }))
      .where("id", "=", talk.id)
      .execute();
    await tx.updateTable("desk_agents").set({ last_given_at: now }).where("staff_id", "=", agent.staffId).execute();
    await pointFollower(tx, talk.openid, talk.id);
    const again = agent.staffId === talk.last_agent ? "（上次也是由其接待）" : "";
    happenings.push({
      conversationId: talk.id,
      messageId: await remark(tx, talk.id, `自动分配给${agent.name}${again}`, now),
    });
    if (talk.openid === null)
      happenings.push({ conversationId: talk.id, messageId: await tellOnPage(tx, talk.id, "客服已接入，请说", now) });
    const others = agents.filter((one) => one !== agent);
    agents = agent.free > 1 ? [...others, { ...agent, load: agent.load + 1, free: agent.free - 1 }] : others;
    if (agents.length === 0) break;
    given += 1;
    if (given === AT_ONCE) {
      await ringQueue(tx);
      break;
    }
  }
  return happenings;
}

/**
 * Every few seconds, whatever events were lost: takes back what nobody looks after, then gives the urgent and then the oldest waiting talks to
 * agents with room, in turn, and tells those who wait longer than they were told. One at a time in the whole house; answers how many
 * talks it moved.
 */
export async function sweep(tx: Tx, roster: Roster, now: Date): Promise<number> {
  const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(7204, 1) as mine`.execute(tx);
  if (rows[0]?.mine !== true) return 0;
  const moved = [
    ...(await expireOffers(tx, now)),
    ...(await endHolds(tx, now)),
    ...(await endListening(tx, now)),
    ...(await takeBack(tx, now)),
    ...(await giveOut(tx, roster, now)),
  ];
  const told = await refreshPlaces(tx, roster, now);
  await announce(tx, [...moved, ...told], now);
  return new Set(moved.map((one) => one.conversationId)).size;
}
