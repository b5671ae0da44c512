import { sql } from "kysely";
import { inTransaction } from "../../db.ts";
import type { MassState } from "../../ports/account.ts";
import { PortFault } from "../../ports/fault.ts";
import { moveRows, recount, type Batch } from "./batches.ts";
import type { SenderParts } from "../parts.ts";
import { chart } from "./pulse.ts";
import { lockBroadcast, note } from "../record.ts";

/**
 * Mass messages whose result event never came. WeChat is asked what it holds of them: ten minutes after it took the message, then
 * after twice as long each time, eight times in all (about two days). It says of a message as a whole whether it went out, and not
 * who got it: so "sent" settles what was unknown as sent, never as delivered, and "failed" settles all of it. An event that comes
 * after all is taken in as ever.
 */
export const patienceMs = 10 * 60_000;
const mostAsks = 8;
const atOnce = 5;

/** Takes some that are due. The next time is set before WeChat is asked, so that a killed process or a fault costs one turn only. */
const takeSilent = ({ db, clock }: SenderParts) =>
  inTransaction(db, async (tx) => {
    const now = clock.now();
    const { rows } = await sql<Batch>`
      update broadcast_batches b set asked = b.asked + 1,
        ask_at = case when b.asked + 1 < ${mostAsks}
          then ${now}::timestamptz + make_interval(secs => ${patienceMs / 1_000} * power(2, b.asked + 1)) end
      from (select broadcast_id, number from broadcast_batches where ask_at <= ${now}
            order by ask_at limit ${atOnce} for update skip locked) due
      where b.broadcast_id = due.broadcast_id and b.number = due.number and b.message_id is not null
      returning b.*`.execute(tx);
    return rows;
  });

async function ask({ account, log }: SenderParts, batch: Batch): Promise<MassState | "not-told"> {
  try {
    const told = await account.mass.state(batch.message_id ?? "");
    return told.outcome === "done" ? told.state : "not-told";
  } catch (error) {
    if (!(error instanceof PortFault)) throw error;
    log.warn({ broadcast: batch.broadcast_id, batch: batch.number }, "the state of a mass message could not be asked");
    return "not-told";
  }
}

const settle = ({ db, clock }: SenderParts, taken: Batch, state: MassState | "not-told") =>
  inTransaction(db, async (tx) => {
    const now = clock.now();
    const broadcast = await lockBroadcast(tx, taken.broadcast_id);
    const batch = await tx
      .selectFrom("broadcast_batches")
      .selectAll()
      .where("broadcast_id", "=", taken.broadcast_id)
      .where("number", "=", taken.number)
      .executeTakeFirst();
    // The event came while we asked: it knows more.
    if (!broadcast || !batch || batch.wechat !== null) return;
    const over = state === "sent" || state === "failed" || state === "deleted";
    if (!over) {
      if (batch.ask_at === null)
        await note(tx, broadcast, {
          at: now,
          by: null,
          what: "不再追问",
          reason: `第 ${batch.number} 批没有收到微信的结果，问了 ${mostAsks} 次也没有结论，请到公众平台核对`,
        });
      return;
    }
    const tally = { failed: 0, sent: 0 };
    if (state === "failed")
      tally.failed = await moveRows(tx, batch, ["sending", "sent", "unknown"], "failed", "微信说这一批没有发出去", now);
    else tally.sent = await moveRows(tx, batch, ["sending", "unknown"], "sent", null, now);
    await recount(tx, batch, now);
    await chart(tx, batch.broadcast_id, tally, now);
    await tx
      .updateTable("broadcast_batches")
      .set({ ask_at: null })
      .where("broadcast_id", "=", batch.broadcast_id)
      .where("number", "=", batch.number)
      .execute();
    const said = { sent: "已发出", failed: "没有发出去", deleted: "发出后已删除" }[state];
    await note(tx, broadcast, {
      at: now,
      by: null,
      what: "没有收到结果，已向微信核对",
      reason: `第 ${batch.number} 批：微信说${said}`,
    });
  });

/** Asks for at most five results that are overdue. To be called now and then by every process. */
export async function askForSilent(parts: SenderParts): Promise<void> {
  const due = await takeSilent(parts);
  // Side by side: when WeChat hangs, one time-out is waited for and not five.
  await Promise.all(due.map(async (batch) => settle(parts, batch, await ask(parts, batch))));
}
