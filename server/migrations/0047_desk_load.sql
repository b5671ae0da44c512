-- WeChat's allowance is counted where messages leave the house, in the outbox: late answers of the bot, notices and ratings count as much as
-- an agent's lines, and a line that waited while the citizen wrote again counts after their words, not before them.
alter table conversations drop column sent_since_wrote, drop column sent_since_tapped;
-- WeChat said that nothing is left, whatever we counted; until the citizen does something again.
alter table conversations add column used_up boolean not null default false;

create index outbox_gone on outbox (stream, settled_at) where state in ('sent', 'unknown') and stream is not null;

-- Who could serve what and when is kept by every process, and read again when it was changed.
create function roster_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('roster', '');
  return null;
end $$;
create trigger skill_groups_changed after insert or update or delete on skill_groups execute function roster_changed();
create trigger staff_groups_changed after insert or update or delete on staff_groups execute function roster_changed();
create trigger hour_plans_changed after insert or update or delete on hour_plans execute function roster_changed();
create trigger staff_left after update of disabled_at on staff execute function roster_changed();
