-- Policy figures 政策参数: all kinds and rows of one moment are a version, kept whole and never changed, so that whatever was
-- computed can name the one it used. Somebody proposes a row, another one decides; both are only ever added to.
-- Staff ids carry no foreign key: their table comes with a later number.

create table figure_versions (
  version integer primary key check (version > 0),
  rows jsonb not null,
  -- Of `rows`: processes keep what they have read under it.
  digest text not null,
  made_at timestamptz not null
);

-- Rows that came with a release are entered once: what people changed or took away afterwards stays so.
create table figure_seeded (
  kind text not null,
  from_month text not null,
  version integer not null references figure_versions (version),
  primary key (kind, from_month)
);

create table figure_proposals (
  id uuid primary key,
  kind text not null,
  from_month text not null,
  -- The row as it shall be; null takes it away.
  row jsonb,
  -- The row as it was when this was proposed; null when there was none.
  before jsonb,
  note text not null,
  proposed_by uuid not null,
  proposed_at timestamptz not null
);
create index figure_proposals_row on figure_proposals (kind, from_month);

create table figure_decisions (
  proposal_id uuid primary key references figure_proposals (id),
  outcome text not null check (outcome in ('approved', 'rejected', 'withdrawn')),
  decided_by uuid not null,
  decided_at timestamptz not null,
  reason text,
  -- What the approval made.
  version integer references figure_versions (version),
  check ((outcome = 'approved') = (version is not null)),
  check (outcome <> 'rejected' or reason is not null)
);

create function refuse_figure_change() returns trigger language plpgsql as $$
begin
  raise exception 'the history of policy figures is only ever added to';
end $$;
create trigger figure_versions_append_only before update or delete on figure_versions
  for each row execute function refuse_figure_change();
create trigger figure_proposals_append_only before update or delete on figure_proposals
  for each row execute function refuse_figure_change();
create trigger figure_decisions_append_only before update or delete on figure_decisions
  for each row execute function refuse_figure_change();

-- Maker ≠ checker, whatever a program may forget.
create function refuse_own_figure() returns trigger language plpgsql as $$
begin
  if new.outcome <> 'withdrawn'
    and new.decided_by = (select proposed_by from figure_proposals where id = new.proposal_id) then
    raise exception 'a proposed figure is decided by somebody else than who proposed it';
  end if;
  return new;
end $$;
create trigger figure_decisions_by_another before insert on figure_decisions
  for each row execute function refuse_own_figure();
