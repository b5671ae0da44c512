-- Quality scoring 质检 of talks at the desk. A talk is named by its id alone: the desk's tables come with a later number.
-- What was decided is only ever added to; drafts and receipts are what may change.

-- Versions of the rubric 评分表. A talk is scored by the one that was in force when it ended.
create table quality_rubrics (
  version integer primary key check (version > 0),
  body jsonb not null,
  note text not null,
  in_force_from timestamptz not null unique,
  -- Null: it came with the release.
  made_by uuid references staff (id),
  made_at timestamptz not null
);
create table quality_rubric_draft (
  only_row boolean primary key default true check (only_row),
  body jsonb not null,
  based_on integer not null references quality_rubrics (version),
  -- Grows with every change, so that nobody writes over what they have not seen.
  revision integer not null check (revision > 0),
  edited_by uuid not null references staff (id),
  edited_at timestamptz not null
);

-- The newest row counts.
create table quality_settings (
  id bigint generated always as identity primary key,
  per_agent smallint not null check (per_agent between 0 and 20),
  twice_percent smallint not null check (twice_percent between 0 and 100),
  appeal_days smallint not null check (appeal_days between 1 and 30),
  set_by uuid references staff (id),
  set_at timestamptz not null
);
insert into quality_settings (per_agent, twice_percent, appeal_days, set_at) values (2, 10, 5, now());

-- The seed of a Beijing day, thrown before the day has any talk: nobody can pick favourites by it.
create table quality_seeds (
  day date primary key,
  seed text not null,
  thrown_at timestamptz not null
);
-- What was drawn with it, by which settings, out of which talks: [{"talk", "agent"}]. Enough to draw again and compare.
create table quality_draws (
  day date primary key references quality_seeds (day),
  per_agent smallint not null,
  twice_percent smallint not null,
  pool jsonb not null,
  drawn_at timestamptz not null
);

-- A talk that is looked at: drawn, or for a reason, or both. Once.
create table quality_checks (
  id uuid primary key,
  conversation_id text not null unique,
  agent_id uuid not null references staff (id),
  group_id text,
  closed_on date not null,
  -- The draw it came with.
  day date not null references quality_draws (day),
  drawn boolean not null,
  because text[] not null check (because <@ array['low-mark', 'complaint', 'step-in']),
  twice boolean not null,
  -- Everybody of the office who said something in it: none of them scores it.
  involved uuid[] not null check (agent_id = any (involved)),
  rubric_version integer not null references quality_rubrics (version),
  check (drawn or cardinality(because) > 0)
);
create index quality_checks_day on quality_checks (day);
create index quality_checks_agent on quality_checks (agent_id, closed_on);
create index quality_checks_closed on quality_checks (closed_on);

create table quality_drafts (
  check_id uuid not null references quality_checks (id),
  staff_id uuid not null references staff (id) on delete cascade,
  marks jsonb not null,
  at timestamptz not null,
  primary key (check_id, staff_id)
);

-- What was handed in. `second` is the other half of a calibration; `appeal` is what a changed appeal put in the place of the first.
create table quality_scores (
  id uuid primary key,
  check_id uuid not null references quality_checks (id),
  place text not null check (place in ('first', 'second', 'appeal')),
  scorer_id uuid not null references staff (id),
  -- The console's operation key: the same key is the same score.
  key text not null unique,
  marks jsonb not null,
  -- Tenths of a point, of a hundred.
  total smallint not null check (total between 0 and 1000),
  critical boolean not null,
  -- Until when the agent may appeal; of the first alone.
  appeal_by date,
  at timestamptz not null,
  unique (check_id, place),
  check ((place = 'first') = (appeal_by is not null)),
  check (not critical or total = 0)
);

create table quality_appeals (
  check_id uuid primary key references quality_checks (id),
  reason text not null,
  made_at timestamptz not null,
  decide_by date not null
);
create table quality_appeal_decisions (
  check_id uuid primary key references quality_appeals (check_id),
  outcome text not null check (outcome in ('upheld', 'changed')),
  reason text not null,
  decided_by uuid not null references staff (id),
  decided_at timestamptz not null
);
-- When the agent last saw how it stands.
create table quality_seen (
  check_id uuid primary key references quality_checks (id),
  at timestamptz not null
);

create function refuse_quality_change() returns trigger language plpgsql as $$
begin
  raise exception 'the history of quality scoring is only ever added to';
end $$;
create trigger quality_rubrics_append_only before update or delete on quality_rubrics
  for each row execute function refuse_quality_change();
