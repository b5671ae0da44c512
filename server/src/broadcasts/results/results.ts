import { sql } from "kysely";
import type { Tx } from "../../db.ts";
import type { Update } from "../../ports/messages.ts";
import { batchOf, moveRows, recount, type Batch } from "../sending/batches.ts";
import { chart } from "../sending/pulse.ts";
import { lockBroadcast, turn } from "../record.ts";
import type { MassFigures } from "../tables.ts";

/** What WeChat reports of broadcasts, and of consents to subscription messages, taken into the ledger. */

/** WeChat's words for the outcome of a mass message, as far as they say that nobody got it. */
const failureInWords = (figures: MassFigures): string => figures.failure ?? `微信没有发出（${figures.status}）`;

async function applyFigures(tx: Tx, batch: Batch, figures: MassFigures, now: Date): Promise<void> {
  await tx
    .updateTable("broadcast_batches")
    .set({ wechat: JSON.stringify(figures), ask_at: null })
    .where("broadcast_id", "=", batch.broadcast_id)
    .where("number", "=", batch.number)
    .execute();
  const tally = { failed: 0, delivered: 0 };
  if (figures.failure !== null)
    tally.failed = await moveRows(tx, batch, ["sending", "sent", "unknown"], "failed", failureInWords(figures), now);
  else if (figures.failed === 0 && figures.filtered === 0)
    tally.delivered = await moveRows(tx, batch, ["sending", "sent", "unknown"], "delivered", null, now);
  // WeChat says how many it left out and not whom: then the rows stay `sent`, and the figures are shown beside them.
  else await moveRows(tx, batch, ["sending", "unknown"], "sent", null, now);
  await recount(tx, batch, now);
  await chart(tx, batch.broadcast_id, tally, now);
  if (figures.urls.length > 0)
    await tx.updateTable("broadcasts").set({ urls: figures.urls }).where("id", "=", batch.broadcast_id).execute();
}

/** Whoever notes the id and whoever brings the result wait for each other here, so that the second sees the first. */
const meet = (tx: Tx, messageId: string) =>
  sql`select pg_advisory_xact_lock(hashtext(${`mass:${messageId}`}))`.execute(tx);

/** The event may overtake the answer to the call: then it waits in broadcast_results. */
export async function applyEarlyResult(tx: Tx, messageId: string, now: Date): Promise<void> {
  await meet(tx, messageId);
  const batch = await tx
    .selectFrom("broadcast_batches")
    .selectAll()
    .where("message_id", "=", messageId)
    .executeTakeFirst();
  const early = await tx
    .selectFrom("broadcast_results")
    .select("told")
    .where("message_id", "=", messageId)
    .executeTakeFirst();
  if (!batch || !early) return;
  await lockBroadcast(tx, batch.broadcast_id);
  await applyFigures(tx, batch, early.told, now);
}

async function massFinished(tx: Tx, update: Extract<Update, { kind: "mass-finished" }>, now: Date): Promise<void> {
  const { messageId, status, failure, total, filtered, sent, failed, urls } = update;
  const figures: MassFigures = { status, failure, total, filtered, sent, failed, urls };
  await meet(tx, messageId);
  await tx
    .insertInto("broadcast_results")
    .values({ message_id: messageId, told: JSON.stringify(figures), at: now })
    .onConflict((same) => same.column("message_id").doNothing())
    .execute();
  await applyEarlyResult(tx, messageId, now);
}

/** 0: published; anything else says why not. */
const publishFailure: Readonly<Record<number, string>> = {
  2: "原创声明没有通过，请去掉转载的内容",
  3: "微信没有发布，请稍后重试",
  4: "微信审核没有通过，请修改内容",
  5: "发布后被删除",
  6: "发布后被封禁",
};
export async function publishEnded(tx: Tx, publishId: string, state: number, urls: string[], now: Date): Promise<void> {
  const found = await tx.selectFrom("broadcasts").select("id").where("publish_id", "=", publishId).executeTakeFirst();
  const broadcast = found && (await lockBroadcast(tx, found.id));
  if (!broadcast || (broadcast.state !== "sending" && broadcast.state !== "paused")) return;
  if (state === 0) {
    await tx.updateTable("broadcasts").set({ urls }).where("id", "=", broadcast.id).execute();
    await turn(tx, broadcast, "sent", "已发布", null, now);
  } else if (state !== 1)
    await turn(tx, broadcast, "failed", "发布失败", publishFailure[state] ?? `微信没有发布（${state}）`, now);
}

/** The receipt of a subscription message settles the newest row of that follower and template, also one of unknown fate. */
async function subscriptionSent(
  tx: Tx,
  update: Extract<Update, { kind: "subscription-sent" }>,
  now: Date,
): Promise<void> {
  for (const { templateId, code, status } of update.templates) {
    const { rows } = await sql<{ broadcast_id: string }>`
      select b.id as broadcast_id from broadcasts b
      join broadcast_versions v on v.broadcast_id = b.id and v.version = b.version
      join broadcast_recipients r on r.broadcast_id = b.id and r.openid = ${update.openid}
      where b.means = 'subscription' and b.started_at is not null and v.draft -> 'content' ->> 'templateId' = ${templateId}
        and r.state in ('sending', 'sent', 'unknown')
      order by r.at desc limit 1`.execute(tx);
    const id = rows[0]?.broadcast_id;
    if (id === undefined) continue;
    await lockBroadcast(tx, id);
    await tx
      .updateTable("broadcast_recipients")
      .set(
        code === 0
          ? { state: "delivered", reason: null, at: now }
          : { state: "failed", reason: `微信没有送达：${status}`, at: now },
      )
      .where("broadcast_id", "=", id)
      .where("openid", "=", update.openid)
      .execute();
    const batch = await batchOf(tx, id, update.openid);
    if (batch) await recount(tx, batch, now);
    await chart(tx, id, code === 0 ? { delivered: 1 } : { failed: 1 }, now);
  }
}

/**
 * Takes a result event into the ledger. Harmless when repeated, early, late or about nothing of ours. In the transaction of the update.
 */
export async function reconcile(tx: Tx, update: Update, now: Date): Promise<void> {
  if (update.kind === "mass-finished") await massFinished(tx, update, now);
  else if (update.kind === "publish-finished") await publishEnded(tx, update.publishId, update.state, update.urls, now);
  else if (update.kind === "subscription-sent") await subscriptionSent(tx, update, now);
}

/** A follower agreed to a template (one more message), or refused. Not idempotent: once per update. */
export async function learnConsent(tx: Tx, update: Update, now: Date): Promise<void> {
  if (update.kind !== "subscription-decided") return;
  for (const { templateId, accepted } of update.templates)
    await sql`insert into subscription_consents (openid, template_id, credits, refused_at, updated_at)
      values (${update.openid}, ${templateId}, ${accepted ? 1 : 0}, ${accepted ? null : now}, ${now})
      on conflict (openid, template_id) do update set credits = subscription_consents.credits + excluded.credits,
        refused_at = excluded.refused_at, updated_at = excluded.updated_at`.execute(tx);
}
