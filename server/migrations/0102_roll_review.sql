-- 花名册审核: the roll of an employer whose acts for one person a reviewer looks at is looked at too, before it is applied.
alter table rolls drop constraint rolls_state_check;
alter table rolls add constraint rolls_state_check
  check (state in ('checking', 'checked', 'reviewing', 'applying', 'applied', 'dropped', 'expired'));
-- When the clerk confirmed it: a decision names the confirmation that it is about.
alter table rolls add column confirmed_at timestamptz;
-- The day by which a decision was promised at the confirmation; null: nobody has to look.
alter table rolls add column review_due date;
-- Why a reviewer gave it back; until it is confirmed again.
alter table rolls add column returned_because text;
create index rolls_reviewing on rolls (review_due, confirmed_at) where state = 'reviewing';

-- What happened to a roll, step by step. Nothing of the people in it.
create table roll_history (
  id bigint generated always as identity primary key,
  roll_id uuid not null references rolls (id),
  at timestamptz not null,
  step text not null check (step in ('confirmed', 'taken-back', 'approved', 'returned', 'applied', 'sent-back')),
  -- The clerk or the member of staff; null: the system.
  actor_id uuid,
  staff_id uuid,
  note text
);
create index roll_history_of on roll_history (roll_id, id);
