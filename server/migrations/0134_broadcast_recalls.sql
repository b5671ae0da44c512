-- 群发撤回: the articles of a mass message are taken off WeChat's pages. Numbered after the tables that it changes.
create table broadcast_recalls (
  broadcast_id uuid primary key references broadcasts (id) on delete cascade,
  -- asked: waits for a second pair of eyes; running: WeChat is being told, message by message; partly: some could not be taken back.
  state text not null check (state in ('asked', 'running', 'done', 'partly')),
  reason text not null,
  asked_by uuid not null,
  asked_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  finished_at timestamptz
);
alter table broadcast_batches
  add column recalled text check (recalled in ('waiting', 'gone', 'failed')),
  add column recall_advice text;
