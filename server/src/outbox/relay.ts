/** Sends what was put. Any number of relays may run, in any number of processes. */
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { inTransaction } from "../db.ts";
import type { Db } from "../db.ts";
import type { Log } from "../log.ts";
import type { Clock } from "../ports/clock.ts";
import { PortFault } from "../ports/fault.ts";
import { afterError, afterSilence } from "./handler.ts";
import type { Handler, Next, Settled } from "./handler.ts";
import { payOwed } from "./owed.ts";
import { claim, findAbandoned, giveBack, settle } from "./store.ts";
import type { Claimed } from "./store.ts";

export interface RelayParts {
  db: Db;
  clock: Clock;
  log: Pick<Log, "info" | "warn" | "error">;
  /** By kind. Parcels of other kinds are left to other relays. */
  handlers: Record<string, Handler>;
  /** Rings when something was put, e.g. a listener on OUTBOX_CHANNEL. Without it the relay looks every `pollMs`. */
  wake?: (ring: () => void) => Promise<() => Promise<void>>;
  /** For metrics. `later`: it will be tried again. */
  count?: (kind: string, outcome: Settled["outcome"] | "later") => void;
  /** How many are sent at once. */
  concurrency?: number;
  /** How long a parcel is ours to send, ms; sending itself gets three quarters of it. */
  leaseMs?: number;
  pollMs?: number;
}

export interface Relay {
  start(): Promise<void>;
  /** Takes no more, and waits for those under way. */
  stop(): Promise<void>;
  /** Sends all that is due now, and answers how many attempts that took. For tests and for one-off runs. */
  drain(): Promise<number>;
}

/** After each failure to write a result: a connection that was cut is there again by then, most times. Less than a quarter of any lease. */
const WRITING_AGAIN_MS = [50, 250, 1_000];

