import { inTransaction, type Tx } from "../../db.ts";
import type { AccountRefusal, MassContent } from "../../ports/account.ts";
import { PortFault } from "../../ports/fault.ts";
import { reason, rivalsOf } from "../editing/audience.ts";
import { claimBatch, excludeLate, moveRows, openidsOf, recount, releaseBatch, type Batch } from "./batches.ts";
import { makeDraft } from "../editing/material.ts";
import type { Pace, SenderParts } from "../parts.ts";
import { feel } from "./pulse.ts";
import { getDraft, lockBroadcast, turn, type Broadcast } from "../record.ts";
import { applyEarlyResult } from "../results/results.ts";
import { patienceMs } from "./silence.ts";
import { mayGo, spend } from "./throttle.ts";

/** WeChat remembers a key for 24 hours; later, a repetition would be a second message. */
const rememberedMs = 23 * 3_600_000;
/** WeChat will not look at the same key again within a minute. */
const sameKeyMs = 65_000;
const mostTries = 6;

/** ≤ 32 bytes, of letters, digits and hyphen. The same batch has the same key, whoever sends it and however often. */
export const keyOf = (batch: Pick<Batch, "broadcast_id" | "number">): string =>
  `${batch.broadcast_id.replaceAll("-", "").slice(0, 22)}-${batch.number.toString(36)}`;

interface Taken {
  batch: Batch;
  /** An earlier try was cut off: nobody knows whether it went through. */
  repeated: boolean;
  openids: string[];
  content: Awaited<ReturnType<typeof getDraft>>["content"];
}

/** Takes a batch of a mass message and fixes who is in it: from now on the batch is these openids under this key. */
async function take(tx: Tx, parts: SenderParts, pace: Pace, id: string, now: Date): Promise<Taken | undefined> {
  const broadcast = await lockBroadcast(tx, id);
  if (broadcast?.state !== "sending" || !mayGo(broadcast, now)) return undefined;
  const batch = await claimBatch(tx, id, parts.holder, now, pace.leaseMs);
  if (!batch) return undefined;
  const draft = await getDraft(tx, broadcast);
  const first = batch.first_tried_at?.getTime() ?? 0;
  const repeated = first < now.getTime();
  if (first < now.getTime() - rememberedMs)
    await moveRows(tx, batch, ["sending"], "unknown", "超过 24 小时没有结果，重发可能重复，请人工核对", now);
  if (!repeated) await excludeLate(tx, batch, reason({ draft, rivals: await rivalsOf(tx, id, now), now }), now);
  await moveRows(tx, batch, ["queued"], "sending", null, now);
  let openids = await openidsOf(tx, batch, "sending");
  if (openids.length === 1) {
    await moveRows(tx, batch, ["sending"], "failed", "只剩一位接收人，微信群发至少要两位，请改用客服消息", now);
    openids = [];
  }
  await recount(tx, batch, now);
  // A repetition was paid for at the first try.
  const people = repeated ? 0 : openids.length;
  await spend(tx, broadcast, people, 60_000 / pace.massCallsPerMinute, now);
  return { batch, repeated, openids, content: draft.content };
}

type Outcome =
  | { outcome: "accepted"; messageId: string; repeated: boolean }
  | AccountRefusal
  | { outcome: "again"; because: string; ms: number; certain: boolean }
  | { outcome: "stop"; because: string };

async function call(parts: SenderParts, { batch, openids, content }: Taken): Promise<Outcome> {
  try {
    let mass: MassContent;
    if (content.kind === "articles") {
      const draft = await makeDraft(parts, content.articles);
      if (draft.outcome === "refused") return draft;
      mass = { kind: "articles", mediaId: draft.mediaId };
    } else if (content.kind === "text") mass = { kind: "text", text: content.text };
    else return { outcome: "stop", because: "群发不能带这种内容" };
    return await parts.account.mass.send({ to: "list", openids }, mass, keyOf(batch));
  } catch (error) {
    if (!(error instanceof PortFault)) throw error;
    if (error.kind === "misconfigured") return { outcome: "stop", because: "公众号的凭证或配置不对，请联系管理员" };
    // The key makes repeating harmless, even after a time-out.
    return error.retryable
      ? { outcome: "again", because: "微信暂时忙或连不上", ms: Math.min(60_000, 2_000 * batch.attempts), certain: true }
      : { outcome: "again", because: "微信没有应答", ms: sameKeyMs, certain: false };
  }
}

async function settle(
  tx: Tx,
  broadcast: Broadcast,
  { batch, repeated }: Taken,
  result: Outcome,
  now: Date,
): Promise<void> {
  const pause = async (why: string) => {
    if (broadcast.state === "sending") await turn(tx, broadcast, "paused", "自动暂停", why, now);
  };
  if (result.outcome === "accepted") {
    // Also what another process has meanwhile given up as unknown: WeChat has just said that it went out.
    const sent = await moveRows(tx, batch, ["sending", "unknown"], "sent", null, now);
    await tx
      .updateTable("broadcast_batches")
      .set({ message_id: result.messageId, ask_at: new Date(now.getTime() + patienceMs) })
      .where("broadcast_id", "=", batch.broadcast_id)
      .where("number", "=", batch.number)
      .execute();
    await recount(tx, batch, now);
    await feel(tx, broadcast, { sent, failed: 0, unknown: 0 }, "", now);
    await applyEarlyResult(tx, result.messageId, now);
    return;
  }
  if (result.outcome === "refused" && result.because !== "already") {
    if (repeated) {
      // An earlier try may have gone through before it was cut off.
      const unknown = await moveRows(tx, batch, ["sending"], "unknown", `曾中断，再试被拒：${result.advice}`, now);
      await feel(tx, broadcast, { sent: 0, failed: 0, unknown }, result.advice, now);
    } else {
      await moveRows(tx, batch, ["sending"], "queued", null, now);
      await tx
        .updateTable("broadcast_batches")
        .set({ state: "queued", attempts: 0, first_tried_at: null })
        .where("broadcast_id", "=", batch.broadcast_id)
        .where("number", "=", batch.number)
        .execute();
    }
    await recount(tx, batch, now);
    await releaseBatch(tx, batch, now);
    return pause(`微信拒绝了这次群发（${result.code}）：${result.advice}`);
  }
  const wait = result.outcome === "again" ? result.ms : sameKeyMs;
  if (result.outcome === "again" && result.certain && !repeated)
    await tx
      .updateTable("broadcast_batches")
      .set({ first_tried_at: null })
      .where("broadcast_id", "=", batch.broadcast_id)
      .where("number", "=", batch.number)
      .execute();
  await releaseBatch(tx, batch, new Date(now.getTime() + wait));
  const why = result.outcome === "refused" ? result.advice : result.because;
  if (result.outcome === "stop" || batch.attempts % mostTries === 0)
    await pause(`${why}，已自动暂停；继续后从断点接着发，不会重复`);
}

/** One call for one batch. False when there was nothing to do now. */
export async function massStep(parts: SenderParts, pace: Pace, id: string): Promise<boolean> {
  const taken = await inTransaction(parts.db, (tx) => take(tx, parts, pace, id, parts.clock.now()));
  if (!taken) return false;
  if (taken.openids.length === 0) return true;
  const result = await call(parts, taken);
  await inTransaction(parts.db, async (tx) => {
    const broadcast = await lockBroadcast(tx, id);
    if (broadcast) await settle(tx, broadcast, taken, result, parts.clock.now());
  });
  if (result.outcome !== "accepted")
    parts.log.warn(
      { broadcast: id, batch: taken.batch.number, outcome: result.outcome },
      "a mass call did not go through",
    );
  return true;
}
