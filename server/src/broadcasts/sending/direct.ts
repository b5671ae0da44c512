import type { BroadcastDraft, RecipientState } from "@wsi/shared/contract";
import { sql } from "kysely";
import { inTransaction, type Tx } from "../../db.ts";
import { PortFault } from "../../ports/fault.ts";
import { reason } from "../editing/audience.ts";
import { claimBatch, excludeLate, keepBatch, moveRows, recount, releaseBatch, type Batch } from "./batches.ts";
import type { Pace, SenderParts } from "../parts.ts";
import { feel } from "./pulse.ts";
import { getDraft, lockBroadcast, turn, type Broadcast } from "../record.ts";
import { miniTemplateOf } from "../editing/templates.ts";
import { mayGo, spend } from "./throttle.ts";

/**
 * Means of one call per recipient. WeChat gives these calls no idempotency key, so a row is marked `sending` and committed before the
 * call and never sent again by the machine: what was cut off in between is `unknown`.
 */
interface Window {
  batch: Batch;
  openids: string[];
  draft: BroadcastDraft;
  mini: boolean;
}
interface Result {
  openid: string;
  state: Extract<RecipientState, "sent" | "failed" | "unknown" | "queued">;
  reason: string | null;
  /** The whole broadcast must stop. */
  stop?: true;
  blocked?: true;
}

const cutOff = "发送途中中断，不知道有没有送到，系统不会重发";
const pauseAfterMs = 5_000;

async function nextBatch(
  tx: Tx,
  parts: SenderParts,
  pace: Pace,
  broadcast: Broadcast,
  draft: BroadcastDraft,
  now: Date,
): Promise<Batch | undefined> {
  const batch = await claimBatch(tx, broadcast.id, parts.holder, now, pace.leaseMs);
  if (!batch) return undefined;
  if (batch.attempts === 1) {
    const mini = (await miniTemplateOf(tx, draft)) !== undefined;
    await excludeLate(tx, batch, reason({ draft, rivals: [], now }), now, mini);
  }
  const unknown = await moveRows(tx, batch, ["sending"], "unknown", cutOff, now);
  if (unknown > 0) await feel(tx, broadcast, { sent: 0, failed: 0, unknown }, cutOff, now);
  return batch;
}

/** Marks the next few rows of a batch as being sent. A consent is used up by that: a message of unknown fate may have used it. */
async function mark(tx: Tx, batch: Batch, draft: BroadcastDraft, most: number, now: Date): Promise<string[]> {
  const { rows } = await sql<{ openid: string }>`
    update broadcast_recipients r set state = 'sending', at = ${now} from (
      select openid from broadcast_recipients where broadcast_id = ${batch.broadcast_id}::uuid
        and openid between ${batch.from_openid} and ${batch.to_openid} and state = 'queued'
      order by openid limit ${most} for update) w
    where r.broadcast_id = ${batch.broadcast_id}::uuid and r.openid = w.openid returning r.openid`.execute(tx);
  const openids = rows.map((row) => row.openid);
  if (draft.content.kind === "template" && openids.length > 0)
    await sql`update subscription_consents set credits = greatest(credits - 1, 0), updated_at = ${now}
      where template_id = ${draft.content.templateId} and openid = any(${openids})`.execute(tx);
  return openids;
}

async function open(
  tx: Tx,
  parts: SenderParts,
  pace: Pace,
  id: string,
  held: Batch | undefined,
  now: Date,
): Promise<Window | undefined> {
  const broadcast = await lockBroadcast(tx, id);
  if (broadcast?.state !== "sending" || !mayGo(broadcast, now)) {
    if (held) await releaseBatch(tx, held, now);
    return undefined;
  }
  const draft = await getDraft(tx, broadcast);
  const mine = held && (await keepBatch(tx, held, now, pace.leaseMs)) ? held : undefined;
  const batch = mine ?? (await nextBatch(tx, parts, pace, broadcast, draft, now));
  if (!batch) return undefined;
  // At most what the rate allows in a second: a pause takes hold, and the rate is even.
  const most = Math.max(1, Math.min(pace.width, Math.ceil(broadcast.rate_per_minute / 60)));
  const openids = await mark(tx, batch, draft, most, now);
  await recount(tx, batch, now);
  if (openids.length > 0) await spend(tx, broadcast, openids.length, 0, now);
  return { batch, openids, draft, mini: (await miniTemplateOf(tx, draft)) !== undefined };
}

