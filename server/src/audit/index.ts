/**
 * Who did what, when, to what: the trail that nobody can quietly change. A row is written in the same transaction as what it
 * tells of, so there is no deed without its row and no row without its deed. Chaining rows there and then would make all writers
 * of the house wait for each other; so rows are written unchained, and `seal`, a job, chains the committed ones by SHA-256.
 * `verify` recomputes the chain and names the first row that does not fit. The database itself refuses to change or delete a row.
 *
 * Rows hold identities and codes, never personal data: no names, no numbers of people, no free text.
 */
import { sql } from "kysely";
import type { Db, Tx } from "../db.ts";

export interface Subject {
  /** What kind of thing, e.g. "case". */
  kind: string;
  id: string;
}

export interface Deed {
  at: Date;
  /** `kind`: citizen, staff, machine, department, anyone. */
  actor: { kind: string; id: string };
  /** What was done, e.g. "case.submit". */
  action: string;
  subject?: Subject;
  /** Codes, counts and states. Never personal data. */
  detail?: Readonly<Record<string, string | number | boolean | null>>;
  requestId?: string;
}

/** Writes the row in the caller's transaction. */
export async function record(tx: Tx, deed: Deed): Promise<void> {
  await tx
    .insertInto("audit")
    .values({
      at: deed.at,
      actor_kind: deed.actor.kind,
      actor_id: deed.actor.id,
      action: deed.action,
      subject_kind: deed.subject?.kind ?? null,
      subject_id: deed.subject?.id ?? null,
      detail: JSON.stringify(deed.detail ?? {}),
      request_id: deed.requestId ?? null,
    })
    .execute();
}

const AT_ONCE = 1_000;

/** Chains every committed row that is not chained yet; answers how many. To be run every minute or so, by any process. */
export async function seal(db: Db): Promise<number> {
  for (let total = 0; ;) {
    const { rows } = await sql<{ n: number }>`select audit_seal(${AT_ONCE}) as n`.execute(db);
    const done = rows[0]?.n ?? 0;
    total += done;
    if (done < AT_ONCE) return total;
  }
}

export type Verdict =
  /** `head`: the hash of the last sealed row, in hex. Kept elsewhere, it also shows when the end of the trail was cut off. */
  | { outcome: "whole"; sealed: number; pending: number; head: string }
  /** The first place of the chain that does not fit, and the row there. A row that was taken out breaks the one after it. */
  | { outcome: "broken"; place: number; id: number; because: "changed" | "missing-before" };

/** Recomputes the whole chain inside the database. `pending` rows are written and not sealed yet. */
export async function verify(db: Db): Promise<Verdict> {
  const broken = await sql<{ place: number; id: number; changed: boolean }>`
    with chain as (
      select a.id, a.seal_no, a.prev_hash, a.hash, audit_hash(a, a.prev_hash) as right_hash,
        lag(a.seal_no, 1, 0::bigint) over w as place_before, lag(a.hash, 1, ''::bytea) over w as hash_before
      from audit a where a.seal_no is not null window w as (order by a.seal_no)
    )
    select seal_no as place, id, hash <> right_hash as changed from chain
    where hash <> right_hash or prev_hash <> hash_before or seal_no <> place_before + 1
    order by seal_no limit 1`.execute(db);
  const first = broken.rows[0];
  if (first !== undefined) {
    return {
      outcome: "broken",
      place: first.place,
      id: first.id,
      because: first.changed ? "changed" : "missing-before",
    };
  }
  const state = await sql<{ sealed: number; pending: number; head: string | null }>`
    select count(*) filter (where hash is not null) as sealed, count(*) filter (where hash is null) as pending,
      (select encode(hash, 'hex') from audit where seal_no is not null order by seal_no desc limit 1) as head
    from audit`.execute(db);
  const row = state.rows[0];
  return { outcome: "whole", sealed: row?.sealed ?? 0, pending: row?.pending ?? 0, head: row?.head ?? "" };
}
