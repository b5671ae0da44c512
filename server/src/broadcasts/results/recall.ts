import type { BroadcastRecall, BroadcastRecallState } from "@wsi/shared/contract";
import { sql } from "kysely";
import type { Tx } from "../../db.ts";
import { putMany, type Handler } from "../../outbox/index.ts";
import type { MassMessages } from "../../ports/account.ts";
import type { Clock } from "../../ports/clock.ts";
import { refuse, type Refusal } from "../../refusal.ts";
import { absent } from "../editing/drafts.ts";
import { getDraft, lockBroadcast, note, type Broadcast } from "../record.ts";

/**
 * 群发撤回: WeChat's `mass/delete`. It takes the page of an article away; the card stays in the chats it has reached, and leads to a page
 * that says the account deleted it. Only articles, only what went out, and each mass message by its number: a broadcast is many of them.
 * Words that millions have read are taken back by two people, or by a supervisor alone.
 */

export const MASS_RECALL_PARCEL = "wechat.mass-recall";
export interface MassRecall {
  broadcastId: string;
  number: number;
  messageId: string;
}
/** Who acts, and whether they may do it alone. */
export interface Recaller {
  staffId: string;
  supervisor: boolean;
}

const findRecall = (tx: Tx, id: string) =>
  tx.selectFrom("broadcast_recalls").selectAll().where("broadcast_id", "=", id).executeTakeFirst();

/** Messages of a broadcast that WeChat has a number for, and those that went out without one reaching us. */
async function countMessages(tx: Tx, id: string) {
  const { rows } = await sql<{
    numbered: number;
    gone: number;
    failed: number;
    unnumbered: number;
    advice: string | null;
  }>`
    select count(*) filter (where message_id is not null)::integer as numbered,
      count(*) filter (where recalled = 'gone')::integer as gone,
      count(*) filter (where recalled = 'failed')::integer as failed,
      count(*) filter (where message_id is null and sent + delivered + unknown > 0)::integer as unnumbered,
      max(recall_advice) filter (where recalled = 'failed') as advice
    from broadcast_batches where broadcast_id = ${id}::uuid`.execute(tx);
  return rows[0] ?? { numbered: 0, gone: 0, failed: 0, unnumbered: 0, advice: null };
}

/** Why nothing of this broadcast can be taken back; undefined: something can. */
async function barred(tx: Tx, broadcast: Broadcast): Promise<Refusal | undefined> {
  if (broadcast.means !== "mass") return refuse("conflict", "只有群发能撤回，这种方式发出的收不回来");
  if ((await getDraft(tx, broadcast)).content.kind !== "articles")
    return refuse("conflict", "微信只能撤回图文，文字群发收不回来", { instead: "可以再群发一条更正" });
  if (broadcast.state === "sending" || broadcast.state === "paused")
    return refuse("conflict", "还没有发完，请先取消这次推送，再撤回已经发出的");
  if ((await countMessages(tx, broadcast.id)).numbered === 0) return refuse("conflict", "没有发出去的群发，不用撤回");
  return undefined;
}

/** Tells WeChat, message by message; what is gone already is left. */
async function begin(tx: Tx, broadcast: Broadcast, by: string, now: Date): Promise<void> {
  await tx
    .updateTable("broadcast_recalls")
    .set({ state: "running", decided_by: by, decided_at: now, finished_at: null })
    .where("broadcast_id", "=", broadcast.id)
    .execute();
  const { rows } = await sql<{ number: number; message_id: string }>`
    update broadcast_batches set recalled = 'waiting', recall_advice = null
    where broadcast_id = ${broadcast.id}::uuid and message_id is not null and recalled is distinct from 'gone'
    returning number, message_id`.execute(tx);
  await putMany(
    tx,
    rows.map(({ number, message_id: messageId }) => ({
      key: `mass-recall:${broadcast.id}:${number}:${now.getTime()}`,
      kind: MASS_RECALL_PARCEL,
      stream: `mass-recall:${broadcast.id}`,
      payload: { broadcastId: broadcast.id, number, messageId } satisfies MassRecall,
    })),
  );
}

/** Asks for it; a supervisor's word is enough. Once more only when some could not be taken back. */
export async function askRecall(
  tx: Tx,
  by: Recaller,
  { id, reason }: { id: string; reason: string },
  now: Date,
): Promise<Broadcast | Refusal> {
  const broadcast = await lockBroadcast(tx, id);
  if (!broadcast) return absent();
  const no = await barred(tx, broadcast);
  if (no) return no;
  const before = await findRecall(tx, id);
  if (before && before.state !== "partly")
    return refuse(
      "conflict",
      { asked: "已经有同事申请撤回，等确认", running: "正在撤回，请稍等", done: "已经撤回了" }[before.state],
    );
  const row = {
    state: "asked",
    reason,
    asked_by: by.staffId,
    asked_at: now,
    decided_by: null,
    decided_at: null,
  } as const;
  await tx
    .insertInto("broadcast_recalls")
    .values({ broadcast_id: id, ...row })
    .onConflict((same) => same.column("broadcast_id").doUpdateSet({ ...row, finished_at: null }))
    .execute();
  await note(tx, broadcast, { at: now, by: by.staffId, what: by.supervisor ? "撤回群发" : "申请撤回群发", reason });
  if (by.supervisor) await begin(tx, broadcast, by.staffId, now);
  return broadcast;
}

