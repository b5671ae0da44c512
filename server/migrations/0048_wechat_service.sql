-- WeChat's own customer service as a place to hand a talk over to.

-- Who serves while a plan is open: our desk, or WeChat's own customer service.
alter table hour_plans add column service text not null default 'desk' check (service in ('desk', 'wechat'));

-- A talk that was handed over. Closed with us; its follower's words go past us while an account of WeChat's serves, and what was said is
-- fetched afterwards.
create table desk_handed_over (
  conversation_id text primary key references conversations (id) on delete cascade,
  openid text not null,
  handed_at timestamptz not null,
  -- WeChat's account that serves; null while the follower waits for one.
  account text,
  began_at timestamptz,
  -- The last sign of life: after half an hour without one WeChat lets the follower's words through to us again.
  heard_at timestamptz not null,
  ended_at timestamptz,
  -- Until when what was said has been fetched, and whether more may come.
  pulled_until timestamptz,
  pulled boolean not null default false,
  check ((account is null) = (began_at is null))
);
create unique index desk_handed_over_open on desk_handed_over (openid) where ended_at is null;
create index desk_handed_over_unpulled on desk_handed_over (handed_at) where not pulled;

-- Who said it, where that is nobody of our staff: an account of WeChat's customer service.
alter table desk_messages add column spoken_as text;
