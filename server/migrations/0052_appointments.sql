-- 窗口预约: a window of a hall for some business, how long a time of it is and how many come in one.
create table appointment_windows (
  id uuid primary key,
  hall text not null,
  name text not null,
  about text not null default '',
  -- Codes of the items done here; empty: all.
  items text[] not null default '{}',
  days jsonb not null,
  special jsonb not null,
  slot_minutes smallint not null check (slot_minutes between 5 and 240),
  capacity smallint not null check (capacity > 0),
  ahead_days smallint not null check (ahead_days > 0),
  closed_at timestamptz,
  changed_by uuid references staff (id),
  changed_at timestamptz not null
);
create unique index appointment_windows_of_hall on appointment_windows (hall, name) where closed_at is null;

-- How many places of a time are taken. One row is one lock: two who want the last place pass one after the other.
create table appointment_slots (
  window_id uuid not null references appointment_windows (id),
  day date not null,
  from_time text not null,
  taken smallint not null check (taken >= 0),
  primary key (window_id, day, from_time)
);

create sequence appointment_numbers;
create table appointments (
  id uuid primary key,
  number text not null unique,
  -- One press of the button is one booking.
  key text not null unique,
  window_id uuid not null references appointment_windows (id),
  day date not null,
  from_time text not null,
  to_time text not null,
  person_id uuid not null,
  -- Who booked: the person, or who may act for them.
  actor_id uuid not null,
  employer_id uuid,
  item text,
  state text not null check (state in ('booked', 'arrived', 'served', 'cancelled', 'called-off', 'missed')),
  booked_at timestamptz not null,
  moved_times smallint not null default 0,
  arrived_at timestamptz,
  ended_at timestamptz,
  ended_by uuid references staff (id),
  because text
);
create index appointments_of_window on appointments (window_id, day);
create index appointments_of_person on appointments (person_id, day desc);
create index appointments_of_actor on appointments (actor_id, day desc);
create index appointments_open on appointments (day) where state in ('booked', 'arrived');