create trigger quality_settings_append_only before update or delete on quality_settings
  for each row execute function refuse_quality_change();
create trigger quality_seeds_append_only before update or delete on quality_seeds
  for each row execute function refuse_quality_change();
create trigger quality_draws_append_only before update or delete on quality_draws
  for each row execute function refuse_quality_change();
create trigger quality_checks_append_only before update or delete on quality_checks
  for each row execute function refuse_quality_change();
create trigger quality_scores_append_only before update or delete on quality_scores
  for each row execute function refuse_quality_change();
create trigger quality_appeals_append_only before update or delete on quality_appeals
  for each row execute function refuse_quality_change();
create trigger quality_appeal_decisions_append_only before update or delete on quality_appeal_decisions
  for each row execute function refuse_quality_change();

-- Maker ≠ checker, whatever a program may forget.
create function refuse_own_quality() returns trigger language plpgsql as $$
begin
  if exists (select from quality_checks c where c.id = new.check_id and new.scorer_id = any (c.involved)) then
    raise exception 'a talk is scored by nobody who spoke in it';
  end if;
  if new.place <> 'first' and exists (select from quality_scores s
    where s.check_id = new.check_id and s.place = 'first' and s.scorer_id = new.scorer_id) then
    raise exception 'what somebody scored is scored again by another';
  end if;
  return new;
end $$;
create trigger quality_scores_by_another before insert on quality_scores
  for each row execute function refuse_own_quality();
create function refuse_own_quality_appeal() returns trigger language plpgsql as $$
begin
  if exists (select from quality_checks c where c.id = new.check_id and new.decided_by = any (c.involved))
    or exists (select from quality_scores s
      where s.check_id = new.check_id and s.place = 'first' and s.scorer_id = new.decided_by) then
    raise exception 'an appeal is decided by somebody else than who scored or who spoke in the talk';
  end if;
  return new;
end $$;
create trigger quality_appeals_by_another before insert on quality_appeal_decisions
  for each row execute function refuse_own_quality_appeal();

insert into quality_rubrics (version, body, note, in_force_from, made_at) values (1, '{
  "sections": [
    {"id": "talking", "name": "沟通", "points": [
      {"id": "polite", "name": "礼貌用语", "full": "有问候和结束语，称呼得当，全程平和有礼", "less": "缺问候或结束语扣 3 分；口气生硬、不耐烦扣 5 分以上", "most": 10, "mayNotApply": false},
      {"id": "heard", "name": "听懂问题", "full": "第一次回答就答在点上；不清楚的先问清楚再答", "less": "答非所问，或让市民把说过的再说一遍", "most": 15, "mayNotApply": false}
    ]},
    {"id": "policy", "name": "业务", "points": [
      {"id": "accurate", "name": "政策准确", "full": "条件、口径、年度都与知识库和政策参数一致", "less": "漏了条件、口径过期，但没有误导办理；数字说错属一票否决", "most": 25, "mayNotApply": false},
      {"id": "source", "name": "说明依据", "full": "说出文件名称或条款，或发出带来源的知识库答案", "less": "只有结论，没有来源", "most": 10, "mayNotApply": true},
      {"id": "guidance", "name": "办理指引完整", "full": "说清在哪里办、带什么、多久办好、下一步做什么；能网上办的给了入口", "less": "缺材料、缺地点，市民还要再问一次", "most": 15, "mayNotApply": true}
    ]},
    {"id": "speed", "name": "时效", "points": [
      {"id": "prompt", "name": "及时回应", "full": "接待后一分钟内回应；查询超过两分钟先告诉市民", "less": "让市民空等三分钟以上，没有说明", "most": 10, "mayNotApply": false}
    ]},
    {"id": "record", "name": "记录", "points": [
      {"id": "summary", "name": "记录与小结", "full": "小结写明问题和结果，标签选对；要跟进的建了工单", "less": "没有小结、标签不对，或该建工单没有建", "most": 15, "mayNotApply": false}
    ]}
  ],
  "criticals": [
    {"id": "wrong-figure", "name": "政策数字说错", "about": "基数、比例、金额、期限等说错，市民照着办会吃亏"},
    {"id": "data-leaked", "name": "泄露个人信息", "about": "把别人的、或没有核实身份就把市民的参保、证件、联系方式说出去"},
    {"id": "rude", "name": "言语粗鲁", "about": "辱骂、讽刺、威胁，或故意不理市民"}
  ]
}', '随系统发布的第一版', '2000-01-01T00:00:00Z', now());
