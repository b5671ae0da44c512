import { isQuotable, type AttachedOf } from "@wsi/shared/contract";
import type { Tx } from "../../db.ts";
import { refuse, type Refusal } from "../../refusal.ts";
import type { Content } from "../talk/content.ts";

/**
 * What the office sent to this citizen on our own page, said back by them: an answer, an appointment, a card they have a question about.
 * From any of their talks, as it stood then; what was taken back is not there.
 */
export async function quoted(
  tx: Tx,
  { identity, messageId }: { identity: string; messageId: string },
): Promise<Content | Refusal> {
  const row = await tx
    .selectFrom("desk_messages")
    .innerJoin("conversations", "conversations.id", "desk_messages.conversation_id")
    .select(["desk_messages.kind", "desk_messages.text", "desk_messages.attached"])
    .where("desk_messages.id", "=", messageId)
    .where("from_whom", "=", "staff")
    .where("for_citizen", "=", true)
    .where("recalled_at", "is", null)
    .where("channel", "=", "mini")
    .where("identity", "=", identity)
    .executeTakeFirst();
  if (!row || row.attached === null || !isQuotable(row.kind))
    return refuse("not-found", "这一条找不到了，可能客服已经撤回。请直接写要问什么");
  const { kind, attached } = row;
  // An answer is long, and the agent knows it: what it answers is enough.
  const text = kind === "answer" ? (attached as AttachedOf["answer"]).question : row.text;
  return { kind, text, attached };
}
