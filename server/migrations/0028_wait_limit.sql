-- How many minutes of working time somebody waits for a group, before the desk asks whether they would rather leave a message.
alter table skill_groups
  add column wait_limit smallint not null default 10 check (wait_limit between 1 and 120);
