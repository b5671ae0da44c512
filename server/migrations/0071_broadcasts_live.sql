-- Livestreams for citizens, figures of broadcasts that cost little to show, and results that WeChat never told.

-- Where to watch is a page or a channel 视频号, at least one of them.
alter table livestreams
  alter column watch_url drop not null,
  add column channel text not null default '',
  add column cancel_reason text;

-- Who wants to be reminded, asked in the mini-program. Followers whom we can name are also in livestream_reminders.
create table livestream_wishes (
  livestream_id uuid not null references livestreams (id),
  -- Of the mini-program: the unionid, else the openid there; the same as in bindings.
  identity text not null,
  asked_at timestamptz not null,
  reminded_at timestamptz,
  -- They were told that it is cancelled.
  called_off_at timestamptz,
  primary key (livestream_id, identity)
);
create index livestream_wishes_waiting on livestream_wishes (livestream_id) where reminded_at is null or called_off_at is null;

-- WeChat's confirmations by the minute in which they came.
alter table broadcast_pace add column delivered integer not null default 0;

alter table broadcast_batches
  -- Why rows failed or are of unknown fate, with how many: counted anew with the other counts, so a million rows need not be read.
  add column reasons jsonb not null default '[]',
  -- When to ask WeChat what became of the mass message, because no event has told it; null: nothing to ask.
  add column ask_at timestamptz,
  add column asked integer not null default 0;
create index broadcast_batches_ask on broadcast_batches (ask_at) where ask_at is not null;

update broadcast_batches b set reasons = why.reasons
from (
  select broadcast_id, number, jsonb_agg(jsonb_build_object('state', state, 'reason', reason, 'count', n)) as reasons
  from (
    select o.broadcast_id, o.number, r.state, r.reason, count(*) as n
    from broadcast_batches o
    join broadcast_recipients r on r.broadcast_id = o.broadcast_id and r.openid between o.from_openid and o.to_openid
    where o.failed + o.unknown > 0 and r.state in ('failed', 'unknown')
    group by 1, 2, 3, 4) counted
  group by 1, 2) why
where why.broadcast_id = b.broadcast_id and why.number = b.number;
update broadcast_batches set ask_at = now() + interval '10 minutes' where message_id is not null and wechat is null;
