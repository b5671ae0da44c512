-- Accounts that are disabled, a second factor, sessions one can tell apart, and what a staff member prefers.
alter table staff
  add column disabled_at timestamptz,
  add column password_changed_at timestamptz,
  -- Base32 of RFC 4648. `totp_since` is null while the first code has not been seen: then it is not asked for.
  add column totp_secret text,
  add column totp_since timestamptz,
  -- The last step a code was accepted of: no code opens twice.
  add column totp_step bigint not null default 0;

alter table staff_sessions
  add column id uuid not null default gen_random_uuid() unique,
  add column device text not null default '',
  add column seen_at timestamptz;
create index staff_sessions_of on staff_sessions (staff_id);

create table staff_recovery_codes (
  code_hash text primary key,
  staff_id uuid not null references staff (id) on delete cascade,
  used_at timestamptz
);
create index staff_recovery_codes_of on staff_recovery_codes (staff_id);

-- Roles that must have a second factor.
create table staff_role_rules (
  role text primary key,
  totp_required boolean not null,
  changed_by uuid references staff (id),
  changed_at timestamptz not null
);

create table staff_preferences (
  staff_id uuid primary key references staff (id) on delete cascade,
  look text not null default 'system' check (look in ('light', 'dark', 'system')),
  enter_sends boolean not null default true,
  changed_at timestamptz not null
);
