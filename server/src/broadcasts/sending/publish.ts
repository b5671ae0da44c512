import { inTransaction } from "../../db.ts";
import { PortFault } from "../../ports/fault.ts";
import { makeDraft } from "../editing/material.ts";
import type { Pace, SenderParts } from "../parts.ts";
import { getDraft, lockBroadcast, turn } from "../record.ts";
import { publishEnded } from "../results/results.ts";

const askAgainMs = 30_000;
const longestMs = 86_400_000;
const states = {
  published: 0,
  running: 1,
  "originality-failed": 2,
  failed: 3,
  refused: 4,
  deleted: 5,
  banned: 6,
} as const;

/** Publishing has no recipients: a draft, its publication, and the event or an answer that says how it ended. */
export async function publishStep(parts: SenderParts, pace: Pace, id: string): Promise<boolean> {
  const { db, account, clock } = parts;
  const now = clock.now();
  const taken = await inTransaction(db, async (tx) => {
    const broadcast = await lockBroadcast(tx, id);
    if (broadcast?.state !== "sending" || (broadcast.lease_until !== null && broadcast.lease_until > now)) return;
    if (broadcast.holder !== null && broadcast.publish_id === null) {
      // Whoever held this was cut off: the article may be out.
      await tx.updateTable("broadcasts").set({ holder: null, lease_until: null }).where("id", "=", id).execute();
      await turn(tx, broadcast, "paused", "自动暂停", unsure, now);
      return;
    }
    const until = new Date(now.getTime() + (broadcast.publish_id === null ? pace.leaseMs : askAgainMs));
    await tx.updateTable("broadcasts").set({ holder: parts.holder, lease_until: until }).where("id", "=", id).execute();
    return { publishId: broadcast.publish_id, startedAt: broadcast.started_at, draft: await getDraft(tx, broadcast) };
  });
  if (!taken) return false;
  if (taken.publishId === null) await submit(parts, id, taken.draft.content);
  else {
    const { publishId } = taken;
    const found = await account.articles.published(publishId);
    const overdue = now.getTime() - (taken.startedAt?.getTime() ?? 0) > longestMs;
    if (found.outcome === "done" && found.state !== "running")
      await inTransaction(db, (tx) => publishEnded(tx, publishId, states[found.state], found.urls, clock.now()));
    else if (found.outcome === "refused" || overdue) await giveUp(parts, id);
  }
  return true;
}

const untold = "微信一直没有说发布成没成。请到公众平台「发表记录」核对：点继续会再问一次，确实没有发布就取消后重新写";
const unsure = "发布途中中断，不知道有没有发布。请到公众平台「发表记录」核对：没有就点继续，已发布就点取消";

/** WeChat does not know it, or has been at it for a day: a person looks. A resume asks once more; an event still ends it. */
const giveUp = ({ db, clock }: SenderParts, id: string) =>
  inTransaction(db, async (tx) => {
    const broadcast = await lockBroadcast(tx, id);
    if (broadcast?.state === "sending") await turn(tx, broadcast, "paused", "自动暂停", untold, clock.now());
  });

async function submit(
  parts: SenderParts,
  id: string,
  content: Awaited<ReturnType<typeof getDraft>>["content"],
): Promise<void> {
  const { db, account, clock } = parts;
  let publishId: string | undefined;
  let why = "只有文章可以发布";
  try {
    if (content.kind === "articles") {
      const draft = await makeDraft(parts, content.articles);
      const sent = draft.outcome === "refused" ? draft : await account.articles.publish(draft.mediaId);
      if (sent.outcome === "refused") why = `微信拒绝了发布（${sent.code}）：${sent.advice}`;
      else publishId = sent.publishId;
    }
  } catch (error) {
    if (!(error instanceof PortFault)) throw error;
    why = error.retryable ? "微信暂时忙或连不上，请过一会儿点继续" : unsure;
  }
  await inTransaction(db, async (tx) => {
    const broadcast = await lockBroadcast(tx, id);
    if (!broadcast) return;
    const now = clock.now();
    await tx
      .updateTable("broadcasts")
      .set({
        publish_id: publishId ?? null,
        holder: null,
        lease_until: publishId === undefined ? null : new Date(now.getTime() + askAgainMs),
      })
      .where("id", "=", id)
      .execute();
    if (publishId === undefined && broadcast.state === "sending")
      await turn(tx, broadcast, "paused", "自动暂停", why, now);
  });
}
