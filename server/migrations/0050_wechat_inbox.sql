-- What followers sent us. A message is here before anybody acts on it, so that a repetition by WeChat or a killed process
-- neither loses it nor does its work twice.
create table inbound (
  key text primary key,
  openid text not null,
  kind text not null,
  at timestamptz not null,
  received_at timestamptz not null,
  -- Both are cleared after seven days.
  update jsonb,
  reply jsonb,
  -- new: not known to be answered · answered: in the passive reply · late: by a customer-service message
  state text not null default 'new' check (state in ('new', 'answered', 'late')),
  -- Until then the process that took it is presumed alive; it renews while it works.
  lease_until timestamptz not null
) with (fillfactor = 70);

-- Rows arrive in the order of time: a few kilobytes of index find "the last two days" and "older than a week".
create index inbound_received_at on inbound using brin (received_at) with (pages_per_range = 32, autosummarize = on);

-- What the bot must know of a follower before it answers; read in the statement that stores the message.
create table followers (
  openid text primary key,
  person_id text,
  conversation_id text,
  pending jsonb,
  followed_at timestamptz,
  unfollowed_at timestamptz
);
create index followers_person on followers (person_id) where person_id is not null;
create index followers_conversation on followers (conversation_id) where conversation_id is not null;

-- Admits a batch and notes the replies of an earlier one: one round trip, one flush to disk, however many. Lists travel as text
-- with U+001F between the entries, which neither XML nor JSON text can hold. A function, so that it is planned once a connection;
-- and always by index, since the plan may be made while the table is still empty.
create function inbox_admit(
  keys text, openids text, kinds text, times text, bodies text, received timestamptz, lease timestamptz,
  note_keys text, note_replies text
) returns table (
  n bigint, fresh boolean, person_id text, conversation_id text, pending jsonb, reply jsonb, state text, lease_until timestamptz
) language plpgsql
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
begin
  return query
  with arrived as (
    select * from unnest(
      string_to_array(keys, U&'\001F'), string_to_array(openids, U&'\001F'), string_to_array(kinds, U&'\001F'),
      string_to_array(times, U&'\001F')::timestamptz[], string_to_array(bodies, U&'\001F')
    ) with ordinality as t (key, openid, kind, at, body, n)
  ), admitted as (
    insert into inbound (key, openid, kind, at, received_at, update, lease_until)
    select arrived.key, arrived.openid, arrived.kind, arrived.at, received, arrived.body::jsonb, lease from arrived
    on conflict on constraint inbound_pkey do nothing
    returning inbound.key
  ), noted as (
    update inbound set state = 'answered', reply = coalesce(inbound.reply, note.reply::jsonb)
    from unnest(string_to_array(note_keys, U&'\001F'), string_to_array(note_replies, U&'\001F')) as note (key, reply)
    where inbound.key = note.key and inbound.state = 'new'
  )
  -- Rows that would only say "fresh, and a stranger" are not sent back.
  select arrived.n, admitted.key is not null, followers.person_id, followers.conversation_id, followers.pending,
    before.reply, before.state, before.lease_until
  from arrived
  left join admitted on admitted.key = arrived.key
  left join followers on followers.openid = arrived.openid
  left join inbound as before on before.key = arrived.key and admitted.key is null
  where admitted.key is null or followers.openid is not null;
end $$;
