import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Tx } from "../../db.ts";
import { isRefusal, refuse, type Refusal } from "../../refusal.ts";
import {
  addNote,
  closedAlready,
  lockConversation,
  remark,
  staffName,
  takenBy,
  tellOnPage,
  type Conversation,
} from "../talk/conversation.ts";
import { announce, announceOne, type Happening } from "../feed.ts";
import { isOnline, mayServe, onlineStaff } from "../queue/presence.ts";
import { serves, type Roster } from "../roster.ts";
import { handTo } from "./holding.ts";

/**
 * Handing a talk over 转接: offered to a colleague or a group with a note, accepted or declined. Until somebody accepts it stays where it
 * is, and the citizen hears nothing: only who serves them next is told.
 */

/** Nobody answered for so long: it stays where it was. */
const OFFER_MS = 3 * 60_000;

export interface Offering {
  id: string;
  staffId: string;
  to: { staff: string } | { group: string };
  note: string;
  /** A supervisor may offer what is not theirs, also out of the queue. */
  supervisor: boolean;
}

export async function offer(
  tx: Tx,
  roster: Roster,
  { id, staffId, to, note, supervisor }: Offering,
  now: Date,
): Promise<{ id: string } | Refusal> {
  const talk = await lockConversation(tx, id);
  if (isRefusal(talk)) return talk;
  if (talk.state === "closed") return closedAlready();
  if (talk.agent_id !== staffId && !supervisor) return takenBy(tx, talk);
  const open = await findOpenOffer(tx, id);
  if (open) return refuse("conflict", "这个会话正在转接，请先等对方答复或撤回");
  if ("staff" in to && to.staff === talk.agent_id) return refuse("bad-input", "会话已经在这位同事手里");
  if ("staff" in to && to.staff === staffId)
    return refuse("bad-input", "不能转给自己", { instead: "想自己接待，请用「接待」或「接管」" });
  const whom = "staff" in to ? await colleague(tx, to.staff, now) : await crew(tx, roster, to.group, talk, now);
  if (isRefusal(whom)) return whom;
  await tx
    .insertInto("desk_offers")
    .values({
      id: randomUUID(),
      conversation_id: id,
      from_staff: staffId,
      to_staff: "staff" in to ? to.staff : null,
      to_group: "group" in to ? to.group : null,
      note,
      at: now,
      expires_at: new Date(now.getTime() + OFFER_MS),
    })
    .execute();
  await addNote(tx, id, staffId, note, now);
  await announceOne(tx, id, await remark(tx, id, `${await staffName(tx, staffId)}请${whom.name}接手`, now), now);
  return { id };
}

/** Who could accept now, by name. */
async function colleague(tx: Tx, staffId: string, now: Date): Promise<{ name: string } | Refusal> {
  const found = await tx
    .selectFrom("staff")
    .select("name")
    .where("id", "=", staffId)
    .where(mayServe)
    .executeTakeFirst();
  if (!found) return refuse("not-found", "找不到这位同事，请重新选择");
  if (await isOnline(tx, staffId, now)) return found;
  return refuse("conflict", `${found.name}现在不在线`, { instead: "可以转给一个组，或放回队列" });
}

/** A group somebody of which could accept now, besides who has the talk. */
async function crew(tx: Tx, roster: Roster, id: string, talk: Conversation, now: Date) {
  const group = (await roster.groups(tx)).find((one) => one.id === id);
  if (!group) return refuse("not-found", "找不到这个组，请重新选择");
  const there = (await onlineStaff(tx, now)).filter((one) => one !== talk.agent_id);
  const members = await roster.members(tx);
  if (there.some((staffId) => serves(members, id, staffId))) return group;
  return refuse("conflict", `${group.name}现在没有人在线`, { instead: "可以转给别的组或同事，或放回队列" });
}

const findOpenOffer = (tx: Tx, id: string) =>
  tx
    .selectFrom("desk_offers")
    .selectAll()
    .where("conversation_id", "=", id)
    .where("outcome", "is", null)
    .executeTakeFirst();

/** The offer with its talk locked first, as everybody locks. */
async function lockOffer(tx: Tx, offerId: string) {
  const found = await tx
    .selectFrom("desk_offers")
    .select("conversation_id")
    .where("id", "=", offerId)
    .executeTakeFirst();
  if (!found) return refuse("not-found", "找不到这次转接，请刷新");
  const talk = await lockConversation(tx, found.conversation_id);
  if (isRefusal(talk)) return talk;
  const one = await tx.selectFrom("desk_offers").selectAll().where("id", "=", offerId).executeTakeFirstOrThrow();
  return { talk, one };
}

export interface Answering {
  offerId: string;
  staffId: string;
  accept: boolean;
  note: string | null;
}