/** The second pair of eyes. A no needs its reason, and leaves everything as it was. */
export async function decideRecall(
  tx: Tx,
  by: Recaller,
  { id, agree, reason }: { id: string; agree: boolean; reason?: string | undefined },
  now: Date,
): Promise<Broadcast | Refusal> {
  const broadcast = await lockBroadcast(tx, id);
  if (!broadcast) return absent();
  const recall = await findRecall(tx, id);
  if (recall?.state !== "asked") return refuse("stale", "没有等确认的撤回，请刷新后再看");
  if (recall.asked_by === by.staffId && !by.supervisor)
    return refuse("not-allowed", "自己申请的撤回不能自己确认，请另一位同事或主管确认");
  if (agree) {
    await note(tx, broadcast, { at: now, by: by.staffId, what: "确认撤回群发", reason: reason ?? null });
    await begin(tx, broadcast, by.staffId, now);
    return broadcast;
  }
  if (reason === undefined) return refuse("bad-input", "请写明为什么不撤回");
  await tx.deleteFrom("broadcast_recalls").where("broadcast_id", "=", id).execute();
  await note(tx, broadcast, { at: now, by: by.staffId, what: "不同意撤回群发", reason });
  return broadcast;
}

/** Whether who asks may do something about it now: ask, or decide. */
export async function recallActions(
  tx: Tx,
  broadcast: Broadcast,
  staffId: string,
): Promise<("recall" | "decide-recall")[]> {
  const recall = await findRecall(tx, broadcast.id);
  if (recall?.state === "asked") return recall.asked_by === staffId ? [] : ["decide-recall"];
  if (recall && recall.state !== "partly") return [];
  return (await barred(tx, broadcast)) ? [] : ["recall"];
}

export async function presentRecall(
  tx: Tx,
  id: string,
  nameOf: (staffId: string) => string,
): Promise<BroadcastRecall | null> {
  const recall = await findRecall(tx, id);
  if (!recall) return null;
  const { numbered, gone, failed, unnumbered, advice } = await countMessages(tx, id);
  return {
    state: recall.state,
    reason: recall.reason,
    askedBy: nameOf(recall.asked_by),
    askedAt: recall.asked_at.toISOString(),
    decidedBy: recall.decided_by === null ? null : nameOf(recall.decided_by),
    decidedAt: recall.decided_at?.toISOString() ?? null,
    messages: { total: numbered, gone, failed, unnumbered },
    advice,
  };
}

export const recallStateOf = async (tx: Tx, id: string): Promise<BroadcastRecallState | null> =>
  (await findRecall(tx, id))?.state ?? null;

/** Staff who had a hand in it, for their names. */
export const recallersOf = async (tx: Tx, id: string): Promise<string[]> => {
  const recall = await findRecall(tx, id);
  return recall ? [recall.asked_by, ...(recall.decided_by === null ? [] : [recall.decided_by])] : [];
};

/** What it came to, once no message waits any more. */
async function finish(tx: Tx, broadcast: Broadcast, now: Date): Promise<void> {
  const { numbered, gone, unnumbered, advice } = await countMessages(tx, broadcast.id);
  const left = numbered - gone + unnumbered;
  const moved = await tx
    .updateTable("broadcast_recalls")
    .set({ state: left === 0 ? "done" : "partly", finished_at: now })
    .where("broadcast_id", "=", broadcast.id)
    .where("state", "=", "running")
    .executeTakeFirst();
  if (moved.numUpdatedRows === 0n) return;
  const lacking = unnumbered > 0 ? `${unnumbered} 批没有微信的消息编号，请到公众平台核对` : null;
  const reason =
    left === 0 ? null : `${left} 批没有撤回：${[advice, lacking].filter((one) => one !== null).join("；")}`;
  await note(tx, broadcast, { at: now, by: null, what: left === 0 ? "群发已撤回" : "群发没有全部撤回", reason });
}

/** Taking the same message back twice is taking it back once, so a call without an answer is made again. */
export const massRecallHandler = (parts: {
  clock: Clock;
  mass: Pick<MassMessages, "remove" | "state">;
}): Handler<MassRecall> => ({
  repeatable: true,
  async deliver({ messageId }) {
    const done = await parts.mass.remove(messageId);
    if (done.outcome === "done") return { outcome: "sent" };
    const stands = await parts.mass.state(messageId);
    return stands.outcome === "done" && stands.state === "deleted" ? { outcome: "sent" } : done;
  },
  async settled(tx, { broadcastId, number }, result) {
    const now = parts.clock.now();
    const broadcast = await lockBroadcast(tx, broadcastId);
    if (!broadcast) return;
    await tx
      .updateTable("broadcast_batches")
      .set(
        result.outcome === "sent"
          ? { recalled: "gone", recall_advice: null }
          : { recalled: "failed", recall_advice: result.advice },
      )
      .where("broadcast_id", "=", broadcastId)
      .where("number", "=", number)
      .execute();
    const waits = await tx
      .selectFrom("broadcast_batches")
      .select("number")
      .where("broadcast_id", "=", broadcastId)
      .where("recalled", "=", "waiting")
      .executeTakeFirst();
    if (!waits) await finish(tx, broadcast, now);
  },
});
