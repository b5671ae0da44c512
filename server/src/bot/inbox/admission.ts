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
export type Admitted = { fresh: true; follower: Follower } | { fresh: false; follower: Follower; stored: Stored | undefined };

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

const BATCH = 256;
const IN_FLIGHT = 1;
/** How long notes wait for a batch of arrivals to travel with, in milliseconds. */
const NOTES_MS = 10;
/** How long notes wait after a batch failed. */
const AGAIN_MS = 1_000;

/** Arrivals and notes in one statement: one round trip and one flush to disk, however many they are. */
function statement(arrivals: readonly Waiting[], notes: readonly [string, string][], received: Date, leaseUntil: Date) {
  const keys: string[] = [];
  const openids: string[] = [];
  const kinds: string[] = [];
  const times: string[] = [];
  const updates: string[] = [];
  for (const { update } of arrivals) {
    keys.push(update.key);
    openids.push(update.openid);
    kinds.push(update.kind);
    times.push(update.at.toISOString());
    updates.push(JSON.stringify(update));
  }
  // Rows that would only say "fresh, and a stranger" are not sent back.
  return sql<Row>`
    with arrived as (
      select * from unnest(${keys}::text[], ${openids}::text[], ${kinds}::text[], ${times}::timestamptz[], ${updates}::text[])
        with ordinality as t (key, openid, kind, at, body, n)
    ), admitted as (
      insert into inbound (key, openid, kind, at, received_at, update, lease_until)
      select key, openid, kind, at, ${received}::timestamptz, body::jsonb, ${leaseUntil}::timestamptz from arrived
      on conflict (key) do nothing
      returning key
    ), noted as (
      update inbound set state = 'answered', reply = coalesce(inbound.reply, note.reply::jsonb)
      from unnest(${notes.map(([key]) => key)}::text[], ${notes.map(([, reply]) => reply)}::text[]) as note (key, reply)
      where inbound.key = note.key and inbound.state = 'new'
    )
    select arrived.n::int as n, admitted.key is not null as fresh, followers.person_id, followers.conversation_id,
      followers.pending, before.reply, before.state, before.lease_until
    from arrived
    left join admitted on admitted.key = arrived.key
    left join followers on followers.openid = arrived.openid
    left join inbound as before on before.key = arrived.key and admitted.key is null
    where admitted.key is null or followers.openid is not null`;
}

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
    // One order for all processes: two batches that share keys then wait for each other in turn, never in a ring.
    arrivals.sort((a, b) => (a.update.key < b.update.key ? -1 : 1));
    const now = clock.now();
    const query = statement(arrivals, [...noted].toSorted(), now, new Date(now.getTime() + leaseMs));
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
        .catch((error: unknown) => {
          for (const one of arrivals) one.reject(error);
          for (const [key, reply] of noted) notes.set(key, reply);
          expectNotes(AGAIN_MS);
        })
        .finally(() => {
          flying--;
          pump();
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
  const stored = known ? { reply: row.reply, state: row.state as InboundState, leaseUntil: row.lease_until as Date } : undefined;
  return { fresh: false, follower, stored };
}
