-- A roll that waits past its promised day: the clerk hears it once a confirmation, the supervisor sees it, and decisions say whether they
-- came late, so that reviewers' statistics count rolls as they count cases.
alter table rolls add column alarmed_at timestamptz;
create index rolls_overdue on rolls (review_due) where state = 'reviewing' and alarmed_at is null;

alter table roll_history add column late boolean;
alter table roll_history drop constraint roll_history_step_check;
alter table roll_history add constraint roll_history_step_check
  check (step in ('confirmed', 'taken-back', 'approved', 'returned', 'applied', 'sent-back', 'overdue', 'explained'));
create index roll_history_decided on roll_history (at) where step in ('approved', 'returned');
