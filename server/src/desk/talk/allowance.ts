import { sql } from "kysely";
import type { Db, Tx } from "../../db.ts";
import type { Conversation } from "./conversation.ts";

/**
 * WeChat's allowance for messages to one follower (service accounts, since 2023-06): five within 48 hours after a message of theirs,
 * three within a minute of a tap on the menu. Not additive: the larger holds. Counted in the outbox, where everything leaves that WeChat
 * counts, whoever said it; passive replies do not pass there, and are free.
 */
const WRITTEN = { of: 5, ms: 48 * 3_600_000 };
const TAPPED = { of: 3, ms: 60_000 };
/** What one message of WeChat's holds: a longer text goes as several. */
const MESSAGE_BYTES = 2_048;

/** Of these: no word of the machine to who waits may leave the agent fewer. */
export const KEPT_FOR_ANSWERS = 3;

export interface Allowance {
  left: number;
  of: number;
  until: Date | null;
}

type Counted = Pick<Conversation, "openid" | "wrote_at" | "tapped_at" | "used_up">;
interface Sent {
  wrote: number;
  tapped: number;
}

/** What went out, or is about to, since the citizen wrote and since they tapped. Of unknown fate is as good as sent. */
async function sentSince(db: Db | Tx, { openid, wrote_at, tapped_at }: Counted): Promise<Sent> {
  const since = (at: Date | null) => sql`at is null or at >= ${at}::timestamptz`;
  const { rows } = await sql<Sent>`
    select coalesce(sum(n) filter (where ${since(wrote_at)}), 0)::integer as wrote,
      coalesce(sum(n) filter (where ${since(tapped_at)}), 0)::integer as tapped
    from (
      select at, greatest(1, ceil(octet_length(payload->'reply'->>'text') / ${MESSAGE_BYTES}::numeric)) as n
      from (
        select null::timestamptz as at, kind, payload from outbox where stream = ${openid} and state in ('queued', 'sending')
        union all
        select settled_at, kind, payload from outbox
        where stream = ${openid} and state in ('sent', 'unknown') and settled_at >= least(${wrote_at}::timestamptz, ${tapped_at}::timestamptz)
      ) parcels
      where kind in ('wechat.message', 'wechat.desk-file')
    ) messages`.execute(db);
  return rows[0] ?? { wrote: 0, tapped: 0 };
}

function windowOf(since: Date | null, sent: number, rule: { of: number; ms: number }, now: Date): Allowance {
  const until = since === null ? null : new Date(since.getTime() + rule.ms);
  if (until === null || until <= now) return { left: 0, of: rule.of, until: null };
  return { left: Math.max(0, rule.of - sent), of: rule.of, until };
}

/** `until` null: the time is over, or WeChat says so; `left` 0 before that: used up. */
export async function allowanceOf(db: Db | Tx, talk: Counted, now: Date): Promise<Allowance> {
  const sent = await sentSince(db, talk);
  const written = windowOf(talk.wrote_at, sent.wrote, WRITTEN, now);
  const tapped = windowOf(talk.tapped_at, sent.tapped, TAPPED, now);
  const larger = tapped.left > written.left || written.until === null ? tapped : written;
  const known = larger.until === null ? written : larger;
  return talk.used_up ? { ...known, left: 0 } : known;
}
