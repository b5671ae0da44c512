-- Who a person is to us: a WeChat identity bound to an insured person by an activation slip 密码条.

create table citizen_sessions (
  token_hash text primary key,
  openid text not null,
  unionid text,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index citizen_sessions_expiry on citizen_sessions (expires_at);

-- One WeChat (its unionid, else its openid) stands for at most one person; a person may have several phones.
create table bindings (
  identity text primary key,
  openid text not null,
  person_id uuid not null,
  mobile text not null,
  bound_at timestamptz not null,
  consent_version text not null
);
create index bindings_person on bindings (person_id);

create table slips (
  id uuid primary key,
  person_id uuid not null,
  code_hash text not null,
  issued_by uuid not null,
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  voided_at timestamptz
);
create unique index slips_open_one on slips (person_id) where used_at is null and voided_at is null;

create table notices (
  id uuid primary key,
  key text not null unique,
  person_id uuid not null,
  at timestamptz not null,
  title text not null,
  text text not null,
  open text,
  read_at timestamptz
);
create index notices_person on notices (person_id, at desc);

-- Staff of the office.
create table staff (
  id uuid primary key,
  account text not null unique,
  name text not null,
  password_hash text not null,
  roles text[] not null,
  failed_sign_ins integer not null default 0,
  locked_until timestamptz,
  must_change_password boolean not null default false,
  created_at timestamptz not null
);
create table staff_sessions (
  token_hash text primary key,
  staff_id uuid not null references staff (id) on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index staff_sessions_expiry on staff_sessions (expires_at);
