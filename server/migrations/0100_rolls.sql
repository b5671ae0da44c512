-- 花名册: what an employer sends in for many people. The file itself is not kept, only its rows, and those not for long.
create table rolls (
  id uuid primary key,
  code text not null,
  employer_id uuid not null,
  project_id uuid,
  -- The clerk who sent it.
  actor_id uuid not null,
  file_name text not null,
  -- Of what stands in the sheet, not of its bytes.
  sha256 text not null,
  state text not null check (state in ('checking', 'checked', 'applying', 'applied', 'dropped', 'expired')),
  total integer not null,
  -- Rows that are checked, and those of them that are wrong.
  done integer not null default 0,
  bad integer not null default 0,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- {people, months, due: {scheme: fen}} of a checked roll.
  summary jsonb,
  -- Why it went back to be checked again.
  note text,
  confirmed_by uuid,
  confirmed_on date,
  -- {receipt, text, due, estimate?} of an applied one.
  outcome jsonb,
  applied_at timestamptz,
  rows_erased_at timestamptz,
  -- When work on it last broke: it waits a little and lets others by.
  broke_at timestamptz
);
-- The same file again is the same roll, whatever became of it; what was given up may be sent again.
create unique index rolls_same_file on rolls (employer_id, code, sha256, coalesce(project_id::text, '')) where state not in ('dropped', 'expired');
create index rolls_employer on rolls (employer_id, created_at desc);
create index rolls_open on rolls (updated_at) where state in ('checking', 'applying');

create table roll_rows (
  roll_id uuid not null references rolls (id),
  -- As the sheet numbers it.
  at integer not null,
  -- By column: text as typed, or {lossy}.
  cells jsonb not null,
  -- What was read from them; null while there is nothing right to read.
  answers jsonb,
  checked boolean not null default false,
  -- By column, Chinese.
  problems jsonb,
  -- The one of whom there may be one row only, and the earlier row that has them too.
  person text,
  repeats integer,
  months integer,
  -- Fen by scheme.
  due jsonb,
  primary key (roll_id, at)
);
create index roll_rows_waiting on roll_rows (roll_id, at) where not checked;
create index roll_rows_wrong on roll_rows (roll_id, at) where problems is not null or repeats is not null;

-- How far the writing is: the roll's own row is held by the transaction that writes.
create table roll_progress (roll_id uuid primary key references rolls (id), done integer not null, at timestamptz not null);
