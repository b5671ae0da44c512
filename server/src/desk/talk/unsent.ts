import type { ColleaguesDraft, DeskDraft } from "@wsi/shared/contract";
import type { Db, Tx } from "../../db.ts";
import { notFound } from "./conversation.ts";
import type { Refusal } from "../../refusal.ts";

/** Drafts seen from outside their own talk: which of mine lie about, what a colleague left behind, and when they are nobody's work any more. */

const KEPT_MS = 30 * 24 * 3_600_000;

export async function draftsOf(tx: Tx, staffId: string): Promise<DeskDraft[]> {
  const rows = await tx
    .selectFrom("desk_drafts")
    .select(["conversation_id", "text", "at"])
    .where("staff_id", "=", staffId)
    .where("text", "<>", "")
    .orderBy("at")
    .execute();
  return rows.map((row) => ({ conversation: row.conversation_id, text: row.text, at: row.at.toISOString() }));
}

/** What colleagues wrote to this citizen and did not send, newest first: a talk that changes hands loses nobody's words. */
export async function colleaguesDrafts(tx: Tx, id: string, staffId: string): Promise<ColleaguesDraft[]> {
  const rows = await tx
    .selectFrom("desk_drafts")
    .innerJoin("staff", "staff.id", "desk_drafts.staff_id")
    .select(["staff.name as by", "desk_drafts.text", "desk_drafts.at"])
    .where("conversation_id", "=", id)
    .where("staff_id", "<>", staffId)
    .where("text", "<>", "")
    .orderBy("desk_drafts.at", "desc")
    .execute();
  return rows.map((row) => ({ by: row.by, text: row.text, at: row.at.toISOString() }));
}

/** Forgets the drafts of talks that ended a month ago. */
export async function trimDrafts(db: Db, now: Date): Promise<number> {
  const old = new Date(now.getTime() - KEPT_MS);
  const { numDeletedRows } = await db
    .deleteFrom("desk_drafts")
    .where("conversation_id", "in", (q) =>
      q.selectFrom("conversations").select("id").where("state", "=", "closed").where("closed_at", "<", old),
    )
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** Whom a talk is with, and who serves them. */
export async function ownerOf(
  tx: Tx,
  id: string,
): Promise<{ personId: string | null; agentId: string | null } | Refusal> {
  const row = await tx
    .selectFrom("conversations")
    .select(["person_id as personId", "agent_id as agentId"])
    .where("id", "=", id)
    .executeTakeFirst();
  return row ?? notFound();
}
