import { sql } from "kysely";
import type { Tx } from "../../db.ts";
import { ringQueue, type Happening } from "../feed.ts";
import { serves, type Membership, type Roster } from "../roster.ts";
import { pointFollower, remark, tellOnPage } from "../talk/conversation.ts";
import { ago, readyAgents, type Ready } from "./presence.ts";

/** Who gets which of the waiting talks. */

/** Who was served by somebody so lately is given to the same agent again, if there. */
const LAST_AGENT_DAYS = 30;
/** A group's own people first. While all of them are full: after so long whoever has room, at once for the urgent and where none is there. */
export const OWN_FIRST_MS = 2 * 60_000;

interface Waiting {
  id: string;
  openid: string | null;
  group_id: string | null;
  /** No longer for the group's own people alone. */
  anybodys: boolean;
  last_agent: string | null;
}

/** Whose the talks of each group are, at this moment. */
interface Crews {
  /** The members of a group who are ready; null when everybody serves it: none of it is listed, or none is there. */
  of(groupId: string | null): ReadonlyMap<string, number> | null;
  /** Groups all of whose ready people are full. */
  full: readonly string[];
}

export function crewsOf(members: readonly Membership[], ready: readonly Ready[]): Crews {
  const there = new Map(ready.map((one) => [one.staffId, one]));
  const crews = new Map<string, Map<string, number>>();
  for (const { groupId, staffId, level } of members)
    if (there.has(staffId)) crews.set(groupId, (crews.get(groupId) ?? new Map<string, number>()).set(staffId, level));
  const isFull = (crew: ReadonlyMap<string, number>) => [...crew.keys()].every((id) => (there.get(id)?.free ?? 0) <= 0);
  return {
    of: (groupId) => (groupId === null ? null : (crews.get(groupId) ?? null)),
    full: [...crews].filter(([, crew]) => isFull(crew)).map(([groupId]) => groupId),
  };
}

/** The agent for a talk: who served this citizen last, if there is room; else of its group the emptiest, the most able, the longest idle. */
function choose(talk: Waiting, agents: readonly Ready[], crews: Crews): Ready | undefined {
  const crew = crews.of(talk.group_id);
  const own = crew === null ? agents : agents.filter((one) => crew.has(one.staffId));
  const able = own.length === 0 && talk.anybodys ? agents : own;
  const last = able.find((one) => one.staffId === talk.last_agent);
  if (last) return last;
  return able.toSorted(
    (a, b) =>
      a.load - b.load ||
      (crew?.get(b.staffId) ?? 0) - (crew?.get(a.staffId) ?? 0) ||
      agents.indexOf(a) - agents.indexOf(b),
  )[0];
}

/** How many of the queue are looked at. */
const LOOK = 200;
/** How many are given out before the locks are let go; the rest are next. */
const AT_ONCE = 25;

/** The urgent first, then who waits longest, of those whom somebody ready could serve. */
async function lookAtQueue(tx: Tx, crews: Crews, now: Date): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    select c.id, c.openid, c.group_id, last.agent_id as last_agent,
      (c.urgent is not null or c.waiting_since <= ${ago(now, OWN_FIRST_MS)}) as anybodys
    from conversations c
    left join lateral (
      select p.agent_id from conversations p
      where p.identity = c.identity and p.agent_id is not null and p.state = 'closed'
        and p.opened_at > ${ago(now, LAST_AGENT_DAYS * 24 * 3_600_000)}
      order by p.opened_at desc limit 1
    ) last on true
    where c.state = 'waiting'
      and (c.group_id is null or c.group_id <> all(${crews.full}::text[])
        or c.urgent is not null or c.waiting_since <= ${ago(now, OWN_FIRST_MS)})
      and not exists (select from desk_offers o where o.conversation_id = c.id and o.outcome is null)
    order by (c.urgent is null), c.waiting_since, c.id
    limit ${LOOK}
    for update of c skip locked`.execute(tx);
  return rows;
}

async function give(tx: Tx, talk: Waiting, agent: Ready, stranger: boolean, now: Date): Promise<Happening[]> {
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
  const helps = stranger ? "（组里没有空闲的同事，请帮忙接待）" : "";
  const words = `自动分配给${agent.name}${again}${helps}`;
  const happenings = [{ conversationId: talk.id, messageId: await remark(tx, talk.id, words, now) }];
  if (talk.openid === null)
    happenings.push({ conversationId: talk.id, messageId: await tellOnPage(tx, talk.id, "客服已接入，请说", now) });
  return happenings;
}

export async function giveOut(tx: Tx, roster: Roster, now: Date): Promise<Happening[]> {
  const ready = await readyAgents(tx, now);
  let agents = ready.filter((one) => one.free > 0);
  if (agents.length === 0) return [];
  const members = await roster.members(tx);
  const crews = crewsOf(members, ready);
  const talks = await lookAtQueue(tx, crews, now);
  const isOwn = ({ group_id }: Waiting, { staffId }: Ready) => group_id === null || serves(members, group_id, staffId);
  const happenings: Happening[] = [];
  let given = 0;
  for (const talk of talks) {
    const agent = choose(talk, agents, crews);
    if (!agent) continue;
    happenings.push(...(await give(tx, talk, agent, !isOwn(talk, agent), now)));
    const others = agents.filter((one) => one !== agent);
    agents = agent.free > 1 ? [...others, { ...agent, load: agent.load + 1, free: agent.free - 1 }] : others;
    given += 1;
    if (agents.length === 0 || given === AT_ONCE) break;
  }
  // There may be more behind those that were looked at.
  if (agents.length > 0 && given > 0 && (given === AT_ONCE || talks.length === LOOK)) await ringQueue(tx);
  return happenings;
}
