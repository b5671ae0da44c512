-- The platform's own tables: the audit trail, the outbox, and what may be lost.
-- Runs on PostgreSQL 15 and 18 alike.

-- Who did what, when, to what. Append-only. A writer inserts an unsealed row inside its own transaction and takes no lock;
-- audit_seal() later chains the committed rows, so that nobody can alter or drop one in the middle without it being seen.
create table audit (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  actor_kind text not null,
  actor_id text not null,
  action text not null,
  subject_kind text,
  subject_id text,
  -- Never personal data: codes, counts, states.
  detail jsonb not null default '{}',
  request_id text,
  -- Place in the chain. Rows are sealed in the order they are found, by id within one round: a transaction that commits late
  -- is sealed late, whatever its id.
  seal_no bigint unique,
  prev_hash bytea,
  hash bytea,
  check ((seal_no is null) = (hash is null) and (seal_no is null) = (prev_hash is null))
);
create index audit_unsealed on audit (id) where hash is null;
create index audit_subject on audit (subject_kind, subject_id, id);
create index audit_actor on audit (actor_kind, actor_id, id);

create function audit_hash(row_ audit, prev bytea) returns bytea language sql stable as $$
  select sha256(prev || convert_to(jsonb_build_array(
    row_.id, to_char(row_.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), row_.actor_kind, row_.actor_id,
    row_.action, row_.subject_kind, row_.subject_id, row_.detail, row_.request_id
  )::text, 'UTF8'))
$$;

create function audit_refuse() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    -- The one update there is: a row gets its place in the chain, once, and nothing else of it moves.
    if old.hash is null and new.hash is not null
      and (to_jsonb(new) - '{seal_no,prev_hash,hash}'::text[]) = (to_jsonb(old) - '{seal_no,prev_hash,hash}'::text[]) then
      return new;
    end if;
  end if;
  raise exception 'the audit trail is append-only' using errcode = 'insufficient_privilege';
end
$$;
create trigger audit_append_only before update or delete on audit for each row execute function audit_refuse();
create trigger audit_no_truncate before truncate on audit for each statement execute function audit_refuse();

-- Seals up to `most` rows; answers how many. Two sealers wait for each other.
create function audit_seal(most integer) returns integer language plpgsql as $$
declare
  next_ audit;
  place bigint;
  prev bytea;
  done integer := 0;
begin
  perform pg_advisory_xact_lock(hashtext('audit_seal'));
  select seal_no, hash into place, prev from audit where seal_no is not null order by seal_no desc limit 1;
  place := coalesce(place, 0);
  prev := coalesce(prev, ''::bytea);
  for next_ in select * from audit where hash is null order by id limit most loop
    place := place + 1;
    update audit set seal_no = place, prev_hash = prev, hash = audit_hash(next_, prev) where id = next_.id
      returning hash into prev;
    done := done + 1;
  end loop;
  return done;
end
$$;

-- Everything that leaves the house. Written in the transaction that decided it, sent by the relay afterwards.
create table outbox (
  id bigint generated always as identity primary key,
  -- The caller's idempotency key: a second put of it is a no-op.
  key text not null unique,
  kind text not null,
  -- Rows of one stream go out one after another.
  stream text,
  payload jsonb not null,
  state text not null default 'queued' check (state in ('queued', 'sending', 'sent', 'refused', 'failed', 'unknown')),
  attempts integer not null default 0,
  created_at timestamptz not null default now(),
  -- Not before. Null: at once.
  run_after timestamptz,
  lease_until timestamptz,
  lease text,
  settled_at timestamptz,
  -- Why it was refused, failed or is unknown.
  because text,
  advice text
);
create index outbox_waiting on outbox (id) where state = 'queued';
create index outbox_sending on outbox (lease_until) where state = 'sending';
create unique index outbox_one_per_stream on outbox (stream) where state = 'sending' and stream is not null;
create index outbox_stream on outbox (stream, id) where state in ('queued', 'sending') and stream is not null;
create index outbox_for_a_person on outbox (id) where state in ('failed', 'unknown');

-- What may be lost (ports/volatile on PostgreSQL). Unlogged: emptied by a crash of the database, and that is right.
create unlogged table volatile_kv (
  key text primary key,
  value text not null,
  expires_at timestamptz not null
);
create index volatile_kv_expiry on volatile_kv (expires_at);
create unlogged table volatile_counter (
  key text primary key,
  count integer not null,
  resets_at timestamptz not null
);
create index volatile_counter_expiry on volatile_counter (resets_at);
