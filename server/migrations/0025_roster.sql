-- Who works at the desk, on what, and when.

-- Working hours of a group. `days` holds a list of spans for mon … sun, for public holidays and for make-up days 调休;
-- `special` the days that differ: [{day, spans, why}]. Exactly one plan is for groups that have none of their own.
create table hour_plans (
  id uuid primary key,
  name text not null unique,
  days jsonb not null,
  special jsonb not null default '[]',
  standard boolean not null default false,
  changed_by uuid references staff (id),
  changed_at timestamptz not null
);
create unique index hour_plans_standard on hour_plans (standard) where standard;
insert into hour_plans (id, name, days, standard, changed_at)
select '00000000-0000-4000-8000-000000000001', '标准工作时间',
  jsonb_build_object('mon', spans, 'tue', spans, 'wed', spans, 'thu', spans, 'fri', spans, 'sat', '[]'::jsonb, 'sun', '[]'::jsonb,
    'holiday', '[]'::jsonb, 'makeup', spans), true, now()
from (select '[{"from": "09:00", "to": "12:00"}, {"from": "13:00", "to": "17:00"}]'::jsonb as spans) office;

create table skill_groups (
  id uuid primary key,
  name text not null unique,
  about text not null default '',
  -- Words of a citizen's question that bring a talk here.
  words text[] not null default '{}',
  hour_plan_id uuid references hour_plans (id),
  -- Takes what no other group's words catch. Exactly one.
  standard boolean not null default false,
  created_at timestamptz not null,
  closed_at timestamptz
);
create unique index skill_groups_standard on skill_groups (standard) where standard;
insert into skill_groups (id, name, about, standard, created_at)
values ('00000000-0000-4000-8000-000000000011', '综合咨询', '没有专门小组接待的问题', true, now());

create table staff_groups (
  group_id uuid not null references skill_groups (id) on delete cascade,
  staff_id uuid not null references staff (id) on delete cascade,
  -- 3 expert, 2 practised, 1 learning: the higher is asked first.
  level smallint not null default 2 check (level between 1 and 3),
  joined_at timestamptz not null,
  primary key (group_id, staff_id)
);
create index staff_groups_of on staff_groups (staff_id);

-- One stretch of work on one day. `came_at` and `left_at` are what really happened at the desk.
create table shifts (
  id uuid primary key,
  staff_id uuid not null references staff (id) on delete cascade,
  day date not null,
  starts time not null,
  ends time not null,
  came_at timestamptz,
  left_at timestamptz,
  note text not null default '',
  set_by uuid references staff (id),
  set_at timestamptz not null,
  check (starts < ends)
);
create index shifts_day on shifts (day, starts);
create index shifts_of on shifts (staff_id, day);
