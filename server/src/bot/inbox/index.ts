/**
 * The durable inbox: between WeChat's callback and the bot. `receive` stores every update on disk before the bot sees it, knows
 * repetitions in this process, in others and after a crash, and lets effects happen once. Many updates share one statement
 * (`admission.ts`), so that the disk is not the limit. What could not be answered within WeChat's five seconds, or was cut off by
 * a crash, is answered by a customer-service message through `onLate` (`work.ts`, `sweep`).
 *
 * A row is `new` until its reply is known to have been handed to WeChat (`answered`) or to the outbox (`late`). A killed process
 * leaves `new` rows; WeChat's next try or `sweep` finishes them. Between "handed to WeChat" and "noted" lie some milliseconds:
 * a process killed just then leaves a reply that is sent a second time, which we prefer to none.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import type { Clock } from "../../ports/clock.ts";
import type { Reply, Update } from "../../ports/messages.ts";
import type { Db, Tx } from "../../db.ts";
import type { Answer } from "../outcome.ts";
import { createAdmission } from "./admission.ts";
import { getFollower } from "./followers.ts";
import { findForgotten, trim } from "./upkeep.ts";
import { createWork, type Done, type Job } from "./work.ts";

export { getFollower, saveFollower } from "./followers.ts";
export { countStuck } from "./upkeep.ts";

export interface InboxParts {
  db: Db;
  /**
   * Connections of its own for storing what arrives: a rush whose answers take every other connection must not keep WeChat's next tries
   * waiting. Left out: `db`.
   */
  storing?: Db;
  clock: Clock;
  log: Pick<Logger, "info" | "warn" | "error">;
  answer: Answer;
  /** Puts the reply into the outbox, in the transaction that marks the update as answered late. */
  onLate(tx: Tx, update: Update, reply: Reply): Promise<void>;
  /** How long `receive` may take before it answers 'late': WeChat hangs up after 5,000. */
  budgetMs?: number;
  /** How many effects are worked on at once; the others wait, and past their budget go out late. */
  atOnce?: number;
  /** How long a process is presumed alive without a sign. */
  leaseMs?: number;
}

export interface Inbox {
  /**
   * The reply to hand to WeChat now; 'late' when it will go, or went, by a customer-service message: never before the update is stored.
   * Throws when the bot does.
   */
  receive(update: Update): Promise<Reply | "late">;
  /** Answers what was stored and never answered. Every minute, and at the start. Answers how many. */
  sweep(): Promise<number>;
  /** Forgets what is old. Once a day. Answers the number of rows touched. */
  trim(): Promise<number>;
  /** Waits for what is being worked on, then writes the last notes. */
  close(): Promise<void>;
}

interface Running extends Job {
  /** The lease is this process's: only then is it kept alive. Who waits for another's must let it end. */
  mine: boolean;
  answer: Promise<Reply | "late">;
  /** Rejects when it could not be stored. */
  stored: Promise<unknown>;
  /** Resolves once it is stored and its reply will not be waited for. */
  givenUp: Promise<"late">;
  since: number;
}

/** A database that was restarted is back within seconds. */
const againAfterMs = [100, 500, 2_000, 5_000];

