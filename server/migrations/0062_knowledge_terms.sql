-- Words that editors add to the lexicon: a form means a concept. Proposed by one person, approved by another; a removed one stays as history.
create table knowledge_terms (
  id bigint generated always as identity primary key,
  -- Normalised, as texts are read.
  form text not null,
  concept text not null,
  proposed_by text not null,
  proposed_at timestamptz not null,
  approved_by text,
  approved_at timestamptz,
  removed_by text,
  removed_at timestamptz,
  removed_because text,
  check ((approved_by is null) = (approved_at is null)),
  check ((removed_by is null) = (removed_at is null))
);
create unique index knowledge_terms_form on knowledge_terms (form) where removed_at is null;
