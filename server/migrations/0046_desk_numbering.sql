-- The feed's numbers are given out at the commit, not when something is said: until now whoever announced early in a long transaction
-- kept everybody at the desk waiting for its end. What a transaction announces lies here until it commits; nobody ever sees a row.
create unlogged table desk_told (
  id bigint generated always as identity primary key,
  conversation_id text not null,
  message_id text,
  at timestamptz not null
);

-- The clock's row is locked from the first of a transaction's rows to the end of its commit: no gap, none late, as before.
create function desk_number() returns trigger language plpgsql as $$
declare
  mine bigint;
begin
  update desk_clock set seq = seq + 1 returning seq into mine;
  insert into desk_events (seq, conversation_id, message_id, at) values (mine, new.conversation_id, new.message_id, new.at);
  delete from desk_told where id = new.id;
  perform pg_notify('desk', new.conversation_id);
  return null;
end $$;

create constraint trigger desk_told_number after insert on desk_told
  deferrable initially deferred for each row execute function desk_number();
