-- Canned replies 常用语: of one's own, of a group, of everybody.
create table canned_replies (
  id uuid primary key,
  scope text not null check (scope in ('private', 'group', 'public')),
  -- Who wrote it; for a private one, whose it is.
  staff_id uuid not null references staff (id) on delete cascade,
  group_id uuid references skill_groups (id) on delete cascade,
  title text not null,
  text text not null,
  used_count integer not null default 0,
  used_at timestamptz,
  changed_by uuid references staff (id),
  changed_at timestamptz not null,
  check ((scope = 'group') = (group_id is not null))
);
create index canned_replies_of on canned_replies (staff_id) where scope = 'private';
create index canned_replies_group on canned_replies (group_id) where scope = 'group';
