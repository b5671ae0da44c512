-- The desk at work: talks of two channels, on hold, handed over by offer, listened to, closed with a summary, followed up.

-- `wechat`: by the official account, under its quota, `identity` is the follower's openid there. `mini`: by our own chat page, no
-- quota, `identity` is the openid of the mini-program; nothing is sent to it, the page reads our feed.
alter table conversations
  add column channel text not null default 'wechat' check (channel in ('wechat', 'mini')),
  add column identity text,
  -- The skill group wanted, server/src/staff's name for it; null: anybody.
  add column group_id text,
  -- On hold: why, and when at the latest it comes back to its agent.
  add column hold_reason text,
  add column held_until timestamptz,
  -- A message left while the desk was full or closed: answered in its turn, nobody waits in front of the phone for it.
  add column ticket boolean not null default false,
  -- For the board. `assigned_at` is of the last agent, these are of the talk.
  add column first_assigned_at timestamptz,
  add column first_answered_at timestamptz,
  -- What the waiting citizen was told last of their place, so that they are told again when it is no longer true.
  add column told_ahead integer,
  add column told_minutes integer,
  add column told_at timestamptz,
  add column told_times integer not null default 0,
  add column summary text not null default '',
  add column tags text[] not null default '{}';
update conversations set identity = openid, first_assigned_at = assigned_at;
alter table conversations
  alter column identity set not null,
  alter column openid drop not null,
  add check ((channel = 'wechat') = (openid is not null)),
  add check ((state = 'held') = (held_until is not null));
alter table conversations drop constraint conversations_state_check;
alter table conversations add constraint conversations_state_check
  check (state in ('waiting', 'assigned', 'held', 'closed'));
alter table conversations drop constraint conversations_check;
alter table conversations add constraint conversations_agent_check
  check ((state in ('assigned', 'held')) = (agent_id is not null and closed_at is null));
alter table conversations drop constraint conversations_closed_because_check;
alter table conversations add constraint conversations_closed_because_check
  check (closed_because in ('agent', 'citizen', 'unfollowed', 'wechat-service'));

drop index conversations_open;
create unique index conversations_open on conversations (channel, identity) where state <> 'closed';
drop index conversations_history;
create index conversations_history on conversations (identity, opened_at desc);
create index conversations_person on conversations (person_id, opened_at desc) where person_id is not null;
drop index conversations_agent;
create index conversations_agent on conversations (agent_id) where state in ('assigned', 'held');
create index conversations_opened on conversations using brin (opened_at);

alter table desk_messages drop constraint desk_messages_kind_check;
alter table desk_messages
  add constraint desk_messages_kind_check check (kind in ('text', 'image', 'voice', 'video', 'file', 'location', 'link',
    'mini-card', 'answer', 'item-card', 'appointment-card')),
  -- What belongs to the kind, as the contract's `Attached`.
  add column attached jsonb,
  -- Lines of the desk itself are for colleagues, but for these.
  add column for_citizen boolean not null default true,
  -- Said by a supervisor who stepped into a colleague's talk.
  add column stepped_in boolean not null default false,
  add column recalled_at timestamptz,
  -- How it goes: by WeChat, by our own page, or by other means once WeChat's window is closed.
  add column means text not null default 'wechat' check (means in ('wechat', 'mini', 'notice', 'subscription')),
  -- The parcel of the outbox it travels in: lines written close together share one; each new attempt is another.
  add column parcel text,
  add column attempts integer not null default 0;
update desk_messages set for_citizen = from_whom <> 'system';
update desk_messages set parcel = id where delivery is not null;
create index desk_messages_parcel on desk_messages (parcel) where parcel is not null;

-- The citizen's page reads what happened in its talk since its last number.
create index desk_events_conversation on desk_events (conversation_id, seq);

-- A talk offered to a colleague or a group. It stays where it is until somebody accepts.
create table desk_offers (
  id text primary key,
  conversation_id text not null references conversations (id) on delete cascade,
  from_staff uuid not null references staff (id),
  to_staff uuid references staff (id),
  to_group text,
  note text not null,
  at timestamptz not null,
  expires_at timestamptz not null,
  outcome text check (outcome in ('accepted', 'declined', 'timed-out', 'withdrawn')),
  answered_by uuid references staff (id),
  answered_at timestamptz,
  answer text,
  check ((to_staff is null) <> (to_group is null)),
  check ((outcome is null) = (answered_at is null))
);
create unique index desk_offers_open on desk_offers (conversation_id) where outcome is null;
create index desk_offers_expiry on desk_offers (expires_at) where outcome is null;

-- Supervisors who read a colleague's talk as it goes on.
create table desk_listeners (
  conversation_id text not null references conversations (id) on delete cascade,
  staff_id uuid not null references staff (id) on delete cascade,
  since timestamptz not null,
  stepped_in boolean not null default false,
  primary key (conversation_id, staff_id)
);

-- What an agent was writing: kept when the page closes and when the talk changes hands.
create table desk_drafts (
  conversation_id text not null references conversations (id) on delete cascade,
  staff_id uuid not null references staff (id) on delete cascade,
  text text not null,
  at timestamptz not null,
  primary key (conversation_id, staff_id)
);

alter table desk_agents drop constraint desk_agents_state_check;
alter table desk_agents add constraint desk_agents_state_check check (state in ('ready', 'busy', 'away'));

-- A bad mark is looked into: by whom, until when, what came of it, and how the citizen sees it then.
create table desk_follow_ups (
  id text primary key,
  conversation_id text not null unique references conversations (id) on delete cascade,
  level smallint not null,
  -- The supervisor it is given to; null: any of them.
  supervisor_id uuid references staff (id),
  opened_at timestamptz not null,
  -- Beijing days: the citizen is called until, and it is settled until.
  call_by date not null,
  settle_by date not null,
  called_at timestamptz,
  outcome text check (outcome in ('explained', 'mended', 'apologised', 'unreachable', 'unfounded')),
  report text,
  settled_at timestamptz,
  settled_by uuid references staff (id),
  again_level smallint check (again_level between 1 and 5),
  again_at timestamptz,
  check ((settled_at is null) = (outcome is null))
);
create index desk_follow_ups_open on desk_follow_ups (settle_by) where settled_at is null;
alter table desk_ratings add column comment text;

-- What becomes of a talk when talking is not enough: a ticket for somebody to work on, or a draft of a case; its transcript as it stood,
-- masked.
create table desk_tickets (
  id text primary key,
  number bigint generated always as identity (start with 100001) unique,
  -- The console's operation key.
  key text not null unique,
  conversation_id text not null references conversations (id) on delete cascade,
  title text not null,
  note text not null default '',
  transcript jsonb not null,
  case_id uuid,
  group_id text,
  opened_by uuid not null references staff (id),
  opened_at timestamptz not null,
  due_on date not null,
  outcome text,
  settled_at timestamptz,
  settled_by uuid references staff (id),
  check ((settled_at is null) = (outcome is null))
);
create index desk_tickets_open on desk_tickets (due_on) where settled_at is null;
create index desk_tickets_conversation on desk_tickets (conversation_id);
