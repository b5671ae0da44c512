-- 提醒设置: what somebody does not want to be reminded of. No row: they are reminded.
create table reminders_off (
  person_id uuid not null,
  kind text not null check (kind in ('arrears', 'tier', 'benefit', 'rights')),
  since timestamptz not null,
  primary key (person_id, kind)
);

-- Whom an employer ever insured, read from the index alone: lists of twenty thousand employees are turned page by page.
create index enrolments_employer_person on enrolments (employer_id, person_id, stopped_on) where employer_id is not null;
