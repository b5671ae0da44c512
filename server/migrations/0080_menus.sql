-- The menu below the chat: the default one, and others for followers of a tag. Versions, who made and who approved them, and taps.

create table menus (
  -- 'default', or 'tag-' and WeChat's number of the tag.
  id text primary key,
  tag_id integer unique,
  created_at timestamptz not null,
  created_by text not null,
  -- The version followers see; null: none.
  published integer,
  -- WeChat's id of the conditional menu that stands there.
  wechat_id text,
  check ((id = 'default') = (tag_id is null))
);

create table menu_versions (
  menu_id text not null references menus (id),
  version integer not null,
  state text not null check (state in ('draft', 'submitted', 'rejected', 'published', 'superseded', 'discarded')),
  origin text not null check (origin in ('seed', 'editor', 'restored', 'withdrawal')),
  restored_from integer,
  buttons jsonb not null,
  note text not null,
  revision integer not null default 1,
  -- What its buttons are told apart by, for finding the button of a tap.
  targets text[] not null,
  -- Who may not approve: everybody who wrote on it, and who submitted it. Staff by id; 'seed' otherwise.
  authors text[] not null,
  at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  decided_note text,
  -- What became of it at WeChat.
  delivery text check (delivery in ('waiting', 'sent', 'failed')),
  delivered_at timestamptz,
  delivery_advice text,
  primary key (menu_id, version)
);
create unique index menu_versions_one_draft on menu_versions (menu_id) where state = 'draft';
create unique index menu_versions_one_submitted on menu_versions (menu_id) where state = 'submitted';
create unique index menu_versions_one_published on menu_versions (menu_id) where state = 'published';
create index menu_versions_targets on menu_versions using gin (targets);

-- What was submitted is what is approved and what the history tells: only a draft's words change.
create function menu_versions_stay() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then raise exception 'menu versions are history: rows are added, never removed'; end if;
  if old.state <> 'draft' and
     (new.buttons <> old.buttons or new.origin <> old.origin or new.authors <> old.authors or new.at <> old.at) then
    raise exception 'a menu version that left its draft never changes';
  end if;
  return new;
end $$;
create trigger menu_versions_stay before update or delete on menu_versions
  for each row execute function menu_versions_stay();

create table menu_clicks (
  -- A day in Beijing.
  day date not null,
  menu_id text not null,
  version integer not null,
  target text not null,
  count integer not null,
  primary key (day, menu_id, version, target)
);
