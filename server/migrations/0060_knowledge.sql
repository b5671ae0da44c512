-- What each follower was told, when, and by which version of the entry: so that a wrong answer can be found and put right.
create table answers_given (
  -- The key of the update that asked: a repeated message is one row.
  key text primary key,
  openid text not null,
  at timestamptz not null,
  -- The question with numbers of people masked.
  question text not null,
  decision text not null check (decision in ('answer', 'menu', 'handoff')),
  -- Null when no entry was given.
  entry_id text,
  entry_version text,
  confidence real
);
create index answers_given_entry on answers_given (entry_id, at desc) where entry_id is not null;
create index answers_given_unanswered on answers_given (at desc) where decision <> 'answer';
create index answers_given_follower on answers_given (openid, at desc);
