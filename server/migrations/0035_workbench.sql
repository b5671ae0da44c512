-- The reviewers' workbench. `cases` keeps what decides about a case; `case_work` is the narrow list of what is open, one row a
-- case, gone when the case is over, so that it stays small and quick however many cases the archive holds.

alter table cases
  -- {as, by, at, because?, instead?}: the first reviewer's proposal, while it waits for the second.
  add column proposal jsonb,
  -- {fields, why, askedBy, askedAt, agreed?, by?, at?, reason?}: a second notice for old gaps, asked of a supervisor.
  add column consent jsonb,
  -- Fingerprints of all answers when the last notice went out: what differs since is new.
  add column noticed jsonb;

create table case_work (
  case_id uuid primary key references cases (id),
  number text not null,
  item_code text not null,
  region text,
  -- 1 high, 2 medium, 3 low: so that every order of the list ascends.
  risk_rank smallint not null,
  state text not null,
  submitted_at timestamptz not null,
  promised date,
  statutory date,
  -- By when it should be done; before acceptance as if it had been accepted the day it came in.
  target date not null,
  proposed_by uuid,
  asks_consent boolean not null default false,
  claimed_by uuid,
  claimed_at timestamptz,
  claimed_until timestamptz,
  -- The overrun was told: to the citizen in the timeline, to the supervisor in the list.
  alarmed_at timestamptz
);
create index case_work_press on case_work (target, risk_rank, submitted_at, case_id) where state <> 'returned';
create index case_work_age on case_work (submitted_at, case_id) where state <> 'returned';
create index case_work_risk on case_work (risk_rank, target, submitted_at, case_id) where state <> 'returned';
create index case_work_item on case_work (item_code, target, risk_rank, submitted_at, case_id) where state <> 'returned';
create index case_work_region on case_work (region, target, risk_rank, submitted_at, case_id) where state <> 'returned';
create index case_work_waiting on case_work (submitted_at, case_id) where state = 'returned';
create index case_work_claimed on case_work (claimed_by, claimed_until) where claimed_by is not null;
create index case_work_second on case_work (target, risk_rank, submitted_at, case_id) where proposed_by is not null;
create index case_work_consent on case_work (target, risk_rank, submitted_at, case_id) where asks_consent;
create index case_work_late on case_work (promised) where state <> 'returned' and alarmed_at is null;
create index case_work_number on case_work (number text_pattern_ops);

-- What was open before this list was kept. Days are reckoned by the sweep, which knows the calendar: until then, in order of arrival.
insert into case_work (case_id, number, item_code, region, risk_rank, state, submitted_at, target)
select c.id, c.number, c.item_code, c.facts ->> 'currentRegion',
       case v.definition ->> 'risk' when 'high' then 1 when 'medium' then 2 else 3 end,
       c.state, c.submitted_at, (c.submitted_at at time zone 'Asia/Shanghai')::date
from cases c join item_versions v on v.code = c.item_code and v.version = c.item_version
where c.state in ('submitted', 'accepted', 'returned') and c.handling <> 'instant' and c.number is not null;

-- What staff did with it among themselves: never shown to the citizen, only ever added to, and what statistics count.
create table case_work_log (
  id bigint generated always as identity primary key,
  case_id uuid not null references cases (id),
  item_code text not null,
  at timestamptz not null,
  what text not null,
  -- Null: the machine.
  by_staff uuid,
  -- To whom it was assigned; whose proposal was confirmed or sent back.
  whom uuid,
  outcome text,
  note text,
  late boolean,
  -- From the claim to the decision.
  seconds integer
);
create index case_work_log_case on case_work_log (case_id, id);
create index case_work_log_at on case_work_log (at);
create trigger case_work_log_append_only before update or delete on case_work_log
  for each row execute function refuse_case_event_change();

-- 抽查: of what a machine decided, some are looked at afterwards.
create table case_checks (
  case_id uuid primary key references cases (id),
  drawn_at timestamptz not null,
  done_at timestamptz,
  by_staff uuid,
  fine boolean,
  note text
);
create index case_checks_open on case_checks (drawn_at, case_id) where done_at is null;

create table review_phrases (
  id uuid primary key,
  kind text not null check (kind in ('gap', 'because', 'instead')),
  -- Null: for every item.
  item_code text,
  -- Null: everybody's.
  owner uuid,
  text text not null,
  created_by uuid not null,
  created_at timestamptz not null
);
create index review_phrases_owner on review_phrases (owner, item_code);
insert into review_phrases (id, kind, item_code, owner, text, created_by, created_at)
select gen_random_uuid(), kind, null, null, text, '00000000-0000-0000-0000-000000000000', now()
from (values
  ('gap', '照片看不清，请在光线好的地方重拍'), ('gap', '缺公章，请出具单位盖章后重新上传'), ('gap', '缺日期，请补写后重新上传'),
  ('gap', '和登记的不一致，请核对后改正'), ('gap', '缺页，请按页码全部上传'),
  ('instead', '对结果有疑问，可以打 12333 咨询，或在 60 日内申请行政复议'),
  ('instead', '请带身份证原件到就近的区社保经办大厅办理')) as given (kind, text);

-- The filter a reviewer works with, one for each.
create table review_filters (staff_id uuid primary key, filter jsonb not null, saved_at timestamptz not null);
