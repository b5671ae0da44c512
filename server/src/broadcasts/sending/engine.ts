import { beijingDay } from "@wsi/shared/case";
import { Day } from "@wsi/shared/values";
import { inTransaction } from "../../db.ts";
import { moveRows, recount } from "./batches.ts";
import { directSteps } from "./direct.ts";
import { inboxStep } from "./inbox.ts";
import { massStep } from "./mass.ts";
import { defaultPace, type SenderParts } from "../parts.ts";
import { prepareSlice } from "./prepare.ts";
import { publishStep } from "./publish.ts";
import { callForLivestreams } from "../livestreams/calls.ts";
import { turn, type Broadcast } from "../record.ts";
import { askForSilent } from "./silence.ts";

const turnMs = 1_000;
/** What nobody waits for by the second: overdue results, reminders of livestreams. */
const choresMs = 5_000;

export interface Engine {
  /** Does everything that may be done now, and answers. To be called a few times a second, in as many processes as there are. */
  work(): Promise<void>;
  /** Lets `work` end after what it is doing. */
  stop(): void;
}

/**
 * Sends what is due. Any number of processes may do so: what must not happen twice is decided by rows of the database, locked or
 * leased; a process that is killed leaves leases that run out and nothing else.
 */
export function createEngine(parts: SenderParts): Engine {
  const { db, clock } = parts;
  const pace = { ...defaultPace, ...parts.pace };
  let stopped = false;
  let choresAt = new Date(0);

  /** A long one gives way to the others, and to what has become due, every second. */
  const fresh = () => {
    const until = performance.now() + turnMs;
    return () => !stopped && performance.now() < until;
  };

  /** Out of its validity it is not sent: what was true when it was approved is not true now. */
  const startDue = () =>
    inTransaction(db, async (tx) => {
      const now = clock.now();
      const due = await tx
        .selectFrom("broadcasts")
        .selectAll()
        .where("state", "=", "scheduled")
        .where("scheduled_for", "<=", now)
        .forUpdate()
        .skipLocked()
        .execute();
      const today = beijingDay(now);
      for (const one of due) {
        if (one.valid_until !== null && one.valid_until < today)
          await turn(tx, one, "failed", "没有发送", `内容已在${Day.print(one.valid_until)}失效`, now);
        else if (one.valid_from !== null && one.valid_from > today)
          await turn(tx, one, "failed", "没有发送", `内容要到${Day.print(one.valid_from)}才生效`, now);
        else {
          await tx.updateTable("broadcasts").set({ started_at: now, next_at: now }).where("id", "=", one.id).execute();
          await turn(tx, one, "sending", "开始发送", null, now);
        }
      }
    });

  const prepare = (id: string) =>
    inTransaction(db, async (tx) => {
      const broadcast = await tx
        .selectFrom("broadcasts")
        .selectAll()
        .where("id", "=", id)
        .where("state", "=", "sending")
        .where("prepared", "=", false)
        .forUpdate()
        .skipLocked()
        .executeTakeFirst();
      if (!broadcast) return false;
      await prepareSlice(tx, broadcast, parts.tags, pace, clock.now());
      return true;
    });

  /** When no batch is left, it is over. */
  const finish = (id: string) =>
    inTransaction(db, async (tx) => {
      const broadcast = await tx
        .selectFrom("broadcasts")
        .selectAll()
        .where("id", "=", id)
        .where("state", "=", "sending")
        .forUpdate()
        .skipLocked()
        .executeTakeFirst();
      if (!broadcast?.prepared) return false;
      const open = await tx
        .selectFrom("broadcast_batches")
        .select("number")
        .where("broadcast_id", "=", id)
        .where("state", "<>", "done")
        .limit(1)
        .executeTakeFirst();
      if (open) return false;
      const any = await tx
        .selectFrom("broadcast_batches")
        .select("number")
        .where("broadcast_id", "=", id)
        .limit(1)
        .executeTakeFirst();
      const now = clock.now();
      if (any) await turn(tx, broadcast, "sent", "发完了", null, now);
      else await turn(tx, broadcast, "failed", "没有发送", "受众里没有一个人可以发，请看「不发」的原因", now);
      return true;
    });

  async function chores(): Promise<void> {
    const now = clock.now();
    if (now < choresAt) return;
    choresAt = new Date(now.getTime() + choresMs);
    const trouble = (error: unknown) => parts.log.warn({ err: error }, "a chore of broadcasts failed");
    await askForSilent(parts).catch(trouble);
    const more = await callForLivestreams(parts, fresh()).catch(trouble);
    if (more === true) choresAt = now;
  }

  async function step({ id, means, prepared }: Pick<Broadcast, "id" | "means" | "prepared">): Promise<boolean> {
    if (means === "publish") return publishStep(parts, pace, id);
    if (!prepared) return prepare(id);
    const worked =
      means === "mass"
        ? await massStep(parts, pace, id)
        : means === "inbox"
          ? await inboxStep(parts, pace, id)
          : await directSteps(parts, pace, id, fresh());
    return worked || finish(id);
  }

  return {
    async work() {
      await sweepCancelled(parts);
      // Beside the sending, which must not wait for them.
      const aside = chores();
      for (let worked = true; worked && !stopped;) {
        await startDue();
        const active = await db
          .selectFrom("broadcasts")
          .select(["id", "means", "prepared"])
          .where("state", "=", "sending")
          .orderBy("next_at")
          .execute();
        // One that is in trouble must not keep the others from being sent.
        const done = await Promise.allSettled(active.map((one) => (stopped ? false : step(one))));
        for (const result of done)
          if (result.status === "rejected")
            parts.log.warn({ err: result.reason as unknown }, "a step of a broadcast failed");
        worked = done.some((result) => result.status === "fulfilled" && result.value);
      }
      await aside;
    },
    stop() {
      stopped = true;
    },
  };
}

/** What a killed process was sending when the broadcast was cancelled: nobody will take the batch again, so its rows are settled here. */
async function sweepCancelled({ db, clock }: SenderParts): Promise<void> {
  const now = clock.now();
  const left = await db
    .selectFrom("broadcast_batches as batch")
    .innerJoin("broadcasts", "broadcasts.id", "batch.broadcast_id")
    .selectAll("batch")
    .where("broadcasts.state", "=", "cancelled")
    .where("batch.sending", ">", 0)
    .where("batch.state", "=", "sending")
    .where((q) => q.or([q("batch.lease_until", "is", null), q("batch.lease_until", "<", now)]))
    .limit(20)
    .execute();
  for (const batch of left)
    await inTransaction(db, async (tx) => {
      await moveRows(tx, batch, ["sending"], "unknown", "发送途中被取消，不知道有没有送到", now);
      await recount(tx, batch, now);
    });
}
