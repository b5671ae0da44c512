-- 清除: what an item promises of keeping (`keep` in its definition) is kept. A case that is over has the day on which its personal content
-- goes; what stays is the record of an act: number, item, days, states, who decided.
alter table cases
  -- From the day it was over and the years of the definition it is pinned to; a draft that was never submitted goes at once.
  add column erase_on date,
  add column erased_at timestamptz;

update cases c
set erase_on = case
  when c.number is null then ended.day
  else (ended.day + make_interval(years => (v.definition -> 'keep' ->> 'closedYears')::int))::date
end
from item_versions v, (
  select case_id, (min(at) at time zone 'Asia/Shanghai')::date as day
  from case_events where action in ('effect', 'decline', 'withdraw', 'expire') group by case_id
) ended
where v.code = c.item_code and v.version = c.item_version and ended.case_id = c.id
  and c.state in ('effective', 'declined', 'closed', 'withdrawn', 'expired');

create index cases_to_erase on cases (erase_on, id) where erased_at is null and erase_on is not null;

alter table files add column erased_at timestamptz;
-- The store knows bytes by their digest, and two cases may hold the same picture.
create index files_stored_as on files (sha256) where erased_at is null;
-- Notices of one case, by the beginning of their key.
create index notices_key_beginning on notices (key text_pattern_ops);

-- The history of a case and what staff did with it are only ever added to. One exception: once the case is marked as erased, the columns
-- named here may be emptied, and nothing else of a row moves.
create function refuse_case_history_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE'
    and to_jsonb(new) - tg_argv = to_jsonb(old) - tg_argv
    and not exists (
      select from jsonb_each_text(to_jsonb(new)) as one where one.key = any (tg_argv) and coalesce(one.value, '') <> ''
    )
    and exists (select from cases where id = old.case_id and erased_at is not null) then
    return new;
  end if;
  raise exception 'the history of a case is only ever added to';
end $$;
drop trigger case_events_append_only on case_events;
create trigger case_events_append_only before update or delete on case_events
  for each row execute function refuse_case_history_change('text');
