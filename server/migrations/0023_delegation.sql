-- 授权代办 and 单位经办人: who may act for whom, for which items, until when; and who has looked at whom.

-- Given by `person_id` to `holder_id`. Its state is never stored: it follows from the days and instants below.
create table mandates (
  id uuid primary key,
  person_id uuid not null,
  holder_id uuid not null,
  relation text not null check (relation in ('community-agent', 'family', 'other')),
  -- Item codes; `lookups`: may also look at enrolments and payments.
  items text[] not null,
  lookups boolean not null,
  from_day date not null,
  until_day date not null,
  -- phone: offered and accepted in the mini-program. paper: recorded at a counter from a signed document.
  road text not null check (road in ('phone', 'paper')),
  document text,
  recorded_by uuid,
  offered_at timestamptz not null,
  accepted_at timestamptz,
  ended_at timestamptz,
  ended_because text check (ended_because in ('declined', 'taken-back', 'given-up', 'expired', 'counter')),
  reminded_at timestamptz,
  check (person_id <> holder_id),
  check (until_day >= from_day),
  check ((ended_at is null) = (ended_because is null)),
  check ((road = 'paper') = (document is not null)),
  check ((road = 'paper') = (recorded_by is not null))
);
-- One open mandate between two people: a new scope replaces the old one, it does not stand beside it.
create unique index mandates_one_open on mandates (person_id, holder_id) where ended_at is null;
create index mandates_person on mandates (person_id, offered_at desc);
create index mandates_holder on mandates (holder_id, offered_at desc);
create index mandates_running_out on mandates (until_day) where ended_at is null;

-- The register of employers says who stands for one, and how far its word is taken.
alter table employers add column legal_person_id uuid references people (id);
-- vip: what the rules allow is decided by the machine. ordinary: by a reviewer.
alter table employers add column trust text not null default 'ordinary' check (trust in ('vip', 'ordinary'));

-- A clerk's binding is dated and ends; it may be given again, so the pair is a key only while it lasts.
alter table employer_clerks drop constraint employer_clerks_pkey;
alter table employer_clerks add column id uuid not null default gen_random_uuid() primary key;
alter table employer_clerks add column granted_by text not null default 'counter'
  check (granted_by in ('legal-person', 'counter', 'hand-over'));
-- The person or the member of staff who gave it.
alter table employer_clerks add column granted_by_id uuid;
alter table employer_clerks add column granted_at timestamptz not null default now();
alter table employer_clerks add column from_day date not null default current_date;
alter table employer_clerks add column until_day date not null default current_date + 365;
-- Item codes; null: everything an employer's clerk may do.
alter table employer_clerks add column items text[];
alter table employer_clerks add column document text;
alter table employer_clerks add column ended_at timestamptz;
alter table employer_clerks add column ended_because text
  check (ended_because in ('handed-over', 'ended', 'given-up', 'expired', 'counter'));
alter table employer_clerks add column reminded_at timestamptz;
alter table employer_clerks add constraint employer_clerks_end check ((ended_at is null) = (ended_because is null));
create unique index employer_clerks_one_open on employer_clerks (employer_id, person_id) where ended_at is null;
create index employer_clerks_person on employer_clerks (person_id) where ended_at is null;

-- 谁看过我的信息: every look at a person's data by somebody else. Only ever added to.
create table access_log (
  id bigint generated always as identity primary key,
  person_id uuid not null,
  at timestamptz not null,
  viewer_kind text not null check (viewer_kind in ('agent', 'clerk', 'staff')),
  viewer_id uuid not null,
  -- Under which right: the mandate or the clerk's binding; null for staff.
  right_id uuid,
  employer_id uuid,
  what text not null,
  reason text
);
create index access_log_person on access_log (person_id, id desc);
create function refuse_access_log_change() returns trigger language plpgsql as $$
begin
  raise exception 'the list of who looked is only ever added to';
end $$;
create trigger access_log_append_only before update or delete on access_log
  for each row execute function refuse_access_log_change();

-- Everybody an employer ever insured, for its lists and its dues.
create index enrolments_of_employer on enrolments (employer_id, person_id) where employer_id is not null;
