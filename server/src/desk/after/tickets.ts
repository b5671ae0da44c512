import { randomUUID } from "node:crypto";
import type { DeskTicket, DeskTicketView } from "@wsi/shared/contract";
import { addWorkingDays, beijingDay } from "@wsi/shared/case";
import { maskText } from "@wsi/shared/values";
import type { Tx } from "../../db.ts";
import { isRefusal, refuse, type Refusal } from "../../refusal.ts";
import { inShort } from "../talk/content.ts";
import { lockConversation, remark, staffName, type Conversation } from "../talk/conversation.ts";
import { announceOne } from "../feed.ts";
import type { DeskPeople } from "../people.ts";

/** What becomes of a talk when talking is not enough 工单: work for somebody, or the draft of a case, with the talk as it stood, masked. */

const DUE_WITHIN = 5;

export interface Opening {
  id: string;
  /** The console's operation key. */
  key: string;
  staffId: string;
  title: string;
  note: string;
  /** Opens the draft of a case for the bound person; answers its id. Undefined: a ticket alone. */
  openCase?: ((personId: string) => Promise<string | Refusal>) | undefined;
}

export async function openTicket(tx: Tx, opening: Opening, now: Date): Promise<{ ticketId: string } | Refusal> {
  const { id, staffId, title, note } = opening;
  const talk = await lockConversation(tx, id);
  if (isRefusal(talk)) return talk;
  const key = `${staffId}:${opening.key}`;
  const known = await tx.selectFrom("desk_tickets").select("id").where("key", "=", key).executeTakeFirst();
  if (known) return { ticketId: known.id };
  let caseId: string | null = null;
  if (opening.openCase) {
    if (talk.person_id === null)
      return refuse("refused", "市民没有绑定社保账户，不能代开办件", { instead: "请市民先绑定，或只建工单" });
    const opened = await opening.openCase(talk.person_id);
    if (isRefusal(opened)) return opened;
    caseId = opened;
  }
  const ticketId = randomUUID();
  const { number } = await tx
    .insertInto("desk_tickets")
    .values({
      id: ticketId,
      key,
      conversation_id: id,
      title,
      note,
      transcript: JSON.stringify(await transcriptOf(tx, talk)),
      case_id: caseId,
      group_id: talk.group_id,
      opened_by: staffId,
      opened_at: now,
      due_on: addWorkingDays(beijingDay(now), DUE_WITHIN),
    })
    .returning("number")
    .executeTakeFirstOrThrow();
  const what = caseId === null ? `建了工单 ${number}` : `代市民开了办件草稿，工单 ${number}`;
  await announceOne(tx, id, await remark(tx, id, `${await staffName(tx, staffId)}${what}：${title}`, now), now);
  return { ticketId };
}

/** What was said between citizen and office, with every number of a person masked. Notes among colleagues stay behind. */
async function transcriptOf(tx: Tx, talk: Conversation) {
  const said = await tx
    .selectFrom("desk_messages")
    .leftJoin("staff", "staff.id", "desk_messages.staff_id")
    .select(["at", "from_whom", "kind", "text", "staff.name", "recalled_at"])
    .where("conversation_id", "=", talk.id)
    .where("from_whom", "<>", "system")
    .orderBy("seq")
    .execute();
  const names = { citizen: "市民", bot: "机器人", staff: "客服", system: "系统" };
  return said.map((line) => ({
    at: line.at.toISOString(),
    who: line.name ?? names[line.from_whom],
    text: line.recalled_at === null ? maskText(inShort(line)) : "（已撤回）",
  }));
}

const rows = (tx: Tx) =>
  tx
    .selectFrom("desk_tickets as t")
    .innerJoin("conversations as c", "c.id", "t.conversation_id")
    .innerJoin("staff", "staff.id", "t.opened_by")
    .leftJoin("cases", "cases.id", "t.case_id")
    .selectAll("t")
    .select(["c.person_id", "c.identity", "staff.name as by", "cases.item_code"]);
type Row = Awaited<ReturnType<ReturnType<typeof rows>["execute"]>>[number];

const print = (row: Row, citizen: string, now: Date): DeskTicket => ({
  id: row.id,
  number: row.number,
  conversationId: row.conversation_id,
  title: row.title,
  note: row.note,
  citizen,
  case: row.case_id === null ? null : { id: row.case_id, item: row.item_code ?? "" },
  openedBy: row.by,
  openedAt: row.opened_at.toISOString(),
  dueOn: row.due_on,
  overdue: row.settled_at === null && beijingDay(now) > row.due_on,
  outcome: row.outcome,
  settledAt: row.settled_at?.toISOString() ?? null,
});

export async function listTickets(
  tx: Tx,
  people: DeskPeople,
  state: "open" | "settled",
  now: Date,
): Promise<DeskTicket[]> {
  const query = rows(tx).where("t.settled_at", state === "open" ? "is" : "is not", null);
  const ordered =
    state === "open" ? query.orderBy("t.due_on").orderBy("t.number") : query.orderBy("t.settled_at", "desc");
  const found = await ordered.limit(200).execute();
  const citizens = await people.citizens(tx, found);
  return found.map((row, at) => print(row, citizens[at] ?? "市民", now));
}

export async function viewTicket(tx: Tx, people: DeskPeople, id: string, now: Date): Promise<DeskTicketView | Refusal> {
  const row = await rows(tx).where("t.id", "=", id).executeTakeFirst();
  if (!row) return refuse("not-found", "找不到这张工单，请刷新列表");
  const [citizen] = await people.citizens(tx, [row]);
  return { ...print(row, citizen ?? "市民", now), transcript: row.transcript };
}

export async function settleTicket(
  tx: Tx,
  { id, staffId, outcome }: { id: string; staffId: string; outcome: string },
  now: Date,
): Promise<{ id: string } | Refusal> {
  const found = await tx.selectFrom("desk_tickets").select("conversation_id").where("id", "=", id).executeTakeFirst();
  if (!found) return refuse("not-found", "找不到这张工单，请刷新列表");
  const talk = await lockConversation(tx, found.conversation_id);
  if (isRefusal(talk)) return talk;
  const settled = await tx
    .updateTable("desk_tickets")
    .set({ outcome, settled_at: now, settled_by: staffId })
    .where("id", "=", id)
    .where("settled_at", "is", null)
    .returning("number")
    .executeTakeFirst();
  if (!settled) return refuse("conflict", "这张工单已经办结");
  const words = `${await staffName(tx, staffId)}办结工单 ${settled.number}`;
  await announceOne(tx, talk.id, await remark(tx, talk.id, words, now), now);
  return { id };
}
