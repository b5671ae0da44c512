import type { Tx } from "../../db.ts";
import type { Happening } from "../feed.ts";
import type { Roster } from "../roster.ts";
import { allowanceOf } from "../talk/allowance.ts";
import { remark, tellOnPage, type Conversation } from "../talk/conversation.ts";
import { sayByMachine } from "../talk/sending.ts";
import { crewsOf } from "./giving.ts";
import { openingWords } from "./opening.ts";
import { readyAgents } from "./presence.ts";

/** Who still waits when the desk closes is told so, and need not stand in line again: it is a message now, with its place. */

/** Kept for the answer in the morning. */
const KEPT_FOR_ANSWER = 1;
const PER_SWEEP = 50;

/** Groups (null: the desk as a whole) with somebody in their queue whose hours are over and of whom nobody is ready any more. */
async function closedQueues(tx: Tx, roster: Roster, now: Date): Promise<(string | null)[]> {
  const queues = await tx
    .selectFrom("conversations")
    .select("group_id")
    .distinct()
    .where("state", "=", "waiting")
    .where("ticket", "=", false)
    .execute();
  const closed: (string | null)[] = [];
  for (const { group_id } of queues) if (!(await roster.isOpen(tx, group_id, now))) closed.push(group_id);
  if (closed.length === 0) return [];
  const ready = await readyAgents(tx, now);
  const crews = crewsOf(await roster.members(tx), ready);
  // Who works on past the hours still serves them.
  return closed.filter((groupId) => crews.of(groupId) === null && ready.length === 0);
}

async function tell(tx: Tx, talk: Conversation, opens: string, now: Date): Promise<string | null> {
  const text = `${opens}。没来得及接待您，很抱歉。您的问题已经登记为留言，上班后按顺序最先回复，不用再排。急事请打 12333（社保）或 12366（缴费）。`;
  if (talk.openid === null) return tellOnPage(tx, talk.id, text, now);
  if ((await allowanceOf(tx, talk, now)).left <= KEPT_FOR_ANSWER) return null;
  return sayByMachine(tx, talk, { key: `closed:${talk.id}`, reply: { kind: "text", text } }, now);
}

export async function closeQueue(tx: Tx, roster: Roster, now: Date): Promise<Happening[]> {
  const happenings: Happening[] = [];
  for (const groupId of await closedQueues(tx, roster, now)) {
    const opens = openingWords(await roster.nextOpening(tx, groupId, now));
    const waiting = await tx
      .selectFrom("conversations")
      .selectAll()
      .where("state", "=", "waiting")
      .where("ticket", "=", false)
      .where("group_id", groupId === null ? "is" : "=", groupId)
      .orderBy("waiting_since")
      .limit(PER_SWEEP)
      .forUpdate()
      .skipLocked()
      .execute();
    for (const talk of waiting) {
      await tx.updateTable("conversations").set({ ticket: true }).where("id", "=", talk.id).execute();
      happenings.push({
        conversationId: talk.id,
        messageId: await remark(tx, talk.id, "下班时还没有接待，转为留言", now),
      });
      const told = await tell(tx, talk, opens, now);
      if (told !== null) happenings.push({ conversationId: talk.id, messageId: told });
    }
  }
  return happenings;
}
