-- 更正: what is wrong in a case that is done, and what it should be; one open request a case.
create table case_corrections (
  id uuid primary key,
  number text not null unique,
  case_id uuid not null references cases (id),
  asked_by uuid not null,
  asked_at timestamptz not null,
  field text not null,
  label text not null,
  -- As it stood, sensitive parts masked.
  was text not null,
  should_be text not null,
  why text not null,
  outcome text check (outcome in ('corrected', 'refused')),
  decided_by uuid,
  decided_at timestamptz,
  -- What was done, or why not.
  because text,
  instead text,
  check ((outcome is null) = (decided_at is null) and (outcome is null) = (because is null))
);
create unique index case_corrections_one_open on case_corrections (case_id) where decided_at is null;
create index case_corrections_case on case_corrections (case_id, asked_at);
