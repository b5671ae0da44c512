-- Pictures, voices and papers of a talk at the desk. The bytes lie in the file store under `stored_as`; a row whose bytes were erased stays,
-- so that the transcript can say so.
create table desk_files (
  id uuid primary key,
  conversation_id text not null references conversations (id) on delete cascade,
  side text not null check (side in ('citizen', 'staff')),
  staff_id uuid references staff (id),
  -- The sender's own operation key: the same key is the same file.
  key text not null unique,
  name text not null,
  mime text not null,
  bytes integer not null,
  stored_as text not null,
  uploaded_at timestamptz not null,
  erased_at timestamptz,
  check ((side = 'staff') = (staff_id is not null))
);
create index desk_files_conversation on desk_files (conversation_id) where erased_at is null;
