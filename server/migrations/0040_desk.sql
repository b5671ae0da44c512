-- The service desk: a follower's talk with a person of the office, from waiting to rated.
create table conversations (
  id text primary key,
  openid text not null,
  -- The insured person bound to the follower when the talk began.
  person_id text,
  state text not null check (state in ('waiting', 'assigned', 'closed')),
  agent_id uuid references staff (id),
  -- What the citizen asked before asking for a person.
  about text not null default '',
  opened_at timestamptz not null,
  -- The place in the queue. Kept when a talk comes back to the queue, so that it is first again.
  waiting_since timestamptz not null,
  assigned_at timestamptz,
  closed_at timestamptz,
  closed_because text check (closed_because in ('agent', 'citizen', 'unfollowed')),
  -- The first word of the citizen that nobody has answered yet.
  unanswered_since timestamptz,
  last_seq integer not null default 0,
  read_seq integer not null default 0,
  -- WeChat's allowance: what was sent since the citizen last wrote, and since they last tapped.
  wrote_at timestamptz,
  sent_since_wrote integer not null default 0,
  tapped_at timestamptz,
  sent_since_tapped integer not null default 0,
  check ((state = 'assigned') = (agent_id is not null and closed_at is null)),
  check ((state = 'closed') = (closed_at is not null))
);
-- One open talk per follower, however often WeChat repeats itself.
create unique index conversations_open on conversations (openid) where state <> 'closed';
create index conversations_queue on conversations (waiting_since, id) where state = 'waiting';
create index conversations_agent on conversations (agent_id) where state = 'assigned';
create index conversations_history on conversations (openid, opened_at desc);
create index conversations_closed on conversations (closed_at desc) where state = 'closed';

create table desk_messages (
  id text primary key,
  conversation_id text not null references conversations (id) on delete cascade,
  seq integer not null,
  -- The other side's own identity of it (WeChat's message key, the console's operation key): the same key is the same message.
  key text not null unique,
  from_whom text not null check (from_whom in ('citizen', 'staff', 'bot', 'system')),
  staff_id uuid references staff (id),
  kind text not null check (kind in ('text', 'image', 'voice', 'video', 'location', 'link')),
  text text not null,
  at timestamptz not null,
  -- Only what we send has one.
  delivery text check (delivery in ('queued', 'sent', 'refused', 'failed', 'unknown')),
  reason text,
  unique (conversation_id, seq)
);

-- The feed of the console. `seq` is given out under the lock of `desk_clock`, held until commit: no gap, none late.
create table desk_events (
  seq bigint primary key,
  conversation_id text not null references conversations (id) on delete cascade,
  message_id text references desk_messages (id) on delete cascade,
  at timestamptz not null
);
create table desk_clock (
  only_row boolean primary key default true check (only_row),
  seq bigint not null
);
insert into desk_clock (seq) values (0);

create table desk_notes (
  id bigint generated always as identity primary key,
  conversation_id text not null references conversations (id) on delete cascade,
  -- Null: the desk itself.
  staff_id uuid references staff (id),
  text text not null,
  at timestamptz not null
);
create index desk_notes_conversation on desk_notes (conversation_id, id);

-- 好差评: 5 非常满意 … 1 非常不满意, one per talk.
create table desk_ratings (
  conversation_id text primary key references conversations (id) on delete cascade,
  level smallint not null check (level between 1 and 5),
  at timestamptz not null
);

create table desk_agents (
  staff_id uuid primary key references staff (id) on delete cascade,
  state text not null check (state in ('ready', 'away')),
  -- How many talks at once.
  cap integer not null default 5 check (cap between 1 and 50),
  seen_at timestamptz not null,
  last_given_at timestamptz
);