export function createRelay(parts: RelayParts): Relay {
  const { db, clock, log, handlers, concurrency = 8, leaseMs = 60_000, pollMs = 1_000 } = parts;
  const count = parts.count ?? (() => undefined);
  const kinds = Object.keys(handlers);
  const underWay = new Set<Promise<void>>();

  function handlerOf(kind: string): Handler {
    const handler = handlers[kind];
    if (handler === undefined) throw new Error(`no handler sends parcels of kind ${kind}`);
    return handler;
  }

  async function deliver(parcel: Claimed): Promise<Next> {
    const handler = handlerOf(parcel.kind);
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_, reject) => {
      const fault = new PortFault("outbox", "timeout", "在规定时间内没有答复");
      timer = setTimeout(() => reject(fault), (leaseMs * 3) / 4);
    });
    try {
      return await Promise.race([handler.deliver(parcel.payload, parcel.key), tooLate]);
    } catch (error) {
      log.warn(
        { parcel: parcel.id, kind: parcel.kind, attempts: parcel.attempts, err: error },
        "outbox: delivery failed",
      );
      return afterError(error, handler.repeatable, parcel.attempts);
    } finally {
      clearTimeout(timer);
    }
  }

  /**
   * The result and what `settled` does with it stand or fall together. When that keeps failing, the result is written by itself, and its
   * effect is owed; when not even this can be written, the database is away.
   */
  async function write(parcel: Claimed, lease: string, result: Settled): Promise<void> {
    const handler = handlerOf(parcel.kind);
    const written = (ours: boolean) => {
      if (ours) return count(parcel.kind, result.outcome);
      log.warn(
        { parcel: parcel.id, kind: parcel.kind, outcome: result.outcome },
        "outbox: the lease ran out before the result",
      );
    };
    for (const pauseMs of WRITING_AGAIN_MS) {
      try {
        const ours = await inTransaction(db, async (tx) => {
          if (!(await settle(tx, parcel.id, lease, result, clock.now()))) return false;
          await handler.settled?.(tx, parcel.payload, result, parcel.key);
          return true;
        });
        return written(ours);
      } catch (error) {
        log.error({ parcel: parcel.id, kind: parcel.kind, err: error }, "outbox: the result could not be written");
        await sleep(pauseMs);
      }
    }
    const owed = clock.now();
    written(await inTransaction(db, (tx) => settle(tx, parcel.id, lease, result, owed, owed)));
  }

  async function carryOut(parcel: Claimed, lease: string, next: Next): Promise<void> {
    if (next.outcome !== "later") return write(parcel, lease, next);
    await giveBack(db, parcel.id, lease, new Date(clock.now().getTime() + next.waitMs), next.because);
    count(parcel.kind, "later");
  }

  async function send(parcel: Claimed, lease: string): Promise<void> {
    try {
      await carryOut(parcel, lease, await deliver(parcel));
    } catch (error) {
      // The database is away. The lease runs out, and whoever is there then decides.
      log.error({ parcel: parcel.id, kind: parcel.kind, err: error }, "outbox: a parcel is left to its lease");
    }
  }

  /** Parcels of senders that died. Answers how many. */
  async function takeOverAbandoned(): Promise<number> {
    for (let total = 0; ; total++) {
      const lease = randomUUID();
      const now = clock.now();
      // Made ours first, so that two relays never decide about the same one.
      const parcel = await inTransaction(db, async (tx) => {
        const found = await findAbandoned(tx, kinds, now);
        if (found === undefined) return undefined;
        const until = new Date(now.getTime() + leaseMs);
        await tx.updateTable("outbox").set({ lease, lease_until: until }).where("id", "=", found.id).execute();
        return found;
      });
      if (parcel === undefined) return total;
      log.warn({ parcel: parcel.id, kind: parcel.kind }, "outbox: its sender is gone");
      await carryOut(
        parcel,
        lease,
        afterSilence(handlerOf(parcel.kind).repeatable, parcel.attempts, "发送途中进程中断"),
      );
    }
  }

  let ring: (() => void) | undefined;
  let rung = false;
  const wakeUp = () => {
    rung = true;
    ring?.();
  };

  let lookedForOwed = 0;
  /** Rare, so not looked for after every parcel. */
  async function payDue(): Promise<number> {
    const now = clock.now().getTime();
    if (now - lookedForOwed < pollMs) return 0;
    lookedForOwed = now;
    return payOwed({ db, clock, log, handlers });
  }

  /** Answers how many it took up. */
  async function round(): Promise<number> {
    const abandoned = (await payDue()) + (await takeOverAbandoned());
    const free = concurrency - underWay.size;
    if (free <= 0) return abandoned;
    const lease = randomUUID();
    const now = clock.now();
    const taken = await claim(db, kinds, free, lease, now, new Date(now.getTime() + leaseMs));
    for (const parcel of taken) {
      const sending = send(parcel, lease).finally(() => {
        underWay.delete(sending);
        wakeUp();
      });
      underWay.add(sending);
    }
    return abandoned + taken.length;
  }

  function rest(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(done, pollMs);
      function done(): void {
        clearTimeout(timer);
        ring = undefined;
        resolve();
      }
      ring = done;
      if (rung) done();
    });
  }

  let running: Promise<void> | undefined;
  let stopping = false;
  let stopWake: (() => Promise<void>) | undefined;

  async function run(): Promise<void> {
    for (;;) {
      if (stopping) return;
      rung = false;
      try {
        await round();
      } catch (error) {
        log.error({ err: error }, "outbox: the database is away");
        rung = false;
      }
      if (!stopping) await rest();
    }
  }

  return {
    async start() {
      if (running !== undefined) throw new Error("this relay was started already");
      stopWake = await parts.wake?.(wakeUp);
      running = run();
    },
    async stop() {
      stopping = true;
      wakeUp();
      await running;
      await stopWake?.();
      await Promise.all(underWay);
    },
    async drain() {
      for (let total = 0; ;) {
        const taken = await round();
        if (taken === 0 && underWay.size === 0) return total;
        total += taken;
        await Promise.all(underWay);
      }
    },
  };
}
