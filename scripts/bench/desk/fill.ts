import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Db } from "../../../server/src/db.ts";
import { newToken } from "../../../server/src/token.ts";

/** Agents who can take so many at once, each signed in already; answers their cookies. Signing in is slow and limited on purpose. */
export async function fillAgents(db: Db, count: number, cap: number): Promise<string[]> {
  const now = new Date();
  const cookies: string[] = [];
  for (let n = 0; n < count; n++) {
    const id = randomUUID();
    const row = { id, account: `bench-${n}`, name: `客服·${n}`, password_hash: "none", created_at: now };
    const state = { failed_sign_ins: 0, locked_until: null, must_change_password: false };
    await db
      .insertInto("staff")
      .values({ ...row, ...state, roles: ["agent"] })
      .execute();
    const { token, hash } = newToken();
    const expires_at = new Date(now.getTime() + 12 * 3_600_000);
    await db
      .insertInto("staff_sessions")
      .values({ token_hash: hash, staff_id: id, created_at: now, expires_at })
      .execute();
    cookies.push(`console=${token}`);
  }
  await sql`insert into desk_agents (staff_id, state, cap, seen_at) select id, 'away', ${cap}, now() from staff`.execute(
    db,
  );
  return cookies;
}

const MESSAGES_EACH = 10;

/** Years of service: closed talks of other followers, each with ten lines and their events, and a mark for one in three. */
export async function fillOld(db: Db, talks: number): Promise<void> {
  if (talks === 0) return;
  await sql`
    insert into conversations (id, channel, identity, openid, state, agent_id, about, opened_at, waiting_since, assigned_at,
      first_assigned_at, first_answered_at, closed_at, closed_because, last_seq, read_seq, summary, tags)
    select md5('talk' || n)::uuid::text, 'wechat', 'oOld' || n % 40000, 'oOld' || n % 40000, 'closed',
      (select id from staff order by account limit 1), '断缴怎么办', at, at, at + interval '1 minute', at + interval '1 minute',
      at + interval '2 minutes', at + interval '9 minutes', 'agent', ${MESSAGES_EACH}, ${MESSAGES_EACH}, '已解答', array['断缴']
    from (select n, now() - interval '2 days' - n * interval '5 minutes' as at from generate_series(1, ${talks}::integer) n) old`.execute(
    db,
  );
  await sql`
    insert into desk_messages (id, conversation_id, seq, key, from_whom, kind, text, at)
    select md5('line' || n || '-' || s)::uuid::text, md5('talk' || n)::uuid::text, s, 'old:' || n || ':' || s,
      case when s % 2 = 0 then 'staff' else 'citizen' end, 'text', '断缴了三个月，现在想接着交，应该先办什么？', now() - interval '3 days'
    from generate_series(1, ${talks}::integer) n, generate_series(1, ${MESSAGES_EACH}) s`.execute(db);
  await sql`
    insert into desk_events (seq, conversation_id, message_id, at)
    select row_number() over (order by id), conversation_id, id, at from desk_messages`.execute(db);
  await sql`update desk_clock set seq = coalesce((select max(seq) from desk_events), 0)`.execute(db);
  await sql`
    insert into desk_ratings (conversation_id, level, at)
    select md5('talk' || n)::uuid::text, 1 + n % 5, now() - interval '2 days' from generate_series(1, ${talks}::integer, 3) n`.execute(
    db,
  );
  await sql`vacuum analyze`.execute(db);
}
