-- Broadcasts 群发: written, approved by another, sent once to each recipient.

create table broadcasts (
  id uuid primary key,
  title text not null,
  means text not null check (means in ('mass', 'publish', 'service', 'subscription', 'inbox')),
  state text not null check (state in
    ('draft', 'submitted', 'approved', 'scheduled', 'sending', 'paused', 'sent', 'cancelled', 'failed')),
  state_reason text,
  version integer not null,
  -- Who may not approve: everybody who wrote on it since it was last approved, and who submitted it.
  authors uuid[] not null,
  approved_by uuid,
  created_by uuid not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  valid_from date,
  valid_until date,
  scheduled_for timestamptz,
  rate_per_minute integer not null,
  pause_over_percent integer not null,
  -- Sending. Recipients are listed in the order of openid up to prepared_to.
  started_at timestamptz,
  finished_at timestamptz,
  prepared_to text not null default '',
  prepared boolean not null default false,
  -- The throttle over all processes: nobody sends before.
  next_at timestamptz not null default '1970-01-01T00:00:00Z',
  -- Results of late, fading: of about the last 200.
  recent_good double precision not null default 0,
  recent_bad double precision not null default 0,
  -- The publication, for means publish.
  holder text,
  lease_until timestamptz,
  publish_id text unique,
  urls text[] not null default '{}',
  livestream_id uuid,
  livestream_part text check (livestream_part in ('announcement', 'reminder'))
);
create index broadcasts_working on broadcasts (state) where state in ('scheduled', 'sending');
create index broadcasts_updated on broadcasts (updated_at desc);
create unique index broadcasts_of_livestream on broadcasts (livestream_id, livestream_part)
  where livestream_id is not null and state <> 'cancelled';

create table broadcast_versions (
  broadcast_id uuid not null references broadcasts (id) on delete cascade,
  version integer not null,
  draft jsonb not null,
  saved_by uuid not null,
  saved_at timestamptz not null,
  primary key (broadcast_id, version)
);

create table broadcast_events (
  id bigint generated always as identity primary key,
  broadcast_id uuid not null references broadcasts (id) on delete cascade,
  at timestamptz not null,
  -- Null: the machine.
  staff_id uuid,
  what text not null,
  reason text,
  version integer not null
);
create index broadcast_events_of on broadcast_events (broadcast_id, id desc);

-- A stretch of recipients in the order of openid, which one process works on under a lease.
create table broadcast_batches (
  broadcast_id uuid not null references broadcasts (id),
  number integer not null,
  from_openid text not null,
  to_openid text not null,
  size integer not null,
  state text not null default 'queued' check (state in ('queued', 'sending', 'done')),
  holder text,
  lease_until timestamptz,
  not_before timestamptz not null default '1970-01-01T00:00:00Z',
  attempts integer not null default 0,
  first_tried_at timestamptz,
  done_at timestamptz,
  -- How its rows stand; queued is what is left of size.
  sending integer not null default 0,
  sent integer not null default 0,
  delivered integer not null default 0,
  failed integer not null default 0,
  unknown integer not null default 0,
  excluded integer not null default 0,
  -- WeChat's id of the mass message, and its own figures.
  message_id text,
  wechat jsonb,
  primary key (broadcast_id, number)
) with (fillfactor = 50);
create index broadcast_batches_open on broadcast_batches (broadcast_id, number) where state <> 'done';
create index broadcast_batches_sending on broadcast_batches (broadcast_id) where sending > 0;
create unique index broadcast_batches_message on broadcast_batches (message_id) where message_id is not null;

-- One row per recipient: what became of it. The key is what makes "twice" impossible.
create table broadcast_recipients (
  broadcast_id uuid not null,
  openid text not null,
  state text not null,
  reason text,
  at timestamptz,
  primary key (broadcast_id, openid)
) with (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.05);

create table broadcast_exclusions (
  broadcast_id uuid not null references broadcasts (id),
  reason text not null,
  count integer not null,
  primary key (broadcast_id, reason)
);
create table broadcast_pace (
  broadcast_id uuid not null references broadcasts (id),
  minute timestamptz not null,
  sent integer not null,
  failed integer not null,
  unknown integer not null,
  primary key (broadcast_id, minute)
);

-- What WeChat told of a mass message, which may be before its sender has noted the id.
create table broadcast_results (message_id text primary key, told jsonb not null, at timestamptz not null);

-- Followers whom WeChat says have blocked us.
create table broadcast_blocks (openid text primary key, since timestamptz not null, because text not null);

-- Templates of subscription messages that the account has chosen at WeChat.
create table subscription_templates (
  id text primary key,
  title text not null,
  long_term boolean not null,
  fields jsonb not null
);
-- One consent is one message; of a long-term template, until it is taken back.
create table subscription_consents (
  openid text not null,
  template_id text not null,
  credits integer not null default 0 check (credits >= 0),
  refused_at timestamptz,
  updated_at timestamptz not null,
  primary key (openid, template_id)
);

create table broadcast_pictures (
  id uuid primary key,
  sha256 text not null,
  name text not null,
  type text not null check (type in ('image/png', 'image/jpeg')),
  bytes integer not null,
  uploaded_by uuid not null,
  uploaded_at timestamptz not null,
  -- At WeChat, once used in a body or as a cover.
  wechat_url text,
  cover_media_id text
);

create table livestreams (
  id uuid primary key,
  title text not null,
  about text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  watch_url text not null,
  cover uuid references broadcast_pictures (id),
  remind_minutes integer not null,
  replay_url text,
  cancelled_at timestamptz,
  created_by uuid not null,
  created_at timestamptz not null
);
create table livestream_reminders (
  livestream_id uuid not null references livestreams (id),
  openid text not null,
  asked_at timestamptz not null,
  primary key (livestream_id, openid)
);

-- Districts and audience kinds of followers, as the follower synchronisation finds them.
create table audience_tags (
  code text not null,
  openid text not null,
  primary key (openid, code)
);
create index audience_tags_code on audience_tags (code);
