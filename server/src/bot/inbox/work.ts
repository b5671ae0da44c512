import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import type { Clock } from "../../ports/clock.ts";
import type { Reply, Update } from "../../ports/messages.ts";
import { inTransaction, type Db, type Tx } from "../../db.ts";
import type { Answer, Follower } from "../outcome.ts";
import type { Stored } from "./admission.ts";
import { createTurns } from "./turns.ts";

/** One update being worked on in this process. */
export interface Job {
  update: Update;
  /** The passive answer was given up: the reply must go by a customer-service message. */
  late: boolean;
  /** Gives it up: WeChat is told that the update is kept, so that a rush does not hold its connections to the last second. */
  giveUp(): void;
}
/** `settled` when the database already knows how the reply went out. */
export type Done = { reply: Reply | "late"; settled: boolean };

export interface WorkParts {
  db: Db;
  /** For what keeps a lease alive, however busy `db` is. */
  storing: Db;
  clock: Clock;
  leaseMs: number;
  atOnce: number;
  answer: Answer;
  onLate(tx: Tx, update: Update, reply: Reply): Promise<void>;
}

const POLL_MS = 60;
/** With so many before it, an answer would come so close to the end of WeChat's five seconds that it is better not waited for. */
const PATIENCE_MS = 1_500;

/** Locks the update against every other process and reads how far it has come. */
async function lock(tx: Tx, key: string): Promise<Pick<Stored, "reply" | "state">> {
  const query = tx.selectFrom("inbound").select(["reply", "state"]).where("key", "=", key).forUpdate();
  return query.executeTakeFirstOrThrow();
}

export function createWork({ db, storing, clock, leaseMs, atOnce, answer, onLate }: WorkParts) {
  const turns = createTurns(atOnce);
  const inTurn = <T>(run: (tx: Tx) => Promise<T>) => turns.take(() => inTransaction(db, run));
  const nextLease = () => new Date(clock.now().getTime() + leaseMs);

  async function handOver(tx: Tx, update: Update, reply: Reply): Promise<void> {
    if (reply.kind !== "nothing") await onLate(tx, update, reply);
    const row = { state: "late" as const, reply: JSON.stringify(reply) };
    await tx.updateTable("inbound").set(row).where("key", "=", update.key).execute();
  }

  /** The reply goes out by a customer-service message, unless it went out before. */
  function sendLate(update: Update, reply: Reply): Promise<Done> {
    return inTurn(async (tx): Promise<Done> => {
      const row = await lock(tx, update.key);
      if (row.state === "new") await handOver(tx, update, row.reply ?? reply);
      return { reply: "late", settled: true };
    });
  }

  function act(job: Job, run: (tx: Tx) => Promise<Reply>): Promise<Done> {
    const { update } = job;
    if (turns.wait() > PATIENCE_MS) job.giveUp();
    return inTurn(async (tx): Promise<Done> => {
      const row = await lock(tx, update.key);
      if (row.state === "late") return { reply: "late", settled: true };
      const reply = row.reply ?? (await run(tx));
      if (job.late && row.state === "new") {
        await handOver(tx, update, reply);
        return { reply: "late", settled: true };
      }
      if (row.reply === null) {
        await tx
          .updateTable("inbound")
          .set({ reply: JSON.stringify(reply) })
          .where("key", "=", update.key)
          .execute();
      }
      return { reply, settled: false };
    });
  }

  return {
    /** Has the update answered, its effects once. */
    async run(job: Job, follower: Follower): Promise<Done> {
      const outcome = await answer(job.update, follower);
      const done: Done =
        "reply" in outcome ? { reply: outcome.reply, settled: false } : await act(job, (tx) => outcome.act(tx));
      // The budget may have ended while the transaction was committing.
      if (job.late && !done.settled && done.reply !== "late") return sendLate(job.update, done.reply);
      return done;
    },

    sendLate,

    /** Takes over from a process that does not live any more; false when it does, or somebody else was quicker. */
    async takeOver(key: string): Promise<boolean> {
      const taken = await db
        .updateTable("inbound")
        .set({ lease_until: nextLease() })
        .where("key", "=", key)
        .where("state", "=", "new")
        .where("reply", "is", null)
        .where("lease_until", "<=", clock.now())
        .returning("key")
        .executeTakeFirst();
      return taken !== undefined;
    },

    /** Waits for another process to answer; 'mine' when it died and this one has taken over. */
    async awaitOther(job: Job, first: Stored | undefined): Promise<Reply | "late" | "mine"> {
      const { key } = job.update;
      for (let stored = first; ;) {
        if (stored?.state === "late") return "late";
        if (stored?.reply) return stored.reply;
        if (stored && stored.leaseUntil <= clock.now() && (await this.takeOver(key))) return "mine";
        // Past the budget WeChat has its answer, and this goes on: the other one may be dead, and its lease has yet to end.
        if (stored) await sleep(job.late ? POLL_MS * 10 : POLL_MS);
        const query = db.selectFrom("inbound").select(["reply", "state", "lease_until as leaseUntil"]);
        stored = await query.where("key", "=", key).executeTakeFirst();
      }
    },

    /** Tells other processes that this one still works on these. */
    async renew(keys: string[]): Promise<void> {
      if (keys.length === 0) return;
      // Those locked just now are being answered: waiting for them would hold up all the others.
      await sql`update inbound set lease_until = ${nextLease()} where key in (
        select key from inbound where key = any(${keys}::text[]) and state = 'new' order by key for update skip locked)`.execute(
        storing,
      );
    },

    /** Gives up a lease, so that WeChat's next try need not wait for it to end. */
    async release(key: string): Promise<void> {
      const query = db.updateTable("inbound").set({ lease_until: clock.now() });
      await query.where("key", "=", key).where("state", "=", "new").execute();
    },
  };
}
