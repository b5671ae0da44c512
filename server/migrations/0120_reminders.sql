-- 提醒设置: what somebody does not want to be reminded of. No row: they are reminded.
create table reminders_off (
  person_id uuid not null,
  kind text not null check (kind in ('arrears', 'tier', 'benefit', 'rights')),
  since timestamptz not null,
  primary key (person_id, kind)
);
