import type { Tx } from "../../db.ts";
import { isRefusal, type Refusal } from "../../refusal.ts";
import { isServed, lockConversation, takenBy, type Conversation } from "../talk/conversation.ts";
import { seen } from "../queue/presence.ts";

/** Whose a talk is. */

/** The talk is this agent's from now on, whoever had it. The caller holds it locked. */
export async function handTo(tx: Tx, talk: Conversation, staffId: string, now: Date): Promise<void> {
  await tx
    .updateTable("conversations")
    .set({
      state: "assigned",
      agent_id: staffId,
      assigned_at: now,
      first_assigned_at: talk.first_assigned_at ?? now,
      hold_reason: null,
      held_until: null,
      unanswered_since: talk.unanswered_since === null ? null : now,
    })
    .where("id", "=", talk.id)
    .execute();
  await tx
    .deleteFrom("desk_listeners")
    .where("conversation_id", "=", talk.id)
    .where("staff_id", "=", staffId)
    .execute();
  // Else the sweep would take the talk back from somebody it never saw.
  await seen(tx, staffId, now);
  await tx.updateTable("desk_agents").set({ last_given_at: now }).where("staff_id", "=", staffId).execute();
}

/** One's own open talk, locked; else why not. */
export async function lockOwn(tx: Tx, id: string, staffId: string): Promise<Conversation | Refusal> {
  const talk = await lockConversation(tx, id);
  if (isRefusal(talk)) return talk;
  if (!isServed(talk) || talk.agent_id !== staffId) return takenBy(tx, talk);
  return talk;
}
