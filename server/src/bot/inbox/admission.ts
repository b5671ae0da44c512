import { sql } from "kysely";
import type { Clock } from "../../ports/clock.ts";
import type { Reply, Update } from "../../ports/messages.ts";
import type { Db } from "../../db.ts";
import type { Follower } from "../outcome.ts";
import type { InboundState } from "./tables.ts";

/** A row that was there before us. */
export interface Stored {
  reply: Reply | null;
  state: InboundState;
  leaseUntil: Date;
}
export type Admitted =
  | { fresh: true; follower: Follower }
  | { fresh: false; follower: Follower; stored: Stored | undefined };

export interface Admission {
  /** Stores the update unless it is there already; resolves once that is on disk. */
  admit(update: Update): Promise<Admitted>;
  /** Notes that this reply was handed to WeChat. Written with the next batch; lost when the process is killed before. */
  record(key: string, reply: Reply): void;
  /** Writes what is noted and waits for it. */
  flush(): Promise<void>;
}

interface Waiting {
  update: Update;
  resolve(admitted: Admitted): void;
  reject(error: unknown): void;
}
interface Row {
  n: number;
  fresh: boolean;
  person_id: string | null;
  conversation_id: string | null;
  pending: unknown;
  reply: Reply | null;
  state: InboundState | null;
  lease_until: Date | null;
}

/** Small enough that two batches share the work of a burst: one is read here while the other is written there. */
const BATCH = 32;
const IN_FLIGHT = 2;
/** How long notes wait for a batch of arrivals to travel with, in milliseconds. */
const NOTES_MS = 10;
/** How long notes wait after a batch failed. */
const AGAIN_MS = 1_000;

/** Between the entries of a list; the XML reader drops it and JSON escapes it. */
const SEPARATOR = "\u001f";

/** See the function in the migration: arrivals and notes in one round trip and one flush to disk. */
function statement(arrivals: readonly Waiting[], notes: ReadonlyMap<string, string>, received: Date, leaseUntil: Date) {
  const list = (of: (update: Update) => string): string => arrivals.map(({ update }) => of(update)).join(SEPARATOR);
  // One order for all processes: two batches that share keys then wait for each other in turn, never in a ring.
  const noted = [...notes].sort(byFirst);
  return sql<Row>`select * from inbox_admit(
    ${list((update) => update.key)}, ${list((update) => update.openid)}, ${list((update) => update.kind)},
    ${list((update) => update.at.toISOString())}, ${list((update) => JSON.stringify(update))},
    ${received}::timestamptz, ${leaseUntil}::timestamptz,
    ${noted.map(([key]) => key).join(SEPARATOR)}, ${noted.map(([, reply]) => reply).join(SEPARATOR)})`;
}

/** SQLSTATE class 22: the fault is in the values, not in the database. */
const isDataError = (error: unknown): boolean =>
  typeof error === "object" && error !== null && "code" in error && String(error.code).startsWith("22");

const byFirst = (a: readonly [string, string], b: readonly [string, string]): number => (a[0] < b[0] ? -1 : 1);

/**
 * Gathers. Whatever arrives while a batch is on its way to the disk makes up the next one, so under load many messages share a
 * flush, and a lone message waits for nothing.
 */
export function createAdmission(db: Db, clock: Clock, leaseMs: number): Admission {
  let waiting: Waiting[] = [];
  let notes = new Map<string, string>();
  let flying = 0;
  let scheduled = false;
  let notesTimer: NodeJS.Timeout | undefined;
  let notesDue = false;
  let landed: (() => void)[] = [];

  async function fly(arrivals: Waiting[], noted: Map<string, string>): Promise<void> {
    arrivals.sort((a, b) => (a.update.key < b.update.key ? -1 : 1));
    const now = clock.now();
    const query = statement(arrivals, noted, now, new Date(now.getTime() + leaseMs));
    const { rows } = await query.execute(db);
    const answers: (Row | undefined)[] = Array.from({ length: arrivals.length });
    for (const row of rows) answers[row.n - 1] = row;
    for (let index = 0; index < arrivals.length; index++) {
      const arrival = arrivals[index];
      if (arrival) arrival.resolve(admittedOf(arrival.update, answers[index]));
    }
  }

  function take(): Waiting[] {
    const arrivals = waiting.length <= BATCH ? waiting : waiting.slice(0, BATCH);
    waiting = waiting.length <= BATCH ? [] : waiting.slice(BATCH);
    return arrivals;
  }

  /** A batch that failed. One entry that PostgreSQL cannot hold must not take its neighbours along: then each flies alone. */
  async function land(arrivals: Waiting[], noted: Map<string, string>, error: unknown): Promise<void> {
    if (isDataError(error) && arrivals.length + noted.size > 1) {
      for (const one of arrivals) await fly([one], new Map()).catch(one.reject);
      return;
    }
    for (const one of arrivals) one.reject(error);
    if (isDataError(error)) return;
    for (const [key, reply] of noted) notes.set(key, reply);
    expectNotes(AGAIN_MS);
  }

  function pump(): void {
    scheduled = false;
    while (flying < IN_FLIGHT && (waiting.length > 0 || notesDue)) {
      const arrivals = take();
      const noted = notes;
      notes = new Map();
      notesDue = false;
      clearTimeout(notesTimer);
      notesTimer = undefined;
      flying++;
      fly(arrivals, noted)
        .catch((error: unknown) => land(arrivals, noted, error))
        .finally(() => {
          flying--;
          pump();
          expectNotes(NOTES_MS);
          if (flying === 0) {
            for (const done of landed) done();
            landed = [];
          }
        });
    }
  }

  function expectNotes(delayMs: number): void {
    if (notes.size === 0) return;
    notesTimer ??= setTimeout(() => {
      notesTimer = undefined;
      // Under load the next batch takes them along.
      if (flying > 0) return;
      notesDue = true;
      pump();
    }, delayMs);
  }

  /** At the end of the turn of the event loop, so that requests read in one turn share a batch. */
  function schedule(): void {
    if (scheduled || flying >= IN_FLIGHT) return;
    scheduled = true;
    setImmediate(pump);
  }

  return {
    admit: (update) =>
      new Promise((resolve, reject) => {
        waiting.push({ update, resolve, reject });
        schedule();
      }),
    record(key, reply) {
      notes.set(key, JSON.stringify(reply));
      expectNotes(NOTES_MS);
    },
    flush: () =>
      new Promise((resolve) => {
        notesDue = notes.size > 0;
        pump();
        if (flying === 0) resolve();
        else landed.push(resolve);
      }),
  };
}

function admittedOf(update: Update, row: Row | undefined): Admitted {
  const follower: Follower = {
    openid: update.openid,
    personId: row?.person_id ?? null,
    conversationId: row?.conversation_id ?? null,
    pending: row?.pending ?? null,
  };
  if (!row || row.fresh) return { fresh: true, follower };
  // A row written by another process after our statement began is not visible to it: `stored` is unknown then.
  const known = row.state !== null && row.lease_until !== null;
  const stored = known
    ? { reply: row.reply, state: row.state as InboundState, leaseUntil: row.lease_until as Date }
    : undefined;
  return { fresh: false, follower, stored };
}