export function createInbox(parts: InboxParts): Inbox {
  const { db, clock, log, storing = db, budgetMs = 4_300, atOnce = 8, leaseMs = 4_000 } = parts;
  const admission = createAdmission(storing, clock, leaseMs);
  const work = createWork({ db, storing, clock, leaseMs, atOnce, answer: parts.answer, onLate: parts.onLate });
  const running = new Map<string, Running>();
  /** The last update of each follower that is being worked on: people's words are answered in their order. */
  const lastOf = new Map<string, Running>();

  async function handle(job: Running, previous: Running | undefined): Promise<Done> {
    const admitting = admission.admit(job.update);
    job.stored = admitting;
    const admitted = await admitting;
    if (!admitted.fresh) {
      const other = await work.awaitOther(job, admitted.stored);
      if (other !== "mine") return { reply: other, settled: other === "late" || admitted.stored?.state === "answered" };
    }
    job.mine = true;
    if (!previous) return insist(job, () => work.run(job, admitted.follower));
    await previous.answer.catch(() => undefined);
    return insist(job, async () => work.run(job, await getFollower(db, job.update.openid)));
  }

  /**
   * WeChat was told that the update is kept and asks no more, and the follower's next words wait for it: what a lost connection undid is
   * tried again here, before it is left to the sweep.
   */
  async function insist(job: Running, run: () => Promise<Done>): Promise<Done> {
    for (const ms of againAfterMs) {
      try {
        return await run();
      } catch (error) {
        if (!job.late) throw error;
        log.warn({ err: error, kind: job.update.kind }, "a late answer failed; trying again");
        await sleep(ms);
      }
    }
    return run();
  }

  async function finish(job: Running, previous: Running | undefined): Promise<Reply | "late"> {
    const { key, openid } = job.update;
    try {
      const done = await handle(job, previous);
      const { reply, settled } = done;
      if (reply !== "late" && !settled) {
        if (job.late) return (await insist(job, () => work.sendLate(job.update, reply))).reply;
        admission.record(key, reply);
      }
      return reply;
    } catch (error) {
      await work.release(key).catch(() => undefined);
      throw error;
    } finally {
      running.delete(key);
      if (lastOf.get(openid) === job) lastOf.delete(openid);
    }
  }

  function start(update: Update, late: boolean): Running {
    let tell: () => void = () => undefined;
    const givenUp = new Promise<void>((resolve) => (tell = resolve));
    const job: Running = {
      update,
      late,
      mine: false,
      giveUp() {
        job.late = true;
        tell();
      },
      answer: Promise.resolve("late"),
      stored: Promise.resolve(),
      givenUp: givenUp.then(() => job.stored).then(() => "late"),
      since: performance.now(),
    };
    // Heard by who waits for it; without anybody it is no failure of its own.
    job.givenUp.catch(() => undefined);
    const previous = lastOf.get(update.openid);
    running.set(update.key, job);
    lastOf.set(update.openid, job);
    job.answer = finish(job, previous);
    return job;
  }

  /** The answer, or 'late' at the end of the budget or when there are too many before it: then the job sends its reply by itself. */
  async function withinBudget(job: Running): Promise<Reply | "late"> {
    const timer = setTimeout(() => job.giveUp(), budgetMs);
    try {
      return await Promise.race([job.givenUp, job.answer]);
    } finally {
      clearTimeout(timer);
      if (job.late)
        job.answer.catch((error: unknown) => log.error({ err: error, kind: job.update.kind }, "a late answer failed"));
    }
  }

  const heartbeat = setInterval(() => {
    const longer = performance.now() - leaseMs / 4;
    const keys = [...running.values()].filter((job) => job.mine && job.since < longer).map((job) => job.update.key);
    work.renew(keys).catch((error: unknown) => log.warn({ err: error }, "leases could not be renewed"));
  }, leaseMs / 4);
  heartbeat.unref();

  return {
    async receive(update) {
      const job = running.get(update.key);
      // Its first delivery was told `success`: the reply goes by a customer-service message.
      if (job?.late) return job.stored.then(() => "late");
      return withinBudget(job ?? start(update, false));
    },

    async sweep() {
      let answered = 0;
      for (const { update, stored } of await findForgotten(db, clock)) {
        if (running.has(update.key)) continue;
        try {
          if (stored.reply) await work.sendLate(update, stored.reply);
          else await start(update, true).answer;
          answered++;
        } catch (error) {
          log.error({ err: error, kind: update.kind }, "a forgotten message could not be answered");
        }
      }
      return answered;
    },

    trim: () => trim(db, clock),

    async close() {
      clearInterval(heartbeat);
      await Promise.allSettled([...running.values()].map((job) => job.answer));
      await admission.flush();
    },
  };
}
