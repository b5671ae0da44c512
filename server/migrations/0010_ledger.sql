-- The ledger: our own core insurance system. Money is integer fen, a month is 'YYYY-MM', a day is a day in Beijing.
-- Facts are added; what an act changed is told by ledger_events, which can only grow.

create table people (
  id uuid primary key,
  id_number text not null unique,
  name text not null,
  mobile text,
  sex text not null check (sex in ('male', 'female')),
  birth_date date not null,
  region text
);

create table employers (
  id uuid primary key,
  credit_code text not null unique,
  name text not null,
  region text not null,
  opened_on date not null,
  -- 建筑施工企业 may insure its workers by project.
  construction boolean not null default false
);

-- Who may act for an employer or as a community agent, and for whom (an agent's residents).
create table employer_clerks (
  employer_id uuid not null references employers (id),
  person_id uuid not null references people (id),
  primary key (employer_id, person_id)
);
create table community_agents (
  person_id uuid not null references people (id),
  resident_id uuid not null references people (id),
  community text not null,
  primary key (person_id, resident_id)
);

create table enrolments (
  id uuid primary key,
  person_id uuid not null references people (id),
  scheme text not null check (scheme in ('pension', 'medical', 'unemployment', 'work-injury', 'maternity')),
  through text not null check (through in ('employer', 'flexible')),
  employer_id uuid references employers (id),
  -- Percent of the published base, flexible pension only.
  tier smallint,
  region text not null,
  started_on text not null,
  -- Last month covered.
  stopped_on text,
  stop_reason text,
  check ((through = 'employer') = (employer_id is not null)),
  check (stopped_on is null or stopped_on >= started_on)
);
-- Drawn while `ended_on` is null.
create table benefits (
  id uuid primary key,
  person_id uuid not null references people (id),
  kind text not null check (kind in ('pension', 'unemployment')),
  monthly bigint not null check (monthly >= 0),
  started_on text not null,
  ended_on text
);
create unique index benefits_one_drawn on benefits (person_id, kind) where ended_on is null;

create index enrolments_person on enrolments (person_id);
create index enrolments_employer on enrolments (employer_id) where stopped_on is null;
-- Nobody is insured twice at once in one scheme. Work injury is the exception: every employer insures for itself.
create unique index enrolments_one_active on enrolments (person_id, scheme) where stopped_on is null and scheme <> 'work-injury';
create unique index enrolments_one_active_injury on enrolments (person_id, employer_id) where stopped_on is null and scheme = 'work-injury';

-- One line a month and scheme; `number` above 1 is a second employer, or what replaced a cancelled line. The key is the only
-- index: a person's last months are one range of it, whatever the size of the city.
create table payments (
  person_id uuid not null references people (id),
  month text not null,
  scheme text not null check (scheme in ('pension', 'medical', 'unemployment', 'work-injury', 'maternity')),
  number smallint not null default 1,
  employer_id uuid references employers (id),
  base bigint not null check (base >= 0),
  unit bigint not null check (unit >= 0),
  person bigint not null check (person >= 0),
  status text not null check (status in ('arrived', 'assessed', 'arrears', 'cancelled', 'back-paid')),
  arrived_on date,
  primary key (person_id, month, scheme, number)
);

-- One key, one effect.
create table ledger_effects (
  key text primary key,
  person_id uuid not null references people (id),
  kind text not null,
  input jsonb not null,
  answer jsonb not null,
  done_on date not null
);
create sequence ledger_receipts;

create table ledger_events (
  id bigint generated always as identity primary key,
  person_id uuid not null references people (id),
  on_day date not null,
  kind text not null,
  detail jsonb not null,
  effect_key text not null references ledger_effects (key)
);
create index ledger_events_person on ledger_events (person_id, id);
create function refuse_ledger_event_change() returns trigger language plpgsql as $$
begin
  raise exception 'the history of the ledger is only ever added to';
end $$;
create trigger ledger_events_append_only before update or delete on ledger_events
  for each row execute function refuse_ledger_event_change();
