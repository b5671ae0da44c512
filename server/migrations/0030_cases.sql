-- 办件. A case is pinned to the definition it began with; its life is an append-only list of events.

create table item_versions (
  code text not null,
  version integer not null,
  digest text not null,
  -- json, not jsonb: the order of questions and options is part of the definition.
  definition json not null,
  primary key (code, version)
);

create sequence case_numbers;

create table cases (
  id uuid primary key,
  number text unique,
  person_id uuid not null,
  item_code text not null,
  item_version integer not null,
  handling text not null,
  state text not null,
  answers jsonb not null,
  prefilled jsonb not null,
  facts jsonb not null,
  revision integer not null default 0,
  returns integer not null default 0,
  opened_at timestamptz not null,
  updated_at timestamptz not null,
  submitted_at timestamptz,
  waits_until timestamptz,
  decision jsonb,
  rating jsonb,
  signature text,
  foreign key (item_code, item_version) references item_versions (code, version)
);
create unique index cases_one_draft on cases (person_id, item_code) where state = 'draft';
create index cases_person on cases (person_id, updated_at desc);
create index cases_work on cases (state, submitted_at);
-- The newest decided ones, however many there are.
create index cases_done on cases (submitted_at desc) where state in ('effective', 'declined', 'closed', 'approved');

create table case_events (
  case_id uuid not null references cases (id),
  seq integer not null,
  at timestamptz not null,
  action text not null,
  role text not null,
  actor_id text not null,
  text text not null,
  key text,
  primary key (case_id, seq)
);
create unique index case_events_once on case_events (case_id, key) where key is not null;
create function refuse_case_event_change() returns trigger language plpgsql as $$
begin
  raise exception 'the history of a case is only ever added to';
end $$;
create trigger case_events_append_only before update or delete on case_events
  for each row execute function refuse_case_event_change();

-- 一次性告知: one numbered notice with every gap.
create table case_notices (
  number text primary key,
  case_id uuid not null references cases (id),
  at timestamptz not null,
  gaps jsonb not null,
  answer_by timestamptz not null
);
create index case_notices_case on case_notices (case_id);

create table files (
  id uuid primary key,
  person_id uuid not null,
  case_id uuid references cases (id),
  name text not null,
  type text not null,
  bytes integer not null,
  sha256 text not null,
  uploaded_at timestamptz not null
);
create index files_case on files (case_id);