async function sendOne({ account }: SenderParts, { draft, mini }: Window, openid: string): Promise<Result> {
  const { content } = draft;
  try {
    if (content.kind === "template") {
      const { templateId, values, open } = content;
      const by = mini ? account.miniSubscriptions : account.subscriptions;
      const sent = await by.send(openid, { templateId, values, ...(open === null ? {} : { open }) });
      return sent.outcome === "sent"
        ? { openid, state: "sent", reason: null }
        : {
            openid,
            state: "failed",
            reason: sent.advice,
            ...(sent.because === "blocked" ? { blocked: true as const } : {}),
          };
    }
    if (content.kind !== "text") return { openid, state: "queued", reason: "这种方式不能带这种内容", stop: true };
    const buttons = content.open === null ? {} : { buttons: [{ label: "点这里查看", open: content.open }] };
    const sent = await account.messages.send(openid, { kind: "text", text: content.text, ...buttons });
    return sent.outcome === "sent"
      ? { openid, state: "sent", reason: null }
      : {
          openid,
          state: "failed",
          reason: sent.advice,
          ...(sent.because === "blocked" ? { blocked: true as const } : {}),
        };
  } catch (error) {
    if (!(error instanceof PortFault)) return { openid, state: "unknown", reason: cutOff, stop: true };
    if (error.kind === "misconfigured")
      return { openid, state: "queued", reason: "公众号的凭证或配置不对，请联系管理员", stop: true };
    if (error.retryable) return { openid, state: "queued", reason: "微信暂时忙或连不上" };
    return { openid, state: "unknown", reason: "微信没有应答，不知道有没有送到，系统不会重发" };
  }
}

/** Whoever refuses a subscription message has taken back this consent; whoever refuses any other message wants none at all. */
async function keepBlocks(tx: Tx, openids: readonly string[], { content }: BroadcastDraft, now: Date): Promise<void> {
  if (openids.length === 0) return;
  if (content.kind === "template")
    await tx
      .updateTable("subscription_consents")
      .set({ credits: 0, refused_at: now, updated_at: now })
      .where("template_id", "=", content.templateId)
      .where("openid", "in", openids)
      .execute();
  else
    await tx
      .insertInto("broadcast_blocks")
      .values(openids.map((openid) => ({ openid, since: now, because: "微信说对方拒收" })))
      .onConflict((same) => same.column("openid").doNothing())
      .execute();
}

async function close(tx: Tx, { batch, draft }: Window, results: readonly Result[], now: Date): Promise<boolean> {
  const broadcast = await lockBroadcast(tx, batch.broadcast_id);
  if (!broadcast) return false;
  // A receipt may have come before us, and another process may have called it unknown: we know better now.
  await sql`update broadcast_recipients r set state = w.state, reason = w.reason, at = ${now}
    from jsonb_to_recordset(${JSON.stringify(results)}::jsonb) as w (openid text, state text, reason text)
    where r.broadcast_id = ${batch.broadcast_id}::uuid and r.openid = w.openid
      and (r.state = 'sending' or (r.state = 'unknown' and w.state in ('sent', 'failed')))`.execute(tx);
  await keepBlocks(
    tx,
    results.filter((one) => one.blocked).map((one) => one.openid),
    draft,
    now,
  );
  const back = results.filter((one) => one.state === "queued");
  if (back.length > 0 && draft.content.kind === "template")
    await sql`update subscription_consents set credits = credits + 1
      where template_id = ${draft.content.templateId} and openid = any(${back.map((one) => one.openid)})`.execute(tx);
  const { left } = await recount(tx, batch, now);
  const count = (state: RecipientState) => results.filter((one) => one.state === state).length;
  const trouble = results.find((one) => one.state !== "sent");
  const why = trouble?.reason ?? "";
  await feel(
    tx,
    broadcast,
    { sent: count("sent"), failed: count("failed"), unknown: count("unknown") },
    why,
    now,
    back.length,
  );
  if (results.some((one) => one.stop) && broadcast.state === "sending")
    await turn(tx, broadcast, "paused", "自动暂停", `${why}，已自动暂停；继续后从断点接着发，不会重复`, now);
  if (back.length > 0) await releaseBatch(tx, batch, new Date(now.getTime() + pauseAfterMs));
  return left > 0 && back.length === 0;
}

/** Sends window after window as far as rate, state and `go` allow. False when there was nothing to do now. */
export async function directSteps(parts: SenderParts, pace: Pace, id: string, go: () => boolean): Promise<boolean> {
  let held: Batch | undefined;
  let worked = false;
  while (go()) {
    const before = held;
    const window = await inTransaction(parts.db, (tx) => open(tx, parts, pace, id, before, parts.clock.now()));
    if (!window) return worked;
    worked = true;
    if (window.openids.length === 0) {
      held = undefined;
      continue;
    }
    const results = await Promise.all(window.openids.map((openid) => sendOne(parts, window, openid)));
    const more = await inTransaction(parts.db, (tx) => close(tx, window, results, parts.clock.now()));
    held = more ? window.batch : undefined;
  }
  if (held) {
    const left = held;
    await inTransaction(parts.db, (tx) => releaseBatch(tx, left, parts.clock.now()));
  }
  return worked;
}
