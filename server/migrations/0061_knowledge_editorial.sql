-- The knowledge base as its editors keep it: entries, their versions, who did what, golden questions, unanswered questions, 有用/没用.

create table knowledge_entries (
  id text primary key,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- The number of the newest version.
  versions integer not null,
  -- The version that answers; null: none.
  published integer,
  -- State of the newest writing. With a published version beside it, that one goes on answering.
  state text not null check (state in ('draft', 'submitted', 'rejected', 'published', 'withdrawn')),
  -- The newest version that is no discarded one: what the editor sees.
  newest integer not null,
  -- Who may not approve: everybody who wrote on it since it was last published, and who submitted it.
  authors text[] not null default '{}',
  -- The digest of the built-in entry this came from, so that a new release brings its new words.
  seed_digest text,
  -- Normalised question of the newest and of the published version: no two entries may ask the same at the same time.
  asks text not null,
  asks_published text
);
create index knowledge_entries_updated on knowledge_entries (updated_at desc, id);
create index knowledge_entries_state on knowledge_entries (state);
create index knowledge_entries_published on knowledge_entries (id) where published is not null;
create index knowledge_entries_asks on knowledge_entries (asks);
create index knowledge_entries_asks_published on knowledge_entries (asks_published) where asks_published is not null;

create table knowledge_versions (
  entry_id text not null references knowledge_entries (id),
  version integer not null,
  draft jsonb not null,
  origin text not null check (origin in ('seed', 'import', 'editor', 'unanswered', 'restored', 'superseded')),
  -- A member of staff by id; 'seed' or 'import' otherwise.
  maker text not null,
  at timestamptz not null,
  -- What answers_given.entry_version holds when this was given.
  digest text not null,
  primary key (entry_id, version)
);
create index knowledge_versions_digest on knowledge_versions (entry_id, digest);

create table knowledge_steps (
  id bigint generated always as identity primary key,
  entry_id text not null references knowledge_entries (id),
  version integer not null,
  at timestamptz not null,
  by text not null,
  what text not null check (what in
    ('saved', 'discarded', 'submitted', 'recalled', 'approved', 'rejected', 'withdrawn', 'superseded', 'seeded')),
  reason text
);
create index knowledge_steps_entry on knowledge_steps (entry_id, id desc);

create function knowledge_history_stays() returns trigger language plpgsql as $$
begin
  raise exception '% is history: rows are added, never changed', tg_table_name;
end $$;
create trigger knowledge_versions_stay before update or delete on knowledge_versions
  for each row execute function knowledge_history_stays();
create trigger knowledge_steps_stay before update or delete on knowledge_steps
  for each row execute function knowledge_history_stays();

-- Questions whose answer must not be broken by an approval.
create table knowledge_golden (
  id bigint generated always as identity primary key,
  text text not null,
  asks text not null,
  -- Null: the machine must not answer it.
  entry_id text,
  added_by text not null,
  added_at timestamptz not null,
  removed_by text,
  removed_at timestamptz,
  removed_because text
);
-- Also over the removed: a seed that an editor took out does not come back.
create unique index knowledge_golden_asks on knowledge_golden (asks) where removed_at is null;
create index knowledge_golden_entry on knowledge_golden (entry_id) where removed_at is null;

-- Unanswered questions, alike ones together.
create table unanswered_clusters (
  id bigint generated always as identity primary key,
  count integer not null,
  menu integer not null,
  handoff integer not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  state text not null default 'open' check (state in ('open', 'turned', 'ignored')),
  entry_id text references knowledge_entries (id),
  decided_by text,
  decided_at timestamptz,
  decided_because text,
  -- Asked again since it was decided.
  since integer not null default 0
);
create index unanswered_clusters_state on unanswered_clusters (state, count desc, id);
create index unanswered_clusters_last on unanswered_clusters (last_at desc);

create table unanswered_wordings (
  -- Normalised.
  asks text primary key,
  cluster_id bigint not null references unanswered_clusters (id),
  -- As first written, numbers of people masked.
  text text not null,
  count integer not null,
  last_at timestamptz not null
);
create index unanswered_wordings_cluster on unanswered_wordings (cluster_id, count desc);

-- Which questions were taken into the clusters. Those asked before this table stood are taken in too.
alter table answers_given add column sorted boolean not null default false;
create index answers_given_unsorted on answers_given (at) where decision <> 'answer' and not sorted;
create index answers_given_at on answers_given (at);

-- 有用 / 没用, one mark a given answer; a second tap changes it.
create table answer_marks (
  answer_key text primary key references answers_given (key) on delete cascade,
  useful boolean not null,
  at timestamptz not null
);
create index answer_marks_at on answer_marks (at);
