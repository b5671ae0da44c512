import type { Tx } from "../../db.ts";
import { isRefusal, refuse, type Refusal } from "../../refusal.ts";
import {
  addNote,
  closedAlready,
  isServed,
  lockConversation,
  remark,
  staffName,
  tellOnPage,
} from "../talk/conversation.ts";
import { announce, announceOne, type Happening } from "../feed.ts";
import { dropOffer } from "./offers.ts";
import { seen } from "../queue/presence.ts";
import { send, type Saying } from "../talk/sending.ts";
import { handTo } from "./holding.ts";

/** A supervisor in a colleague's talk: reads along, says a line under their own name, takes over. All of it stands in the transcript. */

export async function listen(tx: Tx, id: string, staffId: string, now: Date): Promise<{ id: string } | Refusal> {
  const talk = await lockConversation(tx, id);
  if (isRefusal(talk)) return talk;
  if (talk.state === "closed") return closedAlready();
  if (talk.agent_id === staffId) return refuse("conflict", "这是您自己的会话，不用旁听");
  const added = await tx
    .insertInto("desk_listeners")
    .values({ conversation_id: id, staff_id: staffId, since: now })
    .onConflict((same) => same.columns(["conversation_id", "staff_id"]).doNothing())
    .executeTakeFirst();
  if (added.numInsertedOrUpdatedRows === 0n) return { id };
  await seen(tx, staffId, now);
  await announceOne(tx, id, await remark(tx, id, `${await staffName(tx, staffId)}开始旁听`, now), now);
  return { id };
}

export async function stopListening(tx: Tx, id: string, staffId: string, now: Date): Promise<{ id: string } | Refusal> {
  const talk = await lockConversation(tx, id);
  if (isRefusal(talk)) return talk;
  const gone = await tx
    .deleteFrom("desk_listeners")
    .where("conversation_id", "=", id)
    .where("staff_id", "=", staffId)
    .executeTakeFirst();
  if (gone.numDeletedRows === 0n) return { id };
  await announceOne(tx, id, await remark(tx, id, `${await staffName(tx, staffId)}结束旁听`, now), now);
  return { id };
}

/** Says a line in a talk that stays its agent's. */
export async function stepIn(
  tx: Tx,
  saying: Omit<Saying, "steppedIn">,
  now: Date,
): Promise<{ messageId: string } | Refusal> {
  const { id, staffId } = saying;
  const talk = await lockConversation(tx, id);
  if (isRefusal(talk)) return talk;
  if (!isServed(talk))
    return talk.state === "closed" ? closedAlready() : refuse("conflict", "这个会话还在排队，请直接接待");
  if (talk.agent_id === staffId) return send(tx, saying, now);
  const first = await tx
    .selectFrom("desk_listeners")
    .select("stepped_in")
    .where("conversation_id", "=", id)
    .where("staff_id", "=", staffId)
    .executeTakeFirst();
  const happenings: Happening[] = [];
  if (first?.stepped_in !== true) {
    await tx
      .insertInto("desk_listeners")
      .values({ conversation_id: id, staff_id: staffId, since: now, stepped_in: true })
      .onConflict((same) => same.columns(["conversation_id", "staff_id"]).doUpdateSet({ stepped_in: true }))
      .execute();
    happenings.push({
      conversationId: id,
      messageId: await remark(tx, id, `${await staffName(tx, staffId)}介入会话`, now),
    });
  }
  const said = await send(tx, { ...saying, steppedIn: true }, now);
  if (!isRefusal(said)) await announce(tx, happenings, now);
  return said;
}

/** The talk is the supervisor's from now on. */
export async function takeOver(
  tx: Tx,
  { id, staffId, note }: { id: string; staffId: string; note: string },
  now: Date,
): Promise<{ id: string } | Refusal> {
  const talk = await lockConversation(tx, id);
  if (isRefusal(talk)) return talk;
  if (talk.state === "closed") return closedAlready();
  if (isServed(talk) && talk.agent_id === staffId) return { id };
  await dropOffer(tx, id, staffId, now);
  await handTo(tx, talk, staffId, now);
  await addNote(tx, id, staffId, note, now);
  const name = await staffName(tx, staffId);
  const from = talk.agent_id === null ? "" : `（原来是${await staffName(tx, talk.agent_id)}）`;
  const happenings: Happening[] = [
    { conversationId: id, messageId: await remark(tx, id, `${name}接管会话${from}`, now) },
  ];
  if (talk.openid === null)
    happenings.push({ conversationId: id, messageId: await tellOnPage(tx, id, "换了一位客服为您服务", now) });
  await announce(tx, happenings, now);
  return { id };
}
