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
