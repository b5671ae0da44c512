-- The ledger learns every act of the three halls: what employers do for their people, what people do for themselves, projects,
-- orders to the tax channel, and the monthly assessment of everybody. Rows of money are still never rewritten in their amounts: a line
-- is assessed, and then it arrives, falls into arrears, or is cancelled; what replaces it is a line of its own with the next number.

alter table people
  add column address text,
  -- 户口性质
  add column household text check (household in ('local-urban', 'local-rural', 'other-urban', 'other-rural')),
  add column education text check (education in ('primary', 'middle', 'high', 'college', 'bachelor', 'master')),
  add column email text;

alter table employers
  -- What the employer keeps itself; name, code, district and legal person come from the market regulator.
  add column address text,
  add column contact text,
  add column phone text,
  add column email text;

-- Code of shared/insurance/stop-reasons.ts; null for what was stopped before the codes.
alter table enrolments add column stop_code text;

alter table benefits
  -- Months granted, unemployment only.
  add column months smallint check (months between 1 and 24),
  add column region text,
  -- 失业登记, made together with the claim.
  add column registered_on date,
  -- Months of contributions that the grant used up.
  add column months_paid smallint,
  add column stop_code text;

-- What an employer declared for somebody, from a month on: the newest row (by month, then by id) is in force. Only ever added to.
create table wages (
  id bigint generated always as identity primary key,
  employer_id uuid not null references employers (id),
  person_id uuid not null references people (id),
  from_month text not null,
  -- Fen a month, as declared; the clamp to 60-300 % is the month's own affair.
  wage bigint not null check (wage > 0),
  kind text not null check (kind in ('entry', 'annual', 'correction')),
  effect_key text
);
create index wages_in_force on wages (person_id, employer_id, from_month desc, id desc);

-- 未按规定申报: months for which an employer declared nothing. Its lines are 110 % of last month's (社会保险法 62).
create table undeclared_months (
  employer_id uuid not null references employers (id),
  month text not null,
  effect_key text not null,
  primary key (employer_id, month)
);

alter table payments
  -- What was declared, where the base is not it: clamped to a limit. Null: the base is the wage, or a tier's.
  add column wage bigint,
  -- Why the amount is not base × rate. 'raised': 110 % of last month's; 'lowest': nothing was ever declared, the lower limit stands in.
  add column basis text check (basis in ('raised', 'lowest')),
  add column late_fee bigint not null default 0 check (late_fee >= 0),
  -- Last day to pay, where it is not the cut-off of the month itself.
  add column due_on date,
  add column assessed_on date,
  add column cancelled_because text check (cancelled_because in ('withdrawn', 'waived', 'lapsed', 'stopped'));
create index payments_due on payments (due_on) where due_on is not null and status = 'assessed';

-- 建筑施工项目工伤保险: insured by project, paid once.
create table projects (
  id uuid primary key,
  employer_id uuid not null references employers (id),
  certificate text not null unique,
  name text not null,
  region text not null,
  -- Contract price with tax, fen; changes are supplements, told by ledger_events.
  price bigint not null check (price > 0),
  from_day date not null,
  to_day date not null check (to_day >= from_day)
);
create index projects_employer on projects (employer_id);
create table project_workers (
  id uuid primary key,
  project_id uuid not null references projects (id),
  person_id uuid not null references people (id),
  from_day date not null,
  -- Last day on the site.
  to_day date check (to_day >= from_day)
);
create unique index project_workers_one on project_workers (project_id, person_id) where to_day is null;
create index project_workers_person on project_workers (person_id);

-- 缴费单: what somebody asked to pay now, for the tax channel. A project's fee has no lines of people.
create table payment_orders (
  number text primary key,
  person_id uuid references people (id),
  employer_id uuid references employers (id),
  project_id uuid references projects (id),
  total bigint not null check (total > 0),
  late_fee bigint not null default 0,
  made_on date not null,
  -- After this day it must be made anew (late fees run on); money that comes nevertheless is taken.
  valid_until date not null,
  arrived_on date,
  check (person_id is not null or employer_id is not null)
);
create index payment_orders_employer on payment_orders (employer_id) where employer_id is not null;
create index payment_orders_person on payment_orders (person_id) where person_id is not null;
create table payment_order_lines (
  order_number text not null references payment_orders (number),
  person_id uuid not null,
  month text not null,
  scheme text not null,
  number smallint not null,
  late_fee bigint not null default 0,
  primary key (person_id, month, scheme, number, order_number),
  foreign key (person_id, month, scheme, number) references payments (person_id, month, scheme, number)
);
create index payment_order_lines_order on payment_order_lines (order_number);
create sequence payment_order_numbers;
create sequence project_certificates;

-- An effect belongs to a person, to an employer, to both, or (arrivals, monthly runs) to neither.
alter table ledger_effects
  alter column person_id drop not null,
  add column employer_id uuid references employers (id);
alter table ledger_events
  alter column person_id drop not null,
  add column employer_id uuid references employers (id);
create index ledger_events_employer on ledger_events (employer_id, id) where employer_id is not null;

-- 每月核定: everybody in slices by id; `cursor` is the last one done, so that a run goes on where it was killed.
create table assessment_runs (
  id bigint generated always as identity primary key,
  month text not null,
  on_day date not null,
  total integer not null,
  done integer not null default 0,
  lines integer not null default 0,
  -- Fen assessed.
  due bigint not null default 0,
  arrears integer not null default 0,
  cursor uuid,
  started_by text not null,
  started_at timestamptz not null,
  worked_at timestamptz,
  finished_at timestamptz
);
create unique index assessment_runs_one on assessment_runs (month) where finished_at is null;
