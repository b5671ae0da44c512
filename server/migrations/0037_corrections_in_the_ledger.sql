-- 更正 that changes the ledger: what was wrong is reversed and what is right is entered, side by side and for good; who asked why,
-- who proposed it and who else confirmed it stand with it. Two members of staff, whatever a program may forget.
create table ledger_corrections (
  -- GZ…, the number of the request.
  number text primary key,
  person_id uuid not null references people (id),
  employer_id uuid references employers (id),
  kind text not null check (kind in ('wage', 'entry', 'stop', 'tier', 'benefit-region', 'payee', 'name')),
  -- The act that was wrong. The correction's own effect stands under 'correction:' and its number.
  of_key text not null references ledger_effects (key),
  -- What stood and what stands now, by the names of the act's own input.
  was jsonb not null,
  now jsonb not null,
  why text not null,
  proposed_by uuid not null,
  confirmed_by uuid not null,
  on_day date not null,
  check (proposed_by <> confirmed_by)
);
create index ledger_corrections_of on ledger_corrections (of_key);

-- Lines that a correction reversed, and those that it entered. Beside the lines and not in them: eighty million carry none.
create table ledger_correction_lines (
  correction text not null references ledger_corrections (number),
  person_id uuid not null,
  month text not null,
  scheme text not null,
  number smallint not null,
  part text not null check (part in ('reversed', 'entered')),
  -- A line comes into being once and is reversed once.
  primary key (person_id, month, scheme, number, part),
  foreign key (person_id, month, scheme, number) references payments (person_id, month, scheme, number)
);
create trigger ledger_corrections_append_only before update or delete on ledger_corrections
  for each row execute function refuse_ledger_event_change();
create trigger ledger_correction_lines_append_only before update or delete on ledger_correction_lines
  for each row execute function refuse_ledger_event_change();

-- 'corrected': reversed by a correction. 'difference': what a correction adds to a line that is paid. NOT VALID: what is there obeyed
-- the narrower rule already, so eighty million rows need not be read again.
alter table payments drop constraint payments_cancelled_because_check;
alter table payments add constraint payments_cancelled_because_check
  check (cancelled_because in ('withdrawn', 'waived', 'lapsed', 'stopped', 'corrected')) not valid;
alter table payments drop constraint payments_basis_check;
alter table payments add constraint payments_basis_check check (basis in ('raised', 'lowest', 'difference')) not valid;

alter table benefits
  -- Reversed by this correction: never drawn, it only tells what was granted first.
  add column reversed_by text references ledger_corrections (number) deferrable initially deferred,
  add column entered_by text references ledger_corrections (number) deferrable initially deferred;

alter table case_corrections
  -- The answer as it should be, where the ledger can be put right by it; gone once it is decided if it is an account number.
  add column value jsonb,
  add column proposed_by uuid,
  add column proposed_at timestamptz,
  -- The first one's words, which the citizen reads once another has confirmed them.
  add column proposal text,
  -- Of the ledger.
  add column receipt text,
  add constraint case_corrections_two check (receipt is null or (proposed_by is not null and proposed_by <> decided_by));
