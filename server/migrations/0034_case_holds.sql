-- 暂缓清除: a case whose content is still needed (a lawsuit, an inspection) is left alone until a supervisor says otherwise.
create table case_holds (
  id uuid primary key,
  case_id uuid not null references cases (id),
  reason text not null,
  set_by uuid not null references staff (id),
  set_at timestamptz not null,
  lifted_by uuid references staff (id),
  lifted_at timestamptz,
  lifted_because text,
  check ((lifted_at is null) = (lifted_by is null) and (lifted_at is null) = (lifted_because is null))
);
create unique index case_holds_one on case_holds (case_id) where lifted_at is null;
create index case_holds_case on case_holds (case_id, set_at);
