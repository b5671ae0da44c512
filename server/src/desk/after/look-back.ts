import type { QualityTalk } from "@wsi/shared/contract";
import { maskText } from "@wsi/shared/values";
import { sql } from "kysely";
import type { Tx } from "../../db.ts";
import type { DeskPeople } from "../people.ts";
import { inShort } from "../talk/content.ts";

/** Talks that are over, for whoever looks at how they were served. */

export interface EndedTalk {
  id: string;
  groupId: string | null;
  endedAt: Date;
  /** Who answers for it: whoever of the office said most in it, stepping in not counted; else its last agent. */
  agentId: string;
  /** Everybody of the office who said something in it. */
  spoke: string[];
  /** What the citizen wrote or said. */
  words: string[];
  rating: { level: number; at: Date } | null;
  /** A supervisor said something in a colleague's talk, by stepping in or after taking it over. */
  steppedIn: boolean;
}

/** Half-open; talks that WeChat's own customer service served are not ours to judge. */
type Asked = { ended: { from: Date; to: Date } } | { marked: { from: Date; to: Date; atMost: number } };

interface Row {
  id: string;
  group_id: string | null;
  ended_at: Date;
  agent_id: string;
  spoke: string[];
  words: string[];
  level: number | null;
  marked_at: Date | null;
  stepped_in: boolean;
}

/** Those that ended in a span of time, or that got a low mark in it. Who had no agent is left out. */
export async function endedTalks(tx: Tx, asked: Asked): Promise<EndedTalk[]> {
  const which =
    "ended" in asked
      ? sql`c.closed_at >= ${asked.ended.from} and c.closed_at < ${asked.ended.to}`
      : sql`r.at >= ${asked.marked.from} and r.at < ${asked.marked.to} and r.level <= ${asked.marked.atMost}`;
  const { rows } = await sql<Row>`
    select c.id, c.group_id, c.closed_at as ended_at, coalesce(most.staff_id, c.agent_id) as agent_id,
      coalesce(said.spoke, '{}') as spoke, coalesce(said.words, '{}') as words, r.level, r.at as marked_at,
      coalesce(said.stepped_in, false) or (coalesce(cardinality(said.spoke), 0) > 1
        and exists (select from staff s where s.id = any (said.spoke) and 'supervisor' = any (s.roles))) as stepped_in
    from conversations c
    left join desk_ratings r on r.conversation_id = c.id
    left join lateral (
      select array_agg(distinct m.staff_id) filter (where m.from_whom = 'staff' and m.staff_id is not null) as spoke,
        array_agg(m.text order by m.seq) filter (where m.from_whom = 'citizen' and m.kind in ('text', 'voice')) as words,
        bool_or(m.stepped_in) as stepped_in
      from desk_messages m where m.conversation_id = c.id and m.recalled_at is null
    ) said on true
    left join lateral (
      select m.staff_id from desk_messages m
      where m.conversation_id = c.id and m.from_whom = 'staff' and m.staff_id is not null
        and not m.stepped_in and m.recalled_at is null
      group by m.staff_id order by count(*) desc, max(m.seq) desc limit 1
    ) most on true
    where c.state = 'closed' and c.closed_because in ('agent', 'citizen') and ${which}
      and coalesce(most.staff_id, c.agent_id) is not null
    order by c.closed_at, c.id`.execute(tx);
  return rows.map((row) => ({
    id: row.id,
    groupId: row.group_id,
    endedAt: row.ended_at,
    agentId: row.agent_id,
    spoke: row.spoke,
    words: row.words,
    rating: row.level === null || row.marked_at === null ? null : { level: row.level, at: row.marked_at },
    steppedIn: row.stepped_in,
  }));
}

/** Which of these are no lines that somebody said in this talk. */
export async function foreignLines(tx: Tx, talkId: string, messageIds: readonly string[]): Promise<string[]> {
  if (messageIds.length === 0) return [];
  const known = await tx
    .selectFrom("desk_messages")
    .select("id")
    .where("conversation_id", "=", talkId)
    .where("id", "in", messageIds)
    .where("from_whom", "<>", "system")
    .execute();
  return messageIds.filter((id) => !known.some((one) => one.id === id));
}

/** The whole talk for reading, numbers of people in it masked; pictures and the like are named. Undefined: it is no longer kept. */
export async function readTalk(tx: Tx, people: DeskPeople, id: string): Promise<QualityTalk | undefined> {
  const talk = await tx
    .selectFrom("conversations as c")
    .leftJoin("desk_ratings as r", "r.conversation_id", "c.id")
    .selectAll("c")
    .select(["r.level", "r.comment"])
    .where("c.id", "=", id)
    .executeTakeFirst();
  if (!talk) return undefined;
  const [citizen] = await people.citizens(tx, [talk]);
  const said = await tx
    .selectFrom("desk_messages as m")
    .leftJoin("staff", "staff.id", "m.staff_id")
    .select(["m.id", "m.from_whom", "m.kind", "m.text", "m.at", "m.stepped_in", "m.recalled_at", "m.spoken_as"])
    .select("staff.name")
    .where("m.conversation_id", "=", id)
    .orderBy("m.seq")
    .execute();
  const notes = await tx
    .selectFrom("desk_notes as n")
    .leftJoin("staff", "staff.id", "n.staff_id")
    .select(["n.at", "n.text", "staff.name"])
    .where("n.conversation_id", "=", id)
    .orderBy("n.id")
    .execute();
  return {
    citizen: citizen ?? "市民",
    about: maskText(talk.about),
    openedAt: talk.opened_at.toISOString(),
    closedAt: talk.closed_at?.toISOString() ?? null,
    summary: maskText(talk.summary),
    tags: talk.tags,
    rating: talk.level === null ? null : { level: talk.level, comment: talk.comment && maskText(talk.comment) },
    lines: said.map((line) => ({
      id: line.id,
      from: line.from_whom,
      by: line.name ?? line.spoken_as,
      text: line.recalled_at === null ? maskText(inShort(line)) : "（已撤回）",
      at: line.at.toISOString(),
      steppedIn: line.stepped_in,
    })),
    notes: notes.map((one) => ({ by: one.name ?? "系统", at: one.at.toISOString(), text: maskText(one.text) })),
  };
}