/** Of several of a group who accept, exactly one gets it; the others are told who. */
export async function answerOffer(
  tx: Tx,
  roster: Roster,
  { offerId, staffId, accept, note }: Answering,
  now: Date,
): Promise<{ id: string } | Refusal> {
  const locked = await lockOffer(tx, offerId);
  if (isRefusal(locked)) return locked;
  const { talk, one } = locked;
  if (one.outcome === "accepted" && one.answered_by === staffId) return { id: talk.id };
  if (one.outcome !== null)
    return talk.agent_id === staffId ? { id: talk.id } : await over(tx, one.outcome, one.answered_by);
  if (one.to_staff !== null && one.to_staff !== staffId) return refuse("not-allowed", "这次转接不是给您的");
  if (one.to_group !== null && !(await isOf(tx, roster, one.to_group, staffId)))
    return refuse("not-allowed", "您不在这个组里");
  if (talk.state === "closed") return closedAlready();
  const name = await staffName(tx, staffId);
  const from = await staffName(tx, one.from_staff);
  // One of a group who declines leaves it to the others.
  if (!accept && one.to_group !== null) {
    await addNote(tx, talk.id, staffId, `不接手${note === null ? "" : `：${note}`}`, now);
    await announceOne(tx, talk.id, null, now);
    return { id: talk.id };
  }
  await end(tx, one.id, { outcome: accept ? "accepted" : "declined", by: staffId, answer: note }, now);
  if (!accept) {
    await addNote(tx, talk.id, staffId, `没有接手${note === null ? "" : `：${note}`}`, now);
    await announceOne(tx, talk.id, await remark(tx, talk.id, `${name}没有接手，会话留在原处`, now), now);
    return { id: talk.id };
  }
  if (one.to_group !== null)
    await tx.updateTable("conversations").set({ group_id: one.to_group }).where("id", "=", talk.id).execute();
  await handTo(tx, talk, staffId, now);
  const happenings: Happening[] = [
    { conversationId: talk.id, messageId: await remark(tx, talk.id, `${from}转给${name}`, now) },
  ];
  if (talk.openid === null)
    happenings.push({ conversationId: talk.id, messageId: await tellOnPage(tx, talk.id, "换了一位客服为您服务", now) });
  await announce(tx, happenings, now);
  return { id: talk.id };
}

const isOf = async (tx: Tx, roster: Roster, groupId: string, staffId: string): Promise<boolean> =>
  serves(await roster.members(tx), groupId, staffId);

async function over(tx: Tx, outcome: string, by: string | null): Promise<Refusal> {
  if (outcome === "accepted" && by !== null) return refuse("conflict", `这个会话已由${await staffName(tx, by)}接待`);
  return refuse("conflict", outcome === "timed-out" ? "答复得晚了，会话已回到原处" : "这次转接已经结束");
}

const end = (
  tx: Tx,
  offerId: string,
  {
    outcome,
    by,
    answer,
  }: { outcome: "accepted" | "declined" | "timed-out" | "withdrawn"; by: string | null; answer: string | null },
  now: Date,
) =>
  tx
    .updateTable("desk_offers")
    .set({ outcome, answered_by: by, answered_at: now, answer })
    .where("id", "=", offerId)
    .execute();

export async function withdrawOffer(
  tx: Tx,
  { offerId, staffId, supervisor }: { offerId: string; staffId: string; supervisor: boolean },
  now: Date,
): Promise<{ id: string } | Refusal> {
  const locked = await lockOffer(tx, offerId);
  if (isRefusal(locked)) return locked;
  const { talk, one } = locked;
  if (one.from_staff !== staffId && !supervisor) return refuse("not-allowed", "只有发起的人能撤回转接");
  if (one.outcome === "withdrawn") return { id: talk.id };
  if (one.outcome !== null) return over(tx, one.outcome, one.answered_by);
  await end(tx, offerId, { outcome: "withdrawn", by: staffId, answer: null }, now);
  await announceOne(tx, talk.id, await remark(tx, talk.id, `${await staffName(tx, staffId)}撤回了转接`, now), now);
  return { id: talk.id };
}

/** The talk went another way. The caller holds it locked. */
export async function dropOffer(tx: Tx, id: string, staffId: string | null, now: Date): Promise<void> {
  await tx
    .updateTable("desk_offers")
    .set({ outcome: "withdrawn", answered_by: staffId, answered_at: now })
    .where("conversation_id", "=", id)
    .where("outcome", "is", null)
    .execute();
}

/** Offers nobody answered. For the sweep. */
export async function expireOffers(tx: Tx, now: Date): Promise<Happening[]> {
  const { rows } = await sql<{ id: string; conversation_id: string; to_staff: string | null }>`
    select o.id, o.conversation_id, o.to_staff from desk_offers o
    join conversations c on c.id = o.conversation_id
    where o.outcome is null and o.expires_at <= ${now}
    order by o.conversation_id for update of c skip locked`.execute(tx);
  const happenings: Happening[] = [];
  for (const one of rows) {
    await end(tx, one.id, { outcome: "timed-out", by: null, answer: null }, now);
    const whom = one.to_staff === null ? "组里没有人" : `${await staffName(tx, one.to_staff)}没有`;
    await addNote(tx, one.conversation_id, null, `${whom}答复转接，会话留在原处。`, now);
    const messageId = await remark(tx, one.conversation_id, `${whom}答复，转接取消`, now);
    happenings.push({ conversationId: one.conversation_id, messageId });
  }
  return happenings;
}
